package dev.mien.engine.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which codes are fitted as one, because too few sessions had them: names that few had are the
 * rest, and neighbours on a scale stand together until they are enough.
 */
final class Groups {
  /** The least sessions of a group. */
  static final int SESSIONS_MIN = 30;

  /** The most groups of a scale; finer ones fit worse. */
  static final int SCALE_MAX = 12;

  private final List<Column> columns;
  private final List<Column> grouped;
  private final int[][] groups;

  private Groups(List<Column> columns, int[][] groups) {
    this.columns = columns;
    this.groups = groups;
    this.grouped = new ArrayList<>();
    for (int column = 0; column < groups.length; column++) {
      Column from = columns.get(column);
      int codes = Arrays.stream(groups[column]).max().orElse(0) + 1;
      grouped.add(new Column(from.name(), codes, from.scale()));
    }
  }

  /** The groups that suit {@code patterns}. */
  static Groups of(Patterns patterns) {
    int[][] groups = new int[patterns.columns().size()][];
    for (int column = 0; column < groups.length; column++) {
      long[][] counts = patterns.byCode(column);
      groups[column] =
          switch (patterns.columns().get(column).scale()) {
            case NAMED -> named(counts);
            case ORDERED -> ordered(counts, counts.length);
            case ORDERED_BUT_LAST -> {
              int[] all = ordered(counts, counts.length - 1);
              all[counts.length - 1] = Arrays.stream(all).max().orElse(-1) + 1;
              yield all;
            }
          };
    }
    return new Groups(patterns.columns(), groups);
  }

  private static int[] named(long[][] counts) {
    int[] groups = new int[counts.length];
    int next = 1;
    for (int code = 0; code < counts.length; code++) {
      groups[code] = counts[code][0] >= SESSIONS_MIN ? next++ : 0;
    }
    boolean noRest = Arrays.stream(groups).noneMatch(group -> group == 0);
    return noRest ? Arrays.stream(groups).map(group -> group - 1).toArray() : groups;
  }

  /** Of the codes below {@code end}; what is left over at the top joins what is next to it. */
  private static int[] ordered(long[][] counts, int end) {
    int[] groups = new int[counts.length];
    long sessions = 0;
    for (int code = 0; code < end; code++) {
      sessions += counts[code][0];
    }
    int group = 0;
    long inGroup = 0;
    for (int code = 0; code < end; code++) {
      long least = end > SCALE_MAX ? Math.max(SESSIONS_MIN, sessions / SCALE_MAX) : SESSIONS_MIN;
      boolean isFull = inGroup >= least;
      boolean wouldSpill = end > SCALE_MAX && inGroup > 0 && inGroup + counts[code][0] > 2 * least;
      if (isFull || (wouldSpill && inGroup >= SESSIONS_MIN)) {
        group++;
        inGroup = 0;
      }
      groups[code] = group;
      inGroup += counts[code][0];
    }
    if (inGroup < SESSIONS_MIN && group > 0) {
      int last = group;
      for (int code = 0; code < end; code++) {
        groups[code] = Math.min(groups[code], last - 1);
      }
    }
    return groups;
  }

  /** The same sessions by groups of codes. */
  Patterns grouped(Patterns patterns) {
    Patterns.Counter counter = new Patterns.Counter(grouped);
    for (int i = 0; i < patterns.size(); i++) {
      int[] codes = patterns.codes(i);
      for (int column = 0; column < codes.length; column++) {
        codes[column] = groups[column][codes[column]];
      }
      counter.add(codes, patterns.sessions(i), patterns.positives(i));
    }
    return counter.patterns();
  }

  /** A scorecard of groups as one of codes. */
  Scorecard ungrouped(Scorecard card) {
    double[][] points = new double[columns.size()][];
    for (int column = 0; column < points.length; column++) {
      points[column] = new double[columns.get(column).codes()];
      for (int code = 0; code < points[column].length; code++) {
        points[column][code] = card.points(column, groups[column][code]);
      }
    }
    return new Scorecard(
        columns, card.base(), points, card.pairs().stream().map(this::ungrouped).toList());
  }

  private PairTable ungrouped(PairTable pair) {
    int[] rows = groups[pair.first()];
    int[] cells = groups[pair.second()];
    double[][] points = new double[rows.length][cells.length];
    for (int row = 0; row < rows.length; row++) {
      for (int cell = 0; cell < cells.length; cell++) {
        points[row][cell] = pair.points(rows[row], cells[cell]);
      }
    }
    return new PairTable(pair.first(), pair.second(), points);
  }
}
