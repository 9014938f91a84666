package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.EventName;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.IabTerms;
import dev.mien.segments.model.IabTerms.OptOut;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Schema;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a schema is written for everybody to read: what is asked, why, and what for.
 *
 * @param sessionMax how long a session lasts at the most
 */
public record SchemaJson(Schema schema, Duration sessionMax) {
  /** Writes the member {@code purposes}. */
  public void purposes(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("purposes");
    for (Purpose purpose : schema.purposes()) {
      out.writeStartObject();
      out.writeStringField("purpose", purpose.name().text());
      out.writeStringField("title", purpose.title());
      texts("thirdParties", purpose.thirdParties(), out);
      out.writeBooleanField("contextual", purpose.legal() == Purpose.Basis.CONTEXTUAL);
      out.writeStringField("consentMax", purpose.consentMax().toString());
      out.writeStringField("idle", purpose.idleMax().toString());
      texts("endsWith", purpose.endsWith().stream().map(EventName::text).sorted().toList(), out);
      iab(purpose.iab(), out);
      out.writeNumberField("bitsMax", purpose.bitsMax());
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  /** Writes the member {@code attributes}. */
  public void attributes(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("attributes");
    for (Attribute attribute : schema.attributes()) {
      out.writeStartObject();
      out.writeStringField("attribute", attribute.name().text());
      out.writeStringField("purpose", schema.purposes().get(attribute.purpose()).name().text());
      out.writeStringField("benefit", attribute.benefit());
      alphabet(attribute.alphabet(), out);
      origin(attribute.origin(), out);
      out.writeNumberField("bits", Math.round(attribute.alphabet().bits() * 100) / 100.0);
      out.writeEndObject();
    }
    out.writeEndArray();
  }

  private static void alphabet(Alphabet alphabet, JsonGenerator out) throws IOException {
    switch (alphabet) {
      case Alphabet.Choice(var labels) -> {
        out.writeStringField("type", "choice");
        texts("labels", labels, out);
      }
      case Alphabet.Choices(var labels) -> {
        out.writeStringField("type", "choices");
        texts("labels", labels, out);
      }
      case Alphabet.Numeric(var unit, var edges) -> {
        out.writeStringField("type", "number");
        out.writeStringField("unit", unit);
        out.writeArrayFieldStart("edges");
        for (BigDecimal edge : edges) {
          out.writeNumber(edge);
        }
        out.writeEndArray();
      }
      case Alphabet.Flag() -> out.writeStringField("type", "flag");
      case Alphabet.Count(var upTo) -> {
        out.writeStringField("type", "count");
        out.writeNumberField("upTo", upTo);
      }
      case Alphabet.Elapsed(var edges) -> {
        out.writeStringField("type", "recency");
        texts("edges", edges.stream().map(Duration::toString).toList(), out);
      }
    }
  }

  private void origin(Origin origin, JsonGenerator out) throws IOException {
    switch (origin) {
      case Origin.Signal signal -> {
        out.writeStringField(
            "provenance",
            switch (signal.from()) {
              case VISITOR -> "declared";
              case SITE, CLIENT_HINTS -> "observed";
            });
        out.writeStringField(
            "from",
            switch (signal.from()) {
              case VISITOR -> "visitor";
              case SITE -> "site";
              case CLIENT_HINTS -> "client-hints";
            });
        retention(signal.retention(), out);
      }
      case Origin.Count(var of, var within) -> measure(List.of(of), within, out);
      case Origin.Sum(var of, _, _, _, var within) -> measure(List.of(of), within, out);
      case Origin.Latest(var of, _, var within) -> measure(List.of(of), within, out);
      case Origin.Recency(var of, var within) -> measure(List.of(of), within, out);
      case Origin.Sequence(var first, var then, var within) ->
          measure(List.of(first, then), within, out);
      case Origin.Evidence evidence -> measure(List.of(evidence.of()), evidence.within(), out);
    }
  }

  private void measure(List<EventPattern> of, Optional<Duration> within, JsonGenerator out)
      throws IOException {
    out.writeStringField("provenance", "inferred");
    texts(
        "events",
        of.stream()
            .map(pattern -> schema.events().get(pattern.event()).name().text())
            .distinct()
            .toList(),
        out);
    retention(within, out);
  }

  // Nothing outlives its session; some things are forgotten sooner.
  private void retention(Optional<Duration> retention, JsonGenerator out) throws IOException {
    out.writeStringField("retention", retention.orElse(sessionMax).toString());
  }

  private static void iab(IabTerms terms, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("tcf");
    for (int purpose : terms.tcf().stream().sorted().toList()) {
      out.writeNumber(purpose);
    }
    out.writeEndArray();
    texts("optOuts", terms.optOuts().stream().sorted().map(OptOut::text).toList(), out);
  }

  private static void texts(String name, List<String> texts, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
