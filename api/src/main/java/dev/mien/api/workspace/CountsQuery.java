package dev.mien.api.workspace;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.release.By;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the query of a call for counts says. */
sealed interface CountsQuery {
  /** The hours that are told of when the query names none. */
  int HOURS = 24;

  /** What may be said of decisions. */
  List<String> OF_DECISIONS = List.of("slot", "edition", "from", "until", "by");

  /** What may be said of sessions. */
  List<String> OF_SESSIONS = List.of("edition", "from", "until", "by");

  int NUMBER_DIGITS_MAX = 18;

  /** It can be answered. */
  record Sound(Asked asked, By by) implements CountsQuery {}

  /**
   * It cannot.
   *
   * @param why in a sentence that says what to send
   */
  record Unsound(String why) implements CountsQuery {}

  /**
   * Reads the query of a call.
   *
   * @param names that may be in it
   * @param after the hour after the last of those that are meant where it names none
   */
  static CountsQuery read(RoutingContext context, List<String> names, long after) {
    return read(context, names, after, HOURS);
  }

  /**
   * The same.
   *
   * @param hours that are told of where it names no beginning
   */
  static CountsQuery read(RoutingContext context, List<String> names, long after, int hours) {
    MultiMap query = context.queryParams();
    for (String name : query.names()) {
      if (!names.contains(name) || query.getAll(name).size() > 1) {
        return new Unsound("Send only " + String.join(", ", names) + ", each at most once.");
      }
    }
    long from;
    long until;
    OptionalLong edition;
    By by;
    try {
      until = said(query, "until").map(CountsQuery::hour).orElse(after);
      from = said(query, "from").map(CountsQuery::hour).orElse(until - hours);
      edition =
          said(query, "edition")
              .map(text -> OptionalLong.of(number(text)))
              .orElseGet(OptionalLong::empty);
      by = said(query, "by").map(CountsQuery::by).orElse(By.ALL);
    } catch (ArithmeticException | DateTimeException | IllegalArgumentException _) {
      return new Unsound(
          "Send from and until as full hours, such as 2026-11-22T10:00:00Z, edition as a number,"
              + " and by as hour or all.");
    }
    if (until <= from || until - from > Asked.HOURS_MAX) {
      return new Unsound(
          "Send from before until, with at most " + Asked.HOURS_MAX + " hours between them.");
    }
    return new Sound(new Asked(said(query, "slot"), edition, from, until), by);
  }

  /** Which of several planned looks a call says that it is, as it is written. */
  static Optional<String> look(RoutingContext context) {
    return said(context.queryParams(), "look");
  }

  private static Optional<String> said(MultiMap query, String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** The hour of an instant, since the epoch. */
  static long hour(Instant instant) {
    return Math.floorDiv(instant.toEpochMilli(), CountKey.HOUR_MILLIS);
  }

  private static long hour(String text) {
    Instant instant = Instant.parse(text);
    if (!instant.equals(instant.truncatedTo(ChronoUnit.HOURS))) {
      throw new IllegalArgumentException("no full hour");
    }
    return hour(instant);
  }

  private static long number(String text) {
    if (text.isEmpty()
        || text.length() > NUMBER_DIGITS_MAX
        || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException("no number");
    }
    return Long.parseLong(text);
  }

  private static By by(String text) {
    return switch (text) {
      case "hour" -> By.HOUR;
      case "all" -> By.ALL;
      default -> throw new IllegalArgumentException("neither hour nor all");
    };
  }
}
