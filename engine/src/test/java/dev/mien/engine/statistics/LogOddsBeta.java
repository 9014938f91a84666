package dev.mien.engine.statistics;

import org.apache.commons.math3.special.Beta;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * A beta law seen over log-odds. There its density and both its tails are log-concave whatever its
 * sides, fall at least exponentially and have no pole at an end, which is what {@link LogConcave}
 * asks for.
 */
final class LogOddsBeta {
  /** Beyond these log-odds a rate, or what it lacks to 1, is told by its power law alone. */
  private static final double FAR = 600;

  private final BetaLaw law;
  private final BetaDistribution left;
  private final BetaDistribution right;
  private final double logBeta;

  LogOddsBeta(BetaLaw law) {
    this.law = law;
    left = BetaDistribution.of(law.a(), law.b());
    right = BetaDistribution.of(law.b(), law.a());
    logBeta = Beta.logBeta(law.a(), law.b());
  }

  /** Where its density is greatest. */
  double mode() {
    return Math.log(law.a()) - Math.log(law.b());
  }

  /** About its standard deviation, and never more. */
  double spread() {
    return Math.sqrt(1 / law.a() + 1 / law.b());
  }

  double logDensity(double logOdds) {
    // A rate above one half is told by its distance from 1, which keeps its digits.
    double far = Math.abs(logOdds);
    double x = Logistic.sigmoid(-far);
    double density = far > FAR ? 0 : (logOdds < 0 ? left : right).density(x);
    // The density itself is the more exact; its logarithm goes further.
    return density > Double.MIN_NORMAL && density < Double.POSITIVE_INFINITY
        ? Math.log(density) - far - 2 * Math.log1p(Math.exp(-far))
        : -law.a() * Logistic.softplus(-logOdds) - law.b() * Logistic.softplus(logOdds) - logBeta;
  }

  double logBelow(double logOdds) {
    return logOdds < 0 ? near(left, law.a(), logOdds) : far(right, law.b(), logOdds);
  }

  double logAbove(double logOdds) {
    return logOdds < 0 ? far(left, law.a(), logOdds) : near(right, law.b(), logOdds);
  }

  /** The tail on the side where {@code logOdds} lies: from there outwards. */
  private double near(BetaDistribution side, double power, double logOdds) {
    double beyond = -Math.abs(logOdds);
    if (beyond < -FAR) {
      return power * beyond - Math.log(power) - logBeta;
    }
    double tail = side.cumulativeProbability(Logistic.sigmoid(beyond));
    if (tail > Double.MIN_NORMAL) {
      return Math.log(tail);
    }
    // Too small for a double: its density by how steeply that falls.
    double steepness = law.a() * Logistic.sigmoid(-logOdds) - law.b() * Logistic.sigmoid(logOdds);
    return logDensity(logOdds) - Math.log(Math.max(Math.abs(steepness), 1));
  }

  /** The tail that begins at {@code logOdds} and holds the other side. */
  private double far(BetaDistribution side, double power, double logOdds) {
    double beyond = -Math.abs(logOdds);
    if (beyond < -FAR) {
      return Math.log1p(-Math.exp(power * beyond - Math.log(power) - logBeta));
    }
    double tail = side.survivalProbability(Logistic.sigmoid(beyond));
    if (tail > Double.MIN_NORMAL) {
      return Math.log(tail);
    }
    double steepness = law.a() * Logistic.sigmoid(-logOdds) - law.b() * Logistic.sigmoid(logOdds);
    return logDensity(logOdds) - Math.log(Math.max(Math.abs(steepness), 1));
  }
}
