package dev.mien.api.access;

import dev.mien.engine.access.Access;
import dev.mien.engine.access.ApiToken;
import dev.mien.engine.access.Means;
import dev.mien.engine.access.SignIn;
import dev.mien.engine.access.SignIns;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Who stands behind a token or a cookie. What it asks the database for blocks. */
final class Identities {
  private final Bearers bearers;
  private final Access access;
  private final SignIns.Terms terms;
  private final InstantSource clock;

  Identities(Bearers bearers, Access access, SignIns.Terms terms, InstantSource clock) {
    this.bearers = bearers;
    this.access = access;
    this.terms = terms;
    this.clock = clock;
  }

  /** Whoever carries a token that the operator has set; asks nobody. */
  Optional<Known> configured(String token) {
    return bearers
        .caller(token)
        .map(caller -> new Known(caller, Optional.empty(), Optional.empty()));
  }

  /** Whoever carries a token that a person made. */
  Optional<Known> made(String token) throws IOException {
    return access
        .tokens()
        .use(Secret.hash(token), clock.instant())
        .map(found -> new Known(caller(found), Optional.of(found.expires()), Optional.empty()));
  }

  private static Caller caller(ApiToken token) {
    return new Caller(token.owner(), token.roles(), Means.API_TOKEN);
  }

  /** Whoever is signed in with what a browser holds. */
  Optional<Known> signedIn(Secret secret) throws IOException {
    Instant now = clock.instant();
    Optional<SignIn> found = access.signIns().use(secret.hash(), now, terms);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    SignIn signIn = found.orElseThrow();
    Caller caller = new Caller(signIn.person(), signIn.roles(), signIn.means());
    Known known = new Known(caller, Optional.of(terms.end(signIn)), Optional.of(secret));
    return switch (signIn.means()) {
      case ADMIN_TOKEN, APPROVER_TOKEN ->
          bearers
              .bond(signIn.means(), secret)
              .filter(bond -> Secret.same(bond, signIn.bond()))
              .map(_ -> known);
      case API_TOKEN ->
          access
              .tokens()
              .find(signIn.bond(), now)
              .map(token -> new Known(caller(token), known.expires(), known.secret()));
      case OPENID -> Optional.of(known);
    };
  }

  /** The roles of a sign-in's person are theirs, so what is shown of them is what they have. */
  Known begin(Caller caller, String bond, Secret secret) throws IOException {
    Instant now = clock.instant();
    access.signIns().sweep(now, terms);
    SignIn signIn = new SignIn(caller.person(), caller.roles(), caller.means(), bond, now, now);
    access.signIns().begin(secret.hash(), signIn);
    return new Known(caller, Optional.of(terms.end(signIn)), Optional.of(secret));
  }

  /** Ends a sign-in; none if there was none. */
  Optional<SignIn> end(Secret secret) throws IOException {
    return access.signIns().end(secret.hash());
  }

  /** What a sign-in with a token is tied to. */
  Optional<Bound> bound(String token, Secret secret) throws IOException {
    Optional<Caller> configured = bearers.caller(token);
    if (configured.isPresent()) {
      Caller caller = configured.orElseThrow();
      return bearers.bond(caller.means(), secret).map(bond -> new Bound(caller, bond));
    }
    if (!TokenText.isOne(token)) {
      return Optional.empty();
    }
    return access
        .tokens()
        .use(Secret.hash(token), clock.instant())
        .map(found -> new Bound(caller(found), found.id()));
  }

  /** Whoever carries a token, and what ties their sign-in to it. */
  record Bound(Caller caller, String bond) {}
}
