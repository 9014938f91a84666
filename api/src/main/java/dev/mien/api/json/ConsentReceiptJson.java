package dev.mien.api.json;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.engine.Settled;
import dev.mien.engine.Settled.Outcome;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.Consent;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Purpose;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * How a consent receipt is written: the fields of ISO/IEC TS 27560 under its names, in the profile
 * of the Data Privacy Vocabulary for receipts that hold the whole record.
 *
 * <p>The visitor's copy is the only one. Where the specification wants an identifier of the record
 * and one of the person, there stands a random number that is drawn for this receipt, used once and
 * kept nowhere, so that no two receipts can be told to be of one visitor.
 */
public final class ConsentReceiptJson {
  /** What the fields conform to. */
  public static final String SCHEMA = "https://w3id.org/dpv/schema/dpv-27560#receipt";

  private static final int ID_BYTES = 16;
  private static final String CONTROLLER = "controller";
  private static final List<String> STORAGE =
      List.of(
          "your device: everything, sealed",
          "the memory of the servers: a random key, which opens nothing without your device");
  private static final String WITHDRAWAL =
      "PUT /v1/session/consent with no purposes, or DELETE /v1/session; the page that asked you"
          + " does it for you";

  private final PrivacyNotice notice;
  private final Controller controller;
  private final SecureRandom random;

  public ConsentReceiptJson(PrivacyNotice notice, Controller controller, SecureRandom random) {
    this.notice = notice;
    this.controller = controller;
    this.random = random;
  }

  /** Whether there is something to give a receipt for. */
  static boolean isDue(Outcome outcome) {
    return switch (outcome) {
      case GIVEN, CHANGED, CONFIRMED, WITHDRAWN -> true;
      case REFUSED, VOID -> false;
    };
  }

  /** Writes the member {@code consentReceipt}. */
  void write(Edition edition, Settled settled, JsonGenerator out) throws IOException {
    String id = id();
    out.writeObjectFieldStart("consentReceipt");
    out.writeStringField("schema_version", SCHEMA);
    out.writeStringField("receipt_id", id);
    out.writeStringField("record_id", id);
    out.writeStringField("pii_principal_id", id);
    notice(edition, out);
    purposes(edition.vocabulary(), settled, out);
    parties(out);
    out.writeArrayFieldStart("events");
    if (!settled.before().isEmpty()) {
      event(settled.before(), "given", settled.before().since(), out);
    }
    if (settled.now().isEmpty()) {
      event(settled.before(), "withdrawn", settled.at(), out);
    } else {
      event(settled.now(), state(settled.outcome()), settled.now().since(), out);
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private String id() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void notice(Edition edition, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("privacy_notice");
    out.writeStringField("url", "/v1/policy/notice");
    out.writeStringField("sha256", notice.of(edition).sha256());
    out.writeNumberField("edition", edition.number());
    out.writeEndObject();
    // In which language its author wrote the notice, nobody said.
    out.writeStringField("language", "und");
  }

  // Of consent that was taken back, what it had been to.
  private void purposes(Vocabulary vocabulary, Settled settled, JsonGenerator out)
      throws IOException {
    Consent consent = settled.now().isEmpty() ? settled.before() : settled.now();
    out.writeArrayFieldStart("purposes");
    for (int id : consent.purposeIds()) {
      int position = vocabulary.purposeById(id);
      if (position >= 0) {
        purpose(vocabulary, position, out);
      }
    }
    out.writeEndArray();
  }

  private void purpose(Vocabulary vocabulary, int position, JsonGenerator out) throws IOException {
    Purpose purpose = vocabulary.purposeAt(position);
    out.writeStartObject();
    out.writeStringField("purpose", purpose.name().text());
    out.writeStringField("purpose_description", purpose.title());
    out.writeStringField("lawful_basis", "consent");
    out.writeArrayFieldStart("pii_information");
    for (Attribute attribute : vocabulary.schema().attributes()) {
      if (attribute.purpose() == position) {
        attribute(vocabulary, attribute, out);
      }
    }
    out.writeEndArray();
    texts("pii_controllers", List.of(CONTROLLER), out);
    texts("storage_locations", STORAGE, out);
    out.writeStringField("retention_period", notice.sessionMax().toString());
    out.writeStringField("jurisdiction", controller.jurisdiction());
    texts("recipient_third_parties", purpose.thirdParties(), out);
    out.writeStringField("withdrawal_method", WITHDRAWAL);
    out.writeStringField("ends_after_inactivity", purpose.idleMax().toString());
    texts(
        "ends_with_events",
        purpose.endsWith().stream().map(name -> name.text()).sorted().toList(),
        out);
    out.writeEndObject();
  }

  private void attribute(Vocabulary vocabulary, Attribute attribute, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("pii_type", attribute.name().text());
    out.writeStringField("benefit", attribute.benefit());
    out.writeStringField("collection_method", method(vocabulary, attribute.origin()));
    out.writeStringField("retention_period", retention(attribute.origin()).toString());
    out.writeEndObject();
  }

  private static String method(Vocabulary vocabulary, Origin origin) {
    return switch (origin) {
      case Origin.Signal signal ->
          switch (signal.from()) {
            case VISITOR -> "you say it";
            case SITE -> "the site says it";
            case CLIENT_HINTS -> "your browser says it";
          };
      case Origin.Count(var of, _) -> folded(vocabulary, of.event());
      case Origin.Sum(var of, _, _, _, _) -> folded(vocabulary, of.event());
      case Origin.Latest(var of, _, _) -> folded(vocabulary, of.event());
      case Origin.Recency(var of, _) -> folded(vocabulary, of.event());
      case Origin.Sequence(var first, var then, _) ->
          folded(vocabulary, first.event()) + ", then " + folded(vocabulary, then.event());
      case Origin.Evidence evidence -> folded(vocabulary, evidence.of().event());
    };
  }

  private static String folded(Vocabulary vocabulary, int event) {
    Event declared = vocabulary.eventAt(event);
    return "from what happens: " + declared.name();
  }

  private Duration retention(Origin origin) {
    return switch (origin) {
      case Origin.Signal(_, var retention) -> retention.orElse(notice.sessionMax());
      case Origin.Count(_, var within) -> within.orElse(notice.sessionMax());
      case Origin.Sum(_, _, _, _, var within) -> within.orElse(notice.sessionMax());
      case Origin.Latest(_, _, var within) -> within.orElse(notice.sessionMax());
      case Origin.Recency(_, var within) -> within.orElse(notice.sessionMax());
      case Origin.Evidence evidence -> evidence.within().orElse(notice.sessionMax());
      case Origin.Sequence _ -> notice.sessionMax();
    };
  }

  private void parties(JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("party_identification");
    out.writeStartObject();
    out.writeStringField("party_id", CONTROLLER);
    out.writeStringField("party_name", controller.name());
    out.writeStringField("party_address", controller.contact());
    out.writeStringField("party_contact", controller.contact());
    out.writeStringField("party_role", CONTROLLER);
    out.writeStringField("party_type", "data controller");
    out.writeEndObject();
    out.writeEndArray();
  }

  private static void event(Consent consent, String state, Instant at, JsonGenerator out)
      throws IOException {
    out.writeStartObject();
    out.writeStringField("event_time", at.toString());
    out.writeStringField(
        "validity_duration", Duration.between(consent.since(), consent.until()).toString());
    out.writeStringField("entity_id", "you");
    out.writeStringField(
        "event_type",
        switch (consent.ground()) {
          case GIVEN -> "expressed consent";
          case ASSUMED -> "no objection";
        });
    out.writeStringField("event_state", state);
    out.writeEndObject();
  }

  private static String state(Outcome outcome) {
    return switch (outcome) {
      case CONFIRMED -> "reaffirmed";
      case CHANGED -> "changed";
      case GIVEN, REFUSED, WITHDRAWN, VOID -> "given";
    };
  }

  private static void texts(String name, List<String> texts, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
