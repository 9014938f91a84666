package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.Answer.Decided;
import dev.mien.engine.SlotDecision;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.signal.Notice;
import java.io.IOException;
import java.util.List;

/** How decisions are written. */
public final class AnswerJson {
  private final Contents contents = new Contents();

  /** What an answer shows of its slots. */
  public enum Slots {
    SHOWN,
    /** The call asked for none. */
    LEFT_OUT
  }

  public void write(Decided decided, Slots slots, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("edition", decided.edition().number());
    out.writeStringField("mode", word(decided.mode()));
    if (slots == Slots.SHOWN) {
      out.writeFieldName("decisions");
      write(decided.edition(), decided.decisions(), out);
    }
    writeNotices(decided.notices(), out);
    if (decided.capsule().isPresent()) {
      out.writeStringField("capsule", decided.capsule().orElseThrow().text());
      out.writeStringField("expires", decided.capsule().orElseThrow().expires().toString());
    }
    out.writeEndObject();
  }

  /** Writes decisions as an object by slot. */
  public void write(Edition edition, List<SlotDecision> decisions, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    for (SlotDecision decision : decisions) {
      out.writeObjectFieldStart(decision.slot());
      out.writeStringField("reason", decision.reason().code());
      if (decision.segment().isPresent()) {
        out.writeStringField("segment", decision.segment().orElseThrow().text());
      }
      if (decision.variant().isPresent()) {
        out.writeStringField("variant", decision.variant().orElseThrow().name().text());
        out.writeFieldName("content");
        contents.write(edition, decision.variant().orElseThrow(), out);
      }
      if (decision.why().isPresent()) {
        out.writeFieldName("why");
        WhyJson.write(decision.why().orElseThrow(), out);
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  /** Writes what was left out, as the member {@code notices}. */
  public static void writeNotices(List<Notice> notices, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("notices");
    for (Notice notice : notices) {
      out.writeStartObject();
      out.writeStringField("pointer", notice.pointer());
      out.writeStringField("code", notice.kind().code());
      out.writeStringField("detail", notice.kind().detail());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static String word(Mode mode) {
    return switch (mode) {
      case SESSION -> "session";
      case CONTEXTUAL -> "contextual";
    };
  }
}
