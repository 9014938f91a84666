package dev.mien.engine.pattern;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.vocabulary.CountedGrid;
import java.util.Optional;

/**
 * What one count is about, in the names of its edition.
 *
 * @param grid its name
 * @param meaning what the grid means, so that counts of another are never taken for its own
 * @param cell the number of the combination
 * @param goal that sessions with it reached; none where all of them are counted
 */
record PatternCell(String grid, String meaning, int cell, Optional<String> goal) {
  private static final String ALL = "pattern";

  /** No name has it. */
  private static final String BETWEEN = "#";

  static PatternCell of(CountedGrid grid, int cell, Optional<String> goal) {
    return new PatternCell(grid.grid().name().text(), grid.meaning(), cell, goal);
  }

  Cell counted() {
    return new Cell(
        grid,
        goal.map(name -> ALL + BETWEEN + name).orElse(ALL),
        Optional.of(meaning),
        Integer.toString(cell));
  }

  /**
   * What a cell stands for.
   *
   * @throws IllegalArgumentException if it counts no pattern
   */
  static PatternCell of(Cell cell) {
    String[] reason = cell.reason().split(BETWEEN, -1);
    if (!reason[0].equals(ALL) || reason.length > 2 || cell.segment().isEmpty()) {
      throw new IllegalArgumentException("not a cell of patterns: " + cell);
    }
    return new PatternCell(
        cell.slot(),
        cell.segment().get(),
        Integer.parseInt(cell.variant()),
        reason.length == 1 ? Optional.empty() : Optional.of(reason[1]));
  }
}
