package dev.mien.engine;

import dev.mien.engine.Preview.Explained;
import dev.mien.engine.Preview.Known;
import dev.mien.engine.Preview.Step;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.explain.Explainer;
import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.explain.Words;
import dev.mien.engine.persona.Visit;
import dev.mien.engine.session.SessionFacts;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Model;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * One visit on its way through an edition, request by request, as a preview shows it. The session
 * goes from one request to the next by hand: no capsule is sealed, and no half-key drawn. One
 * thread.
 */
final class Playing {
  private static final Site SITE = new Site("preview");

  private final Edition edition;
  private final Drafting drafting;
  private final List<String> slots;
  private final Set<Notice> notices = new LinkedHashSet<>();
  private final List<Step> steps = new ArrayList<>();
  private Optional<SessionState> session = Optional.empty();
  private BitSet held = new BitSet();
  private List<SlotDecision> decided = List.of();
  private Optional<Turn> latest = Optional.empty();

  /** What decides one request of a visit. */
  @FunctionalInterface
  interface Drafting {
    Draft draft(DecideRequest request, Turn turn, Instant now);
  }

  Playing(Edition edition, Drafting drafting) {
    this.edition = edition;
    this.drafting = drafting;
    this.slots = edition.model().slots().stream().map(slot -> slot.name().text()).toList();
  }

  Preview play(Visit visit, Explained explained, Instant start) {
    List<Visit.Request> requests = visit.requests();
    Instant now = start;
    Duration passed = Duration.ZERO;
    for (int i = 0; i < requests.size(); i++) {
      Visit.Request request = requests.get(i);
      now = now.plus(request.after());
      passed = passed.plus(request.after());
      Turn turn = Visit.turn(edition.vocabulary(), session, request.said(), now);
      boolean last = i == requests.size() - 1;
      DecideRequest asked =
          asked(request, last ? DecideRequest.Detail.EXPLAINED : DecideRequest.Detail.PLAIN);
      Draft draft = drafting.draft(asked, turn, now);
      steps.add(step(draft, turn, request, passed));
      notices.addAll(draft.notices());
      session = draft.state();
      held = draft.membership().toBitSet();
      decided = draft.decisions();
      latest = Optional.of(turn);
    }
    return new Preview(
        steps.getLast().mode(),
        segments(latest.orElseThrow(), explained),
        decided,
        List.copyOf(notices),
        steps);
  }

  private DecideRequest asked(Visit.Request request, DecideRequest.Detail detail) {
    return new DecideRequest(edition, SITE, slots, request.said(), Optional.empty(), detail);
  }

  private Step step(Draft draft, Turn turn, Visit.Request request, Duration passed) {
    BitSet holds = draft.membership().toBitSet();
    return new Step(
        request.said().signals().events().stream().findFirst().map(this::name),
        passed,
        draft.mode(),
        known(turn.facts()),
        names(holds, held),
        names(held, holds),
        changed(draft.decisions()));
  }

  private List<Known> known(SessionFacts facts) {
    List<Attribute> attributes = edition.model().schema().attributes();
    List<Known> known = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      String actual = Words.actual(attributes.get(i), i, facts);
      boolean changed =
          latest.isPresent()
              ? !actual.equals(Words.actual(attributes.get(i), i, latest.get().facts()))
              : facts.standing(i) == Facts.Standing.KNOWN;
      if (changed) {
        known.add(new Known(attributes.get(i).name().text(), actual));
      }
    }
    return known;
  }

  private String name(CodedEvent event) {
    return edition.vocabulary().eventAt(event.event()).name().text();
  }

  private List<String> names(BitSet of, BitSet without) {
    BitSet rest = (BitSet) of.clone();
    rest.andNot(without);
    Model model = edition.model();
    return rest.stream().mapToObj(one -> model.segments().get(one).name().text()).toList();
  }

  private List<SlotDecision> changed(List<SlotDecision> decisions) {
    List<SlotDecision> changed = new ArrayList<>();
    for (int i = 0; i < decisions.size(); i++) {
      SlotDecision after = decisions.get(i);
      if (decided.isEmpty() || !isSame(decided.get(i), after)) {
        changed.add(plain(after));
      }
    }
    return changed;
  }

  private static boolean isSame(SlotDecision one, SlotDecision other) {
    return one.reason() == other.reason()
        && Objects.equals(one.segment(), other.segment())
        && Objects.equals(one.variant(), other.variant());
  }

  private static SlotDecision plain(SlotDecision decision) {
    return new SlotDecision(
        decision.slot(),
        decision.position(),
        decision.reason(),
        decision.segment(),
        decision.variant(),
        Optional.empty());
  }

  private List<SegmentWhy> segments(Turn turn, Explained explained) {
    Explainer explainer = new Explainer(edition.program(), turn.facts(), new BitSet());
    List<SegmentWhy> segments = new ArrayList<>(edition.model().segments().size());
    for (int i = 0; i < edition.model().segments().size(); i++) {
      segments.add(isExplained(explained, i) ? explainer.segment(i) : explainer.heading(i));
    }
    return segments;
  }

  private boolean isExplained(Explained explained, int segment) {
    return switch (explained) {
      case Explained.All() -> true;
      case Explained.Held() -> held.get(segment);
      case Explained.Named(var names) ->
          names.contains(edition.model().segments().get(segment).name().text());
    };
  }
}
