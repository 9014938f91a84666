package dev.mien.engine.outcome;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Known;
import dev.mien.engine.counts.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Outcomes as far back as they are kept, read again and again: what cannot change any more is read
 * once. For one thread; blocks.
 */
public final class OutcomeHistory {
  private static final int HOURS_A_DAY = 24;

  private final Outcomes outcomes;
  private final Map<OutcomeHour, Map<ShownArm, Outcome>> settled = new HashMap<>();
  private long settledUntil = Long.MIN_VALUE;

  public OutcomeHistory(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  /**
   * What is known of whole days, until an hour and with it. What is settled is added up by day, as
   * the store does it sooner or later, so that all nodes get the same.
   *
   * @param hour since the epoch
   */
  public Map<OutcomeHour, Map<ShownArm, Outcome>> until(long hour) {
    long oldest = Source.firstHour(hour - Outcomes.KEPT.toHours()) + HOURS_A_DAY;
    settled.keySet().removeIf(key -> key.hour() < oldest);
    long from = Math.max(oldest, settledUntil);
    // Whole days: one may be folded between two looks, and must not be read in part by each.
    long until = Source.firstHour(hour + 1 - Outcomes.SETTLED.toHours());
    Map<OutcomeHour, Map<ShownArm, Outcome>> all = new HashMap<>();
    if (from < until) {
      Known<Map<OutcomeHour, Map<ShownArm, Outcome>>> known = known(from, until);
      all.putAll(byDay(known.value()));
      if (known.missing().isEmpty()) {
        settled.putAll(all);
        settledUntil = until;
      }
    }
    all.putAll(settled);
    all.putAll(known(until, hour + 1).value());
    return all;
  }

  private static Map<OutcomeHour, Map<ShownArm, Outcome>> byDay(
      Map<OutcomeHour, Map<ShownArm, Outcome>> hours) {
    Map<OutcomeHour, Map<ShownArm, Outcome>> days = new HashMap<>();
    hours.forEach(
        (hour, arms) -> {
          Map<ShownArm, Outcome> day =
              days.computeIfAbsent(
                  new OutcomeHour(hour.edition(), Source.foldedHour(hour.hour())),
                  _ -> new HashMap<>());
          arms.forEach((arm, more) -> day.merge(arm, more, Outcome::plus));
        });
    return days;
  }

  private Known<Map<OutcomeHour, Map<ShownArm, Outcome>>> known(long from, long until) {
    return outcomes.known(new Asked(Optional.empty(), OptionalLong.empty(), from, until));
  }
}
