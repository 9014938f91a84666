package dev.mien.api.report;

import dev.mien.engine.experiment.ArmCounts.Kind;
import dev.mien.engine.experiment.ArmRate;
import dev.mien.engine.experiment.Comparison;
import dev.mien.engine.experiment.Group;
import dev.mien.engine.experiment.Policy;
import dev.mien.engine.experiment.Readout;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Read-outs as one page of HTML that stands alone: style inside, plots as drawings in the page, no
 * script, nothing fetched. Its colours follow the reader's choice of light or dark, and no meaning
 * hangs on colour alone.
 */
public final class HtmlReport {
  private static final int WIDTH = 640;
  private static final int ROW = 30;
  private static final int TOP = 26;
  private static final int MARGIN = 12;

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ground:light-dark(#f6f7f5,#121716);--card:light-dark(#fff,#1a201f);
      --line:light-dark(#dfe4e1,#2e3735);--ink:light-dark(#17211e,#e9efec);--soft:light-dark(#55625d,#a6b3ae);
      --good:light-dark(#136b3d,#7fd8a4);--good-soft:light-dark(#def3e6,#16352a);
      --bad:light-dark(#a92c1f,#ff9f91);--bad-soft:light-dark(#fce7e3,#44201b);
      --warn:light-dark(#7d5100,#efc169);--warn-soft:light-dark(#fbefd4,#37290f);
      --calm:light-dark(#2c5a94,#9cc4f5);--calm-soft:light-dark(#e4edf8,#1b2c40)}
      *{box-sizing:border-box}
      body{margin:0;background:var(--ground);color:var(--ink);line-height:1.5;
      font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
      main{max-width:72rem;margin:0 auto;padding:2rem 1rem 4rem}
      h1{font-size:1.6rem;margin:0 0 .25rem}h2{font-size:1.2rem;margin:0}
      h3{font-size:.8125rem;color:var(--soft);margin:1.5rem 0 .5rem;font-weight:600}
      .lead{color:var(--soft);margin:0 0 1.5rem}
      section{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:1.25rem;
      margin:0 0 1.25rem;overflow-x:auto}
      header{display:flex;gap:.75rem;align-items:baseline;flex-wrap:wrap;justify-content:space-between}
      ul{margin:.25rem 0;padding-left:1.2rem}li{margin:.25rem 0;max-width:80ch}
      table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
      th{text-align:left;font-weight:600;color:var(--soft);font-size:.8125rem}
      th,td{padding:.375rem .6rem;border-bottom:1px solid var(--line);white-space:nowrap}
      th:first-child,td:first-child{padding-left:0}
      .n{text-align:right}tr:last-child td{border-bottom:0}
      .tag{display:inline-block;border-radius:1rem;padding:.05rem .6rem;font-size:.8125rem;white-space:nowrap}
      .good{background:var(--good-soft);color:var(--good)}.bad{background:var(--bad-soft);color:var(--bad)}
      .warn{background:var(--warn-soft);color:var(--warn)}.calm{background:var(--calm-soft);color:var(--calm)}
      .none{border:1px solid var(--line);color:var(--soft)}
      .track{display:block;width:9rem;height:.6rem;border-radius:.3rem;background:var(--line);position:relative}
      svg{display:block;max-width:100%;height:auto}
      svg text{fill:var(--ink);font:12px system-ui,-apple-system,"Segoe UI",Roboto,Arial,sans-serif}
      svg .soft{fill:var(--soft)}svg .grid{stroke:var(--line)}svg .zero{stroke:var(--soft)}
      svg .always{stroke:var(--soft);stroke-width:1.5}svg .once{stroke-width:6;stroke-linecap:round}
      svg .s-good{stroke:var(--good)}svg .s-bad{stroke:var(--bad)}svg .s-none{stroke:var(--calm)}
      svg circle{fill:var(--card);stroke:var(--ink);stroke-width:2}
      @media print{section{break-inside:avoid}}
      """;

  private final StringBuilder out = new StringBuilder();

  private HtmlReport() {}

  /** The whole page. */
  public static String page(List<Readout> readouts) {
    HtmlReport report = new HtmlReport();
    report.head();
    readouts.forEach(report::experiment);
    if (readouts.isEmpty()) {
      report.out.append("<section><p>No experiment has counted anything yet.</p></section>");
    } else {
      report.limits(readouts);
    }
    report.out.append("</main></body></html>\n");
    return report.out.toString();
  }

  private void head() {
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    out.append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
    out.append("<meta name=\"color-scheme\" content=\"light dark\">");
    out.append("<title>Mien: what was learned</title><style>").append(STYLE);
    out.append("</style></head><body><main><h1>What was learned</h1>");
    out.append("<p class=\"lead\">Experiments of Mien, told in sessions.</p>\n");
  }

  private void experiment(Readout readout) {
    out.append("<section><header><h2>").append(escaped(readout.arms().slot()));
    out.append(" <span style=\"color:var(--soft);font-weight:400\">goal ");
    out.append(escaped(readout.arms().goal())).append("</span></h2>");
    tag(
        readout.mismatched() ? "bad" : "calm",
        readout.mismatched() ? "Sessions not as planned" : "Sessions as planned");
    out.append("</header>");
    list("What next", readout.next());
    list("How sure", readout.sure());
    list(
        "What other ways to draw would have reached",
        readout.policies().stream().map(Policy::inWords).toList());
    List<Comparison> all = new ArrayList<>(readout.overall());
    if (readout.groups().size() > 1) {
      readout.groups().forEach(group -> all.addAll(group.comparisons()));
    }
    if (!all.isEmpty()) {
      out.append("<h3>Difference in percentage points</h3>");
      plot(readout, all);
      comparisons(all);
    }
    out.append("<h3>What was counted</h3>");
    counts(readout);
    out.append("<p class=\"lead\" style=\"margin:1rem 0 0\">");
    out.append(escaped(Figures.ratio(readout) + " " + Figures.rules(readout)));
    out.append(".</p></section>\n");
  }

  private void list(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      out.append("<h3>").append(title).append("</h3><ul>");
      sentences.forEach(one -> out.append("<li>").append(escaped(one)).append("</li>"));
      out.append("</ul>");
    }
  }

  private void limits(List<Readout> readouts) {
    out.append("<section><h2>What cannot be known</h2><ul>");
    readouts.stream()
        .flatMap(one -> one.limits().stream())
        .distinct()
        .forEach(limit -> out.append("<li>").append(escaped(limit)).append("</li>"));
    out.append("</ul></section>");
  }

  private static String label(Comparison of) {
    return of.segment().map(segment -> segment + ": ").orElse("All: ") + of.variant();
  }

  /** Thick is the interval at one look, thin the one that holds however often. */
  private void plot(Readout readout, List<Comparison> all) {
    Scale scale = Scale.of(all);
    int labels =
        8 * Math.clamp(all.stream().mapToInt(of -> label(of).length()).max().orElse(0), 8, 34);
    int height = TOP + ROW * all.size() + 8;
    int whole = labels + WIDTH + MARGIN;
    svg(
        "<svg role=\"img\" viewBox=\"0 0 %d %d\" width=\"%d\" aria-label=\"%s\">",
        whole, height, whole, escaped("Differences: " + String.join(" ", readout.sure())));
    for (int tick = -2; tick <= 2; tick++) {
      double at = labels + scale.place(tick * scale.reach() / 2) * WIDTH;
      svg(
          "<line class=\"%s\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>",
          tick == 0 ? "zero" : "grid", at, TOP - 8, at, height);
      svg(
          "<text class=\"soft\" x=\"%.1f\" y=\"12\" text-anchor=\"%s\">%s</text>",
          at,
          tick == 2 ? "end" : "middle",
          tick == 0 ? "0" : String.format(Locale.ROOT, "%+.3g", 50 * tick * scale.reach()));
    }
    for (int row = 0; row < all.size(); row++) {
      Comparison of = all.get(row);
      double y = TOP + ROW * (row + 0.5);
      String label = label(of);
      String shown = label.length() > 36 ? label.substring(0, 35) + "…" : label;
      svg("<text x=\"0\" y=\"%.1f\">%s</text>", y + 4, escaped(shown));
      svg("<g><title>%s</title>", escaped(label + ": " + Figures.signedRange(of.always())));
      stretch("always", labels, y, scale.place(of.always().low()), scale.place(of.always().high()));
      stretch(
          "once s-" + stroke(of),
          labels,
          y,
          scale.place(of.once().low()),
          scale.place(of.once().high()));
      svg(
          "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\"/></g>",
          labels + scale.place(of.difference().value()) * WIDTH, y);
    }
    out.append("</svg>");
    out.append("<p class=\"lead\" style=\"margin:.25rem 0 1rem\">Thick: if this is the only look.");
    out.append(" Thin: however often it is looked at.</p>");
  }

  private void stretch(String kind, int labels, double y, double from, double to) {
    svg(
        "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
        kind, labels + from * WIDTH, y, labels + to * WIDTH, y);
  }

  @SuppressWarnings("AnnotateFormatMethod") // every format is a constant above
  private void svg(String format, Object... arguments) {
    out.append(String.format(Locale.ROOT, format, arguments));
  }

  private static String stroke(Comparison of) {
    return switch (of.verdict()) {
      case BETTER, BETTER_AS_PLANNED -> "good";
      case WORSE, WORSE_AS_PLANNED -> "bad";
      case MISMATCH, TOO_FEW, UNSURE -> "none";
    };
  }

  private void comparisons(List<Comparison> all) {
    out.append("<table><thead><tr><th>Segment<th>Variant<th>Against");
    out.append("<th class=\"n\">Points<th class=\"n\">However often<th class=\"n\">Lift");
    out.append("<th class=\"n\">Shrunk<th class=\"n\">p, one look<th class=\"n\">p, adjusted");
    out.append("<th>Verdict</tr></thead><tbody>");
    for (Comparison of : all) {
      out.append("<tr>");
      cell("", of.segment().orElse("All"));
      cell("", of.variant());
      cell("", of.against());
      cell("n", Figures.points(of.difference().value()));
      cell("n", Figures.signedRange(of.always()));
      cell("n", Figures.lift(of.lift()));
      cell("n", of.shrunk().map(Figures::lift).orElse(""));
      cell("n", Figures.p(of.p()));
      cell("n", Figures.p(of.alwaysAdjusted()));
      out.append("<td>");
      tag(tone(of), Figures.verdict(of.verdict()));
      out.append("</td></tr>");
    }
    out.append("</tbody></table>");
  }

  private static String tone(Comparison of) {
    return switch (of.verdict()) {
      case BETTER, BETTER_AS_PLANNED -> "good";
      case WORSE, WORSE_AS_PLANNED, MISMATCH -> "bad";
      case TOO_FEW -> "warn";
      case UNSURE -> "none";
    };
  }

  private void counts(Readout readout) {
    double most =
        readout.groups().stream()
            .flatMap(group -> group.arms().stream())
            .mapToDouble(arm -> arm.interval().high())
            .max()
            .orElse(1);
    out.append("<table><thead><tr><th>Segment<th>Variant<th class=\"n\">Sessions");
    out.append("<th class=\"n\">Reached the goal<th class=\"n\">Rate<th class=\"n\">Interval<th>");
    out.append("</tr></thead><tbody>");
    for (Group group : readout.groups()) {
      for (ArmRate arm : group.arms()) {
        out.append("<tr>");
        cell("", group.segment());
        cell(
            "", arm.counts().variant() + (arm.counts().kind() == Kind.CONTROL ? " (control)" : ""));
        cell("n", Figures.count(arm.counts().sessions()));
        cell("n", Figures.count(arm.counts().successes()));
        cell("n", Figures.percent(arm.rate().value()));
        cell("n", Figures.range(arm.interval()));
        bar(arm, Math.max(most, 1e-9));
        out.append("</tr>");
      }
    }
    out.append("</tbody></table>");
  }

  /** The interval of a rate, from 0 to the highest of the experiment. */
  private void bar(ArmRate arm, double most) {
    double low = 100 * arm.interval().low() / most;
    double high = 100 * arm.interval().high() / most;
    double rate = 100 * Math.min(1, arm.rate().value() / most);
    svg(
        "<td><svg width=\"144\" height=\"14\" viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\""
            + " aria-hidden=\"true\"><line class=\"grid\" x1=\"0\" y1=\"5\" x2=\"100\" y2=\"5\"/>"
            + "<line class=\"s-none\" stroke-width=\"5\" x1=\"%.2f\" y1=\"5\" x2=\"%.2f\""
            + " y2=\"5\"/><line stroke=\"var(--ink)\" stroke-width=\"1\" x1=\"%.2f\" y1=\"0\""
            + " x2=\"%.2f\" y2=\"10\"/></svg></td>",
        low, high, rate, rate);
  }

  private void cell(String kind, String words) {
    out.append(kind.isEmpty() ? "<td>" : "<td class=\"" + kind + "\">");
    out.append(escaped(words)).append("</td>");
  }

  private void tag(String tone, String words) {
    out.append("<span class=\"tag ").append(tone).append("\">").append(escaped(words));
    out.append("</span>");
  }

  private static String escaped(String words) {
    StringBuilder escaped = new StringBuilder();
    for (int at = 0; at < words.length(); at++) {
      char one = words.charAt(at);
      switch (one) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        case '"' -> escaped.append("&quot;");
        case '\'' -> escaped.append("&#39;");
        default -> escaped.append(one);
      }
    }
    return escaped.toString();
  }
}
