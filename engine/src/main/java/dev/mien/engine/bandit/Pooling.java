package dev.mien.engine.bandit;

import dev.mien.engine.statistics.BetaLaw;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is believed of each arm in each segment, when a segment with little traffic may learn from
 * the others as far as they agree.
 *
 * <p>Beforehand, the rate of arm v in segment s is drawn as Beta(k mu, k(1 - mu)), where the
 * log-odds of mu are a level of the segment plus an effect of the arm: segments are what they are
 * because they reach goals at different rates, and what one can learn from another is which arm is
 * better, not how good it is. The strength k says how far segments agree about the effects, and is
 * estimated from all counts ({@link Disagreement}).
 *
 * <p>The effect an arm has elsewhere is never taken to be surer than it is: the variance of its
 * estimate is added to the variance between segments before both become a strength. So complete
 * agreement gives a segment the others' counts, and not certainty.
 *
 * <p>Costs about S² V + 50 S V evaluations of a logistic or log-gamma function, for S segments and
 * V arms.
 */
final class Pooling {
  /**
   * The variance of the log-odds of arms, and of segments, before anything is known. Two is that of
   * the half a success and half a failure with which Jeffreys' belief starts where the mean is a
   * half. A narrower one, estimated from how much arms differ, forecasts better and allocates
   * worse: it takes longer to believe in a difference.
   */
  static final double VARIANCE = 2;

  private static final int SWEEPS = 12;
  private static final double STEP = 2;

  private final List<List<Arm>> segments;
  private final int arms;
  private final double centre;
  private final double[] level;
  private final double[] effect;

  /** What a session of a segment and arm says about the arm's effect, against one of none. */
  private final double[][] worth;

  private Pooling(List<List<Arm>> segments) {
    this.segments = segments;
    this.arms = segments.getFirst().size();
    this.level = new double[segments.size()];
    this.effect = new double[arms];
    this.worth = new double[segments.size()][arms];
    Arm all = Arm.UNSEEN;
    for (List<Arm> segment : segments) {
      for (Arm arm : segment) {
        all = all.plus(arm);
      }
    }
    double rate = (all.successes() + 0.5) / (all.sessions() + 1);
    this.centre = StrictMath.log(rate / (1 - rate));
    Arrays.fill(level, centre);
    for (double[] row : worth) {
      Arrays.fill(row, 1);
    }
  }

  /** Beliefs by segment and arm; each list of arms must be as long as the next. */
  static List<List<BetaLaw>> posteriors(List<List<Arm>> segments) {
    Pooling pooling = new Pooling(segments);
    pooling.fit();
    if (segments.size() == 1) {
      return pooling.beliefs(0);
    }
    double between = pooling.disagreement();
    pooling.weigh(between);
    pooling.fit();
    return pooling.beliefs(pooling.disagreement());
  }

  /** Levels and effects that are most probable, by Newton's steps for one after the other. */
  private void fit() {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      for (int s = 0; s < level.length; s++) {
        Slope slope = new Slope(level[s] - centre);
        for (int v = 0; v < arms; v++) {
          slope.add(segments.get(s).get(v), level[s] + effect[v], worth[s][v]);
        }
        level[s] += slope.step();
      }
      for (int v = 0; v < arms; v++) {
        effect[v] += slope(v, -1, effect[v]).step();
      }
    }
  }

  /** How the likelihood of an arm's effect rises at {@code at}, from all segments but one. */
  private Slope slope(int v, int without, double at) {
    Slope slope = new Slope(at);
    for (int t = 0; t < level.length; t++) {
      if (t != without) {
        slope.add(segments.get(t).get(v), level[t] + at, worth[t][v]);
      }
    }
    return slope;
  }

  private double disagreement() {
    double[][] mean = new double[level.length][arms];
    for (int s = 0; s < level.length; s++) {
      for (int v = 0; v < arms; v++) {
        mean[s][v] = rate(level[s] + effect[v]);
      }
    }
    return Disagreement.variance(segments, mean);
  }

  /** Where segments disagree, many sessions of one are little more than one opinion. */
  private void weigh(double between) {
    for (int s = 0; s < level.length; s++) {
      for (int v = 0; v < arms; v++) {
        double strength = Disagreement.strength(rate(level[s] + effect[v]), between);
        worth[s][v] = (strength + 1) / (strength + Math.max(1, segments.get(s).get(v).sessions()));
      }
    }
  }

  private List<List<BetaLaw>> beliefs(double between) {
    List<List<BetaLaw>> all = new ArrayList<>();
    for (int s = 0; s < level.length; s++) {
      List<BetaLaw> row = new ArrayList<>();
      for (int v = 0; v < arms; v++) {
        double elsewhere = segments.size() == 1 ? 0 : effect[v];
        Slope slope = slope(v, s, elsewhere);
        for (int i = 0; segments.size() > 1 && i < SWEEPS / 4; i++) {
          elsewhere += slope.step();
          slope = slope(v, s, elsewhere);
        }
        double mean = rate(level[s] + elsewhere);
        double strength = Disagreement.strength(mean, 1 / slope.curvature + between);
        row.add(belief(mean, strength, segments.get(s).get(v)));
      }
      all.add(row);
    }
    return all;
  }

  /**
   * A belief of this mean, as firm as {@code strength} sessions would make it, with what an arm has
   * shown added.
   */
  private static BetaLaw belief(double mean, double strength, Arm seen) {
    return new BetaLaw(
        strength * mean + seen.successes(),
        strength * (1 - mean) + (seen.sessions() - seen.successes()));
  }

  private static double rate(double logOdds) {
    return 1 / (1 + StrictMath.exp(-logOdds));
  }

  /** First and second derivative of a log-likelihood, by one of its parameters. */
  private static final class Slope {
    private double rise;
    private double curvature = 1 / VARIANCE;

    Slope(double fromExpected) {
      this.rise = -fromExpected / VARIANCE;
    }

    void add(Arm arm, double logOdds, double worth) {
      double rate = rate(logOdds);
      rise += worth * (arm.successes() - arm.sessions() * rate);
      curvature += worth * arm.sessions() * rate * (1 - rate);
    }

    double step() {
      return Math.clamp(rise / curvature, -STEP, STEP);
    }
  }
}
