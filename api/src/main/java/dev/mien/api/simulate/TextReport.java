package dev.mien.api.simulate;

import dev.mien.api.simulate.Simulated.Arm;
import dev.mien.api.simulate.Simulated.Day;
import dev.mien.api.simulate.Simulated.Experiment;
import dev.mien.api.simulate.Simulated.Found;
import dev.mien.engine.bandit.PolicyValue;
import dev.mien.segments.model.Learning.By;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/** The result of a simulation as a reader at a terminal wants it. */
public final class TextReport {
  private static final String BARS = "▁▂▃▄▅▆▇█";
  private static final int PLOT_CELLS_MAX = 60;
  private static final int PERCENT = 100;

  private final Simulated simulated;
  private final PrintWriter out;

  private TextReport(Simulated simulated, PrintWriter out) {
    this.simulated = simulated;
    this.out = out;
  }

  public static void print(Simulated simulated, PrintWriter out) {
    TextReport report = new TextReport(simulated, out);
    report.totals();
    report.membership();
    simulated.experiments().forEach(report::experiment);
    report.sum();
  }

  private void line(String text) {
    out.println(text.stripTrailing());
  }

  private void totals() {
    line(
        String.format(
            Locale.ROOT,
            "%,d sessions over %s, %,d requests, seed %d",
            simulated.sessions(),
            simulated.days() == 1 ? "1 day" : simulated.days() + " days",
            simulated.requests(),
            simulated.seed()));
    if (simulated.contextual() > 0) {
      line(
          String.format(
              Locale.ROOT,
              "%,d sessions were not kept, for want of consent",
              simulated.contextual()));
    }
  }

  private void membership() {
    int width = width("segment", simulated.membership().stream().map(Found::segment).toList());
    line("");
    line(
        String.format(
            Locale.ROOT,
            "%s %10s %10s %10s %11s %9s",
            padded("segment", width),
            "belong",
            "found",
            "both",
            "precision",
            "recall"));
    for (Found found : simulated.membership()) {
      line(
          String.format(
              Locale.ROOT,
              "%s %,10d %,10d %,10d %11s %9s",
              padded(found.segment(), width),
              found.belong(),
              found.found(),
              found.both(),
              share(found.precision()),
              share(found.recall())));
    }
  }

  private static String share(OptionalDouble share) {
    return share.isEmpty() ? "-" : percent(share.getAsDouble(), 1);
  }

  private static String percent(double share, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f %%", PERCENT * share);
  }

  private void experiment(Experiment experiment) {
    line("");
    line(
        String.format(
            Locale.ROOT,
            "slot %s, segment %s, goal %s: %s",
            experiment.place().slot(),
            experiment.place().segment(),
            experiment.goal(),
            words(experiment)));
    int width = width("variant", experiment.arms().stream().map(Arm::variant).toList());
    line(
        String.format(
            Locale.ROOT,
            "  %s %9s %8s %22s %8s %20s %8s %7s",
            padded("variant", width),
            "sessions",
            "reached",
            "estimated (95 %)",
            "true",
            "uplift (95 %)",
            "true",
            "weight"));
    for (int v = 0; v < experiment.arms().size(); v++) {
      arm(experiment, experiment.arms().get(v), width, v == experiment.best() ? "  best" : "");
    }
    if (experiment.heldOut().sessions() > 0) {
      Arm held = experiment.heldOut();
      line(
          String.format(
              Locale.ROOT,
              "  %s %,9d %,8d %22s %8s",
              padded("held out", width),
              held.sessions(),
              held.reached(),
              estimate(held),
              percent(held.truth(), 2)));
    }
    if (experiment.arms().size() > 1) {
      weights(experiment, width);
      regret(experiment);
      offPolicy(experiment);
    }
  }

  private static String words(Experiment experiment) {
    if (experiment.arms().size() == 1) {
      return "one variant, and its fallback";
    }
    return experiment.by().map(TextReport::words).orElse("weights as they are written");
  }

  private static String words(By by) {
    return switch (by) {
      case BANDIT -> "a bandit draws";
      case APPRENTICE -> "an apprentice watches, and weights are as they are written";
    };
  }

  private void arm(Experiment experiment, Arm arm, int width, String best) {
    Arm held = experiment.heldOut();
    line(
        String.format(
            Locale.ROOT,
            "  %s %,9d %,8d %22s %8s %20s %8s %7s%s",
            padded(arm.variant(), width),
            arm.sessions(),
            arm.reached(),
            estimate(arm),
            percent(arm.truth(), 2),
            held.sessions() == 0 || arm.sessions() == 0 ? "-" : uplift(arm, held),
            signed(arm.truth() - held.truth()),
            percent(arm.weight(), 1),
            best));
  }

  private static String estimate(Arm arm) {
    return arm.sessions() == 0
        ? "-"
        : String.format(
            Locale.ROOT,
            "%.2f %% (%.2f to %.2f)",
            PERCENT * arm.estimate(),
            PERCENT * arm.interval().low(),
            PERCENT * arm.interval().high());
  }

  /** Newcombe's interval of a difference, from the intervals of both rates. */
  private static String uplift(Arm arm, Arm held) {
    double difference = arm.estimate() - held.estimate();
    double down =
        Math.hypot(arm.estimate() - arm.interval().low(), held.interval().high() - held.estimate());
    double up =
        Math.hypot(arm.interval().high() - arm.estimate(), held.estimate() - held.interval().low());
    return String.format(
        Locale.ROOT,
        "%+.2f (%+.2f to %+.2f)",
        PERCENT * difference,
        PERCENT * (difference - down),
        PERCENT * (difference + up));
  }

  private static String signed(double difference) {
    return String.format(Locale.ROOT, "%+.2f", PERCENT * difference);
  }

  private void weights(Experiment experiment, int width) {
    line(
        String.format(
            Locale.ROOT,
            "  weight by day, from 0 to 1%s",
            experiment.days().size() > PLOT_CELLS_MAX ? ", days drawn together" : ""));
    for (int v = 0; v < experiment.arms().size(); v++) {
      int variant = v;
      List<Double> byDay =
          experiment.days().stream().map(day -> day.weights().get(variant)).toList();
      line(
          String.format(
              Locale.ROOT,
              "  %s %s",
              padded(experiment.arms().get(v).variant(), width),
              plot(byDay, 1)));
    }
  }

  private void regret(Experiment experiment) {
    double lost = sum(experiment.regret());
    double lostByUniform = sum(experiment.regretOfUniform());
    double most = experiment.days().stream().mapToDouble(Day::served).sum() + lost;
    line(
        String.format(
            Locale.ROOT,
            "  lost against always %s: %.1f of %.1f; drawing all alike loses %.1f%s",
            experiment.arms().get(experiment.best()).variant(),
            lost,
            most,
            lostByUniform,
            ratio(lost, lostByUniform)));
    double scale = Math.max(lost, lostByUniform);
    line(String.format(Locale.ROOT, "  lost so far, by day"));
    line(
        String.format(
            Locale.ROOT, "    served    %s", plot(cumulated(experiment.regret()), scale)));
    line(
        String.format(
            Locale.ROOT, "    all alike %s", plot(cumulated(experiment.regretOfUniform()), scale)));
  }

  private static String ratio(double lost, double lostByUniform) {
    return lostByUniform > 0
        ? String.format(Locale.ROOT, " (%.2f of it is lost)", lost / lostByUniform)
        : "";
  }

  private void offPolicy(Experiment experiment) {
    PolicyValue value = experiment.uniform();
    line(
        String.format(
            Locale.ROOT,
            "  all alike, read off the log: %s; true: %s",
            value.inWords(),
            percent(experiment.uniformTruth(), 2)));
  }

  private void sum() {
    double lost = 0;
    double lostByUniform = 0;
    for (Experiment each : simulated.experiments()) {
      lost += sum(each.regret());
      lostByUniform += sum(each.regretOfUniform());
    }
    if (lostByUniform > 0) {
      line("");
      line(
          String.format(
              Locale.ROOT,
              "in all, %.1f sessions fewer reach a goal than with the best variants always; drawing"
                  + " all alike, %.1f fewer%s",
              lost,
              lostByUniform,
              ratio(lost, lostByUniform)));
    }
  }

  private static double sum(List<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).sum();
  }

  private static List<Double> cumulated(List<Double> numbers) {
    double[] sums = numbers.stream().mapToDouble(Double::doubleValue).toArray();
    for (int i = 1; i < sums.length; i++) {
      sums[i] += sums[i - 1];
    }
    return IntStream.range(0, sums.length).mapToObj(i -> sums[i]).toList();
  }

  /** One bar a day, the highest for {@code most}; of more days than fit, the last of several. */
  private static String plot(List<Double> byDay, double most) {
    int cells = Math.min(byDay.size(), PLOT_CELLS_MAX);
    StringBuilder bars = new StringBuilder();
    for (int cell = 0; cell < cells; cell++) {
      double number = byDay.get((cell + 1) * byDay.size() / cells - 1);
      int height = (int) Math.round((BARS.length() - 1) * (most > 0 ? number / most : 0));
      bars.append(BARS.charAt(Math.clamp(height, 0, BARS.length() - 1)));
    }
    return bars.toString();
  }

  private static int width(String heading, List<String> words) {
    return Math.max(heading.length(), words.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(Math.max(0, width - word.length()));
  }
}
