package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.release.Statistics.State;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;

/** How the hours that an answer is about are written, and how it stands with them. */
final class HoursJson {
  /** What is said of a number that is too small to be shown. */
  static final String WITHHELD = "withheld";

  private HoursJson() {}

  /** Writes the span, and how many hours of it are in each state. */
  static void write(SortedMap<Long, State> hours, JsonGenerator out) throws IOException {
    out.writeStringField("from", text(hours.firstKey()));
    out.writeStringField("until", text(hours.lastKey() + 1));
    out.writeObjectFieldStart("hours");
    for (State state : State.values()) {
      out.writeNumberField(state.code(), Collections.frequency(hours.values(), state));
    }
    out.writeEndObject();
  }

  static String text(long hour) {
    return Instant.ofEpochMilli(hour * CountKey.HOUR_MILLIS).toString();
  }
}
