package dev.mien.engine.vocabulary;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

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
  }

  public static StableIds none() {
    return new StableIds(new LinkedHashMap<>(Map.of()));
  }

  /** These ids, and one for each of {@code keys} that has none yet, in their order. */
  public StableIds with(Collection<String> keys) {
    SequencedMap<String, Integer> extended = new LinkedHashMap<>(byKey);
    for (String key : keys) {
      extended.putIfAbsent(key, extended.size() + 1);
    }
    if (extended.size() > MAX) {
      throw new IllegalStateException("all " + MAX + " ids are given");
    }
    return new StableIds(extended);
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
