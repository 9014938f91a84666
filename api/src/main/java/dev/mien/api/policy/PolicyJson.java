package dev.mien.api.policy;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.json.SchemaJson;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.Spending;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Slot;
import java.io.IOException;

/** How the public registry of one edition is written. */
final class PolicyJson {
  private final Edition edition;
  private final Registry registry;
  private final ConsentPolicyJson consent;
  private final Spending spending;
  private final Schema schema;

  PolicyJson(Edition edition, Registry registry, ConsentPolicyJson consent, Spending spending) {
    this.edition = edition;
    this.registry = registry;
    this.consent = consent;
    this.spending = spending;
    this.schema = edition.model().schema();
  }

  void write(JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("edition", edition.number());
    out.writeStringField("publishedAt", edition.publishedAt().toString());
    out.writeStringField("workspace", edition.model().name());
    out.writeObjectFieldStart("session");
    out.writeStringField("idle", registry.idle().toString());
    out.writeStringField("max", registry.max().toString());
    out.writeEndObject();
    CrowdPolicyJson.write(registry.crowd(), out);
    new BudgetJson(registry.budget(), spending).write(edition, out);
    consent.write(edition, out);
    SchemaJson registered = new SchemaJson(schema, registry.max());
    registered.purposes(out);
    registered.attributes(out);
    segments(out);
    slots(out);
    new ExperimentsJson(edition.model()).write(out);
    new RecipientsJson(edition.model()).write(out);
    new GridsJson(edition.model()).write(out);
    out.writeEndObject();
  }

  private void segments(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("segments");
    for (Segment segment : edition.model().segments()) {
      out.writeStartObject();
      out.writeStringField("segment", segment.name().text());
      out.writeStringField("title", segment.title());
      if (segment.scored().isPresent()) {
        new InferredJson(segment.scored().get().score(), schema).write(out);
      }
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private void slots(JsonGenerator out) throws IOException {
    out.writeNumberField("holdout", edition.model().holdoutBasisPoints() / 10_000.0);
    out.writeArrayFieldStart("slots");
    for (Slot slot : edition.model().slots()) {
      out.writeStartObject();
      out.writeStringField("slot", slot.name().text());
      out.writeStringField("title", slot.title());
      out.writeArrayFieldStart("purposes");
      for (int i = 0; i < schema.purposes().size(); i++) {
        if ((slot.purposes() >>> i & 1) != 0) {
          out.writeString(schema.purposes().get(i).name().text());
        }
      }
      out.writeEndArray();
      out.writeNumberField("holdout", slot.holdoutBasisPoints() / 10_000.0);
      out.writeEndObject();
    }
    out.writeEndArray();
  }
}
