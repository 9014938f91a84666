package dev.mien.engine.outcome;

import dev.mien.engine.counts.Cell;
import java.util.Optional;

/**
 * Sessions that a watched score gave alike probabilities, in the names of their edition.
 *
 * @param identity what the score is known by across editions
 * @param number of the place of sessions, or of the bin of those that reached the goal
 */
public record ScoredBin(String segment, String goal, String identity, Measure measure, int number) {
  /** No slot has it for a name. */
  private static final String SLOT = "#scores";

  private static final String BETWEEN = "#";

  /** What a cell counts. */
  public enum Measure {
    /** Sessions, by the place that they took. */
    SESSIONS("sessions"),
    /** Those of them that reached the goal later, by their bin. */
    REACHED("reached");

    private final String code;

    Measure(String code) {
      this.code = code;
    }
  }

  Cell cell() {
    return new Cell(
        SLOT,
        measure.code,
        Optional.of(segment),
        String.join(BETWEEN, goal, identity, Integer.toString(number)));
  }

  /** What a cell stands for; nothing if it is of no score. */
  public static Optional<ScoredBin> of(Cell cell) {
    if (!cell.slot().equals(SLOT)) {
      return Optional.empty();
    }
    String[] parts = cell.variant().split(BETWEEN, -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a cell of scores: " + cell);
    }
    Measure measure =
        cell.reason().equals(Measure.REACHED.code) ? Measure.REACHED : Measure.SESSIONS;
    return Optional.of(
        new ScoredBin(
            cell.segment().orElse(""), parts[0], parts[1], measure, Integer.parseInt(parts[2])));
  }
}
