package dev.mien.api.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Recipient;
import java.io.IOException;
import java.math.BigDecimal;

/** How those are written who are told of segments beside the site, and of which. */
final class RecipientsJson {
  private static final int EPSILON_DIGITS = 3;

  private final Model model;

  RecipientsJson(Model model) {
    this.model = model;
  }

  void write(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("recipients");
    for (Recipient recipient : model.recipients()) {
      out.writeStartObject();
      out.writeStringField("recipient", recipient.name().text());
      out.writeStringField("title", recipient.title());
      out.writeStringField(
          "purpose", model.schema().purposes().get(recipient.purpose()).name().text());
      out.writeNumberField("most", recipient.most());
      out.writeNumberField(
          "epsilon", BigDecimal.valueOf(recipient.epsilonThousandths(), EPSILON_DIGITS));
      out.writeArrayFieldStart("segments");
      for (Recipient.Term term : recipient.terms()) {
        out.writeStartObject();
        out.writeStringField("segment", model.segments().get(term.segment()).name().text());
        out.writeStringField("id", Integer.toString(term.iab()));
        out.writeEndObject();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
