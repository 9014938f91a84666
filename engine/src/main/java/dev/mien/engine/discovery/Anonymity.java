package dev.mien.engine.discovery;

import dev.mien.engine.discovery.Patterns.Pattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes patterns k-anonymous: afterwards each is shared by at least k sessions.
 *
 * <p>Patterns that fewer share are folded: one column after another is no longer said of them,
 * until those that have become alike are at least k together. The column that is left unsaid next
 * is the one that saves most sessions for what it is worth: for how much it has to do with the
 * others. What is still below k when nothing is said any more is dropped. (Suppression of cells as
 * in L. Sweeney, Achieving k-anonymity privacy protection using generalization and suppression,
 * 2002; the greedy choice of the column is ours.)
 */
public final class Anonymity {
  private Anonymity() {}

  /**
   * Patterns that k sessions share, and what it cost.
   *
   * @param whole sessions whose pattern says all it did before
   * @param dropped sessions that are in no pattern any more
   * @param unsaid by column, the sessions of which it is no longer said
   */
  public record Folded(Patterns patterns, int k, long whole, long dropped, List<Long> unsaid) {
    public Folded {
      unsaid = List.copyOf(unsaid);
    }
  }

  /** Folds {@code patterns} until each is shared by at least {@code k} sessions. */
  public static Folded fold(Patterns patterns, int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is at least 1; got " + k);
    }
    int columns = patterns.columns().size();
    Patterns.Counter kept = new Patterns.Counter(patterns.schema(), patterns.columns());
    Map<List<Long>, Long> rare = new HashMap<>();
    long whole = 0;
    for (Pattern pattern : patterns.patterns()) {
      if (pattern.sessions() >= k) {
        kept.add(pattern.values(), pattern.sessions());
        whole += pattern.sessions();
      } else if (pattern.sessions() > 0) {
        rare.put(pattern.values(), pattern.sessions());
      }
    }
    long[] unsaid = new long[columns];
    boolean[] said = new boolean[columns];
    Arrays.fill(said, true);
    double[] worth = Dependence.ofColumns(patterns);
    for (int round = 0; round < columns && !rare.isEmpty(); round++) {
      Step best = best(rare, said, k, worth);
      said[best.column] = false;
      Map<List<Long>, Long> still = new HashMap<>();
      for (Map.Entry<List<Long>, Long> entry : best.merged.entrySet()) {
        if (entry.getValue() >= k) {
          kept.add(entry.getKey(), entry.getValue());
          for (int column = 0; column < columns; column++) {
            unsaid[column] += said[column] ? 0 : entry.getValue();
          }
        } else {
          still.put(entry.getKey(), entry.getValue());
        }
      }
      rare = still;
    }
    long dropped = rare.values().stream().mapToLong(Long::longValue).sum();
    List<Long> lost = new ArrayList<>();
    for (long sessions : unsaid) {
      lost.add(sessions);
    }
    return new Folded(kept.patterns(), k, whole, dropped, lost);
  }

  /**
   * What it comes to if one column is not said; {@code merit} is the sessions saved for its worth.
   */
  private record Step(int column, Map<List<Long>, Long> merged, double merit) {}

  private static Step best(Map<List<Long>, Long> rare, boolean[] said, int k, double[] worth) {
    Step best = new Step(-1, Map.of(), -1);
    for (int column = 0; column < said.length; column++) {
      if (said[column]) {
        Map<List<Long>, Long> merged = without(rare, column);
        long saved =
            merged.values().stream()
                .filter(sessions -> sessions >= k)
                .mapToLong(Long::longValue)
                .sum();
        // Where none saves anything yet, the one that makes most patterns alike brings it nearer.
        double merit = (saved + 1 - (double) merged.size() / rare.size()) / worth[column];
        best = merit > best.merit ? new Step(column, merged, merit) : best;
      }
    }
    return best;
  }

  private static Map<List<Long>, Long> without(Map<List<Long>, Long> rare, int column) {
    Map<List<Long>, Long> merged = HashMap.newHashMap(rare.size());
    for (Map.Entry<List<Long>, Long> entry : rare.entrySet()) {
      List<Long> values = new ArrayList<>(entry.getKey());
      values.set(column, Column.UNSAID);
      merged.merge(List.copyOf(values), entry.getValue(), Long::sum);
    }
    return merged;
  }
}
