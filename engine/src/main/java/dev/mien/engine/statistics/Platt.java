package dev.mien.engine.statistics;

import java.util.Optional;

/**
 * A straight line through log-odds that brings them to the level of what came true (J. Platt,
 * Probabilistic Outputs for Support Vector Machines, 1999; here the plain maximum of the
 * likelihood, without smoothed targets).
 *
 * @param slope above 0, so that it can never turn an order around
 * @param loss minus the logarithm of the likelihood it reaches, in nats over all sessions
 */
public record Platt(double slope, double intercept, double loss) {
  private static final int STEPS_MAX = 200;
  private static final int HALVINGS_MAX = 40;
  private static final double STEEPEST = 1e3;

  public Platt {
    if (!(slope > 0)) {
      throw new IllegalArgumentException("a calibration keeps the order; got slope " + slope);
    }
  }

  /** The probability for these log-odds. */
  public double probability(double logOdds) {
    return Logistic.sigmoid(slope * logOdds + intercept);
  }

  /**
   * Fits it by Newton's method. None where the best slope is not above 0: these probabilities say
   * nothing, or the contrary, of what came true. A slope at {@value #STEEPEST} says that they part
   * the outcomes without exception.
   */
  public static Optional<Platt> fit(Scores scores) {
    double slope = 1;
    double intercept = 0;
    double loss = loss(scores, slope, intercept);
    for (int step = 0; step < STEPS_MAX; step++) {
      double gradientSlope = 0;
      double gradientIntercept = 0;
      double slopes = 0;
      double mixed = 0;
      double intercepts = 0;
      for (int at = 0; at < scores.size(); at++) {
        double x = logit(scores.probability(at));
        double p = Logistic.sigmoid(slope * x + intercept);
        double residual = scores.sessions(at) * p - scores.positives(at);
        double weight = scores.sessions(at) * p * (1 - p);
        gradientSlope += residual * x;
        gradientIntercept += residual;
        slopes += weight * x * x;
        mixed += weight * x;
        intercepts += weight;
      }
      double determinant = slopes * intercepts - mixed * mixed;
      if (!(determinant > 0)) {
        break;
      }
      double slopeStep = (intercepts * gradientSlope - mixed * gradientIntercept) / determinant;
      double interceptStep = (slopes * gradientIntercept - mixed * gradientSlope) / determinant;
      double size = 1;
      double next = loss(scores, slope - slopeStep, intercept - interceptStep);
      for (int halving = 0; !(next <= loss) && halving < HALVINGS_MAX; halving++) {
        size /= 2;
        next = loss(scores, slope - size * slopeStep, intercept - size * interceptStep);
      }
      if (!(next <= loss)) {
        break;
      }
      slope -= size * slopeStep;
      intercept -= size * interceptStep;
      boolean still =
          Math.abs(slopeStep) < 1e-12 * (1 + Math.abs(slope))
              && Math.abs(interceptStep) < 1e-12 * (1 + Math.abs(intercept));
      loss = next;
      if (still || Math.abs(slope) > STEEPEST) {
        break;
      }
    }
    return slope > 0
        ? Optional.of(new Platt(Math.min(slope, STEEPEST), intercept, loss))
        : Optional.empty();
  }

  private static double logit(double probability) {
    double kept = Math.clamp(probability, Calibration.LEAST, 1 - Calibration.LEAST);
    return Math.log(kept) - Math.log1p(-kept);
  }

  private static double loss(Scores scores, double slope, double intercept) {
    double sum = 0;
    for (int at = 0; at < scores.size(); at++) {
      double score = slope * logit(scores.probability(at)) + intercept;
      sum += scores.positives(at) * Logistic.softplus(-score);
      sum += scores.negatives(at) * Logistic.softplus(score);
    }
    return sum;
  }
}
