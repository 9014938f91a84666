package dev.mien.engine.edition;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Editions kept for as long as the process lives: for tests, and for runs that publish nothing. */
public final class InMemoryEditions implements EditionStore {
  private final ConcurrentSkipListMap<Long, StoredEdition> editions = new ConcurrentSkipListMap<>();

  @Override
  public List<Long> numbers() {
    return List.copyOf(editions.keySet());
  }

  @Override
  public Optional<StoredEdition> find(long number) {
    return Optional.ofNullable(editions.get(number));
  }

  @Override
  public void keep(StoredEdition edition) {
    editions.put(edition.summary().number(), edition);
  }
}
