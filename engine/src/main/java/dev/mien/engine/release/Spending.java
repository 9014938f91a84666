package dev.mien.engine.release;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What has been spent in the newest period of each statistic.
 *
 * @param accounts by statistic; none of what was never released
 */
public record Spending(List<Entry> accounts) {
  public static final Spending NONE = new Spending(List.of());

  public Spending {
    accounts = List.copyOf(accounts);
  }

  /** What the debits of an account come to. */
  public record Entry(Account account, Rho spent) {}

  /** The spending that {@code debits} are. */
  public static Spending of(List<Debit> debits) {
    Map<Statistic, Entry> newest = new EnumMap<>(Statistic.class);
    for (Debit debit : debits) {
      newest.merge(
          debit.account().statistic(), new Entry(debit.account(), debit.price()), Spending::joined);
    }
    return new Spending(
        newest.values().stream()
            .sorted(Comparator.comparing(entry -> entry.account().statistic()))
            .toList());
  }

  private static Entry joined(Entry one, Entry other) {
    if (one.account().equals(other.account())) {
      return new Entry(one.account(), one.spent().plus(other.spent()));
    }
    return one.account().fromHour() > other.account().fromHour() ? one : other;
  }
}
