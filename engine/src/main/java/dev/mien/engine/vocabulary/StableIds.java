package dev.mien.engine.vocabulary;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * Small numbers for names, given once and never given again: what capsules hold instead of names
 * and positions. Ids run from 1 to {@value #MAX}; a name keeps its id when an edition drops it, so
 * that rolling back finds it.
 */
public record StableIds(SequencedMap<String, Integer> byKey) {
  /** The greatest id: two bytes in a capsule. */
  public static final int MAX = 65_535;

  public StableIds {
    byKey = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byKey));
    Set<Integer> given = new HashSet<>();
    for (int id : byKey.values()) {
      if (id < 1 || id > MAX) {
        throw new IllegalArgumentException("ids run from 1 to " + MAX + "; got " + id);
      }
      if (!given.add(id)) {
        throw new IllegalArgumentException("the id " + id + " was given twice");
      }
    }
  }

  public static StableIds none() {
    return new StableIds(new LinkedHashMap<>(Map.of()));
  }

  /** There is no id left to give. */
  public static final class UsedUpException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    private UsedUpException() {
      super("all " + MAX + " ids are given");
    }
  }

  /**
   * These ids, and one for each of {@code keys} that has none yet, in their order.
   *
   * @throws UsedUpException if there are not enough
   */
  public StableIds with(Collection<String> keys) {
    SequencedMap<String, Integer> extended = new LinkedHashMap<>(byKey);
    int last = last();
    for (String key : keys) {
      if (extended.putIfAbsent(key, last + 1) == null) {
        last++;
      }
    }
    if (last > MAX) {
      throw new UsedUpException();
    }
    return new StableIds(extended);
  }

  /**
   * These ids, and the next {@code count} taken by {@code because}: somebody may have given them,
   * and nobody knows to what.
   *
   * @throws UsedUpException if there are not enough
   */
  public StableIds skipping(int count, String because) {
    if (byKey.containsKey(because)) {
      return this;
    }
    if (last() + count > MAX) {
      throw new UsedUpException();
    }
    SequencedMap<String, Integer> extended = new LinkedHashMap<>(byKey);
    extended.put(because, last() + count);
    return new StableIds(extended);
  }

  private int last() {
    return byKey.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The id of {@code key}, which must have one. */
  public int of(String key) {
    Integer id = byKey.get(key);
    if (id == null) {
      throw new IllegalArgumentException("no id was given to '" + key + "'");
    }
    return id;
  }
}
