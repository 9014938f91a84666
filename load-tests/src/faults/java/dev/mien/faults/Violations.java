package dev.mien.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What was found broken, by invariant: how often, and the first few in words. */
final class Violations {
  private static final int WORDS_MAX = 3;

  private final Map<Invariant, List<String>> words = new EnumMap<>(Invariant.class);
  private final Map<Invariant, Integer> counts = new EnumMap<>(Invariant.class);

  /** What must hold in every case. */
  enum Invariant {
    PROMISES("an acknowledged erasure, withdrawal or narrowing holds on every node, for ever"),
    STATE("no state of an erased session can be read"),
    PERSONAL("nothing is personalised by what was withdrawn"),
    REGRESSION("the edition a visitor sees never goes back"),
    CONTENT("content is that of the edition it says, and that edition was published"),
    PUBLISHED("acknowledged publications survive"),
    FAULTS("no 5xx but 503 with Retry-After"),
    AGREEMENT("all nodes agree within 30 s of the last fault");

    private final String text;

    Invariant(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  synchronized void add(Invariant invariant, String found) {
    counts.merge(invariant, 1, Integer::sum);
    List<String> list = words.computeIfAbsent(invariant, _ -> new ArrayList<>());
    if (list.size() < WORDS_MAX) {
      list.add(found);
    }
  }

  synchronized int count(Invariant invariant) {
    return counts.getOrDefault(invariant, 0);
  }

  synchronized List<String> words(Invariant invariant) {
    return List.copyOf(words.getOrDefault(invariant, List.of()));
  }

  synchronized boolean isEmpty() {
    return counts.isEmpty();
  }
}
