package dev.mien.api.decisions;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Caller;
import dev.mien.api.json.AnswerJson.Receipt;
import dev.mien.api.json.BodyRules;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.SessionMembers;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.Corrections;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The body of a request for content, read in one pass. */
final class DecideBody {
  private static final int MEMBERS_MAX = 7;
  private static final int SLOTS_EXPECTED = 4;

  private final JsonWalk walk;
  private final Limits.Body limits;
  private final SlotsMember slotsMember;
  private final SessionMembers session;
  private final List<String> slots = new ArrayList<>(SLOTS_EXPECTED);
  private boolean hasSlots;
  private boolean asksForSlots;
  private Optional<Capsule> capsule = Optional.empty();
  private Detail detail = Detail.PLAIN;
  private long seen;

  /** Whether a call has slots. */
  enum SlotsMember {
    REQUIRED,
    ABSENT
  }

  private DecideBody(
      JsonWalk walk, Limits.Body limits, SlotsMember slotsMember, SessionMembers session) {
    this.walk = walk;
    this.limits = limits;
    this.slotsMember = slotsMember;
    this.session = session;
  }

  /**
   * What a body says.
   *
   * @param seen the newest edition that the caller has seen, or 0
   * @param receipt whether whoever stated consent wants a receipt
   */
  record Asked(DecideRequest request, long seen, Receipt receipt) {
    /** Whether the caller has seen a newer edition than the one it was read by. */
    boolean isAhead() {
      return seen > request.edition().number();
    }
  }

  static Asked read(
      JsonWalk walk, BodyRules rules, SlotsMember slots, Edition edition, Caller caller)
      throws IOException {
    SessionMembers session = new SessionMembers(walk, rules, edition.vocabulary());
    DecideBody body = new DecideBody(walk, rules.limits(), slots, session);
    walk.object("", MEMBERS_MAX, body::member);
    body.checkSlots();
    return new Asked(
        new DecideRequest(
            edition,
            caller.site(),
            body.slots,
            new Turn.Said(
                new Expressed(session.consent(), caller.gpc()),
                session.signals(),
                Corrections.none()),
            body.capsule,
            body.detail),
        body.seen,
        session.receipt());
  }

  private void member(String name, String pointer) throws IOException {
    if (session.take(name, pointer)) {
      return;
    }
    switch (name) {
      case "slots" -> slots(pointer);
      case "capsule" -> {
        if (!walk.isNull()) {
          capsule = walk.capsule(pointer);
        }
      }
      case "edition" -> seen = walk.wholeNumber(pointer).orElse(0L);
      case "explain" -> detail = walk.flag(pointer) ? Detail.EXPLAINED : Detail.PLAIN;
      default -> {
        walk.error(pointer, "unknown-name", "This call has no member of this name.");
        walk.skip();
      }
    }
  }

  private void slots(String pointer) throws IOException {
    if (slotsMember == SlotsMember.ABSENT) {
      walk.error(pointer, "unknown-name", "This call decides no slots; /v1/decide does.");
      walk.skip();
      return;
    }
    hasSlots = true;
    walk.array(
        pointer,
        limits.slotsMax(),
        place -> walk.text(place, limits.nameCharactersMax()).ifPresent(name -> slot(name, place)));
  }

  private void slot(String name, String pointer) {
    asksForSlots = true;
    // A slot that is asked for twice is decided once.
    if (session.maySay(name, pointer) && !slots.contains(name)) {
      slots.add(name);
    }
  }

  private void checkSlots() {
    if (slotsMember == SlotsMember.REQUIRED && !asksForSlots && walk.errors().isEmpty()) {
      String code = hasSlots ? "too-few" : "missing";
      walk.error("/slots", code, "Send the names of 1 to " + limits.slotsMax() + " slots.");
    }
  }
}
