package dev.mien.engine.statistics;

import java.util.ArrayList;
import java.util.List;

/**
 * How far probabilities can be taken at their word.
 *
 * @param brier the mean squared distance from the outcome
 * @param logLoss the mean of minus the logarithm of what was given to what came true, in nats;
 *     probabilities are kept {@value #LEAST} away from 0 and 1
 * @param ece the mean distance between what was given and what came true over bins of equal mass.
 *     Chance alone leaves about 0.01 of it at 3,700 sessions, so it is read beside {@code
 *     sessions}.
 * @param observedByExpected how often it came true by how often it was to
 */
public record Calibration(
    double sessions,
    Estimate brier,
    Estimate logLoss,
    double ece,
    Estimate observedByExpected,
    List<Bin> bins) {
  /** Into how many bins of equal mass sessions are put where nothing else is said. */
  public static final int BINS = 10;

  /** How far {@link #observedByExpected} may be from 1. */
  public static final double OFF = 0.1;

  static final double LEAST = 1e-15;

  public Calibration {
    bins = List.copyOf(bins);
  }

  /**
   * Sessions that stand next to each other.
   *
   * @param given the mean of their probabilities
   * @param came the share in which it came true
   */
  public record Bin(double sessions, double given, double came) {}

  public static Calibration of(Scores scores) {
    return of(scores, BINS);
  }

  /** With so many bins; fewer where there are fewer sessions. */
  public static Calibration of(Scores scores, int bins) {
    if (bins < 1) {
      throw new IllegalArgumentException("there is at least one bin; got " + bins);
    }
    double sessions = scores.sessions();
    double expected = 0;
    double spread = 0;
    for (int at = 0; at < scores.size(); at++) {
      double p = scores.probability(at);
      expected += scores.sessions(at) * p;
      spread += scores.sessions(at) * p * (1 - p);
    }
    List<Bin> masses = masses(scores, bins);
    double ece = 0;
    for (Bin bin : masses) {
      ece += bin.sessions / sessions * Math.abs(bin.given - bin.came);
    }
    Estimate ratio =
        expected == 0
            ? new Estimate(Double.NaN, Double.POSITIVE_INFINITY)
            : new Estimate(scores.positives() / expected, Math.sqrt(spread) / expected);
    return new Calibration(
        sessions,
        mean(scores, Calibration::squared),
        mean(scores, Calibration::logarithmic),
        ece,
        ratio,
        masses);
  }

  /** The log-loss of a probability that is the same for all: what every score must beat. */
  public static double logLossOfBase(double base) {
    return entropy(base) + entropy(1 - base);
  }

  private static double entropy(double share) {
    return share == 0 ? 0 : -share * Math.log(share);
  }

  private interface Loss {
    double of(double probability, boolean outcome);
  }

  private static double squared(double probability, boolean outcome) {
    double distance = outcome ? 1 - probability : probability;
    return distance * distance;
  }

  private static double logarithmic(double probability, boolean outcome) {
    double kept = Math.clamp(probability, LEAST, 1 - LEAST);
    return outcome ? -Math.log(kept) : -Math.log1p(-kept);
  }

  private static Estimate mean(Scores scores, Loss loss) {
    double sessions = scores.sessions();
    double sum = 0;
    for (int at = 0; at < scores.size(); at++) {
      sum += scores.positives(at) * loss.of(scores.probability(at), true);
      sum += scores.negatives(at) * loss.of(scores.probability(at), false);
    }
    double mean = sum / sessions;
    double squares = 0;
    for (int at = 0; at < scores.size(); at++) {
      double hit = loss.of(scores.probability(at), true) - mean;
      double missed = loss.of(scores.probability(at), false) - mean;
      squares += scores.positives(at) * hit * hit + scores.negatives(at) * missed * missed;
    }
    return new Estimate(mean, Math.sqrt(squares / Math.max(1, sessions - 1) / sessions));
  }

  /** Equal probabilities that two bins share are shared out by their mean. */
  private static List<Bin> masses(Scores scores, int bins) {
    double sessions = scores.sessions();
    int most = (int) Math.min(bins, Math.ceil(sessions));
    boolean whole = sessions == Math.rint(sessions);
    double least = whole ? Math.floor(sessions / most) : sessions / most;
    double more = whole ? sessions - least * most : 0;
    List<Bin> masses = new ArrayList<>();
    int at = 0;
    double left = scores.sessions(0);
    for (int bin = 0; bin < most; bin++) {
      double room = least + (bin < more ? 1 : 0);
      double mass = room;
      double given = 0;
      double came = 0;
      while (room > 0 && at < scores.size()) {
        double taken = Math.min(room, left);
        given += taken * scores.probability(at);
        came += taken * scores.positives(at) / scores.sessions(at);
        room -= taken;
        left -= taken;
        if (left <= 0 && ++at < scores.size()) {
          left = scores.sessions(at);
        }
      }
      masses.add(new Bin(mass, given / mass, came / mass));
    }
    return masses;
  }
}
