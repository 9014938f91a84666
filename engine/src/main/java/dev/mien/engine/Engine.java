package dev.mien.engine;

import dev.mien.engine.decision.Decider;
import dev.mien.engine.decision.Decision;
import dev.mien.engine.decision.Draws;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.explain.Explainer;
import dev.mien.engine.explain.Why;
import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.index.ThreadMatchers;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.Opened;
import dev.mien.engine.session.Raised;
import dev.mien.engine.session.Seat;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Slot;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private static final Notice NOT_BEGUN = new Notice("/consent", Notice.Kind.SESSION_NOT_KEPT);
  private static final Notice NOT_OPENED = new Notice("/capsule", Notice.Kind.SESSION_NOT_KEPT);

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
    Turn turn = Turn.first(request.vocabulary(), request.said(), now);
    Draft draft = draft(request, turn, now);
    if (draft.state().isEmpty()) {
      return done(contextual(request, draft));
    }
    Draft kept = draft.keepingItsMembership();
    return parts
        .capsules()
        .begin()
        .handle(
            (seat, failure) ->
                failure == null
                    ? sealed(request, kept, seat, now)
                    : unasked(request, NOT_BEGUN, now));
  }

  private CompletionStage<Answer> goOn(DecideRequest request, Opened.Live live, Instant now) {
    Turn turn = Turn.next(request.vocabulary(), live.state(), request.said(), now);
    Draft draft = draft(request, turn, now);
    return switch (turn.change()) {
      case NONE ->
          done(
              draft.state().isEmpty()
                  ? contextual(request, draft)
                  : sealed(request, renewed(draft, live.seat(), now), live.seat(), now));
      case CHANGED -> raise(request, draft.keepingItsMembership(), live.seat(), now);
      case WITHDRAWN, ENDED -> {
        Draft kept = draft.keepingItsMembership();
        yield ending(live.seat(), () -> done(contextual(request, kept)));
      }
      // What was held lapsed with the old consent, so the old session goes with it.
      case BEGUN -> ending(live.seat(), () -> begin(request, now));
    };
  }

  /** Destroys the half-key of a session that is over, and only then goes on. */
  private CompletionStage<Answer> ending(Seat seat, Supplier<CompletionStage<Answer>> then) {
    return parts
        .capsules()
        .erase(seat)
        .handle((_, failure) -> failure == null)
        .thenCompose(erased -> erased ? then.get() : done(new Answer.Unavailable()));
  }

  /** Shuts out every older capsule, which could bring back what was taken back. */
  private CompletionStage<Answer> raise(
      DecideRequest request, Draft draft, Seat seat, Instant now) {
    return parts
        .capsules()
        .raise(seat)
        .thenApply(
            raised ->
                switch (raised) {
                  case Raised.Anew(var anew) -> sealed(request, draft.leased(now), anew, now);
                  case Raised.Ended _ -> new Answer.Unreadable();
                  case Raised.Erased _ -> new Answer.Erased();
                  case Raised.Unavailable _ -> new Answer.Unavailable();
                });
  }

  // The lease of a half-key is longer than the idle time, so nothing is lost if one renewal is.
  private Draft renewed(Draft draft, Seat seat, Instant now) {
    boolean due =
        draft.state().map(state -> parts.capsules().policy().renewalDue(state, now)).orElse(false);
    if (!due) {
      return draft;
    }
    CompletionStage<Void> _ = parts.capsules().renew(seat);
    return draft.leased(now);
  }

  /**
   * The cluster did not say in time whether the session lives. A plain decision goes on without it,
   * and the caller keeps its capsule; a change of consent must not be lost.
   */
  private CompletionStage<Answer> withoutTheCluster(DecideRequest request, Instant now) {
    return done(
        switch (request.consent()) {
          case ConsentStatement.Unsaid _ -> unasked(request, NOT_OPENED, now);
          case ConsentStatement.Stated _ -> new Answer.Unavailable();
        });
  }

  /** Decides as if no consent had been given. */
  private Answer unasked(DecideRequest request, Notice why, Instant now) {
    Turn.Said said = new Turn.Said(new ConsentStatement.Unsaid(), request.signals());
    Draft draft = draft(request, Turn.first(request.vocabulary(), said, now), now);
    return contextual(request, draft.noticing(why));
  }

  private Answer contextual(DecideRequest request, Draft draft) {
    return counted(
        new Answer.Decided(
            request.edition(), draft.mode(), draft.decisions(), draft.notices(), Optional.empty()),
        draft.membership(),
        Optional.empty());
  }

  private Answer sealed(DecideRequest request, Draft draft, Seat seat, Instant now) {
    SessionState state = draft.state().orElseThrow();
    String capsule = parts.capsules().seal(request.site(), seat, state, now);
    Answer.Issued issued = new Answer.Issued(capsule, parts.capsules().policy().expires(state));
    return counted(
        new Answer.Decided(
            request.edition(),
            draft.mode(),
            draft.decisions(),
            draft.notices(),
            Optional.of(issued)),
        draft.membership(),
        Optional.of(Mark.of(seat.token(), state.startedAt())));
  }

  private Answer counted(Answer.Decided answer, Membership membership, Optional<Mark> mark) {
    parts.tally().decided(answer, membership, mark);
    return answer;
  }

  private Draft draft(DecideRequest request, Turn turn, Instant now) {
    Membership membership = ThreadMatchers.match(request.edition().index(), turn.facts());
    Draws draws = turn.state().map(state -> Draws.of(state.assignments())).orElse(Draws.passing());
    List<SlotDecision> decisions = decisions(request, turn, membership, draws, now);
    return new Draft(
        turn.state().map(state -> state.with(draws.kept())),
        turn.permission().mode(),
        membership,
        decisions,
        turn.notices());
  }

  private List<SlotDecision> decisions(
      DecideRequest request, Turn turn, Membership membership, Draws draws, Instant now) {
    Vocabulary vocabulary = request.vocabulary();
    Decider decider = new Decider(vocabulary, turn.permission(), now, parts.random().get());
    List<SlotDecision> decisions = new ArrayList<>(request.slots().size());
    for (String name : request.slots()) {
      int position = vocabulary.slot(name);
      if (position < 0) {
        decisions.add(SlotDecision.unknown(name));
        continue;
      }
      Slot slot = vocabulary.model().slots().get(position);
      Decision decision = decider.decide(slot, membership, draws);
      Optional<Why> why =
          switch (request.detail()) {
            case PLAIN -> Optional.empty();
            case EXPLAINED ->
                Optional.of(
                    new Explainer(request.edition().program(), turn.facts())
                        .slot(slot, decision.segment(), now));
          };
      decisions.add(SlotDecision.of(slot, decision, vocabulary.model(), why));
    }
    return decisions;
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
    Turn turn = Turn.first(edition.vocabulary(), request.said(), now);
    Draft draft = draft(request, turn, now);
    Explainer explainer = new Explainer(edition.program(), turn.facts());
    List<SegmentWhy> segments = new ArrayList<>();
    for (int i = 0; i < edition.model().segments().size(); i++) {
      segments.add(explainer.segment(i));
    }
    return new Preview(draft.mode(), segments, draft.decisions(), draft.notices());
  }

  private Instant now() {
    return parts.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static CompletionStage<Answer> done(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
