package dev.mien.api.replay;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Counts that a test makes by itself, to hold those of a replay against. Nothing of Mien is used to
 * make them.
 */
final class ByHand {
  private final Map<String, Long> atTheEnd = new TreeMap<>();
  private final Map<String, Long> ever = new TreeMap<>();
  private final Map<String, Long> decisions = new TreeMap<>();
  private Map<String, Boolean> last = new HashMap<>();
  private Set<String> seen = new HashSet<>();
  private long rows;
  private long sessions;

  /** One row, after which these segments hold and those do not. */
  void row(Map<String, Boolean> segments) {
    rows++;
    last = segments;
    segments.forEach(
        (segment, holds) -> {
          if (holds) {
            seen.add(segment);
          }
        });
  }

  /** The slot shows the first of {@code offers} that holds, or else its fallback. */
  void decide(String slot, String otherwise, String... offers) {
    for (String offer : offers) {
      if (last.getOrDefault(offer, false)) {
        decisions.merge(slot + " matched " + offer, 1L, Long::sum);
        return;
      }
    }
    decisions.merge(slot + " " + otherwise, 1L, Long::sum);
  }

  /** The session of the last row has no more. */
  void sessionEnds() {
    sessions++;
    for (Map.Entry<String, Boolean> segment : last.entrySet()) {
      atTheEnd.merge(segment.getKey(), segment.getValue() ? 1L : 0L, Long::sum);
      ever.merge(segment.getKey(), seen.contains(segment.getKey()) ? 1L : 0L, Long::sum);
    }
    seen = new HashSet<>();
  }

  long rows() {
    return rows;
  }

  long sessions() {
    return sessions;
  }

  Map<String, Long> atTheEnd() {
    return atTheEnd;
  }

  Map<String, Long> ever() {
    return ever;
  }

  /** By slot, reason and segment; variants of one offer together, for which of them is drawn. */
  Map<String, Long> decisions() {
    return decisions;
  }
}
