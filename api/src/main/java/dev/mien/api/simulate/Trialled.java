package dev.mien.api.simulate;

import dev.mien.engine.bandit.Drawn;
import dev.mien.engine.outcome.Outcome;
import dev.mien.engine.outcome.OutcomeHour;
import dev.mien.engine.outcome.ShownArm;
import dev.mien.engine.session.Exposure.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the engine counted of one experiment: the same numbers that a node learns from. */
final class Trialled {
  private static final double WHOLE_BASIS_POINTS = 10_000;

  private record Line(OutcomeHour hour, ShownArm arm, Outcome outcome) {}

  private final List<Line> lines = new ArrayList<>();

  /**
   * @param experiment what the offer is known by
   */
  Trialled(Map<OutcomeHour, Map<ShownArm, Outcome>> counted, String experiment) {
    counted.forEach(
        (hour, arms) ->
            arms.forEach(
                (arm, outcome) -> {
                  if (arm.experiment().equals(experiment)) {
                    lines.add(new Line(hour, arm, outcome));
                  }
                }));
    // Sums of what is no whole number come out the same, whatever order counts are found in.
    lines.sort(
        Comparator.comparingLong((Line line) -> line.hour.hour())
            .thenComparing(line -> line.arm.kind())
            .thenComparing(line -> line.arm.variant()));
  }

  /** Of the sessions that were shown a variant, whatever it was drawn by. */
  Outcome variant(String name) {
    return sum(
        lines.stream().filter(line -> isDrawn(line) && line.arm.variant().equals(name)).toList());
  }

  /** Of the sessions that were held out of it. */
  Outcome heldOut() {
    return sum(lines.stream().filter(line -> line.arm.kind() == Kind.HELD_OUT).toList());
  }

  private static Outcome sum(List<Line> lines) {
    Outcome sum = new Outcome(0, Map.of(), 0);
    for (Line line : lines) {
      sum = sum.plus(line.outcome);
    }
    return sum;
  }

  private static boolean isDrawn(Line line) {
    return line.arm.kind() == Kind.VARIANT || line.arm.kind() == Kind.EXPLORED;
  }

  /**
   * What was drawn, and with which probability. Within an hour some sessions are drawn by the
   * weights that were written and some by what was learned; each stands for as many as if all had
   * been drawn by the mixture of both (E. Veach and L. Guibas, Optimally Combining Sampling
   * Techniques, 1995), so that none stands for too many.
   *
   * @param planned the weights that were written, which add up to 1
   */
  List<Drawn> log(String goal, List<String> variants, List<Double> planned) {
    Map<OutcomeHour, List<Line>> hours = new LinkedHashMap<>();
    for (Line line : lines) {
      if (isDrawn(line) && variants.contains(line.arm.variant()) && line.outcome.sessions() > 0) {
        hours.computeIfAbsent(line.hour, _ -> new ArrayList<>()).add(line);
      }
    }
    List<Drawn> log = new ArrayList<>();
    for (List<Line> hour : hours.values()) {
      double[] mixed = mixed(hour, variants, planned);
      for (Line line : hour) {
        int variant = variants.indexOf(line.arm.variant());
        Outcome of = line.outcome;
        log.add(new Drawn(0, variant, mixed[variant], of.sessions(), of.reached(goal)));
      }
    }
    return log;
  }

  /** The probabilities that variants were drawn with in an hour, by whichever way. */
  private static double[] mixed(List<Line> hour, List<String> variants, List<Double> planned) {
    double all = 0;
    double byLearned = 0;
    double known = 0;
    double[] learned = new double[variants.size()];
    for (Line line : hour) {
      double sessions = line.outcome.sessions();
      double standsFor = line.outcome.standsForBasisPoints() / WHOLE_BASIS_POINTS;
      all += sessions;
      if (standsFor > 0) {
        byLearned += sessions;
        learned[variants.indexOf(line.arm.variant())] = sessions / standsFor;
        known += sessions / standsFor;
      }
    }
    // What was learned of a variant that it drew for nobody is what is left.
    long unknown = Arrays.stream(learned).filter(share -> share == 0).count();
    double left = unknown == 0 ? 0 : Math.max(0, 1 - known) / unknown;
    double share = byLearned / all;
    double[] mixed = new double[variants.size()];
    for (int v = 0; v < mixed.length; v++) {
      double drawn = learned[v] == 0 ? left : learned[v];
      mixed[v] = Math.min(1, (1 - share) * planned.get(v) + share * drawn);
    }
    return mixed;
  }
}
