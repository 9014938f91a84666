package dev.mien.api.replay;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.replay.Replayed.DecisionCount;
import dev.mien.api.replay.Replayed.DropCount;
import dev.mien.api.replay.Replayed.Ending;
import dev.mien.api.replay.Replayed.Lines;
import dev.mien.api.replay.Replayed.SegmentCount;
import java.io.IOException;

/** The result of a replay as a program wants it: one JSON object. */
public final class JsonReport {
  private JsonReport() {}

  public static void write(Replayed replayed, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("ending", word(replayed.ending()));
    if (replayed.ending() instanceof Ending.Broken(var why)) {
      out.writeStringField("why", why);
    }
    out.writeNumberField("rows", replayed.rows());
    out.writeNumberField("sessions", replayed.sessions());
    out.writeNumberField("begunAgain", replayed.begunAgain());
    out.writeNumberField("contextual", replayed.contextual());
    lines(out, "ragged", replayed.ragged());
    lines(out, "outOfOrder", replayed.outOfOrder());
    out.writeNumberField("seconds", replayed.took().toMillis() / 1e3);
    out.writeNumberField("sessionsPerSecond", Math.round(replayed.perSecond(replayed.sessions())));
    out.writeNumberField("rowsPerSecond", Math.round(replayed.perSecond(replayed.rows())));
    segments(replayed, out);
    decisions(replayed, out);
    dropped(replayed, out);
    out.writeEndObject();
  }

  private static String word(Ending ending) {
    return switch (ending) {
      case Ending.Complete _ -> "complete";
      case Ending.Stopped _ -> "stopped";
      case Ending.Limited _ -> "limited";
      case Ending.Broken _ -> "broken";
    };
  }

  private static void lines(JsonGenerator out, String name, Lines lines) throws IOException {
    out.writeObjectFieldStart(name);
    out.writeNumberField("rows", lines.rows());
    out.writeArrayFieldStart("lines");
    for (long line : lines.first()) {
      out.writeNumber(line);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private static void segments(Replayed replayed, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("segments");
    for (SegmentCount count : replayed.segments()) {
      out.writeStartObject();
      out.writeStringField("segment", count.segment());
      out.writeStringField("title", count.title());
      out.writeNumberField("atTheEnd", count.atTheEnd());
      out.writeNumberField("ever", count.ever());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void decisions(Replayed replayed, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("decisions");
    for (DecisionCount count : replayed.decisions()) {
      out.writeStartObject();
      out.writeStringField("slot", count.slot());
      out.writeStringField("reason", count.reason());
      if (count.segment().isPresent()) {
        out.writeStringField("segment", count.segment().get());
      }
      if (count.variant().isPresent()) {
        out.writeStringField("variant", count.variant().get());
      }
      out.writeNumberField("times", count.decisions());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void dropped(Replayed replayed, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("dropped");
    for (DropCount count : replayed.dropped()) {
      out.writeStartObject();
      out.writeStringField("code", count.code());
      out.writeStringField("where", count.where());
      out.writeStringField("pointer", count.pointer());
      out.writeNumberField("times", count.times());
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
