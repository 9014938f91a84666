package dev.mien.engine;

import dev.mien.engine.SessionView.ConsentedPurpose;
import dev.mien.engine.SessionView.HeldAttribute;
import dev.mien.engine.SessionView.Shown;
import dev.mien.engine.SessionView.ShownAssignment;
import dev.mien.engine.drift.ScoreBins;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.explain.Explainer;
import dev.mien.engine.explain.HeldWords;
import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.privacy.ConsentInForce;
import dev.mien.engine.privacy.ConsentRules;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.privacy.Remembered;
import dev.mien.engine.session.Assignment;
import dev.mien.engine.session.Exposure;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.HalfKeys.Kept;
import dev.mien.engine.session.Held;
import dev.mien.engine.session.Inference;
import dev.mien.engine.session.SessionFacts;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Stays;
import dev.mien.engine.vocabulary.ScoredSegment;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.engine.vocabulary.WatchedScore;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Turns the state of a session into words for its visitor, leaving nothing out. */
final class SessionShown {
  private final Edition edition;
  private final Vocabulary vocabulary;
  private final SessionState state;

  private SessionShown(Edition edition, SessionState state) {
    this.edition = edition;
    this.vocabulary = edition.vocabulary();
    this.state = state;
  }

  /**
   * Everything that is held.
   *
   * @param kept what the cluster holds
   */
  static Shown of(Edition edition, SessionState state, Kept kept, When when) {
    SessionShown shown = new SessionShown(edition, state);
    return new Shown(
        edition.number(),
        state.startedAt(),
        state.seenAt(),
        state.leasedAt(),
        when.expires(),
        shown.consent(),
        shown.attributes(),
        shown.segments(when.now()),
        shown.assignments(),
        shown.dropped(),
        cluster(kept, when.now()));
  }

  /**
   * The moment of showing.
   *
   * @param expires when the session ends if nothing more is heard of it
   */
  record When(Instant now, Instant expires) {}

  /** The entry of the cluster, field by field, but for the bytes of the key. */
  static List<String> cluster(Kept kept, Instant now) {
    List<String> words = new ArrayList<>();
    words.add("a random number of 16 bytes, by which only your capsule can find what follows");
    switch (kept.entry()) {
      case Entry.Live(int version, HalfKey _) -> {
        words.add("a random key of 32 bytes, which opens nothing without your capsule");
        words.add(
            "the number "
                + version
                + ": with each change of your consent and each correction it rises, so that no"
                + " older capsule can be read");
        words.add(until(kept, now));
      }
      case Entry.Erased _ -> {
        words.add("that this session was erased");
        words.add(until(kept, now));
      }
      case Entry.Absent _ -> words.add("nothing any more");
    }
    return words;
  }

  private static String until(Kept kept, Instant now) {
    return kept.left()
        .map(left -> now.plus(left).truncatedTo(ChronoUnit.SECONDS))
        .map(until -> "that it is dropped at " + until + " if nothing more is heard of your visit")
        .orElse("when it is dropped, which this node does not know and others do");
  }

  private List<String> dropped() {
    return state.dropped().stream()
        .map(
            id -> {
              int position = vocabulary.segmentById(id);
              return position < 0
                  ? "no longer declared, number " + id
                  : vocabulary.model().segments().get(position).name().text();
            })
        .toList();
  }

  private List<ConsentedPurpose> consent() {
    List<ConsentedPurpose> consent = new ArrayList<>();
    for (int id : state.consent().purposeIds()) {
      int position = vocabulary.purposeById(id);
      String ground =
          switch (state.consent().ground()) {
            case GIVEN -> "given";
            case ASSUMED -> "assumed";
          };
      Instant since = state.consent().since();
      Instant until = state.consent().until();
      if (position < 0) {
        consent.add(
            new ConsentedPurpose(
                "no longer declared, number " + id, "", List.of(), ground, since, until));
      } else {
        Purpose purpose = vocabulary.purposeAt(position);
        consent.add(
            new ConsentedPurpose(
                purpose.name().text(),
                purpose.title(),
                purpose.thirdParties(),
                ground,
                since,
                until));
      }
    }
    return consent;
  }

  private List<HeldAttribute> attributes() {
    List<HeldAttribute> attributes = new ArrayList<>();
    for (Held held : state.held()) {
      int position = vocabulary.attributeById(held.attributeId());
      attributes.add(
          shown(
              position < 0
                  ? HeldWords.forgotten(held)
                  : HeldWords.attribute(vocabulary.schema(), position, held)));
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

  private List<SegmentWhy> segments(Instant now) {
    ConsentInForce consent =
        ConsentRules.inForce(
            vocabulary, Expressed.nothing(), new Remembered(state.consent(), state.seenAt()), now);
    SessionState inForce = Inference.under(vocabulary, state, consent);
    Facts facts = SessionFacts.of(vocabulary, inForce, consent.permission(), now);
    BitSet dropped = vocabulary.droppedWith(state.dropped());
    Explainer explainer = new Explainer(edition.program(), facts, dropped);
    List<SegmentWhy> segments = new ArrayList<>();
    edition
        .index()
        .matcher()
        .match(facts)
        .without(dropped)
        .forEach(segment -> segments.add(explainer.segment(segment)));
    return segments;
  }

  private List<ShownAssignment> assignments() {
    List<ShownAssignment> shown = new ArrayList<>();
    for (Assignment assignment : state.assignments()) {
      if (assignment.subjectId() == Assignment.EVERYWHERE) {
        shown.add(
            new ShownAssignment(
                "all slots",
                switch (assignment.choice()) {
                  case 0 -> "take part";
                  case 1 -> "show their fallbacks, for comparison";
                  default -> "number " + assignment.choice();
                }));
        continue;
      }
      int position = vocabulary.slotBySubject(assignment.subjectId());
      Optional<ShownAssignment> scored =
          vocabulary
              .scoredSegment(assignment.subjectId())
              .map(one -> stays(one, assignment.choice()));
      if (scored.isPresent()) {
        shown.add(scored.get());
        continue;
      }
      if (position < 0) {
        shown.add(
            new ShownAssignment(
                "no longer declared, number " + assignment.subjectId(),
                "number " + assignment.choice()));
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
    for (Exposure exposure : state.exposures().all()) {
      shown.add(exposure(exposure));
    }
    shown.addAll(new GridsShown(vocabulary, state).all());
    return shown;
  }

  /** What was shown, when it was for the first time, and what was counted of it since. */
  private ShownAssignment exposure(Exposure exposure) {
    Optional<WatchedScore> watched = vocabulary.watchedBySubject(exposure.subjectId());
    if (watched.isPresent()) {
      return counted(watched.get(), exposure);
    }
    int position = vocabulary.slotBySubject(exposure.subjectId());
    int offer = vocabulary.offerByExperiment(exposure.subjectId());
    String where =
        position < 0
            ? "no longer declared, number " + exposure.subjectId()
            : vocabulary.model().slots().get(position).name()
                + (offer < 0
                    ? ""
                    : " " + vocabulary.model().slots().get(position).offers().get(offer).name());
    return new ShownAssignment(
        where,
        switch (exposure.kind()) {
              case VARIANT -> "showed variant " + variant(position, offer, exposure.variant());
              case EXPLORED ->
                  "showed variant "
                      + variant(position, offer, exposure.variant())
                      + ", whatever was learned";
              case HELD_OUT -> "showed its fallback, for comparison" + number(exposure.variant());
              case FALLBACK -> "showed its fallback" + number(exposure.variant());
            }
            + ", first in the hour from "
            + hour(exposure)
            + credited(exposure));
  }

  private Instant hour(Exposure exposure) {
    return state.startedAt().truncatedTo(ChronoUnit.HOURS).plus(exposure.hours(), ChronoUnit.HOURS);
  }

  /** Where the session was counted, for a score to be held against what comes of sessions. */
  private ShownAssignment counted(WatchedScore score, Exposure exposure) {
    int bin = Math.clamp(ScoreBins.bin(exposure.variant()), 0, ScoreBins.COUNT - 1);
    return new ShownAssignment(
        vocabulary.model().segments().get(score.segment()).name().text(),
        String.format(
            Locale.ROOT,
            "was counted at place %d, among visits with a probability of %.0f %% to %.0f %%, in the"
                + " hour from %s%s",
            exposure.variant(),
            100 * ScoreBins.from(bin),
            100 * ScoreBins.until(bin),
            hour(exposure),
            credited(exposure)));
  }

  private String variant(int position, int offer, int place) {
    if (position >= 0 && offer >= 0) {
      List<Variant> variants =
          vocabulary.model().slots().get(position).offers().get(offer).variants();
      if (place >= 0 && place < variants.size()) {
        return variants.get(place).name().text();
      }
    }
    return "number " + place;
  }

  private static String number(int place) {
    return place == 0 ? "" : ", number " + place;
  }

  private String credited(Exposure exposure) {
    if (exposure.credited() == 0) {
      return state.exposures().goalsMark() == vocabulary.goalsMark()
          ? ""
          : ", under goals of number " + state.exposures().goalsMark();
    }
    List<String> goals = new ArrayList<>();
    int[] declared = vocabulary.goals();
    boolean same = state.exposures().goalsMark() == vocabulary.goalsMark();
    for (int place = 0; place < Integer.SIZE; place++) {
      if ((exposure.credited() >>> place & 1) != 0) {
        goals.add(
            same && place < declared.length
                ? vocabulary.eventAt(declared[place]).name().text()
                : "goal number " + place);
      }
    }
    return ", counted for "
        + String.join(", ", goals)
        + (same ? "" : " of number " + state.exposures().goalsMark());
  }

  private ShownAssignment stays(ScoredSegment scored, int choice) {
    Segment segment = vocabulary.model().segments().get(scored.segment());
    String leave =
        segment
            .scored()
            .map(Predicate.Scored::score)
            .map(score -> BigDecimal.valueOf(score.leave(), 2).stripTrailingZeros())
            .map(BigDecimal::toPlainString)
            .orElse("0");
    return new ShownAssignment(
        segment.name().text(),
        choice == Stays.IN
            ? "was in it, and stays for as long as its probability is at least " + leave + " %"
            : "number " + choice);
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
    return new ShownAssignment(
        slot.name() + " number " + assignment.subjectId(),
        "a variant that is no longer offered, number " + assignment.choice());
  }
}
