package dev.mien.engine.pattern;

import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Subject;
import dev.mien.engine.vocabulary.CountedGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What may be shown of one grid: each combination that enough sessions had, and all others as one
 * remainder. Enough is where the released number less its margin is the minimum, so that noise
 * alone lifts hardly any that fewer had: no more than one in 40.
 *
 * @param rows by number of combination
 * @param remainder none where it is not enough either
 * @param folded how many combinations are in the remainder
 */
public record ReleasedGrid(
    CountedGrid grid, List<Row> rows, Optional<Counts> remainder, int folded) {
  public ReleasedGrid {
    rows = List.copyOf(rows);
  }

  /** How many sessions had one combination. */
  public record Row(int cell, Counts counts) {}

  /**
   * Sums of released numbers.
   *
   * @param margin half the width of the interval that holds the true number of sessions 95 times of
   *     100
   * @param reached those of them that reached each goal, by its place; no more than sessions
   */
  public record Counts(long sessions, long margin, List<Long> reached) {
    public Counts {
      reached = List.copyOf(reached);
    }

    /** Whether so many sessions it was, as far as noise can tell. */
    boolean isOf(int minimum) {
      return sessions - margin >= minimum;
    }
  }

  /** What has come together of some combinations. */
  private static final class Total {
    private long sessions;
    private long spread;
    private final long[] reached;

    Total(int goals) {
      this.reached = new long[goals];
    }

    void add(Total other) {
      sessions += other.sessions;
      spread += other.spread;
      Arrays.setAll(reached, goal -> reached[goal] + other.reached[goal]);
    }

    Counts counts() {
      long all = Math.max(0, sessions);
      return new Counts(
          all,
          (long) Math.ceil(Math.sqrt((double) spread)),
          Arrays.stream(reached).map(one -> Math.clamp(one, 0, all)).boxed().toList());
    }
  }

  /**
   * The grid, as it was released.
   *
   * @param released all hours together, of any editions
   * @param minimum how many sessions a combination is shown of
   */
  public static ReleasedGrid of(CountedGrid grid, List<Sum> released, int minimum) {
    Map<Integer, Total> totals = new HashMap<>();
    for (Sum sum : released) {
      if (sum.subject() instanceof Subject.Way(var cell)) {
        PatternCell of = PatternCell.of(cell);
        if (of.meaning().equals(grid.meaning()) && of.cell() < grid.cells()) {
          take(totals.computeIfAbsent(of.cell(), _ -> new Total(goals(grid))), grid, of, sum);
        }
      }
    }
    List<Row> rows = new ArrayList<>();
    Total rest = new Total(goals(grid));
    int folded = 0;
    for (int cell = 0; cell < grid.cells(); cell++) {
      Total total = totals.getOrDefault(cell, new Total(goals(grid)));
      if (total.counts().isOf(minimum)) {
        rows.add(new Row(cell, total.counts()));
      } else {
        rest.add(total);
        folded++;
      }
    }
    return new ReleasedGrid(
        grid, rows, Optional.of(rest.counts()).filter(counts -> counts.isOf(minimum)), folded);
  }

  private static int goals(CountedGrid grid) {
    return grid.goalNames().size();
  }

  private static void take(Total total, CountedGrid grid, PatternCell of, Sum sum) {
    if (of.goal().isEmpty()) {
      total.sessions += sum.value();
      total.spread += sum.spread();
    } else {
      int goal = grid.goalNames().indexOf(of.goal().get());
      if (goal >= 0) {
        total.reached[goal] += sum.value();
      }
    }
  }
}
