package dev.mien.engine.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one request says about consent. */
public sealed interface ConsentStatement {
  /** Nothing: what the capsule says goes on. */
  record Unsaid() implements ConsentStatement {}

  /**
   * This, in place of what was said before.
   *
   * @param purposes names of purposes; none: refused, or withdrawn
   * @param until when it ends; empty: as late as the purposes allow
   */
  record Stated(List<String> purposes, Optional<Instant> until) implements ConsentStatement {
    public Stated {
      purposes = List.copyOf(purposes);
    }
  }

  /**
   * What a consent string says, in place of what was said before.
   *
   * @param until when it ends; empty: as late as the purposes allow
   */
  record ByString(IabConsent said, Optional<Instant> until) implements ConsentStatement {}
}
