package dev.mien.engine.release;

import dev.mien.engine.counts.CountKey;
import java.time.Duration;
import java.time.Instant;

/** What is counted and released, and whom its noise protects. */
public enum Statistic {
  /**
   * How many sessions a segment covers. A session changes the number of a segment by at most one,
   * and only in the hour in which it began.
   */
  REACH("reach", "session", 2),

  /**
   * How often a slot was decided in one way. A decision is counted in one place, in one hour; a
   * session may make many.
   */
  DECISIONS("decisions", "decision", 1),

  /**
   * How many sessions reach a goal, and how many there are. A session changes the number of a goal
   * by at most one, and only in the hour in which it began.
   */
  GOALS("goals", "session", 2),

  /**
   * How many sessions segments of drafts would cover, alone and together with segments in force. A
   * session changes each of these numbers by at most one, and only in the hour in which it began.
   */
  SHADOW("shadow", "session", 2),

  /**
   * How many sessions were shown an arm of an experiment, and how many of them reached each goal
   * while it was what the slot showed last. A session changes the numbers of one arm of each offer,
   * of 16 offers at the most, and in each slot that of each goal once, all by one: in the hour in
   * which it was shown the arm first. What comes of it later than an hour after is left out. Where
   * a session counts in a watched score is one more, and that what it predicts came is one.
   */
  OUTCOMES("outcomes", "session", 2),

  /**
   * How many sessions had each combination of values in a grid, and how many of them reached each
   * goal later. A session is counted once in each grid, together with what comes of it within an
   * hour after; what comes later is left out.
   */
  PATTERNS("patterns", "pattern", 2);

  /** Nodes have told each other by then what they counted; what comes later is left out. */
  private static final Duration SETTLING = Duration.ofMinutes(2);

  private final String code;
  private final String unit;
  private final int hours;

  Statistic(String code, String unit, int hours) {
    this.code = code;
    this.unit = unit;
    this.hours = hours;
  }

  public String code() {
    return code;
  }

  /** What the noise hides the presence of. */
  public String unit() {
    return unit;
  }

  /** Whose debits are added to those of this statistic: all that is told of one session. */
  Statistic account() {
    return switch (this) {
      case REACH, GOALS, SHADOW -> REACH;
      case DECISIONS -> DECISIONS;
      case OUTCOMES -> OUTCOMES;
      case PATTERNS -> PATTERNS;
    };
  }

  /** How many hours after its beginning an hour's numbers no longer change. */
  int hours() {
    return hours;
  }

  /** The last hour whose numbers no longer change. */
  public long lastOver(Instant now) {
    long settled = now.minus(SETTLING).toEpochMilli();
    return Math.floorDiv(settled, CountKey.HOUR_MILLIS) - hours;
  }

  /** When the numbers of an hour can be released. */
  public Instant due(long hour) {
    return Instant.ofEpochMilli((hour + hours) * CountKey.HOUR_MILLIS).plus(SETTLING);
  }

  /**
   * The statistic of a code.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Statistic of(String code) {
    for (Statistic statistic : values()) {
      if (statistic.code.equals(code)) {
        return statistic;
      }
    }
    throw new IllegalArgumentException("there is no such statistic");
  }
}
