package dev.mien.engine;

import dev.mien.engine.SessionView.ConsentedPurpose;
import dev.mien.engine.SessionView.HeldAttribute;
import dev.mien.engine.SessionView.Shown;
import dev.mien.engine.SessionView.ShownAssignment;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.explain.Explainer;
import dev.mien.engine.explain.HeldWords;
import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.privacy.ConsentInForce;
import dev.mien.engine.privacy.ConsentRules;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Remembered;
import dev.mien.engine.session.Assignment;
import dev.mien.engine.session.Held;
import dev.mien.engine.session.Inference;
import dev.mien.engine.session.SessionFacts;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns the state of a session into words for its visitor, leaving nothing out. */
final class SessionShown {
  private static final List<String> CLUSTER =
      List.of(
          "a random key of 32 bytes, which opens nothing without your capsule",
          "how often your consent was narrowed, as a small number",
          "when that key is dropped if nothing more is heard of your visit");

  private final Edition edition;
  private final Vocabulary vocabulary;
  private final SessionState state;

  private SessionShown(Edition edition, SessionState state) {
    this.edition = edition;
    this.vocabulary = edition.vocabulary();
    this.state = state;
  }

  static Shown of(Edition edition, SessionState state, Instant expires, Instant now) {
    SessionShown shown = new SessionShown(edition, state);
    return new Shown(
        edition.number(),
        state.startedAt(),
        state.seenAt(),
        expires,
        shown.consent(),
        shown.attributes(),
        shown.segments(now),
        shown.assignments(),
        CLUSTER);
  }

  private List<ConsentedPurpose> consent() {
    List<ConsentedPurpose> consent = new ArrayList<>();
    for (int id : state.consent().purposeIds()) {
      int position = vocabulary.purposeById(id);
      Instant since = state.consent().since();
      Instant until = state.consent().until();
      if (position < 0) {
        consent.add(new ConsentedPurpose("no longer declared", "", List.of(), since, until));
      } else {
        Purpose purpose = vocabulary.purposeAt(position);
        consent.add(
            new ConsentedPurpose(
                purpose.name().text(), purpose.title(), purpose.thirdParties(), since, until));
      }
    }
    return consent;
  }

  private List<HeldAttribute> attributes() {
    List<HeldAttribute> attributes = new ArrayList<>();
    for (Held held : state.held()) {
      int position = vocabulary.attributeById(held.attributeId());
      attributes.add(
          position < 0
              ? forgotten(held)
              : shown(HeldWords.attribute(vocabulary.schema(), position, held)));
    }
    return attributes;
  }

  private static HeldAttribute shown(HeldWords words) {
    return new HeldAttribute(
        words.attribute(),
        words.value(),
        words.provenance(),
        words.purpose(),
        words.benefit(),
        words.since(),
        words.expires());
  }

  /**
   * What is held of an attribute that the edition in force no longer has; the next request drops
   * it.
   */
  private static HeldAttribute forgotten(Held held) {
    return new HeldAttribute(
        "no longer declared",
        "a value that nothing reads any more",
        "observed",
        "",
        "",
        Instant.ofEpochSecond(held.since()),
        Optional.empty());
  }

  private List<SegmentWhy> segments(Instant now) {
    ConsentInForce consent =
        ConsentRules.inForce(
            vocabulary,
            new ConsentStatement.Unsaid(),
            new Remembered(state.consent(), state.seenAt()),
            now);
    SessionState inForce = Inference.under(vocabulary, state, consent);
    Facts facts = SessionFacts.of(vocabulary, inForce, consent.permission(), now);
    Explainer explainer = new Explainer(edition.program(), facts);
    List<SegmentWhy> segments = new ArrayList<>();
    edition
        .index()
        .matcher()
        .match(facts)
        .forEach(segment -> segments.add(explainer.segment(segment)));
    return segments;
  }

  private List<ShownAssignment> assignments() {
    List<ShownAssignment> shown = new ArrayList<>();
    for (Assignment assignment : state.assignments()) {
      int position = vocabulary.slotBySubject(assignment.subjectId());
      if (position < 0) {
        shown.add(new ShownAssignment("no longer declared", "nothing"));
        continue;
      }
      Slot slot = vocabulary.model().slots().get(position);
      if (assignment.subjectId() == vocabulary.slotId(slot)) {
        shown.add(
            new ShownAssignment(
                slot.name().text(),
                assignment.choice() == 1 ? "shows its fallback, for comparison" : "takes part"));
      } else {
        shown.add(variant(slot, assignment));
      }
    }
    return shown;
  }

  private ShownAssignment variant(Slot slot, Assignment assignment) {
    for (Offer offer : slot.offers()) {
      if (vocabulary.offerId(slot, offer) == assignment.subjectId()) {
        for (Variant variant : offer.variants()) {
          if (vocabulary.variantId(slot, offer, variant) == assignment.choice()) {
            return new ShownAssignment(
                slot.name() + " " + offer.name(), "variant " + variant.name());
          }
        }
      }
    }
    return new ShownAssignment(slot.name().text(), "a variant that is no longer offered");
  }
}
