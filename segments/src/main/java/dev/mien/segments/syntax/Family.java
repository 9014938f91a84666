package dev.mien.segments.syntax;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The kinds that one sort of mapping comes in. The first key of each kind's shape tells it from the
 * others.
 */
record Family(String noun, List<Shape> kinds) {
  Family {
    kinds = List.copyOf(kinds);
  }

  /** The keys that tell the kinds apart. */
  List<String> kindKeys() {
    return kinds.stream().map(kind -> kind.keys().getFirst().name()).toList();
  }

  /** All keys that mean something for some kind. */
  Set<String> allKeys() {
    Set<String> all = new LinkedHashSet<>();
    kinds.forEach(kind -> all.addAll(kind.names()));
    return all;
  }

  /** The kind that {@code key} stands for, which is one of {@link #kindKeys}. */
  Shape kind(String key) {
    return kinds.get(kindKeys().indexOf(key));
  }
}
