package dev.mien.engine.statistics;

/**
 * What is believed of two rates, compared: exact to about 1e-11 of each figure, however small.
 *
 * @param beats the chance that the second rate is above the first
 * @param loses the chance that it is below: kept apart, because 1 less {@code beats} has no digit
 *     left when it matters
 * @param lossOfSecond by how much the rate is expected to be lower for choosing the second: the
 *     mean of what the first is above it, counted 0 where it is not
 * @param lossOfFirst the same for choosing the first
 */
record ChanceToBeat(double beats, double loses, double lossOfSecond, double lossOfFirst) {

  static ChanceToBeat of(BetaLaw first, BetaLaw second) {
    return new ChanceToBeat(
        above(second, first), above(first, second), gain(first, second), gain(second, first));
  }

  /** The chance that {@code one} is above {@code other}. */
  private static double above(BetaLaw one, BetaLaw other) {
    LogOddsBeta greater = new LogOddsBeta(one);
    LogOddsBeta lesser = new LogOddsBeta(other);
    double chance =
        LogConcave.integral(
            at -> greater.logDensity(at) + lesser.logBelow(at),
            (greater.mode() + lesser.mode()) / 2,
            step(greater, lesser));
    return Math.min(1, chance);
  }

  /** The mean of what {@code one} is above {@code other}, counted 0 where it is not. */
  private static double gain(BetaLaw one, BetaLaw other) {
    LogOddsBeta greater = new LogOddsBeta(one);
    LogOddsBeta lesser = new LogOddsBeta(other);
    return LogConcave.integral(
        at ->
            greater.logAbove(at)
                + lesser.logBelow(at)
                - Math.abs(at)
                - 2 * Math.log1p(Math.exp(-Math.abs(at))),
        (greater.mode() + lesser.mode()) / 2,
        step(greater, lesser));
  }

  private static double step(LogOddsBeta one, LogOddsBeta other) {
    return Math.min(one.spread(), other.spread()) / 2;
  }
}
