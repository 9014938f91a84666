package dev.mien.engine.decision;

/** Says what may drive one response: only what enough others would have got as well. */
public interface CrowdCheck {
  /** The most segments that may drive a response together. */
  int segmentsMax();

  /**
   * Whether these segments together may drive the response. Asked with ever fewer of them, until
   * they may or none is left.
   *
   * @param segments their positions, rising; at least one, at most {@link #segmentsMax}
   */
  boolean suffices(int[] segments);

  /** Everything may. */
  static CrowdCheck none() {
    return new CrowdCheck() {
      @Override
      public int segmentsMax() {
        return Integer.MAX_VALUE;
      }

      @Override
      public boolean suffices(int[] segments) {
        return true;
      }
    };
  }
}
