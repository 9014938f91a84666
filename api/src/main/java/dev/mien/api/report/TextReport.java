package dev.mien.api.report;

import dev.mien.engine.experiment.ArmRate;
import dev.mien.engine.experiment.Comparison;
import dev.mien.engine.experiment.Group;
import dev.mien.engine.experiment.Readout;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Read-outs for a terminal: what was counted as a table, differences as a plot, then what is sure,
 * what to do next and what cannot be known.
 */
public final class TextReport {
  private static final int PLOT = 49;
  private static final String ALL = "(all)";

  private final PrintWriter out;

  private TextReport(PrintWriter out) {
    this.out = out;
  }

  public static void print(List<Readout> readouts, PrintWriter out) {
    TextReport report = new TextReport(out);
    for (Readout readout : readouts) {
      report.print(readout);
    }
    if (!readouts.isEmpty()) {
      report.heading("What cannot be known");
      readouts.stream().flatMap(one -> one.limits().stream()).distinct().forEach(report::item);
    }
    out.flush();
  }

  private void print(Readout readout) {
    String title = Figures.title(readout);
    out.println(title);
    out.println("=".repeat(title.length()));
    out.println(Figures.ratio(readout));
    out.println();
    counts(readout);
    plot(readout);
    heading("How sure");
    readout.sure().forEach(this::item);
    if (!readout.policies().isEmpty()) {
      heading("What other ways to draw would have reached");
      readout.policies().forEach(policy -> item(policy.inWords()));
    }
    heading("What next");
    readout.next().forEach(this::item);
    out.println();
  }

  private void heading(String words) {
    out.println();
    out.println(words);
  }

  private void item(String words) {
    StringBuilder line = new StringBuilder("  -");
    for (String word : words.split(" ", -1)) {
      if (line.length() + word.length() > 98) {
        out.println(line);
        line.setLength(0);
        line.append("   ");
      }
      line.append(' ').append(word);
    }
    out.println(line);
  }

  private void counts(Readout readout) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("segment", "variant", "sessions", "reached", "rate", "interval"));
    for (Group group : readout.groups()) {
      for (ArmRate arm : group.arms()) {
        rows.add(
            List.of(
                group.segment(),
                arm.counts().variant(),
                Figures.count(arm.counts().sessions()),
                Figures.count(arm.counts().successes()),
                Figures.percent(arm.rate().value()),
                Figures.range(arm.interval())));
      }
    }
    table(rows, 2);
  }

  /** The first {@code words} columns are set to the left, the others to the right. */
  private void table(List<List<String>> rows, int words) {
    int[] widths = new int[rows.getFirst().size()];
    for (List<String> row : rows) {
      for (int at = 0; at < widths.length; at++) {
        widths[at] = Math.max(widths[at], row.get(at).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int at = 0; at < widths.length; at++) {
        String gap = " ".repeat(widths[at] - row.get(at).length());
        line.append(at == 0 ? "" : "  ");
        line.append(at < words ? row.get(at) + gap : gap + row.get(at));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  private void plot(Readout readout) {
    List<Comparison> all = new ArrayList<>(readout.overall());
    if (readout.groups().size() > 1) {
      readout.groups().forEach(group -> all.addAll(group.comparisons()));
    }
    if (all.isEmpty()) {
      return;
    }
    Scale scale = Scale.of(all);
    heading(
        "Differences in points: = looked at once, - however often ("
            + Figures.rules(readout)
            + ")");
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "segment",
            "variant",
            "against",
            axis(scale),
            "points",
            "lift",
            "shrunk",
            "p",
            "adjusted",
            "verdict"));
    for (Comparison of : all) {
      rows.add(
          List.of(
              of.segment().orElse(ALL),
              of.variant(),
              of.against(),
              line(of, scale),
              Figures.points(of.difference().value()),
              Figures.lift(of.lift()),
              of.shrunk().map(Figures::lift).orElse(""),
              Figures.p(of.p()),
              Figures.p(of.alwaysAdjusted()),
              Figures.verdict(of.verdict())));
    }
    table(rows, 4);
    out.println("p: looked at once; adjusted: however often, among all comparisons here.");
    if (readout.groups().size() > 1) {
      out.println(ALL + ": by segment, each weighed by its sessions (post-stratified).");
    }
  }

  private static String axis(Scale scale) {
    String low = String.format(Locale.ROOT, "%+.1f", -100 * scale.reach());
    String high = String.format(Locale.ROOT, "%+.1f", 100 * scale.reach());
    int half = PLOT / 2;
    return low
        + " ".repeat(Math.max(1, half - low.length()))
        + "0"
        + " ".repeat(Math.max(1, half - high.length()))
        + high;
  }

  private static String line(Comparison of, Scale scale) {
    char[] line = new char[PLOT];
    Arrays.fill(line, ' ');
    line[PLOT / 2] = '|';
    Arrays.fill(
        line, at(scale.place(of.always().low())), at(scale.place(of.always().high())) + 1, '-');
    Arrays.fill(line, at(scale.place(of.once().low())), at(scale.place(of.once().high())) + 1, '=');
    line[PLOT / 2] = '|';
    line[at(scale.place(of.difference().value()))] = 'o';
    return new String(line);
  }

  private static int at(double place) {
    return (int) Math.round(place * (PLOT - 1));
  }
}
