package dev.mien.engine.workspace;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The slow twin of kept credits: a map. */
final class InMemoryCredits implements Credits {
  private final TreeMap<Long, Credit> credits = new TreeMap<>();

  @Override
  public synchronized boolean keep(Credit credit) {
    return credits.putIfAbsent(credit.edition(), credit) == null;
  }

  @Override
  public synchronized List<Credit> newest(int most) {
    return credits.descendingMap().values().stream().limit(most).toList();
  }

  @Override
  public synchronized Optional<Credit> of(long edition) {
    return Optional.ofNullable(credits.get(edition));
  }
}
