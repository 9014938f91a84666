package dev.mien.segments.check;

import dev.mien.segments.model.Schedule;
import dev.mien.segments.syntax.Word;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;

/** When offers are on. A date is the start of that day in the workspace's zone. */
final class ScheduleCheck {
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern LOCAL =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?");

  private final Findings findings;
  private final ZoneId zone;

  ScheduleCheck(Findings findings, ZoneId zone) {
    this.findings = findings;
    this.zone = zone;
  }

  Optional<Schedule> check(Optional<Word> from, Optional<Word> until) {
    Optional<Instant> start = from.flatMap(this::instant);
    Optional<Instant> end = until.flatMap(this::instant);
    if (start.isPresent() != from.isPresent() || end.isPresent() != until.isPresent()) {
      return Optional.empty();
    }
    if (start.isPresent() && end.isPresent() && !start.get().isBefore(end.get())) {
      findings.report(
          Code.SCHEDULE_EMPTY,
          until.orElseThrow().span(),
          "the offer ends "
              + (start.equals(end) ? "when" : "before")
              + " it starts, so it is never on",
          "write a date after "
              + from.orElseThrow()
              + "; 'until' is exclusive: the first day the offer is off");
      return Optional.empty();
    }
    return Optional.of(new Schedule(start, end));
  }

  private Optional<Instant> instant(Word word) {
    String text = word.text();
    try {
      if (DATE.matcher(text).matches()) {
        return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
      }
      if (text.length() <= 35
          && text.startsWith("T", 10)
          && DATE.matcher(text.substring(0, 10)).matches()) {
        return Optional.of(OffsetDateTime.parse(text).toInstant());
      }
    } catch (DateTimeException _) {
      // Neither form: reported below.
    }
    findings.report(
        Code.NOT_A_DATE,
        word.span(),
        "'" + Phrases.shortened(text) + "' is not a date",
        LOCAL.matcher(text).matches()
            ? "add the offset from UTC, such as " + text.replace(' ', 'T') + "+01:00"
            : "write a date such as 2026-11-20, or a date-time with offset such as"
                + " 2026-11-20T08:00+01:00");
    return Optional.empty();
  }
}
