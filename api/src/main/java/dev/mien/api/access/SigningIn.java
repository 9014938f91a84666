package dev.mien.api.access;

import dev.mien.api.access.Identities.Bound;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.TokenBucket;
import dev.mien.engine.access.Role;
import dev.mien.engine.access.SignIn;
import dev.mien.engine.workspace.Action;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;

/** What every way of signing in has in common. */
final class SigningIn {
  private static final int RETRY_SECONDS = 5;

  private final Identities identities;
  private final Trail trail;
  private final Attempts attempts;
  private final SecureRandom random;

  /**
   * Sign-ins that are tried.
   *
   * @param bucket how many may be
   * @param refused told of each that came to nothing
   */
  record Attempts(TokenBucket bucket, Runnable refused) {}

  SigningIn(Identities identities, Trail trail, Attempts attempts, SecureRandom random) {
    this.identities = identities;
    this.trail = trail;
    this.attempts = attempts;
    this.random = random;
  }

  /** Why nobody may try to sign in with a request; nothing if they may. */
  Optional<Problem> refusal(RoutingContext context) {
    if (Guard.isFromElsewhere(context.request())) {
      return Optional.of(Problem.of(Kind.CROSS_SITE));
    }
    return mayTry()
        ? Optional.empty()
        : Optional.of(Problem.of(Kind.RATE_EXCEEDED).retryAfter(RETRY_SECONDS));
  }

  /** Whether one more sign-in may be tried now. */
  boolean mayTry() {
    return attempts.bucket().take();
  }

  /** Counts one that came to nothing. */
  void refused() {
    attempts.refused().run();
  }

  /** Whether a browser that sends this is known by it. Blocks. */
  boolean holds(Optional<Secret> sent) throws IOException {
    return sent.isPresent() && identities.signedIn(sent.orElseThrow()).isPresent();
  }

  Secret fresh() {
    return Secret.fresh(random);
  }

  /** Signs in whoever carries a token; nobody if it is not good. Blocks. */
  Optional<Known> with(String token, Secret secret, Optional<Secret> before) throws IOException {
    Optional<Bound> bound = identities.bound(token, secret);
    return bound.isEmpty()
        ? Optional.empty()
        : Optional.of(begin(bound.orElseThrow(), secret, before));
  }

  /** Signs somebody in, in place of the sign-in that their browser had before. Blocks. */
  Known begin(Bound bound, Secret secret, Optional<Secret> before) throws IOException {
    Caller caller = bound.caller();
    Known known = identities.begin(caller, bound.bond(), secret);
    if (before.isPresent()) {
      Optional<SignIn> _ = identities.end(before.orElseThrow());
    }
    trail.note(
        caller.actor(),
        Action.SIGNED_IN,
        "by " + caller.means().code() + " as " + Role.codes(caller.roles()));
    return known;
  }

  /** Signs somebody out; does nothing for who sends a token with each call. Blocks. */
  void end(Known known) throws IOException {
    if (known.secret().isPresent() && identities.end(known.secret().orElseThrow()).isPresent()) {
      trail.note(known.caller().actor(), Action.SIGNED_OUT, "by " + known.caller().means().code());
    }
  }
}
