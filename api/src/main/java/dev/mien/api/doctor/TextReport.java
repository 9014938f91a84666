package dev.mien.api.doctor;

import dev.mien.api.doctor.Diagnosis.Section;
import dev.mien.api.doctor.Finding.Level;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/** A diagnosis for people: a column of levels, then places, then what was found and what to do. */
public final class TextReport {
  private static final int COLUMNS = 100;
  private static final int LEVEL_COLUMNS = 11;

  private TextReport() {}

  /**
   * The report, with a line end after its last line.
   *
   * @param ansi whether the terminal shows colours
   */
  public static String of(Diagnosis diagnosis, Ansi ansi) {
    StringBuilder text = new StringBuilder();
    for (Section section : diagnosis.sections()) {
      text.append(ansi.string("@|bold " + section.title() + "|@")).append('\n');
      section.findings().forEach(finding -> write(finding, ansi, text));
      text.append('\n');
    }
    return text.append(ansi.string(summary(diagnosis))).append('\n').toString();
  }

  private static void write(Finding finding, Ansi ansi, StringBuilder text) {
    String word = finding.level().word();
    String indent = " ".repeat(LEVEL_COLUMNS);
    List<String> lines = wrapped(finding.place() + ": " + finding.cause());
    text.append("  ")
        .append(ansi.string("@|" + colour(finding.level()) + " " + word + "|@"))
        .append(" ".repeat(LEVEL_COLUMNS - 2 - word.length()))
        .append(String.join("\n" + indent, lines))
        .append('\n');
    if (!finding.remedy().isEmpty()) {
      text.append(indent)
          .append("  ")
          .append(String.join("\n" + indent + "  ", wrapped(finding.remedy())))
          .append('\n');
    }
  }

  private static List<String> wrapped(String sentence) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > COLUMNS - LEVEL_COLUMNS - 2) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static String colour(Level level) {
    return switch (level) {
      case OK -> "green";
      case NOT_APPLICABLE -> "faint";
      case WARNING -> "yellow";
      case ERROR -> "red";
    };
  }

  private static String summary(Diagnosis diagnosis) {
    String counts =
        counted(diagnosis.count(Level.ERROR), "error")
            + ", "
            + counted(diagnosis.count(Level.WARNING), "warning")
            + "; "
            + diagnosis.count(Level.OK)
            + " ok, "
            + diagnosis.count(Level.NOT_APPLICABLE)
            + " without anything to look at";
    return diagnosis.isSound() ? "sound: " + counts : "@|red not sound|@: " + counts;
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }
}
