package dev.mien.segments.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is declared under each name of one kind.
 *
 * <p>A name whose declaration is unsound stays known, so that using it is not a second finding.
 */
final class Register<T> {
  private final Map<String, Entry<T>> entries = new LinkedHashMap<>();
  private final List<T> sound = new ArrayList<>();

  /** What a name stands for. */
  sealed interface Entry<T> {
    /** It is declared and understood; positions count sound declarations only. */
    record Sound<T>(int position, T value) implements Entry<T> {}

    /** It is declared, and what is wrong with it has been reported. */
    record Unsound<T>() implements Entry<T> {}

    /** Nobody declares it. */
    record Absent<T>() implements Entry<T> {}
  }

  /** Enters a declaration; of several under one name the first counts. */
  void enter(String name, Optional<T> value) {
    if (entries.containsKey(name)) {
      return;
    }
    if (value.isPresent()) {
      entries.put(name, new Entry.Sound<>(sound.size(), value.get()));
      sound.add(value.get());
    } else {
      entries.put(name, new Entry.Unsound<>());
    }
  }

  Entry<T> find(String name) {
    return entries.getOrDefault(name, new Entry.Absent<>());
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  Set<String> names() {
    return entries.keySet();
  }

  /** All that is sound, by position. */
  List<T> sound() {
    return List.copyOf(sound);
  }
}
