package dev.mien.engine.bandit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What past hours are worth today: the older, the less, so that weights follow when the better arm
 * changes. At 0.9 a day, what is a week old counts for half, and what counts in all is never more
 * than ten days' traffic.
 *
 * <p>Age is taken in whole hours, so that nodes whose clocks differ by a moment get the same sum,
 * and hours are added from the oldest on, whatever order they come in, for the same reason.
 */
public final class Discount {
  /** What is left of a count after a day, where nothing else is said. */
  public static final double PER_DAY = 0.9;

  private static final long SECONDS_AN_HOUR = Duration.ofHours(1).toSeconds();
  private static final double HOURS_A_DAY = Duration.ofDays(1).toHours();

  private Discount() {}

  /**
   * The sum of all hours, each at what it is worth at {@code now}. An hour that lies ahead counts
   * whole: a clock was wrong, and not the count.
   *
   * @param perDay what is left of a count after a day, above 0 and at most 1; 1 forgets nothing
   * @throws IllegalArgumentException if {@code perDay} is none
   */
  public static Arm sum(Collection<HourlyArm> hours, Instant now, double perDay) {
    check(perDay);
    long hourNow = hourOf(now);
    List<HourlyArm> sorted = new ArrayList<>(hours);
    sorted.sort(
        Comparator.comparingLong(HourlyArm::hour)
            .thenComparingLong(HourlyArm::sessions)
            .thenComparingLong(HourlyArm::successes));
    double sessions = 0;
    double successes = 0;
    for (HourlyArm each : sorted) {
      double worth = worth(perDay, Math.max(0, hourNow - each.hour()) / HOURS_A_DAY);
      sessions += worth * each.sessions();
      successes += worth * each.successes();
    }
    return new Arm(sessions, successes);
  }

  /**
   * What is left of a count after so many days.
   *
   * @throws IllegalArgumentException as above
   */
  public static double worth(double perDay, double days) {
    check(perDay);
    return StrictMath.pow(perDay, days);
  }

  private static void check(double perDay) {
    if (!(perDay > 0 && perDay <= 1)) {
      throw new IllegalArgumentException(
          "what is left after a day must be above 0 and at most 1; got " + perDay);
    }
  }

  /**
   * Those of {@code hours} that are told in full: hours that were over for at least the attribution
   * window, so that each session in them has reached the goal or will not be credited with it. An
   * arm whose sessions decide fast would else look better than one whose sessions take their time.
   *
   * @param window the longest time between an exposure and a success that is credited to it
   */
  public static List<HourlyArm> closed(Collection<HourlyArm> hours, Instant now, Duration window) {
    long firstOpen = hourOf(now.minus(window));
    return hours.stream().filter(each -> each.hour() < firstOpen).toList();
  }

  private static long hourOf(Instant instant) {
    return Math.floorDiv(instant.getEpochSecond(), SECONDS_AN_HOUR);
  }
}
