package dev.mien.engine.statistics;

/** What is believed of an effect that was estimated, as a normal law. */
public record GaussianBelief(Estimate effect) {

  /** Where every effect was as likely before. */
  public static GaussianBelief of(Estimate seen) {
    return new GaussianBelief(seen);
  }

  /** Where {@code before} was believed: each weighs by the inverse of its variance. */
  public static GaussianBelief of(Estimate seen, Estimate before) {
    if (before.error() == Double.POSITIVE_INFINITY || seen.error() == 0) {
      return of(seen);
    }
    if (seen.error() == Double.POSITIVE_INFINITY || before.error() == 0) {
      return of(before);
    }
    double precision = 1 / (seen.error() * seen.error());
    double prior = 1 / (before.error() * before.error());
    return new GaussianBelief(
        new Estimate(
            (precision * seen.value() + prior * before.value()) / (precision + prior),
            Math.sqrt(1 / (precision + prior))));
  }

  /** The chance that the effect is above 0. */
  public double chanceAbove() {
    return Tails.normal(-effect.z());
  }

  /** What is expected to be lost by choosing the treatment: the effect's part below 0. */
  public double lossOfTreatment() {
    return loss(effect.value());
  }

  /** What is expected to be lost by staying with the control: the effect's part above 0. */
  public double lossOfControl() {
    return loss(-effect.value());
  }

  private double loss(double gain) {
    if (effect.error() == 0) {
      return Math.max(0, -gain);
    }
    double z = gain / effect.error();
    return Math.max(0, effect.error() * Tails.normalDensity(z) - gain * Tails.normal(z));
  }
}
