package dev.mien.engine.pattern;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.Layout;
import dev.mien.engine.release.ReleasedParts;
import dev.mien.engine.vocabulary.CountedGrid;
import dev.mien.engine.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the patterns of one edition are counted: a part for each grid, and in it for each
 * combination the sessions that have it, and those of them that reached each goal.
 */
public final class PatternCells implements Layout {
  private final List<CountedGrid> grids;

  PatternCells(Vocabulary vocabulary) {
    this.grids = vocabulary.grids();
  }

  /**
   * All numbers that an edition of this vocabulary releases, hour by hour. One session may change
   * one of each grid, and one more for each of its goals.
   */
  public static ReleasedParts released(Vocabulary vocabulary) {
    PatternCells cells = new PatternCells(vocabulary);
    return cells.grids.isEmpty()
        ? ReleasedParts.NONE
        : new ReleasedParts(
            IntStream.range(0, cells.parts()).mapToObj(cells::of).toList(),
            cells.grids.stream().mapToInt(PatternCells::counts).sum());
  }

  /** How many counts there are of each combination. */
  private static int counts(CountedGrid grid) {
    return 1 + grid.goalNames().size();
  }

  @Override
  public int parts() {
    return grids.size();
  }

  @Override
  public int size(int part) {
    return grids.get(part).cells() * counts(grids.get(part));
  }

  /** Where the sessions of a combination are counted. */
  int sessions(int grid, int cell) {
    return cell * counts(grids.get(grid));
  }

  /** Where those of them are counted that reached a goal. */
  int reached(int grid, int cell, int goal) {
    return sessions(grid, cell) + 1 + goal;
  }

  @Override
  public List<Cell> of(int part) {
    CountedGrid grid = grids.get(part);
    List<Cell> cells = new ArrayList<>(size(part));
    for (int cell = 0; cell < grid.cells(); cell++) {
      cells.add(PatternCell.of(grid, cell, Optional.empty()).counted());
      for (String goal : grid.goalNames()) {
        cells.add(PatternCell.of(grid, cell, Optional.of(goal)).counted());
      }
    }
    return cells;
  }
}
