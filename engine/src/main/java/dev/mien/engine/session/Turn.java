package dev.mien.engine.session;

import dev.mien.engine.privacy.Consent;
import dev.mien.engine.privacy.ConsentInForce;
import dev.mien.engine.privacy.ConsentInForce.Change;
import dev.mien.engine.privacy.ConsentRules;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.privacy.Gate;
import dev.mien.engine.privacy.GlobalPrivacyControl;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.privacy.PermittedCorrections;
import dev.mien.engine.privacy.PermittedSignals;
import dev.mien.engine.privacy.Remembered;
import dev.mien.engine.session.Exposures.Credit;
import dev.mien.engine.session.Exposures.Credited;
import dev.mien.engine.session.GridPlaces.Counted;
import dev.mien.engine.signal.Corrections;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.vocabulary.Vocabulary;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * What one request comes to: consent is settled, the gate opens for what it permits, the inference
 * advances the session, and what is left may be asked of the facts.
 *
 * @param before what was remembered of consent
 * @param state the session from now on; none in contextual mode
 * @param permission what may be processed for the answer, after every ending
 * @param facts what segments are decided by
 * @param change what the request did to consent, goal events included
 * @param notices what was left out
 * @param events those that passed the gate, in their order
 * @param credits the goals among them, counted for what the session was shown before
 * @param steps what is to be counted in grids
 */
public record Turn(
    Consent before,
    Optional<SessionState> state,
    Permission permission,
    SessionFacts facts,
    Change change,
    List<Notice> notices,
    List<CodedEvent> events,
    List<Credit> credits,
    List<GridPlaces.Step> steps) {
  private static final int HOUR_SECONDS = 3_600;

  private static final String DROP = "/segments/drop";

  /** Shared, and never changed. */
  private static final BitSet NONE = new BitSet();

  public Turn {
    notices = List.copyOf(notices);
    events = List.copyOf(events);
    credits = List.copyOf(credits);
    steps = List.copyOf(steps);
  }

  /** What one request says. */
  public record Said(Expressed consent, RequestSignals signals, Corrections corrections) {
    /** Signals and a statement, from a browser that asks for nothing. */
    public Said(ConsentStatement consent, RequestSignals signals) {
      this(new Expressed(consent, GlobalPrivacyControl.NOT_ASKED), signals, Corrections.none());
    }
  }

  /** The turn of a request that carries no capsule. */
  public static Turn first(Vocabulary vocabulary, Said said, Instant now) {
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    return next(vocabulary, SessionState.begun(second, Consent.none()), said, second);
  }

  /** The turn of a request whose capsule holds {@code before}; time is taken to whole seconds. */
  public static Turn next(Vocabulary vocabulary, SessionState before, Said said, Instant time) {
    Instant now = time.truncatedTo(ChronoUnit.SECONDS);
    Remembered remembered = new Remembered(before.consent(), before.seenAt());
    ConsentInForce consent = ConsentRules.inForce(vocabulary, said.consent(), remembered, now);
    PermittedSignals permitted = Gate.admit(vocabulary, said.signals(), consent.permission());
    PermittedCorrections corrections =
        Gate.admit(vocabulary, said.corrections(), consent.permission());
    List<Notice> notices =
        joined(joined(permitted.notices(), consent.notices()), corrections.notices());
    return switch (consent.permission().mode()) {
      case CONTEXTUAL ->
          new Turn(
              before.consent(),
              Optional.empty(),
              consent.permission(),
              SessionFacts.contextual(vocabulary, permitted),
              consent.change(),
              notices,
              permitted.events(),
              List.of(),
              List.of());
      case SESSION -> {
        SessionState start =
            consent.change() == Change.BEGUN
                ? SessionState.begun(now, consent.consent()).with(GridPlaces.begun(vocabulary))
                : Inference.under(vocabulary, before, consent);
        SessionState corrected =
            said.corrections().isEmpty()
                ? start
                : Inference.correct(vocabulary, start, corrections, now);
        // Before a goal ends a purpose, and with it what was shown for it.
        Credited credited =
            corrected.exposures().credit(vocabulary, goals(vocabulary, permitted.events()));
        SessionState after =
            Inference.advance(vocabulary, corrected.with(credited.after()), permitted, now);
        SessionFacts facts = SessionFacts.of(vocabulary, after, permitted, now);
        Permission permission = ConsentRules.permission(vocabulary, after.consent());
        GridPlaces.Request counting =
            new GridPlaces.Request(
                () -> SessionFacts.of(vocabulary, corrected, consent.permission(), now),
                facts,
                permission.consented(),
                positions(permitted.events()),
                hours(after.startedAt(), now));
        Counted counted = after.grids().advance(vocabulary, counting);
        yield new Turn(
            before.consent(),
            Optional.of(after.with(counted.after())).filter(state -> !state.consent().isEmpty()),
            permission,
            facts,
            after.consent().isEmpty()
                ? ended(before)
                : narrowed(
                    consent, after.consent().equals(consent.consent()) && corrected.equals(start)),
            joined(notices, leftOut(vocabulary, corrections, after)),
            permitted.events(),
            credited.credits(),
            counted.steps());
      }
    };
  }

  private static int hours(Instant from, Instant to) {
    return (int)
        (Math.floorDiv(to.getEpochSecond(), HOUR_SECONDS)
            - Math.floorDiv(from.getEpochSecond(), HOUR_SECONDS));
  }

  /** The positions of events, as bits. */
  private static long positions(List<CodedEvent> events) {
    long positions = 0;
    for (int i = 0; i < events.size(); i++) {
      positions |= 1L << events.get(i).event();
    }
    return positions;
  }

  /** The goals among events, by their places, as bits. */
  private static int goals(Vocabulary vocabulary, List<CodedEvent> events) {
    int goals = 0;
    for (int i = 0; i < events.size(); i++) {
      int place = vocabulary.goal(events.get(i).event());
      if (place >= 0) {
        goals |= 1 << place;
      }
    }
    return goals;
  }

  // A goal took purposes away, or the visitor set something right, which no older capsule may bring
  // back.
  private static Change narrowed(ConsentInForce consent, boolean asBefore) {
    return consent.change() == Change.NONE && !asBefore ? Change.CHANGED : consent.change();
  }

  private static List<Notice> leftOut(
      Vocabulary vocabulary, PermittedCorrections corrections, SessionState after) {
    if (corrections.dropped().isEmpty()) {
      return List.of();
    }
    boolean all =
        corrections.dropped().stream()
            .allMatch(segment -> after.dropped().contains(vocabulary.segmentId(segment)));
    return all ? List.of() : List.of(new Notice(DROP, Notice.Kind.TOO_MANY));
  }

  /** The consent in force from now on; it may be empty. */
  public Consent consent() {
    return state.map(SessionState::consent).orElse(Consent.none());
  }

  /** The positions of the segments that do not hold in this session, whatever the facts are. */
  public BitSet dropped(Vocabulary vocabulary) {
    List<Integer> ids = state.map(SessionState::dropped).orElse(List.of());
    return ids.isEmpty() ? NONE : vocabulary.droppedWith(ids);
  }

  // A session that began and ended in one request never was.
  private static Change ended(SessionState before) {
    return before.consent().isEmpty() ? Change.NONE : Change.ENDED;
  }

  private static List<Notice> joined(List<Notice> one, List<Notice> other) {
    if (other.isEmpty()) {
      return one;
    }
    List<Notice> all = new ArrayList<>(one);
    all.addAll(other);
    return all;
  }
}
