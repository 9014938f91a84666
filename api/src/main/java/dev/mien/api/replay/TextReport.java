package dev.mien.api.replay;

import dev.mien.api.replay.Replayed.DecisionCount;
import dev.mien.api.replay.Replayed.DropCount;
import dev.mien.api.replay.Replayed.Ending;
import dev.mien.api.replay.Replayed.Lines;
import dev.mien.api.replay.Replayed.SegmentCount;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The result of a replay as a reader at a terminal wants it. */
public final class TextReport {
  private final Replayed replayed;
  private final PrintWriter out;

  private TextReport(Replayed replayed, PrintWriter out) {
    this.replayed = replayed;
    this.out = out;
  }

  public static void print(Replayed replayed, PrintWriter out) {
    TextReport report = new TextReport(replayed, out);
    report.totals();
    report.segments();
    report.decisions();
    report.dropped();
  }

  private void totals() {
    out.printf(
        Locale.ROOT, "%,d rows, %,d sessions%s%n", replayed.rows(), replayed.sessions(), ending());
    out.printf(
        Locale.ROOT,
        "%.1f s: %,.0f sessions per second, %,.0f rows per second%n",
        replayed.took().toMillis() / 1e3,
        replayed.perSecond(replayed.sessions()),
        replayed.perSecond(replayed.rows()));
    if (replayed.contextual() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d rows were answered without a session, for want of consent%n",
          replayed.contextual());
    }
    if (replayed.begunAgain() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d sessions began again, after their time had run out%n",
          replayed.begunAgain());
    }
    lines("rows are ragged and were left out", replayed.ragged());
    lines("rows stand out of order in their session", replayed.outOfOrder());
  }

  private String ending() {
    return switch (replayed.ending()) {
      case Ending.Complete _ -> "";
      case Ending.Stopped _ -> "; stopped before the end";
      case Ending.Limited _ -> "; as many as were asked for";
      case Ending.Broken(var why) -> "; the file could not be read on: " + why;
    };
  }

  private void lines(String what, Lines lines) {
    if (lines.rows() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d %s: line%s %s%s%n",
          lines.rows(),
          what,
          lines.rows() == 1 ? "" : "s",
          lines.first().stream().map(String::valueOf).collect(Collectors.joining(", ")),
          lines.rows() > lines.first().size() ? ", …" : "");
    }
  }

  private void segments() {
    int width = width(replayed.segments().stream().map(SegmentCount::segment).toList(), "segment");
    out.println();
    out.printf(Locale.ROOT, "%s %12s %12s%n", padded("segment", width), "at the end", "ever");
    for (SegmentCount count : replayed.segments()) {
      out.printf(
          Locale.ROOT,
          "%s %,12d %,12d   %s%n",
          padded(count.segment(), width),
          count.atTheEnd(),
          count.ever(),
          count.title());
    }
  }

  private void decisions() {
    int width =
        Math.max(
            width(replayed.decisions().stream().map(TextReport::words).toList(), ""),
            width(replayed.decisions().stream().map(DecisionCount::slot).toList(), "slot") + 3);
    String slot = "";
    for (DecisionCount count : replayed.decisions()) {
      if (!count.slot().equals(slot)) {
        slot = count.slot();
        out.println();
        out.printf(Locale.ROOT, "%s %12s%n", padded("slot " + slot, width + 2), "decisions");
      }
      out.printf(Locale.ROOT, "  %s %,12d%n", padded(words(count), width), count.decisions());
    }
  }

  private static String words(DecisionCount count) {
    String segment = count.segment().map(name -> " " + name).orElse("");
    String variant =
        count
            .variant()
            .filter(_ -> count.segment().isPresent())
            .map(name -> " > " + name)
            .orElse("");
    return count.reason() + segment + variant;
  }

  private void dropped() {
    out.println();
    if (replayed.dropped().isEmpty()) {
      out.println("nothing was dropped");
      return;
    }
    int width = width(replayed.dropped().stream().map(DropCount::code).toList(), "dropped");
    out.printf(Locale.ROOT, "%s %12s   %s%n", padded("dropped", width), "times", "where");
    for (DropCount count : replayed.dropped()) {
      out.printf(
          Locale.ROOT, "%s %,12d   %s%n", padded(count.code(), width), count.times(), where(count));
    }
  }

  private static String where(DropCount count) {
    return count.where().equals(count.pointer())
        ? count.pointer()
        : count.where() + " (" + count.pointer() + ")";
  }

  private static int width(List<String> words, String heading) {
    return Math.max(heading.length(), words.stream().mapToInt(String::length).max().orElse(0));
  }

  private static String padded(String word, int width) {
    return word + " ".repeat(Math.max(0, width - word.length()));
  }
}
