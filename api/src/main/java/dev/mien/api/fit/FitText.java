package dev.mien.api.fit;

import dev.mien.api.fit.FitReport.LeftOut;
import dev.mien.api.fit.FitReport.Part;
import dev.mien.api.fit.FitReport.Threshold;
import dev.mien.api.replay.Gathered.DropCount;
import dev.mien.engine.fit.Alone;
import dev.mien.engine.fit.Drift;
import dev.mien.engine.fit.Evaluation;
import dev.mien.engine.fit.Fitting;
import dev.mien.engine.statistics.Calibration;
import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.Interval;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The report of a fit as a reader at a terminal wants it. */
public final class FitText {
  private static final int COLUMNS_MAX = 12;
  private static final int LINES_MAX = 5;
  private static final int BAR_CELLS = 20;

  private final FitReport report;
  private final PrintWriter out;

  private FitText(FitReport report, PrintWriter out) {
    this.report = report;
    this.out = out;
  }

  public static void print(FitReport report, PrintWriter out) {
    FitText text = new FitText(report, out);
    text.read();
    text.columns();
    text.fitting();
    text.thresholds();
    report.drift().ifPresent(text::drift);
    text.points();
  }

  /** What there is to tell of evidence from clicks. */
  public static void print(StepsReport report, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "evidence %s, fitted to %s: %,d rows, %,d sessions%n  fitted       %s%n  held out     %s%n",
        report.attribute(),
        report.outcome(),
        report.gathered().rows(),
        report.gathered().sessions(),
        words(report.sessions().fitted()),
        words(report.sessions().heldOut()));
    if (!report.after().isEmpty()) {
      out.printf("%n%8s   %-20s   %-20s%n", "clicks", "by steps", "as if independent");
    }
    for (int clicks = 0; clicks < report.after().size(); clicks++) {
      Calibration steps = report.after().get(clicks);
      Calibration independent = report.independent().get(clicks);
      out.printf(
          Locale.ROOT,
          "%8d   log-loss %.4f ECE %.4f   log-loss %.4f ECE %.4f%n",
          clicks,
          steps.logLoss().value(),
          steps.ece(),
          independent.logLoss().value(),
          independent.ece());
    }
    if (!report.reasons().isEmpty()) {
      out.println();
      out.println("refused: there is no evidence");
      report.reasons().forEach(reason -> out.println("  - " + reason));
      return;
    }
    out.println();
    int width = width(List.copyOf(report.steps().keySet()));
    report
        .steps()
        .forEach(
            (step, points) ->
                out.printf(
                    Locale.ROOT, "  %s %+6.2f%n", padded(step, width), points.doubleValue()));
  }

  private void line(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }

  private void read() {
    line(
        "segment %s, fitted to %s: %,d rows, %,d sessions",
        report.segment(), report.outcome(), report.gathered().rows(), report.gathered().sessions());
    line("  fitted       %s", words(report.parts().fitted()));
    line(
        "  calibrated   %s",
        report.parts().calibrating().sessions() == 0
            ? "on none, for there are too few"
            : words(report.parts().calibrating()));
    line("  held out     %s", words(report.parts().heldOut()));
    if (report.gathered().tooShort() > 0) {
      line("%,d sessions ended before they were looked at", report.gathered().tooShort());
    }
    if (report.gathered().ragged().rows() > 0) {
      line(
          "%,d rows are ragged and were left out: line %s",
          report.gathered().ragged().rows(),
          report.gathered().ragged().first().stream()
              .limit(LINES_MAX)
              .map(String::valueOf)
              .collect(Collectors.joining(", ")));
    }
    for (DropCount drop : report.gathered().dropped()) {
      line(
          "%,d times %s was not read (%s), first in line %d",
          drop.times(), drop.where(), drop.code(), drop.line());
    }
    for (String outcome : report.gathered().outcomes()) {
      line("left out: %s, which says what the outcome says", outcome);
    }
    for (LeftOut left : report.leftOut()) {
      line("left out: %s, %s", left.attribute(), left.why());
    }
  }

  private static String words(Part part) {
    return String.format(
        Locale.ROOT,
        "%,d sessions, %,d with the outcome (%.1f %%)",
        part.sessions(),
        part.positives(),
        100.0 * part.positives() / Math.max(1, part.sessions()));
  }

  private void columns() {
    List<Alone> columns = report.fitting().columns();
    if (columns.isEmpty()) {
      return;
    }
    out.println();
    line("what each attribute tells alone (AUC on sessions held out; 0.5 is nothing)");
    int width = width(columns.stream().map(Alone::column).toList());
    for (Alone column : columns.subList(0, Math.min(COLUMNS_MAX, columns.size()))) {
      line("  %s  %.3f %s", padded(column.column(), width), column.auc(), bar(column.auc()));
    }
    if (columns.size() > COLUMNS_MAX) {
      line("  and %d more, which tell less", columns.size() - COLUMNS_MAX);
    }
  }

  private static String bar(double auc) {
    return "#".repeat((int) Math.round(Math.max(0, auc - 0.5) * 2 * BAR_CELLS));
  }

  private void fitting() {
    out.println();
    switch (report.fitting()) {
      case Fitting.Fitted fitted -> {
        line("how good it is, on %,d sessions held out", fitted.evaluation().sessions());
        figures(fitted.evaluation());
        fitted
            .levelled()
            .calibration()
            .ifPresent(
                platt ->
                    line(
                        "  brought to level: slope %.3f, intercept %.3f",
                        platt.slope(), platt.intercept()));
      }
      case Fitting.Refused refused -> {
        line("refused: there is no score");
        refused.reasons().forEach(reason -> line("  - %s", RefusalWords.of(reason)));
        refused.evaluation().ifPresent(this::figures);
      }
    }
  }

  private void figures(Evaluation evaluation) {
    Calibration calibration = evaluation.calibration();
    line("  %-18s %7s   %s", "", "", "95 % interval");
    figure("AUC", evaluation.ranking().auc(), "0.5 is chance");
    figure(
        "PR-AUC",
        evaluation.ranking().prAuc(),
        evaluation.prAuc(),
        String.format(Locale.ROOT, "%.4f is chance", evaluation.base()));
    double base = evaluation.base();
    figure(
        "Brier",
        calibration.brier(),
        String.format(Locale.ROOT, "%.4f is the base rate", base * (1 - base)));
    figure(
        "log-loss",
        calibration.logLoss(),
        String.format(Locale.ROOT, "%.4f is the base rate", evaluation.logLossOfBase()));
    figure(
        "ECE",
        calibration.ece(),
        evaluation.ece(),
        String.format(Locale.ROOT, "about %.4f by chance alone", evaluation.eceByChance()));
    figure("observed/expected", calibration.observedByExpected(), "1 is right");
  }

  private void figure(String name, Estimate estimate, String beside) {
    figure(name, estimate.value(), estimate.interval(Evaluation.ALPHA), beside);
  }

  private void figure(String name, double value, Interval interval, String beside) {
    line("  %-18s %7.4f   %.4f to %.4f   %s", name, value, interval.low(), interval.high(), beside);
  }

  private void thresholds() {
    if (report.thresholds().isEmpty()) {
      return;
    }
    out.println();
    line("who would be in it, of the sessions held out");
    line("  %8s %10s %10s %10s", "from", "sessions", "precision", "recall");
    for (Threshold one : report.thresholds()) {
      line(
          "  %6d %% %,10d %8.1f %% %8.1f %%%s",
          one.percent(),
          one.in(),
          100 * one.precision(),
          100 * one.recall(),
          one.chosen() ? "  < chosen" : "");
    }
  }

  private void drift(Drift drift) {
    out.println();
    Interval interval = drift.observedByExpected().interval(Evaluation.ALPHA);
    line(
        "from the beginning of the file to its end: observed/expected %.3f (%.3f to %.3f)%s",
        drift.observedByExpected().value(),
        interval.low(),
        interval.high(),
        drift.isOff()
            ? "; the end is not like the beginning, so fit anew before long"
            : "; no change beyond chance");
    line(
        "  by tenths of the score: %s",
        drift.tenths().stream()
            .map(bin -> String.format(Locale.ROOT, "%.2f", bin.came() / bin.given()))
            .collect(Collectors.joining(" ")));
    line("  population stability of the score %.3f", drift.score());
    drift.columns().stream()
        .filter(column -> column.index() >= Drift.MOVED)
        .forEach(column -> line("  moved: %s (%.3f)", column.column(), column.index()));
  }

  private void points() {
    report
        .written()
        .ifPresent(
            written -> {
              out.println();
              line("points, in log-odds; base %s", written.base().toPlainString());
              int width = width(List.copyOf(written.points().keySet()));
              written
                  .points()
                  .forEach(
                      (condition, points) ->
                          line("  %s %+6.2f", padded(condition, width), points.doubleValue()));
              line("enter from %d %%, leave below %d %%", written.enter(), written.leave());
            });
  }

  private static int width(List<String> words) {
    return words.stream().mapToInt(String::length).max().orElse(0);
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(Math.max(0, width - word.length()));
  }
}
