package dev.mien.api.access;

import dev.mien.api.access.OpenIdCalls.Desk;
import dev.mien.api.config.AdminToken;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Route;
import dev.mien.api.http.TokenBucket;
import dev.mien.api.openid.Provider;
import dev.mien.api.openid.Registration;
import dev.mien.api.openid.SignInFailure;
import dev.mien.engine.access.Access;
import dev.mien.engine.access.SignIns;
import java.net.URI;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that stands between the admin listener and whoever calls it. */
public final class Entrance {
  private static final Logger LOG = LoggerFactory.getLogger(Entrance.class);

  /** Slow enough for nobody to guess, fast enough for a team that comes back from lunch. */
  private static final int ATTEMPTS_PER_SECOND_MAX = 2;

  private static final int ATTEMPTS_BURST_MAX = 30;

  private final Identities identities;
  private final List<Route> routes;
  private final Runnable refused;

  /**
   * What callers are known by, and what is done with that.
   *
   * @param refused told of each sign-in that is refused, and of each token that is nobody's
   */
  public record Parts(
      Access access, Trail trail, Reception reception, Runnable refused, Clocks clocks) {}

  /**
   * The times that are gone by.
   *
   * @param shared by all nodes
   * @param nanoTime of this one, for rates
   */
  public record Clocks(InstantSource shared, LongSupplier nanoTime) {}

  public Entrance(Configuration configuration, AdminToken token, Parts parts) {
    this.identities =
        new Identities(
            new Bearers(token.text(), configuration.of(Settings.APPROVER_TOKEN)),
            parts.access(),
            terms(configuration),
            parts.clocks().shared());
    this.refused = parts.refused();
    SecureRandom random = new SecureRandom();
    TokenBucket attempts =
        new TokenBucket(ATTEMPTS_PER_SECOND_MAX, ATTEMPTS_BURST_MAX, parts.clocks().nanoTime());
    SigningIn signingIn =
        new SigningIn(identities, parts.trail(), new SigningIn.Attempts(attempts, refused), random);
    List<Route> all = new ArrayList<>();
    Optional<Desk> desk = desk(configuration, parts.clocks().shared());
    all.addAll(new SignInCalls(parts.reception(), signingIn, desk.isPresent()).routes());
    all.addAll(
        new OpenIdCalls(desk, signingIn, parts.access().legs(), parts.clocks().shared()).routes());
    all.addAll(
        new TokenCalls(
                parts.reception(),
                parts.access().tokens(),
                parts.trail(),
                new TokenCalls.Fresh(random, parts.clocks().shared()))
            .routes());
    all.addAll(new PeopleCalls(parts.access(), parts.trail()).routes());
    this.routes = List.copyOf(all);
  }

  private static SignIns.Terms terms(Configuration configuration) {
    return new SignIns.Terms(
        configuration.of(Settings.CONSOLE_IDLE), configuration.of(Settings.CONSOLE_MAX));
  }

  private static Optional<Desk> desk(Configuration configuration, InstantSource clock) {
    Optional<String> issuer = configuration.of(Settings.OIDC_ISSUER);
    if (issuer.isEmpty()) {
      return Optional.empty();
    }
    String console = configuration.of(Settings.CONSOLE_URL).orElseThrow();
    Registration registration =
        new Registration(
            issuer.orElseThrow(),
            configuration.of(Settings.OIDC_CLIENT_ID).orElseThrow(),
            configuration.of(Settings.OIDC_CLIENT_SECRET),
            URI.create(console + OpenIdCalls.CALLBACK));
    OpenIdRoles roles =
        new OpenIdRoles(
            configuration.of(Settings.OIDC_ROLES_CLAIM),
            configuration.of(Settings.OIDC_ROLES),
            configuration.of(Settings.OIDC_NAME_CLAIM));
    return Optional.of(new Desk(new Provider(registration, clock), roles, Entrance::tell));
  }

  // Whoever comes back late says nothing of the provider, and anybody can do so as often as they
  // like.
  private static void tell(SignInFailure failure) {
    if (failure.reason() != SignInFailure.Reason.EXPIRED) {
      LOG.warn("a sign-in at the provider failed: {}", failure.getMessage());
    }
  }

  /** The routes for signing in and out, and for tokens. */
  public List<Route> routes() {
    return routes;
  }

  /** What guards routes, and the same routes behind it. */
  public Guard guard(List<Route> guarded) {
    return new Guard(identities, guarded, refused);
  }
}
