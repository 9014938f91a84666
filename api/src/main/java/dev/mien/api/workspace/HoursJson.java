package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.release.Statistics.State;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

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

  /**
   * Writes what the places of each series stand for: the hours, how it stands with them, and from
   * when on which edition counted.
   */
  static void series(
      SortedMap<Long, State> hours, SortedMap<Long, SortedSet<Long>> editions, JsonGenerator out)
      throws IOException {
    out.writeObjectFieldStart("series");
    out.writeArrayFieldStart("hours");
    for (long hour : hours.keySet()) {
      out.writeString(text(hour));
    }
    out.writeEndArray();
    out.writeArrayFieldStart("states");
    for (State state : hours.values()) {
      out.writeString(state.code());
    }
    out.writeEndArray();
    out.writeArrayFieldStart("editions");
    long newest = 0;
    for (Map.Entry<Long, SortedSet<Long>> each : editions.entrySet()) {
      for (long edition : each.getValue().tailSet(newest + 1)) {
        out.writeStartObject();
        out.writeNumberField("edition", edition);
        out.writeStringField("from", text(each.getKey()));
        out.writeEndObject();
        newest = edition;
      }
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  static String text(long hour) {
    return Instant.ofEpochMilli(hour * CountKey.HOUR_MILLIS).toString();
  }
}
