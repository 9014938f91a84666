package dev.mien.faults;

import dev.mien.faults.Violations.Invariant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which content belongs to which edition. Every workspace that is published carries a serial of its
 * own in its content, so what an answer shows can be held against the edition it names.
 */
final class EditionLog {
  private final Violations violations;
  private final Set<Long> proposed = new HashSet<>();
  private final Map<Long, Long> serials = new TreeMap<>();
  private final Map<Long, Long> acknowledged = new HashMap<>();
  private long serial;

  EditionLog(Violations violations) {
    this.violations = violations;
  }

  /** A serial for a workspace that is about to be published. */
  synchronized long propose() {
    proposed.add(++serial);
    return serial;
  }

  /** A node has said that this serial is that edition. */
  synchronized void acknowledge(long edition, long published) {
    Long before = acknowledged.put(edition, published);
    if (before != null) {
      violations.add(
          Invariant.PUBLISHED,
          "edition %d was acknowledged twice: for serials %d and %d"
              .formatted(edition, before, published));
    }
    observe(edition, published, "the acknowledgement");
  }

  /** Content of this serial was shown as of that edition. */
  synchronized void observe(long edition, long shown, String where) {
    if (!proposed.contains(shown)) {
      violations.add(Invariant.CONTENT, where + " shows serial " + shown + ", which nobody sent");
      return;
    }
    Long before = serials.putIfAbsent(edition, shown);
    if (before != null && before != shown) {
      violations.add(
          Invariant.CONTENT,
          "%s shows serial %d as edition %d, which is serial %d"
              .formatted(where, shown, edition, before));
    }
  }

  /** What was acknowledged: serials by edition. */
  synchronized Map<Long, Long> acknowledged() {
    return Map.copyOf(acknowledged);
  }

  /** The highest edition that was acknowledged; 0 for none. */
  synchronized long newest() {
    return acknowledged.keySet().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
