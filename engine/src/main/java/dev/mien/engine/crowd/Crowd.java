package dev.mien.engine.crowd;

import java.util.ArrayList;
import java.util.List;

/**
 * The crowd of one combination: the tokens it has met, by the hour that sessions began in, and
 * whether it is open. A session has one hour and one token for life, so it sets one bit, however
 * often it is counted and wherever. Sessions share tokens, so there never are fewer than bits.
 *
 * <p>It opens once there are as many as its threshold, and stays open until the period ends, unless
 * it falls below k. Changed by {@link Crowds} only, one change at a time; read by any thread,
 * without waiting.
 */
final class Crowd {
  private final Combination combination;
  private final CrowdRule rule;
  private final ThresholdNoise noise;
  private volatile Met met = new Met(List.of(), 0);
  private volatile Standing standing = new Standing(Long.MIN_VALUE, 0, false, false);
  private volatile long requestCountedAt = Long.MIN_VALUE;

  Crowd(Combination combination, CrowdRule rule, ThresholdNoise noise) {
    this.combination = combination;
    this.rule = rule;
    this.noise = noise;
  }

  /** What was met of the sessions that began in one hour. */
  record Hour(long hour, Tokens tokens) {}

  /**
   * All that was met.
   *
   * @param hours newest first
   * @param bits of all hours together
   */
  private record Met(List<Hour> hours, int bits) {
    static Met of(List<Hour> hours) {
      int bits = 0;
      for (Hour each : hours) {
        bits += each.tokens().count();
      }
      return new Met(List.copyOf(hours), bits);
    }
  }

  /**
   * How it stands in one period.
   *
   * @param threshold how many sessions open it
   * @param drawn whether that is final
   */
  private record Standing(long period, int threshold, boolean drawn, boolean open) {
    Standing with(boolean open) {
      return new Standing(period, threshold, drawn, open);
    }
  }

  Combination combination() {
    return combination;
  }

  List<Hour> hours() {
    return met.hours();
  }

  /** The tokens of the sessions that began in an hour. */
  Tokens tokens(long hour) {
    List<Hour> hours = met.hours();
    for (int i = 0; i < hours.size(); i++) {
      if (hours.get(i).hour() == hour) {
        return hours.get(i).tokens();
      }
    }
    return Tokens.NONE;
  }

  /** Whether it has grown by these. */
  boolean join(long hour, Tokens more) {
    Tokens before = tokens(hour);
    Tokens after = before.join(more);
    if (after.count() == before.count()) {
      return false;
    }
    List<Hour> hours = new ArrayList<>(met.hours());
    hours.removeIf(each -> each.hour() == hour);
    int at = 0;
    while (at < hours.size() && hours.get(at).hour() > hour) {
      at++;
    }
    hours.add(at, new Hour(hour, after));
    met = Met.of(hours);
    return true;
  }

  /** Lets go of what counts no longer; says whether anything is left. */
  boolean forget(long now) {
    List<Hour> hours = new ArrayList<>(met.hours());
    if (hours.removeIf(each -> !rule.counts(each.hour(), now))) {
      met = Met.of(hours);
    }
    return !hours.isEmpty();
  }

  /**
   * Whether the combination is open at an hour, to somebody who adds {@code more} to its crowd.
   * Opens it, or lets it fall, if that is due.
   */
  boolean admits(int more, long now) {
    Standing present = standing(now);
    boolean open = isEnough(present, bits(now) + more);
    if (open != present.open()) {
      // Of two threads that do this at once either may win: whoever asks next does it again.
      standing = present.with(open);
    }
    return open;
  }

  /** The same for nobody in particular; changes nothing. */
  boolean isOpen(long now) {
    return isEnough(standing(now), bits(now));
  }

  private boolean isEnough(Standing present, int sessions) {
    return sessions >= (present.open() ? rule.minimum() : present.threshold());
  }

  /** Those in the window: what has left it counts no more, even if it is still here. */
  private int bits(long now) {
    Met all = met;
    List<Hour> hours = all.hours();
    if (hours.isEmpty()
        || (rule.counts(hours.getFirst().hour(), now)
            && rule.counts(hours.getLast().hour(), now))) {
      return all.bits();
    }
    int bits = 0;
    for (Hour each : hours) {
      bits += rule.counts(each.hour(), now) ? each.tokens().count() : 0;
    }
    return bits;
  }

  private Standing standing(long now) {
    Standing present = standing;
    long period = rule.period(now);
    boolean known = noise.isKnown();
    if (present.period() == period && present.drawn() == known) {
      return present;
    }
    Standing next =
        new Standing(
            period,
            rule.minimum() + noise.of(combination, period),
            known,
            present.period() == period && present.open());
    standing = next;
    return next;
  }

  /** Whether a request without a session may be counted again, if that was last done before. */
  boolean isRequestDue(long second, long secondsBetween) {
    return requestCountedAt <= second - secondsBetween;
  }

  void requestCounted(long second) {
    requestCountedAt = second;
  }
}
