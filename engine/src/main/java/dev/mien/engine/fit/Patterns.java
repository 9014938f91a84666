package dev.mien.engine.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * How many sessions had each combination of codes, and how many of these had the outcome.
 *
 * <p>Nothing tells one session from another of the same pattern, so what is fitted from rows that
 * were counted and from counts that were merged is the same, to the last bit: patterns stand in the
 * order of their codes, whatever order they came in. Immutable.
 */
public final class Patterns {
  private final List<Column> columns;
  private final byte[][] codes;
  private final long[] sessions;
  private final long[] positives;

  private Patterns(List<Column> columns, byte[][] codes, long[] sessions, long[] positives) {
    this.columns = List.copyOf(columns);
    this.codes = codes;
    this.sessions = sessions;
    this.positives = positives;
  }

  /** Counts sessions by pattern. Not for several threads; merge what each has counted. */
  public static final class Counter {
    private final List<Column> columns;
    private final Map<byte[], long[]> counts = new TreeMap<>(Arrays::compareUnsigned);

    public Counter(List<Column> columns) {
      this.columns = List.copyOf(columns);
    }

    /** One session more. */
    public void add(int[] codes, boolean outcome) {
      add(codes, 1, outcome ? 1 : 0);
    }

    /**
     * Several sessions more.
     *
     * @param codes one for each column
     */
    public void add(int[] codes, long sessions, long positives) {
      if (codes.length != columns.size()) {
        throw new IllegalArgumentException(
            "a pattern has " + columns.size() + " codes; got " + codes.length);
      }
      if (positives < 0 || positives > sessions) {
        throw new IllegalArgumentException(
            "of " + sessions + " sessions " + positives + " cannot have the outcome");
      }
      byte[] key = new byte[codes.length];
      for (int i = 0; i < codes.length; i++) {
        if (codes[i] < 0 || codes[i] >= columns.get(i).codes()) {
          throw new IllegalArgumentException(
              "column '" + columns.get(i).name() + "' has no code " + codes[i]);
        }
        key[i] = (byte) codes[i];
      }
      long[] count = counts.computeIfAbsent(key, _ -> new long[2]);
      count[0] += sessions;
      count[1] += positives;
    }

    /** All that {@code other} has counted, too. */
    public void merge(Patterns other) {
      for (int i = 0; i < other.size(); i++) {
        add(other.codes(i), other.sessions[i], other.positives[i]);
      }
    }

    /** What was counted so far. */
    public Patterns patterns() {
      byte[][] codes = new byte[columns.size()][counts.size()];
      long[] sessions = new long[counts.size()];
      long[] positives = new long[counts.size()];
      int at = 0;
      for (Map.Entry<byte[], long[]> entry : counts.entrySet()) {
        for (int column = 0; column < codes.length; column++) {
          codes[column][at] = entry.getKey()[column];
        }
        sessions[at] = entry.getValue()[0];
        positives[at] = entry.getValue()[1];
        at++;
      }
      return new Patterns(columns, codes, sessions, positives);
    }
  }

  /** Some sessions and the others. */
  public record Parts(Patterns fitted, Patterns heldOut) {}

  public List<Column> columns() {
    return columns;
  }

  /** How many different patterns there are. */
  public int size() {
    return sessions.length;
  }

  /** The code of a column in the pattern at {@code pattern}. */
  public int code(int column, int pattern) {
    return codes[column][pattern];
  }

  /** The codes of a column by pattern; not to be written to. */
  byte[] codesOf(int column) {
    return codes[column];
  }

  /** All codes of the pattern at {@code pattern}. */
  public int[] codes(int pattern) {
    int[] all = new int[columns.size()];
    for (int column = 0; column < all.length; column++) {
      all[column] = codes[column][pattern];
    }
    return all;
  }

  /** How many sessions had the pattern at {@code pattern}. */
  public long sessions(int pattern) {
    return sessions[pattern];
  }

  /** How many sessions with the pattern at {@code pattern} had the outcome. */
  public long positives(int pattern) {
    return positives[pattern];
  }

  /** How many sessions there are in all. */
  public long sessions() {
    return Arrays.stream(sessions).sum();
  }

  /** How many sessions had the outcome. */
  public long positives() {
    return Arrays.stream(positives).sum();
  }

  /** The share of sessions that had the outcome. */
  public double rate() {
    return positives() / (double) sessions();
  }

  /** How many sessions had each code of a column, and how many of them the outcome. */
  public long[][] byCode(int column) {
    long[][] counts = new long[columns.get(column).codes()][2];
    for (int i = 0; i < size(); i++) {
      counts[codes[column][i]][0] += sessions[i];
      counts[codes[column][i]][1] += positives[i];
    }
    return counts;
  }

  /** The patterns that at least {@code least} sessions share; the others are left out. */
  public Patterns ofAtLeast(long least) {
    Counter kept = new Counter(columns);
    for (int i = 0; i < size(); i++) {
      if (sessions[i] >= least) {
        kept.add(codes(i), sessions[i], positives[i]);
      }
    }
    return kept.patterns();
  }

  /** The same sessions without what one column says of them. */
  public Patterns without(String name) {
    List<Integer> kept = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      if (!columns.get(column).name().equals(name)) {
        kept.add(column);
      }
    }
    Counter counter = new Counter(kept.stream().map(columns::get).toList());
    for (int i = 0; i < size(); i++) {
      int[] fewer = new int[kept.size()];
      for (int k = 0; k < fewer.length; k++) {
        fewer[k] = codes[kept.get(k)][i];
      }
      counter.add(fewer, sessions[i], positives[i]);
    }
    return counter.patterns();
  }

  /**
   * Draws about {@code share} of the sessions as held out. Sessions of one pattern and outcome are
   * alike, so it does not matter which of them are drawn.
   */
  public Parts split(double share, RandomGenerator random) {
    Counter fitted = new Counter(columns);
    Counter heldOut = new Counter(columns);
    for (int i = 0; i < size(); i++) {
      long positive = drawn(positives[i], share, random);
      long negative = drawn(sessions[i] - positives[i], share, random);
      int[] all = codes(i);
      if (positive + negative > 0) {
        heldOut.add(all, positive + negative, positive);
      }
      if (sessions[i] > positive + negative) {
        fitted.add(all, sessions[i] - positive - negative, positives[i] - positive);
      }
    }
    return new Parts(fitted.patterns(), heldOut.patterns());
  }

  private static long drawn(long sessions, double share, RandomGenerator random) {
    long drawn = 0;
    for (long i = 0; i < sessions; i++) {
      drawn += random.nextDouble() < share ? 1 : 0;
    }
    return drawn;
  }
}
