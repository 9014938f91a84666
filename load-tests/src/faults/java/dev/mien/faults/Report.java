package dev.mien.faults;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.faults.Goal.Verdict;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What all cases came to: a table on the console, and the same as Markdown and as JSON. */
final class Report {
  private final List<Goal> goals = new ArrayList<>();

  void add(List<Goal> more) {
    goals.addAll(more);
  }

  boolean isBroken() {
    return goals.stream().anyMatch(goal -> goal.verdict() == Verdict.BROKEN);
  }

  void write(Path folder) throws IOException {
    StringBuilder text =
        new StringBuilder("| case | goal | measured | held |\n|---|---|---|---|\n");
    for (Goal goal : goals) {
      text.append(
          "| %s | %s | %s | %s |%n"
              .formatted(
                  goal.caseName(),
                  cell(goal.goal()),
                  cell(goal.measured()),
                  goal.verdict().word()));
    }
    Files.writeString(folder.resolve("report.md"), text);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(
            folder.resolve("report.json").toFile(),
            goals.stream()
                .map(
                    goal ->
                        Map.of(
                            "case", goal.caseName(),
                            "goal", goal.goal(),
                            "measured", goal.measured(),
                            "verdict", goal.verdict().name()))
                .toList());
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("\n", " ");
  }

  static void print(List<Goal> goals, PrintStream out) {
    for (Goal goal : goals) {
      out.printf(
          "%-10s %-6s %s: %s%n",
          goal.caseName(), goal.verdict().word(), goal.goal(), goal.measured());
    }
  }

  void print(PrintStream out) {
    out.println();
    print(goals, out);
  }
}
