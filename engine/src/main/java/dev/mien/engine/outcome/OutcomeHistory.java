package dev.mien.engine.outcome;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Known;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Outcomes as far back as they are kept, read again and again: what cannot change any more is read
 * once. For one thread; blocks.
 */
public final class OutcomeHistory {
  /**
   * By then no session counts for an hour any more, and nobody tells of it: a session lasts a day
   * at the most, and what was told is remembered for 26 hours.
   */
  private static final long SETTLED_HOURS = 52;

  private final Outcomes outcomes;
  private final Map<OutcomeHour, Map<ShownArm, Outcome>> settled = new HashMap<>();
  private long settledUntil = Long.MIN_VALUE;

  public OutcomeHistory(Outcomes outcomes) {
    this.outcomes = outcomes;
  }

  /**
   * What is known, until an hour and with it.
   *
   * @param hour since the epoch
   */
  public Map<OutcomeHour, Map<ShownArm, Outcome>> until(long hour) {
    long oldest = hour + 1 - Outcomes.KEPT.toHours();
    settled.keySet().removeIf(key -> key.hour() < oldest);
    long from = Math.max(oldest, settledUntil);
    long until = hour + 1 - SETTLED_HOURS;
    if (from < until) {
      Known<Map<OutcomeHour, Map<ShownArm, Outcome>>> known = known(from, until);
      if (!known.missing().isEmpty()) {
        Map<OutcomeHour, Map<ShownArm, Outcome>> all = new HashMap<>(settled);
        all.putAll(known.value());
        all.putAll(known(until, hour + 1).value());
        return all;
      }
      settled.putAll(known.value());
      settledUntil = until;
    }
    Map<OutcomeHour, Map<ShownArm, Outcome>> all = new HashMap<>(settled);
    all.putAll(known(Math.max(until, settledUntil), hour + 1).value());
    return all;
  }

  private Known<Map<OutcomeHour, Map<ShownArm, Outcome>>> known(long from, long until) {
    return outcomes.known(new Asked(Optional.empty(), OptionalLong.empty(), from, until));
  }
}
