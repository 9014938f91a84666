package dev.mien.engine.session;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Opens and seals capsules. For any number of threads; never blocks: what waits for the cluster
 * comes as a stage, which may complete on another thread.
 */
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"})
public final class Capsules {
  public Capsules(
      HalfKeys halfKeys, EpochKeys epochKeys, SessionPolicy policy, SecureRandom random) {
    throw new UnsupportedOperationException();
  }

  public SessionPolicy policy() {
    throw new UnsupportedOperationException();
  }

  /**
   * Opens a capsule as a caller sent it. Refuses what has idled too long or lives too long; whether
   * the consent in it is still in force is not asked. Always completes normally.
   */
  public CompletionStage<Opened> open(Site site, String text, Instant now) {
    throw new UnsupportedOperationException();
  }

  /**
   * Begins a session: a seat whose half-key the cluster keeps.
   *
   * @return ends with an {@link UnansweredException} if it could not be kept in time; then there is
   *     no session
   */
  public CompletionStage<Seat> begin(Instant now) {
    throw new UnsupportedOperationException();
  }

  /**
   * Seals a state into a capsule: new bytes each time, always of the same length.
   *
   * @throws IllegalStateException if the state does not fit, which checked editions rule out
   */
  public String seal(Site site, Seat seat, SessionState state, Instant now) {
    throw new UnsupportedOperationException();
  }

  /** Makes every capsule of the session issued so far unreadable. Always completes normally. */
  public CompletionStage<Raised> raise(Seat seat) {
    throw new UnsupportedOperationException();
  }

  /**
   * Runs the lease of the half-key anew; see {@link SessionPolicy#renewalDue}.
   *
   * @return may be let go; ends with an {@link UnansweredException} if the cluster does not answer
   */
  public CompletionStage<Void> renew(Seat seat) {
    throw new UnsupportedOperationException();
  }

  /**
   * Destroys the half-key, so that no copy of any capsule of the session can ever be opened.
   *
   * @return ends with an {@link UnansweredException} if that is not certain; it may be asked again
   */
  public CompletionStage<Void> erase(Seat seat) {
    throw new UnsupportedOperationException();
  }
}
