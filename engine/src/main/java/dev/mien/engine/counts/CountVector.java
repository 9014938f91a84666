package dev.mien.engine.counts;

import java.util.HashMap;
import java.util.Map;

/**
 * What one source has counted so far, cell by cell. Vectors of one source form a lattice: the
 * {@link #join} of two is the greater of each count, so joining is commutative, associative and
 * idempotent, and never lowers a count.
 *
 * @param counts each at least 1; what is missing is 0
 */
public record CountVector(Map<Cell, Long> counts) {
  public static final CountVector NONE = new CountVector(Map.of());

  public CountVector {
    counts = Map.copyOf(counts);
    if (counts.values().stream().anyMatch(count -> count < 1)) {
      throw new IllegalArgumentException("a count is at least 1");
    }
  }

  /** The greater of each count. */
  public CountVector join(CountVector other) {
    if (counts.isEmpty() || other.counts.isEmpty()) {
      return counts.isEmpty() ? other : this;
    }
    Map<Cell, Long> joined = new HashMap<>(counts);
    other.counts.forEach((cell, count) -> joined.merge(cell, count, Math::max));
    return new CountVector(joined);
  }

  /** All counts together. It rises with each join that changes anything. */
  public long total() {
    long total = 0;
    for (long count : counts.values()) {
      total += count;
    }
    return total;
  }
}
