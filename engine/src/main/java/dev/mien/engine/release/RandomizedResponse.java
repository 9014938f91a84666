package dev.mien.engine.release;

/**
 * An answer that may be untrue: the true one with the chance e^epsilon / (e^epsilon + others), and
 * each of the others with the same (S. Warner, Randomized response, JASA 1965, for more than two
 * answers). Drawn exactly, in whole numbers only.
 */
public final class RandomizedResponse {
  private static final long WHOLE = 1_000;

  private RandomizedResponse() {}

  /**
   * One of {@code answers}, by its position.
   *
   * @param truth the position of the true one
   * @param epsilonThousandths how much the answer may tell
   */
  public static int draw(int truth, int answers, long epsilonThousandths, Bits bits) {
    Coins coins = new Coins(bits);
    int drawn = (int) bits.below(answers);
    while (drawn != truth && !coins.exp(epsilonThousandths, WHOLE)) {
      drawn = (int) bits.below(answers);
    }
    return drawn;
  }
}
