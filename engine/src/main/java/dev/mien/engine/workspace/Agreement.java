package dev.mien.engine.workspace;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Terms;
import java.io.IOException;
import java.util.Optional;

/** Asks, right before an edition is kept, whether a second person has agreed to exactly this. */
final class Agreement implements Terms.Assent {
  private final ReviewRule rule;
  private final Second second;
  private Optional<Remark> approval = Optional.empty();
  private boolean wasAsked;

  /** Knows who has agreed to what. */
  @FunctionalInterface
  interface Second {
    /** What somebody said who has agreed to a digest, and may. */
    Optional<Remark> to(String digest) throws IOException;
  }

  Agreement(ReviewRule rule, Second second) {
    this.rule = rule;
    this.second = second;
  }

  @Override
  public boolean to(Edition built) throws IOException {
    wasAsked = true;
    approval = second.to(digest(built));
    return approval.isPresent() || !rule.asks(built.approvals());
  }

  /** What has to be agreed to. */
  static String digest(Edition built) {
    return Approvals.digest(built.sources(), built.approvals());
  }

  /** What was said by who agreed. */
  Optional<Remark> approval() {
    return approval;
  }

  /** Whether something was built: what is in force already is not built again. */
  boolean wasAsked() {
    return wasAsked;
  }
}
