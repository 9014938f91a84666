package dev.mien.engine.index;

import dev.mien.segments.compile.PointTable;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Before;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Score;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The scores of a program as flat tables, and how each comes out for facts.
 *
 * <p>Each attribute that a score asks about is read once, into its state; a score is then one
 * look-up and one addition for each of its tables. A cell holds the least of what it adds in its
 * low half and the greatest in its high half, so both sums come of one addition: the borrow of a
 * negative low half is taken back when the halves are parted. An attribute alone is a pair with one
 * that has a single state, so that no look-up branches. {@code ScoreBenchmark} has a score of 16
 * attributes and 4 pairs beside a loop over its conditions.
 *
 * <p>Immutable, for any number of threads; each brings room for states.
 */
// Ordinals only select among constants of this class; they are neither kept nor sent.
@SuppressWarnings("EnumOrdinal")
final class Scoring {
  /** How a score comes out, as the code of a fact. */
  static final byte SHORT = 0;

  static final byte ENOUGH = 1;
  static final byte OPEN = 2;

  private static final int LOW_BITS = 32;

  private static final int BEFORES = Before.values().length;
  private static final int KNOWN = Standing.KNOWN.ordinal();

  private static final int WITHHELD = Standing.WITHHELD.ordinal();

  private final int[] attributes;

  /** The labels that are told apart, or 0 of a single-valued attribute. */
  private final long[] labels;

  private final int[] values;
  private final byte[] isSet;

  /** By place of a score, where its tables begin; one more says where the last ends. */
  private final int[] firstTables;

  private final int[] cells;
  private final int[] leftAxes;
  private final int[] leftStates;
  private final int[] rightAxes;
  private final long[] points;

  /** By place of a score and by {@link Before}, what is enough, the base taken off. */
  private final int[] enough;

  private final int[] tolerated;

  Scoring(Program program) {
    Map<PointTable.Axis, Integer> axes = new HashMap<>();
    List<PointTable.Axis> order = new ArrayList<>();
    List<List<PointTable>> tables = program.pointTables();
    List<PointTable> all = tables.stream().flatMap(List::stream).toList();
    for (PointTable table : all) {
      for (PointTable.Axis axis : table.axes()) {
        if (axes.putIfAbsent(axis, order.size()) == null) {
          order.add(axis);
        }
      }
    }
    List<Alphabet> alphabets = program.alphabets();
    this.attributes = order.stream().mapToInt(PointTable.Axis::attribute).toArray();
    this.labels = order.stream().mapToLong(PointTable.Axis::labels).toArray();
    this.values = order.stream().mapToInt(PointTable.Axis::values).toArray();
    this.isSet = new byte[attributes.length];
    for (int i = 0; i < attributes.length; i++) {
      isSet[i] = (byte) (alphabets.get(attributes[i]) instanceof Alphabet.Choices ? 1 : 0);
    }
    this.cells = new int[all.size()];
    this.leftAxes = new int[all.size()];
    this.leftStates = new int[all.size()];
    this.rightAxes = new int[all.size()];
    this.points = new long[all.stream().mapToInt(table -> table.least().size()).sum()];
    int cell = 0;
    for (int i = 0; i < all.size(); i++) {
      PointTable table = all.get(i);
      PointTable.Axis left = table.axes().getFirst();
      cells[i] = cell;
      leftAxes[i] = axes.getOrDefault(left, 0);
      boolean pair = table.axes().size() == 2;
      leftStates[i] = pair ? table.axes().getLast().states() : 1;
      rightAxes[i] = pair ? axes.getOrDefault(table.axes().getLast(), 0) : attributes.length;
      for (int at = 0; at < table.least().size(); at++) {
        points[cell++] = packed(table.least().get(at), table.most().get(at));
      }
    }
    this.firstTables = new int[tables.size() + 1];
    for (int i = 0; i < tables.size(); i++) {
      firstTables[i + 1] = firstTables[i] + tables.get(i).size();
    }
    List<Predicate.Scored> scores = program.model().scores();
    this.enough = new int[scores.size() * BEFORES];
    this.tolerated = new int[scores.size() * BEFORES];
    for (int i = 0; i < scores.size(); i++) {
      Score score = scores.get(i).score();
      for (Before before : Before.values()) {
        int at = i * BEFORES + before.ordinal();
        enough[at] = threshold(score, before == Before.IN ? score.leaveAt() : score.enterAt());
        tolerated[at] = threshold(score, before == Before.OUT ? score.enterAt() : score.leaveAt());
      }
    }
  }

  /** How many scores there are. */
  int scores() {
    return firstTables.length - 1;
  }

  /** How many states {@link #read} needs room for. */
  int states() {
    return attributes.length + 1;
  }

  long bytes() {
    return (long) Long.BYTES * (points.length + labels.length)
        + (long) Integer.BYTES * (5L * cells.length + 2L * attributes.length);
  }

  /** Writes how each score comes out for these facts, by its place. */
  void read(Facts facts, int[] states, byte[] outcomes) {
    read(facts, states);
    for (int place = 0; place < outcomes.length; place++) {
      int before = facts.before(place).ordinal();
      outcomes[place] = outcome(place, before, sum(place, states));
    }
  }

  /** The least that the points of a score come to for these facts, its base left out. */
  int least(int place, Facts facts, int[] states) {
    read(facts, states);
    return (int) sum(place, states);
  }

  private void read(Facts facts, int[] states) {
    for (int i = 0; i < attributes.length; i++) {
      int attribute = attributes[i];
      int standing = facts.standing(attribute).ordinal();
      int value =
          isSet[i] == 0
              ? facts.code(attribute)
              : (int) Long.compress(facts.labels(attribute), labels[i]);
      // A code beyond the alphabet is a broken promise of the facts, and opens the score.
      int known = value < values[i] ? value : values[i] + 1;
      int unknown = standing == WITHHELD ? values[i] + 1 : values[i];
      states[i] = standing == KNOWN ? known : unknown;
    }
    states[attributes.length] = 0;
  }

  private long sum(int place, int[] states) {
    long sum = 0;
    int end = firstTables[place + 1];
    for (int table = firstTables[place]; table < end; table++) {
      int cell = states[leftAxes[table]] * leftStates[table] + states[rightAxes[table]];
      sum += points[cells[table] + cell];
    }
    return sum;
  }

  private byte outcome(int place, int before, long sum) {
    int at = place * BEFORES + before;
    int least = (int) sum;
    int most = (int) ((sum - least) >> LOW_BITS);
    if (least >= enough[at]) {
      return ENOUGH;
    }
    return most < tolerated[at] ? SHORT : OPEN;
  }

  private static long packed(int least, int most) {
    return ((long) most << LOW_BITS) + least;
  }

  private static int threshold(Score score, long sum) {
    // Sums of points stay far within these bounds, whatever the threshold is.
    return Math.clamp(sum - score.base(), Integer.MIN_VALUE, Integer.MAX_VALUE);
  }
}
