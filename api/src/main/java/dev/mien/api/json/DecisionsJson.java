package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.SlotDecision;
import dev.mien.engine.edition.Edition;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Variant;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** How the decisions of slots are written. */
public final class DecisionsJson {
  private final ShownTexts texts = new ShownTexts();

  /** Writes decisions as an object by slot. */
  public static void write(List<SlotDecision> decisions, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (SlotDecision decision : decisions) {
      write(decision, out);
    }
    out.writeEndObject();
  }

  /** The same, faster where decisions of {@code edition} are written again and again. */
  public void write(Edition edition, List<SlotDecision> decisions, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    for (int i = 0; i < decisions.size(); i++) {
      SlotDecision decision = decisions.get(i);
      if (!texts.write(edition, decision, out)) {
        write(decision, out);
      }
    }
    out.writeEndObject();
  }

  private static void write(SlotDecision decision, JsonGenerator out) throws IOException {
    out.writeFieldName(decision.slot());
    writeValue(decision, out);
  }

  static void writeValue(SlotDecision decision, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("reason", decision.reason().code());
    if (decision.segment().isPresent()) {
      out.writeStringField("segment", decision.segment().orElseThrow().text());
    }
    if (decision.variant().isPresent()) {
      Variant variant = decision.variant().orElseThrow();
      out.writeStringField("variant", variant.name().text());
      out.writeFieldName("content");
      writeContent(variant.content(), out);
    }
    if (decision.why().isPresent()) {
      out.writeFieldName("why");
      WhyJson.write(decision.why().orElseThrow(), out);
    }
    out.writeEndObject();
  }

  private static void writeContent(Content content, JsonGenerator out) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, Content.Value> field : content.fields().entrySet()) {
      out.writeFieldName(field.getKey());
      switch (field.getValue()) {
        case Content.Value.Text(var text) -> out.writeString(text);
        case Content.Value.Url(var text) -> out.writeString(text);
        case Content.Value.Numeral(var number) -> out.writeNumber(number);
        case Content.Value.Flag(var on) -> out.writeBoolean(on);
      }
    }
    out.writeEndObject();
  }
}
