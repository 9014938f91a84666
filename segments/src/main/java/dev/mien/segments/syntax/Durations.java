package dev.mien.segments.syntax;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stretches of time as authors write them: {@code 30 minutes}, {@code 1 day}. */
public final class Durations {
  /**
   * Longer ones are refused here, so that arithmetic with them never overflows: about a century.
   */
  public static final Duration MAX = Duration.ofDays(36_500);

  private static final Pattern TEXT =
      Pattern.compile("([0-9]{1,10}(?:\\.[0-9]{1,10})?) ([a-z]{1,10})");

  private Durations() {}

  /** Reads a number and a unit; empty where {@code text} is none, or none in whole seconds. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = TEXT.matcher(text.strip());
    return matcher.matches()
        ? unit(matcher.group(2)).flatMap(unit -> times(new BigDecimal(matcher.group(1)), unit))
        : Optional.empty();
  }

  /** The canonical text of whole seconds: in the longest unit that needs no fraction. */
  public static String print(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds == 0) {
      return "0 seconds";
    }
    if (seconds % 86_400 == 0) {
      return counted(seconds / 86_400, "day");
    }
    if (seconds % 3_600 == 0) {
      return counted(seconds / 3_600, "hour");
    }
    return seconds % 60 == 0 ? counted(seconds / 60, "minute") : counted(seconds, "second");
  }

  /** The length of one unit, by its word in either number. */
  static Optional<Duration> unit(String word) {
    return switch (word) {
      case "second", "seconds" -> Optional.of(Duration.ofSeconds(1));
      case "minute", "minutes" -> Optional.of(Duration.ofMinutes(1));
      case "hour", "hours" -> Optional.of(Duration.ofHours(1));
      case "day", "days" -> Optional.of(Duration.ofDays(1));
      default -> Optional.empty();
    };
  }

  /** So many units, if these are whole seconds, not negative and at most {@link #MAX}. */
  static Optional<Duration> times(BigDecimal number, Duration unit) {
    if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(MAX.toSeconds())) > 0) {
      return Optional.empty();
    }
    BigDecimal seconds = number.multiply(BigDecimal.valueOf(unit.toSeconds()));
    boolean whole = seconds.stripTrailingZeros().scale() <= 0;
    boolean small = seconds.compareTo(BigDecimal.valueOf(MAX.toSeconds())) <= 0;
    return whole && small ? Optional.of(Duration.ofSeconds(seconds.longValue())) : Optional.empty();
  }

  private static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
