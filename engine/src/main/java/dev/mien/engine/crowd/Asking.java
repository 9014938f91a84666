package dev.mien.engine.crowd;

import dev.mien.engine.decision.CrowdCheck;

/**
 * What one response asks of the gate. Asking counts nothing: only what leaves is counted, for each
 * combination that was refused or given, and for no other. For one thread at a time.
 */
public interface Asking extends CrowdCheck {
  /** The response leaves. */
  void answered();

  /** Asks nobody: everything may drive the response, and nothing is counted. */
  static Asking nobody() {
    CrowdCheck none = CrowdCheck.none();
    return new Asking() {
      @Override
      public int segmentsMax() {
        return none.segmentsMax();
      }

      @Override
      public boolean suffices(int[] segments) {
        return none.suffices(segments);
      }

      @Override
      public void answered() {}
    };
  }
}
