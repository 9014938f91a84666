package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.SlotDecision;
import dev.mien.engine.edition.Edition;
import java.io.IOException;
import java.util.List;

/** How the decisions of slots are written. */
public final class DecisionsJson {
  private final Contents contents = new Contents();

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
        contents.write(edition, decision.position(), decision.variant().orElseThrow(), out);
      }
      if (decision.why().isPresent()) {
        out.writeFieldName("why");
        WhyJson.write(decision.why().orElseThrow(), out);
      }
      out.writeEndObject();
    }
    out.writeEndObject();
  }
}
