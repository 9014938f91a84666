package dev.mien.engine;

import dev.mien.engine.decision.Decider;
import dev.mien.engine.decision.Decision;
import dev.mien.engine.decision.Draws;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.explain.Explainer;
import dev.mien.engine.explain.Why;
import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.ConsentInForce;
import dev.mien.engine.privacy.ConsentRules;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Gate;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.privacy.PermittedSignals;
import dev.mien.engine.privacy.Remembered;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.Inference;
import dev.mien.engine.session.Opened;
import dev.mien.engine.session.Raised;
import dev.mien.engine.session.Seat;
import dev.mien.engine.session.SessionFacts;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Slot;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The pipeline: capsule ► consent ► gate ► inference ► facts ► membership ► decision ► capsule. For
 * any number of threads; never blocks: what waits for the cluster comes as a stage, which may
 * complete on another thread.
 */
public final class Engine {
  private final Parts parts;

  /**
   * What an engine is made of.
   *
   * @param clock where now comes from
   * @param random where draws come from, asked on the thread that decides
   * @param tally told of every decision that leaves
   */
  public record Parts(
      Editions editions,
      Capsules capsules,
      InstantSource clock,
      Supplier<RandomGenerator> random,
      Tally tally) {}

  public Engine(Parts parts) {
    this.parts = parts;
  }

  public Editions editions() {
    return parts.editions();
  }

  /** Decides what slots show, and folds the signals and events into the session. */
  public CompletionStage<Answer> decide(DecideRequest request) {
    Instant now = now();
    if (request.capsule().isEmpty()) {
      return begin(request, now);
    }
    return parts
        .capsules()
        .open(request.site(), request.capsule().get(), now)
        .thenCompose(
            opened ->
                switch (opened) {
                  case Opened.Live live -> goOn(request, live, now);
                  case Opened.Unreadable _ -> done(new Answer.Unreadable());
                  case Opened.Erased _ -> done(new Answer.Erased());
                  case Opened.Unavailable _ -> withoutTheCluster(request, now);
                });
  }

  private CompletionStage<Answer> begin(DecideRequest request, Instant now) {
    ConsentInForce consent = consent(request, Remembered.nothing(), now);
    if (consent.consent().isEmpty()) {
      return done(contextual(request, consent.notices(), now));
    }
    Turn turn = turn(request, consent, SessionState.begun(now, consent.consent()), now);
    return turn.isOver()
        ? done(contextual(request, turn.notices(), now))
        : seat(request, turn, now);
  }

  private CompletionStage<Answer> goOn(DecideRequest request, Opened.Live live, Instant now) {
    SessionState before = live.state();
    ConsentInForce consent =
        consent(request, new Remembered(before.consent(), before.seenAt()), now);
    return switch (consent.change()) {
      case WITHDRAWN, LAPSED -> end(request, live.seat(), consent.notices(), now);
      case BEGUN ->
          // What was held lapsed with the old consent, so the old session goes with it.
          parts
              .capsules()
              .erase(live.seat())
              .handle((_, failure) -> failure == null)
              .thenCompose(erased -> erased ? begin(request, now) : done(new Answer.Unavailable()));
      case NONE, CHANGED -> {
        Turn turn =
            turn(request, consent, Inference.under(request.vocabulary(), before, consent), now);
        if (turn.isOver()) {
          yield end(request, live.seat(), turn.notices(), now);
        }
        boolean narrowed =
            consent.change() == ConsentInForce.Change.CHANGED
                || turn.purposesEnded() == Turn.PurposesEnded.SOME;
        yield narrowed
            ? raise(request, live.seat(), turn, now)
            : done(sealed(request, live.seat(), renewed(live.seat(), turn, now), now));
      }
    };
  }

  /** Ends a session: destroys its half-key, and answers as if it had never been. */
  private CompletionStage<Answer> end(
      DecideRequest request, Seat seat, List<Notice> notices, Instant now) {
    return parts
        .capsules()
        .erase(seat)
        .handle(
            (_, failure) ->
                failure == null ? contextual(request, notices, now) : new Answer.Unavailable());
  }

  private CompletionStage<Answer> seat(DecideRequest request, Turn turn, Instant now) {
    Turn kept = turn.keepingItsMembership();
    return parts
        .capsules()
        .begin(now)
        .handle(
            (seat, failure) ->
                failure == null
                    ? sealed(request, seat, kept, now)
                    : contextual(request, List.of(), now));
  }

  private CompletionStage<Answer> raise(DecideRequest request, Seat seat, Turn turn, Instant now) {
    Turn kept = turn.keepingItsMembership();
    return parts
        .capsules()
        .raise(seat)
        .thenApply(
            raised ->
                switch (raised) {
                  case Raised.Anew(var anew) -> sealed(request, anew, kept.leasedAt(now), now);
                  case Raised.Ended _ -> new Answer.Unreadable();
                  case Raised.Erased _ -> new Answer.Erased();
                  case Raised.Unavailable _ -> new Answer.Unavailable();
                });
  }

  // The lease of a half-key is longer than the idle time, so nothing is lost if one renewal is.
  private Turn renewed(Seat seat, Turn turn, Instant now) {
    if (!parts.capsules().policy().renewalDue(turn.state(), now)) {
      return turn;
    }
    CompletionStage<Void> _ = parts.capsules().renew(seat);
    return turn.leasedAt(now);
  }

  /**
   * The cluster did not say in time whether the session lives. A plain decision goes on without it,
   * and the caller keeps its capsule; a change of consent must not be lost.
   */
  private CompletionStage<Answer> withoutTheCluster(DecideRequest request, Instant now) {
    return done(
        switch (request.consent()) {
          case ConsentStatement.Unsaid _ -> contextual(request, List.of(), now);
          case ConsentStatement.Stated _ -> new Answer.Unavailable();
        });
  }

  private Answer contextual(DecideRequest request, List<Notice> earlier, Instant now) {
    Vocabulary vocabulary = request.vocabulary();
    Permission permission =
        new Permission(Permission.Mode.CONTEXTUAL, vocabulary.contextualPurposes());
    PermittedSignals permitted = Gate.admit(vocabulary, request.signals(), permission);
    Facts facts = SessionFacts.contextual(vocabulary, permitted);
    Membership membership = request.edition().index().match(facts);
    Answer.Decided answer =
        new Answer.Decided(
            request.edition(),
            permission.mode(),
            decisions(request, new Seen(permission, facts, membership), Draws.passing(), now),
            joined(earlier, permitted.notices()),
            Optional.empty());
    parts.tally().decided(answer, membership);
    return answer;
  }

  private Answer sealed(DecideRequest request, Seat seat, Turn turn, Instant now) {
    SessionState state = turn.state();
    String capsule = parts.capsules().seal(request.site(), seat, state, now);
    Answer.Decided answer =
        new Answer.Decided(
            request.edition(),
            Permission.Mode.SESSION,
            turn.decisions(),
            turn.notices(),
            Optional.of(new Answer.Issued(capsule, parts.capsules().policy().expires(state))));
    parts.tally().decided(answer, turn.membership());
    return answer;
  }

  private Turn turn(
      DecideRequest request, ConsentInForce consent, SessionState before, Instant now) {
    Vocabulary vocabulary = request.vocabulary();
    PermittedSignals permitted = Gate.admit(vocabulary, request.signals(), consent.permission());
    SessionState after = Inference.advance(vocabulary, before, permitted, now);
    Permission permission = ConsentRules.permission(vocabulary, after.consent());
    Facts facts = SessionFacts.of(vocabulary, after, permission, now);
    Membership membership = request.edition().index().match(facts);
    Draws draws = Draws.of(after.assignments());
    List<SlotDecision> decisions =
        decisions(request, new Seen(permission, facts, membership), draws, now);
    return new Turn(
        after.with(draws.kept()),
        membership,
        decisions,
        joined(consent.notices(), permitted.notices()),
        after.consent().purposeIds().equals(before.consent().purposeIds())
            ? Turn.PurposesEnded.NONE
            : Turn.PurposesEnded.SOME);
  }

  private List<SlotDecision> decisions(DecideRequest request, Seen seen, Draws draws, Instant now) {
    Vocabulary vocabulary = request.vocabulary();
    Decider decider = new Decider(vocabulary, seen.permission(), now, parts.random().get());
    List<SlotDecision> decisions = new ArrayList<>(request.slots().size());
    for (String name : request.slots()) {
      int position = vocabulary.slot(name);
      if (position < 0) {
        decisions.add(SlotDecision.unknown(name));
        continue;
      }
      Slot slot = vocabulary.model().slots().get(position);
      Decision decision = decider.decide(slot, seen.membership(), draws);
      decisions.add(
          SlotDecision.of(
              slot,
              decision,
              vocabulary.model(),
              why(request, slot, decision.segment(), seen.facts(), now)));
    }
    return decisions;
  }

  private static Optional<Why> why(
      DecideRequest request, Slot slot, OptionalInt driving, Facts facts, Instant now) {
    return switch (request.detail()) {
      case PLAIN -> Optional.empty();
      case EXPLAINED ->
          Optional.of(new Explainer(request.edition().program(), facts).slot(slot, driving, now));
    };
  }

  /** Shows a session to its visitor. */
  public CompletionStage<SessionView> show(Site site, String capsule) {
    Instant now = now();
    Edition edition = parts.editions().inForce();
    return parts
        .capsules()
        .open(site, capsule, now)
        .thenApply(
            opened ->
                switch (opened) {
                  case Opened.Live(_, var state) ->
                      SessionShown.of(
                          edition, state, parts.capsules().policy().expires(state), now);
                  case Opened.Unreadable _ -> new SessionView.Unreadable();
                  case Opened.Erased _ -> new SessionView.Erased();
                  case Opened.Unavailable _ -> new SessionView.Unavailable();
                });
  }

  /** Destroys a session. */
  public CompletionStage<Erasure> erase(Site site, String capsule) {
    return parts
        .capsules()
        .open(site, capsule, now())
        .thenCompose(
            opened ->
                switch (opened) {
                  case Opened.Live(var seat, _) ->
                      parts
                          .capsules()
                          .erase(seat)
                          .handle(
                              (_, failure) -> failure == null ? Erasure.DONE : Erasure.UNAVAILABLE);
                  case Opened.Erased _ -> CompletableFuture.completedFuture(Erasure.ALREADY_DONE);
                  case Opened.Unreadable _ -> CompletableFuture.completedFuture(Erasure.UNREADABLE);
                  case Opened.Unavailable _ ->
                      CompletableFuture.completedFuture(Erasure.UNAVAILABLE);
                });
  }

  /**
   * What would be decided for a session that began with this, under this consent; counts and keeps
   * nothing.
   */
  public Preview preview(Edition edition, RequestSignals signals, ConsentStatement consent) {
    Instant now = now();
    Vocabulary vocabulary = edition.vocabulary();
    List<String> slots = edition.model().slots().stream().map(slot -> slot.name().text()).toList();
    DecideRequest request =
        new DecideRequest(
            edition,
            new Site("preview"),
            slots,
            signals,
            consent,
            Optional.empty(),
            DecideRequest.Detail.EXPLAINED);
    ConsentInForce inForce = consent(request, Remembered.nothing(), now);
    PermittedSignals permitted = Gate.admit(vocabulary, signals, inForce.permission());
    Permission permission = inForce.permission();
    Facts facts = SessionFacts.contextual(vocabulary, permitted);
    if (!inForce.consent().isEmpty()) {
      SessionState after =
          Inference.advance(vocabulary, SessionState.begun(now, inForce.consent()), permitted, now);
      permission = ConsentRules.permission(vocabulary, after.consent());
      facts = SessionFacts.of(vocabulary, after, permission, now);
    }
    Explainer explainer = new Explainer(edition.program(), facts);
    List<SegmentWhy> segments = new ArrayList<>();
    for (int i = 0; i < edition.model().segments().size(); i++) {
      segments.add(explainer.segment(i));
    }
    Seen seen = new Seen(permission, facts, edition.index().match(facts));
    return new Preview(
        permission.mode(),
        segments,
        decisions(request, seen, Draws.passing(), now),
        joined(inForce.notices(), permitted.notices()));
  }

  private ConsentInForce consent(DecideRequest request, Remembered before, Instant now) {
    return ConsentRules.inForce(request.vocabulary(), request.consent(), before, now);
  }

  private Instant now() {
    return parts.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static List<Notice> joined(List<Notice> one, List<Notice> other) {
    if (one.isEmpty()) {
      return other;
    }
    List<Notice> joined = new ArrayList<>(one);
    joined.addAll(other);
    return joined;
  }

  private static CompletionStage<Answer> done(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  /** What slots are decided from. */
  private record Seen(Permission permission, Facts facts, Membership membership) {}
}
