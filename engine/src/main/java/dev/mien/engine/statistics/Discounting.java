package dev.mien.engine.statistics;

/**
 * Counts of which older ones weigh less: by {@code factor} for each step that has passed since.
 * What they add up to is the sessions they are worth.
 */
public record Discounting(double factor) {
  public Discounting {
    if (!(factor > 0 && factor <= 1)) {
      throw new IllegalArgumentException("what is older weighs less, and something; got " + factor);
    }
  }

  /** What is left of a count after so many steps. */
  public double weight(double steps) {
    return Math.pow(factor, steps);
  }

  /** What is believed after outcomes between 0 and 1, one a step; the prior fades too. */
  public BetaLaw after(BetaLaw prior, double[] outcomes) {
    double a = prior.a();
    double b = prior.b();
    for (double outcome : outcomes) {
      a = factor * a + outcome;
      b = factor * b + 1 - outcome;
    }
    return new BetaLaw(a, b);
  }
}
