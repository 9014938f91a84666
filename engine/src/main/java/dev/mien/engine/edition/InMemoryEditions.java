package dev.mien.engine.edition;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** Editions kept for as long as the process lives: for tests, and for runs that publish nothing. */
public final class InMemoryEditions implements EditionStore {
  private final TreeMap<Long, StoredEdition> editions = new TreeMap<>();

  @Override
  public synchronized long newest() {
    return editions.isEmpty() ? 0 : editions.lastKey();
  }

  @Override
  public synchronized List<Summary> list(int most) {
    return editions.descendingMap().values().stream()
        .limit(most)
        .map(StoredEdition::summary)
        .toList();
  }

  @Override
  public synchronized Optional<StoredEdition> find(long number) {
    return Optional.ofNullable(editions.get(number));
  }

  @Override
  public synchronized boolean keep(StoredEdition edition) {
    if (edition.summary().number() <= newest()) {
      return false;
    }
    editions.put(edition.summary().number(), edition);
    return true;
  }
}
