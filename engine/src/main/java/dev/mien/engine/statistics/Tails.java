package dev.mien.engine.statistics;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The upper tails of the laws that tests refer to, to a relative error of about 1e-13 however small
 * they get.
 */
public final class Tails {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private Tails() {}

  /** The chance that a standard normal exceeds {@code z}. */
  public static double normal(double z) {
    return NORMAL.survivalProbability(z);
  }

  /** The chance that a standard normal is at most {@code z}. */
  public static double normalBelow(double z) {
    return NORMAL.cumulativeProbability(z);
  }

  /** The chance that a standard normal is further from zero than {@code z}. */
  public static double normalBeyond(double z) {
    return Math.min(1, 2 * normal(Math.abs(z)));
  }

  /** What a standard normal exceeds with the chance {@code upper}. */
  public static double normalQuantile(double upper) {
    return NORMAL.inverseSurvivalProbability(upper);
  }

  /** The density of a standard normal. */
  public static double normalDensity(double z) {
    return NORMAL.density(z);
  }

  /** The chance that a chi-square exceeds {@code x}; with no degree of freedom it is always 0. */
  public static double chiSquare(double x, double degrees) {
    if (degrees == 0) {
      return x > 0 ? 0 : 1;
    }
    return ChiSquaredDistribution.of(degrees).survivalProbability(x);
  }

  /** The chance that a Student t exceeds {@code t}. */
  public static double student(double t, double degrees) {
    return TDistribution.of(degrees).survivalProbability(t);
  }

  /** The chance that a Student t is further from zero than {@code t}. */
  public static double studentBeyond(double t, double degrees) {
    return Math.min(1, 2 * student(Math.abs(t), degrees));
  }

  /** What a Student t exceeds with the chance {@code upper}. */
  public static double studentQuantile(double upper, double degrees) {
    return TDistribution.of(degrees).inverseSurvivalProbability(upper);
  }
}
