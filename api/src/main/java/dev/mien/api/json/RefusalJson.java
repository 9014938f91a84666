package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * What a browser may remember of a refusal, so that its visitor is not asked again and again: the
 * month, which it shares with everybody who refused in it, and nothing else.
 */
public final class RefusalJson {
  /** How long nobody is asked again. */
  public static final int MONTHS = 6;

  private RefusalJson() {}

  /** Writes the member {@code refusal}. */
  static void write(Instant at, JsonGenerator out) throws IOException {
    YearMonth month = YearMonth.from(at.atOffset(ZoneOffset.UTC));
    out.writeObjectFieldStart("refusal");
    out.writeStringField("remember", "refused=" + month);
    // The day is not remembered, so the last one of the month is meant.
    out.writeStringField("askAgain", month.plusMonths(MONTHS + 1).atDay(1).toString());
    out.writeEndObject();
  }
}
