package dev.mien.engine.crowd;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The gate as it is meant, over sets of sessions: the slow twin, which knows who everybody is. */
final class ReferenceGate {
  private final CrowdRule rule;
  private final ThresholdNoise noise;
  private final Map<Combination, TreeMap<Long, Set<Integer>>> sessions = new HashMap<>();
  private final Map<Combination, Long> openIn = new HashMap<>();

  ReferenceGate(CrowdRule rule, ThresholdNoise noise) {
    this.rule = rule;
    this.noise = noise;
  }

  /** How many sessions of the window count for a combination, this one included. */
  int crowd(Combination combination, int session, long began, long now) {
    TreeMap<Long, Set<Integer>> hours = sessions.getOrDefault(combination, new TreeMap<>());
    int crowd = 0;
    for (Map.Entry<Long, Set<Integer>> hour : hours.entrySet()) {
      crowd += rule.counts(hour.getKey(), now) ? hour.getValue().size() : 0;
    }
    boolean adds =
        rule.counts(began, now) && !hours.getOrDefault(began, Set.of()).contains(session);
    return crowd + (adds ? 1 : 0);
  }

  boolean suffices(Combination combination, int session, long began, long now) {
    int crowd = crowd(combination, session, began, now);
    long period = rule.period(now);
    boolean open = openIn.getOrDefault(combination, Long.MIN_VALUE) == period;
    int needed = open ? rule.minimum() : rule.minimum() + noise.of(combination, period);
    if (crowd >= needed) {
      openIn.put(combination, period);
      return true;
    }
    openIn.remove(combination);
    return false;
  }

  void count(Combination combination, int session, long began) {
    sessions
        .computeIfAbsent(combination, _ -> new TreeMap<>())
        .computeIfAbsent(began, _ -> new HashSet<>())
        .add(session);
  }
}
