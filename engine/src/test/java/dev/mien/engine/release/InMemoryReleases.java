package dev.mien.engine.release;

import dev.mien.engine.counts.Asked;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/** Releases in a map, for as long as it is there. */
public final class InMemoryReleases implements ReleaseStore {
  private final Map<ReleaseKey, Kept> kept = new HashMap<>();
  private final List<Debit> debits = new ArrayList<>();

  /** No numbers where it was refused. */
  private record Kept(boolean refused, long spread, Map<Subject, Long> numbers) {}

  private record Group(OptionalLong hour, Subject subject) {}

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

  private static boolean isAsked(ReleaseKey key, Statistic statistic, Asked asked) {
    return key.statistic() == statistic
        && key.hour() >= asked.fromHour()
        && key.hour() < asked.untilHour()
        && (asked.edition().isEmpty() || asked.edition().getAsLong() == key.edition());
  }

  @Override
  public synchronized Map<Long, Settled> hours(Statistic statistic, Asked asked) {
    Map<Long, Settled> hours = new HashMap<>();
    kept.forEach(
        (key, release) -> {
          if (isAsked(key, statistic, asked)) {
            Settled settled = release.refused() ? Settled.REFUSED : Settled.RELEASED;
            hours.merge(key.hour(), settled, (one, other) -> one == Settled.RELEASED ? one : other);
          }
        });
    return hours;
  }

  @Override
  public synchronized List<Sum> sums(Statistic statistic, Asked asked, By by) {
    Map<Group, Sum> sums = new HashMap<>();
    kept.forEach(
        (key, release) -> {
          if (isAsked(key, statistic, asked)) {
            OptionalLong hour = by == By.HOUR ? OptionalLong.of(key.hour()) : OptionalLong.empty();
            release
                .numbers()
                .forEach(
                    (subject, number) -> {
                      if (isOf(subject, asked)) {
                        sums.merge(
                            new Group(hour, subject),
                            new Sum(hour, subject, number, release.spread()),
                            InMemoryReleases::added);
                      }
                    });
          }
        });
    return List.copyOf(sums.values());
  }

  private static boolean isOf(Subject subject, Asked asked) {
    return asked.slot().isEmpty()
        || (subject instanceof Subject.Way way && way.cell().slot().equals(asked.slot().get()));
  }

  private static Sum added(Sum one, Sum other) {
    return new Sum(
        one.hour(), one.subject(), one.value() + other.value(), one.spread() + other.spread());
  }

  @Override
  public synchronized List<Debit> debits(long fromHour) {
    return debits.stream().filter(debit -> debit.account().fromHour() >= fromHour).toList();
  }

  @Override
  public synchronized void forget(long beforeHour) {
    kept.keySet().removeIf(key -> key.hour() < beforeHour);
  }
}
