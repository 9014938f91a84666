package dev.mien.engine.release;

import dev.mien.engine.counts.Source;
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

  private long folded;
  private long forgotten;

  /** No numbers where it was refused. */
  private record Kept(boolean refused, long spread, Map<Subject, Long> numbers) {}

  @Override
  public synchronized Outcome release(
      ReleaseKey key, Terms terms, Supplier<Map<Subject, Long>> draw) {
    if (kept.containsKey(key)) {
      return Outcome.BEFORE;
    }
    boolean paid = debits.contains(terms.debit());
    boolean late = key.statistic() == Statistic.OUTCOMES && key.hour() < folded;
    if (late || (!paid && spent(terms.debit()).compareTo(terms.limit()) > 0)) {
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
  public synchronized long fold(long beforeHour) {
    long before = Source.firstHour(beforeHour);
    for (ReleaseKey key : kept.keySet()) {
      if (key.statistic() == Statistic.OUTCOMES && key.hour() < before) {
        folded = Math.max(folded, Source.firstHour(key.hour()) + 24);
      }
    }
    return before;
  }

  @Override
  public synchronized Map<ReleaseKey, Figures> days(
      Statistic statistic, long fromHour, long untilHour) {
    Map<ReleaseKey, Map<Subject, Long>> numbers = new HashMap<>();
    Map<ReleaseKey, Long> spreads = new HashMap<>();
    kept.forEach(
        (key, release) -> {
          if (statistic == Statistic.OUTCOMES
              && key.statistic() == statistic
              && !release.refused()
              && key.hour() >= fromHour
              && Source.firstHour(key.hour()) >= forgotten
              && key.hour() < Math.min(untilHour, folded)) {
            ReleaseKey day =
                new ReleaseKey(statistic, key.edition(), Source.firstHour(key.hour()), key.part());
            spreads.merge(day, release.spread(), Long::sum);
            release
                .numbers()
                .forEach(
                    (subject, number) ->
                        numbers
                            .computeIfAbsent(day, _ -> new HashMap<>())
                            .merge(subject, number, Long::sum));
          }
        });
    Map<ReleaseKey, Figures> days = new HashMap<>();
    numbers.forEach((key, each) -> days.put(key, Figures.of(each, spreads.getOrDefault(key, 0L))));
    return days;
  }

  @Override
  public synchronized List<Debit> debits(long fromHour) {
    return debits.stream().filter(debit -> debit.account().fromHour() >= fromHour).toList();
  }

  @Override
  public synchronized void forget(long beforeHour) {
    kept.keySet().removeIf(key -> key.hour() < beforeHour);
    forgotten = Math.max(forgotten, beforeHour);
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
