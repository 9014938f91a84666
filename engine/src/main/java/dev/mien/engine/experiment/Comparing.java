package dev.mien.engine.experiment;

import dev.mien.engine.experiment.Comparison.Bound;
import dev.mien.engine.experiment.Comparison.Verdict;
import dev.mien.engine.statistics.AlwaysValid;
import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.GaussianBelief;
import dev.mien.engine.statistics.GroupSequential;
import dev.mien.engine.statistics.Interval;
import dev.mien.engine.statistics.ManyTests;
import dev.mien.engine.statistics.RandomEffects;
import dev.mien.engine.statistics.Ratios;
import dev.mien.engine.statistics.Spending;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Makes comparisons: first each for itself, then all of them together, since what one of many says
 * hangs on how many there are.
 */
final class Comparing {
  /** Of each arm; what is left of the normal law with fewer is not to be relied on. */
  static final double SESSIONS_LEAST = 100;

  /** Of both arms together. */
  static final double SUCCESSES_LEAST = 10;

  private final ReadoutRules rules;
  private final AlwaysValid sequence;
  private final Optional<Double> bound;

  Comparing(ReadoutRules rules) {
    this.rules = rules;
    sequence = new AlwaysValid(rules.alpha(), rules.tunedFor());
    bound = rules.planned().map(planned -> bound(planned, rules.alpha()));
  }

  private static double bound(ReadoutRules.Planned planned, double alpha) {
    double[] information = new double[planned.look()];
    for (int look = 0; look < information.length; look++) {
      information[look] = (look + 1.0) / planned.looks();
    }
    return GroupSequential.spending(information, Spending.obrienFleming(alpha))
        .bound(information.length - 1);
  }

  /** What is compared, before it is known among how many. */
  record Raw(
      Optional<String> segment,
      String variant,
      String against,
      double sessions,
      boolean enough,
      boolean mismatched,
      Estimate difference,
      Estimate lift) {}

  static Raw raw(String variant, ArmRate arm, ArmRate against, boolean mismatched) {
    boolean enough =
        Math.min(arm.counts().sessions(), against.counts().sessions()) >= SESSIONS_LEAST
            && arm.counts().successes() + against.counts().successes() >= SUCCESSES_LEAST;
    return new Raw(
        Optional.of(arm.counts().segment()),
        variant,
        against.counts().variant(),
        arm.counts().sessions() + against.counts().sessions(),
        enough,
        mismatched,
        arm.rate().minus(against.rate()),
        Ratios.lift(against.rate(), arm.rate()));
  }

  /** All comparisons of a read-out. */
  List<Comparison> together(List<Raw> all) {
    double[] once = new double[all.size()];
    double[] always = new double[all.size()];
    for (int at = 0; at < once.length; at++) {
      Raw raw = all.get(at);
      once[at] = known(raw) ? raw.difference.p() : 1;
      always[at] = known(raw) ? sequence.p(raw.difference, raw.sessions) : 1;
    }
    double[] onceAdjusted = ManyTests.benjaminiHochberg(once);
    double[] alwaysAdjusted = ManyTests.benjaminiHochberg(always);
    List<Optional<Estimate>> shrunk = shrunk(all);
    List<Comparison> comparisons = new ArrayList<>();
    for (int at = 0; at < once.length; at++) {
      Raw raw = all.get(at);
      Optional<Bound> planned =
          known(raw) ? bound.map(most -> new Bound(raw.difference.z(), most)) : Optional.empty();
      comparisons.add(
          new Comparison(
              raw.segment,
              raw.variant,
              raw.against,
              raw.sessions,
              raw.difference,
              raw.lift,
              known(raw) ? raw.difference.interval(rules.alpha()) : new Interval(-1, 1),
              once[at],
              onceAdjusted[at],
              known(raw)
                  ? sequence.interval(raw.difference, raw.sessions).clampedTo(-1, 1)
                  : new Interval(-1, 1),
              always[at],
              alwaysAdjusted[at],
              planned,
              known(raw) ? GaussianBelief.of(raw.difference).chanceAbove() : 0.5,
              shrunk.get(at),
              verdict(raw, onceAdjusted[at], alwaysAdjusted[at], planned)));
    }
    return comparisons;
  }

  private static boolean known(Raw raw) {
    return raw.difference.error() > 0 && raw.difference.error() < Double.POSITIVE_INFINITY;
  }

  private Verdict verdict(Raw raw, double once, double always, Optional<Bound> planned) {
    if (raw.mismatched) {
      return Verdict.MISMATCH;
    }
    if (!raw.enough) {
      return Verdict.TOO_FEW;
    }
    boolean up = raw.difference.value() > 0;
    if (always < rules.alpha()) {
      return up ? Verdict.BETTER : Verdict.WORSE;
    }
    // A look that was planned is corrected for looks by its bound, and for comparisons besides.
    boolean found = planned.isPresent() && planned.get().crossed() && once < rules.alpha();
    if (found) {
      return up ? Verdict.BETTER_AS_PLANNED : Verdict.WORSE_AS_PLANNED;
    }
    return Verdict.UNSURE;
  }

  /**
   * Of each variant its lifts over segments are drawn together; of one segment there is nothing.
   */
  private static List<Optional<Estimate>> shrunk(List<Raw> all) {
    Map<String, List<Integer>> byVariant = new TreeMap<>();
    for (int at = 0; at < all.size(); at++) {
      Raw raw = all.get(at);
      boolean told = raw.segment.isPresent() && raw.enough && !raw.mismatched;
      if (told && raw.lift.error() > 0 && raw.lift.error() < Double.POSITIVE_INFINITY) {
        byVariant.computeIfAbsent(raw.variant + " " + raw.against, _ -> new ArrayList<>()).add(at);
      }
    }
    List<Optional<Estimate>> shrunk = new ArrayList<>();
    all.forEach(_ -> shrunk.add(Optional.empty()));
    for (List<Integer> places : byVariant.values()) {
      if (places.size() > 1) {
        RandomEffects effects =
            RandomEffects.of(places.stream().map(at -> all.get(at).lift).toList());
        for (int at = 0; at < places.size(); at++) {
          shrunk.set(places.get(at), Optional.of(effects.shrunk().get(at)));
        }
      }
    }
    return shrunk;
  }
}
