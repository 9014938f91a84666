package dev.mien.api.session;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.json.WhyJson;
import dev.mien.engine.Exposing.ToldTo;
import dev.mien.engine.SessionView.ConsentedPurpose;
import dev.mien.engine.SessionView.HeldAttribute;
import dev.mien.engine.SessionView.Shown;
import dev.mien.engine.SessionView.ShownAssignment;
import java.io.IOException;
import java.util.List;

/** How everything that is held of a session is written. */
final class SessionViewJson {
  private SessionViewJson() {}

  static void write(Shown shown, List<ToldTo> told, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("edition", shown.edition());
    out.writeStringField("startedAt", shown.startedAt().toString());
    out.writeStringField("seenAt", shown.seenAt().toString());
    out.writeStringField("leasedAt", shown.leasedAt().toString());
    out.writeStringField("expires", shown.expires().toString());
    out.writeArrayFieldStart("consent");
    for (ConsentedPurpose purpose : shown.consent()) {
      out.writeStartObject();
      out.writeStringField("purpose", purpose.purpose());
      out.writeStringField("title", purpose.title());
      texts("thirdParties", purpose.thirdParties(), out);
      out.writeStringField("ground", purpose.ground());
      out.writeStringField("since", purpose.since().toString());
      out.writeStringField("until", purpose.until().toString());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeArrayFieldStart("attributes");
    for (HeldAttribute attribute : shown.attributes()) {
      out.writeStartObject();
      out.writeStringField("attribute", attribute.attribute());
      out.writeStringField("value", attribute.value());
      out.writeStringField("provenance", attribute.provenance());
      out.writeStringField("purpose", attribute.purpose());
      out.writeStringField("benefit", attribute.benefit());
      out.writeStringField("since", attribute.since().toString());
      if (attribute.expires().isPresent()) {
        out.writeStringField("expires", attribute.expires().orElseThrow().toString());
      }
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeFieldName("segments");
    WhyJson.write(shown.segments(), out);
    out.writeArrayFieldStart("assignments");
    for (ShownAssignment assignment : shown.assignments()) {
      out.writeStartObject();
      out.writeStringField("subject", assignment.subject());
      out.writeStringField("choice", assignment.choice());
      out.writeEndObject();
    }
    out.writeEndArray();
    texts("dropped", shown.dropped(), out);
    out.writeArrayFieldStart("recipients");
    for (ToldTo each : told) {
      out.writeStartObject();
      out.writeStringField("recipient", each.recipient());
      out.writeStringField("purpose", each.purpose());
      texts("segments", each.segments(), out);
      out.writeEndObject();
    }
    out.writeEndArray();
    texts("cluster", shown.cluster(), out);
    out.writeEndObject();
  }

  private static void texts(String name, List<String> texts, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
