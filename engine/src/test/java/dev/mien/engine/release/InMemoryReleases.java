package dev.mien.engine.release;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Releases in a map, for as long as it is there. */
public final class InMemoryReleases implements ReleaseStore {
  private final Map<ReleaseKey, Kept> kept = new HashMap<>();
  private final Map<Long, Set<Subject>> planned = new HashMap<>();
  private final List<Debit> debits = new ArrayList<>();

  /** No numbers where it was refused. */
  private record Kept(boolean refused, long spread, Map<Subject, Long> numbers) {}

  @Override
  public synchronized Outcome release(
      ReleaseKey key, Terms terms, Supplier<Map<Subject, Long>> draw) {
    if (kept.containsKey(key)) {
      return Outcome.BEFORE;
    }
    boolean paid = debits.contains(terms.debit());
    if (!paid && spent(terms.debit()).compareTo(terms.limit()) > 0) {
      kept.put(key, new Kept(true, 0, Map.of()));
      return Outcome.REFUSED;
    }
    kept.put(key, new Kept(false, terms.noise().spread(), Map.copyOf(draw.get())));
    if (!paid) {
      debits.add(terms.debit());
    }
    return paid ? Outcome.MADE : Outcome.DEBITED;
  }

  private Rho spent(Debit more) {
    return debits.stream()
        .filter(debit -> debit.account().equals(more.account()))
        .map(Debit::price)
        .reduce(more.price(), Rho::plus);
  }

  @Override
  public synchronized Set<ReleaseKey> settled(long fromHour) {
    Set<ReleaseKey> keys = new HashSet<>(kept.keySet());
    keys.removeIf(key -> key.hour() < fromHour);
    return keys;
  }

  @Override
  public synchronized Map<ReleaseKey, Settled> settled(
      Statistic statistic, long fromHour, long untilHour) {
    Map<ReleaseKey, Settled> settled = new HashMap<>();
    kept.forEach(
        (key, release) -> {
          if (key.statistic() == statistic && key.hour() >= fromHour && key.hour() < untilHour) {
            settled.put(key, release.refused() ? Settled.REFUSED : Settled.RELEASED);
          }
        });
    return settled;
  }

  @Override
  public synchronized Map<ReleaseKey, Figures> figures(Statistic statistic, long hour) {
    Map<ReleaseKey, Figures> figures = new HashMap<>();
    kept.forEach(
        (key, release) -> {
          if (key.statistic() == statistic && key.hour() == hour && !release.refused()) {
            figures.put(key, Figures.of(release.numbers(), release.spread()));
          }
        });
    return figures;
  }

  @Override
  public synchronized List<Debit> debits(long fromHour) {
    return debits.stream().filter(debit -> debit.account().fromHour() >= fromHour).toList();
  }

  @Override
  public synchronized void forget(long beforeHour) {
    kept.keySet().removeIf(key -> key.hour() < beforeHour);
    planned.keySet().removeIf(hour -> hour < beforeHour);
  }

  @Override
  public synchronized void plan(long hour, Set<Subject> numbers, int most) {
    Set<Subject> known = planned.computeIfAbsent(hour, _ -> new HashSet<>());
    for (Subject number : numbers) {
      if (known.size() < most) {
        known.add(number);
      }
    }
  }

  @Override
  public synchronized Set<Subject> planned(long hour) {
    return Set.copyOf(planned.getOrDefault(hour, Set.of()));
  }
}
