package dev.mien.engine.bandit;

import java.util.ArrayList;
import java.util.List;

/**
 * What is believed of each arm in each segment, when a segment with little traffic may learn from
 * the others as far as they agree. Two things are held to be alike beforehand, and the counts say
 * how much: an arm's rate in one segment is drawn about the arm's rate in all, as Beta(k mu, k(1 -
 * mu)), and the arms' rates are drawn about their common mean in the same way.
 *
 * <p>What the other segments say of an arm is never taken to be surer than it is: the variance of
 * their mean is added to the variance between segments before both become the strength of a belief.
 * So complete agreement gives a segment the others' counts, and not certainty.
 */
final class Pooling {
  private Pooling() {}

  /** Beliefs by segment and arm; each list of arms must be as long as the next. */
  static List<List<Posterior>> posteriors(List<List<Arm>> segments) {
    int arms = segments.getFirst().size();
    double[] mean = new double[arms];
    List<Arm> totals = new ArrayList<>();
    for (int v = 0; v < arms; v++) {
      totals.add(total(segments, v));
    }
    double centre = rate(sum(totals));
    double among = amongArms(totals, centre);
    for (int v = 0; v < arms; v++) {
      mean[v] = belief(centre, among, totals.get(v)).mean();
    }
    double between =
        segments.size() == 1
            ? 0
            : Spread.variance(deviation -> likelihood(segments, mean, deviation * deviation));
    List<List<Posterior>> all = new ArrayList<>();
    for (int s = 0; s < segments.size(); s++) {
      List<Posterior> row = new ArrayList<>();
      for (int v = 0; v < arms; v++) {
        Posterior prior = prior(segments, s, v, centre, among, between, mean[v]);
        Arm seen = segments.get(s).get(v);
        row.add(
            new Posterior(
                prior.alpha() + seen.successes(),
                prior.beta() + seen.sessions() - seen.successes()));
      }
      all.add(row);
    }
    return all;
  }

  private static Posterior prior(
      List<List<Arm>> segments,
      int s,
      int v,
      double centre,
      double among,
      double between,
      double mean) {
    Posterior of = belief(centre, among, Arm.UNSEEN);
    if (segments.size() == 1) {
      return of;
    }
    double k = Spread.strength(mean, between);
    Arm others = Arm.UNSEEN;
    for (int t = 0; t < segments.size(); t++) {
      if (t != s) {
        Arm arm = segments.get(t).get(v);
        others = others.plus(arm.times((k + 1) / (k + arm.sessions())));
      }
    }
    Posterior elsewhere = belief(centre, among, others);
    double m = elsewhere.mean();
    double variance =
        m * (1 - m) / (elsewhere.alpha() + elsewhere.beta() + 1) + m * (1 - m) / (k + 1);
    double strength = m * (1 - m) / variance - 1;
    return Posterior.of(m, Math.max(1e-3, strength), Arm.UNSEEN);
  }

  private static double amongArms(List<Arm> totals, double centre) {
    return Spread.variance(
        deviation -> {
          double sum = 0;
          double strength = Spread.strength(centre, deviation * deviation);
          for (Arm each : totals) {
            sum += Spread.log(each, centre, strength);
          }
          return sum;
        });
  }

  private static double likelihood(List<List<Arm>> segments, double[] mean, double variance) {
    double sum = 0;
    for (List<Arm> segment : segments) {
      for (int v = 0; v < mean.length; v++) {
        sum += Spread.log(segment.get(v), mean[v], Spread.strength(mean[v], variance));
      }
    }
    return sum;
  }

  private static Posterior belief(double centre, double variance, Arm seen) {
    return Posterior.of(centre, Spread.strength(centre, variance), seen);
  }

  private static Arm total(List<List<Arm>> segments, int v) {
    Arm sum = Arm.UNSEEN;
    for (List<Arm> segment : segments) {
      sum = sum.plus(segment.get(v));
    }
    return sum;
  }

  private static Arm sum(List<Arm> arms) {
    Arm sum = Arm.UNSEEN;
    for (Arm each : arms) {
      sum = sum.plus(each);
    }
    return sum;
  }

  private static double rate(Arm arm) {
    return (arm.successes() + 0.5) / (arm.sessions() + 1);
  }
}
