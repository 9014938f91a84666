package dev.mien.engine;

import dev.mien.engine.counts.CountKey;
import dev.mien.engine.crowd.Asking;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.engine.decision.Decider;
import dev.mien.engine.decision.Decision;
import dev.mien.engine.decision.Draws;
import dev.mien.engine.decision.ResponseDecider;
import dev.mien.engine.decision.Showing;
import dev.mien.engine.decision.Weighing;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.explain.Explainer;
import dev.mien.engine.explain.Why;
import dev.mien.engine.index.ThreadMatchers;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.persona.Visit;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.promise.Commitments;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.promise.Logged;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.session.Assignment;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.Opened;
import dev.mien.engine.session.Raised;
import dev.mien.engine.session.Seat;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.Stays;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Slot;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future.State;
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
   * @param gate what is asked whether enough sessions would have got the same
   * @param promises where erasures are put on record
   * @param weighing says how often variants are drawn where that is learned
   */
  public record Parts(
      Editions editions,
      Capsules capsules,
      InstantSource clock,
      Supplier<RandomGenerator> random,
      Tally tally,
      CrowdGate gate,
      PromiseLog promises,
      Weighing weighing) {
    /** One that learns nothing. */
    public Parts(
        Editions editions,
        Capsules capsules,
        InstantSource clock,
        Supplier<RandomGenerator> random,
        Tally tally,
        CrowdGate gate,
        PromiseLog promises) {
      this(editions, capsules, clock, random, tally, gate, promises, Weighing.AS_WRITTEN);
    }
  }

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
    CompletionStage<Opened> opening =
        parts.capsules().open(request.site(), request.capsule().get(), now);
    // Nearly every capsule is open at once.
    return opening instanceof CompletableFuture<Opened> future && future.state() == State.SUCCESS
        ? opened(request, future.resultNow(), now)
        : opening.thenCompose(opened -> opened(request, opened, now));
  }

  private CompletionStage<Answer> opened(DecideRequest request, Opened opened, Instant now) {
    return switch (opened) {
      case Opened.Live live -> goOn(request, live, now);
      case Opened.Unreadable _ -> done(new Answer.Unreadable());
      case Opened.Erased _ -> done(new Answer.Erased());
      case Opened.Unavailable _ -> withoutTheCluster(request, now);
    };
  }

  private CompletionStage<Answer> begin(DecideRequest request, Instant now) {
    Turn turn = Turn.first(request.vocabulary(), request.said(), now);
    if (turn.state().isEmpty()) {
      return done(contextual(request, draft(request, turn, ofRequest(request, now), now)));
    }
    Seat seat = parts.capsules().draw();
    Draft kept = draft(request, turn, asking(request, turn, seat, now), now).keepingItsMembership();
    return parts
        .capsules()
        .begin(seat)
        .handle(
            (_, failure) ->
                failure == null
                    ? sealed(request, kept, seat, now)
                    : unasked(request, NOT_BEGUN, now));
  }

  /** Whoever has a session asks for it; everybody else for this request alone. */
  private Asking asking(DecideRequest request, Turn turn, Seat seat, Instant now) {
    return turn.state()
        .map(SessionState::startedAt)
        .map(begun -> parts.gate().ofSession(request.vocabulary(), seat.token(begun), begun, now))
        .orElseGet(() -> ofRequest(request, now));
  }

  private Asking ofRequest(DecideRequest request, Instant now) {
    return parts.gate().ofRequest(request.vocabulary(), parts.random().get(), now);
  }

  private CompletionStage<Answer> goOn(DecideRequest request, Opened.Live live, Instant now) {
    Turn turn = Turn.next(request.vocabulary(), live.state(), request.said(), now);
    Draft draft = draft(request, turn, asking(request, turn, live.seat(), now), now);
    return switch (turn.change()) {
      case NONE ->
          done(
              draft.state().isEmpty()
                  ? contextual(request, draft)
                  : sealed(request, renewed(draft, live.seat(), now), live.seat(), now));
      case CHANGED -> raise(request, draft.keepingItsMembership(), live.seat(), now);
      case WITHDRAWN -> {
        Draft kept = draft.keepingItsMembership();
        yield ending(
            live.seat(),
            () -> {
              promise(live.seat(), request.capsule().orElseThrow(), now);
              return done(contextual(request, kept));
            });
      }
      case ENDED -> {
        Draft kept = draft.keepingItsMembership();
        Mark mark = mark(live.seat(), live.state());
        yield ending(
            live.seat(),
            () -> {
              // It may have ended with a goal, which is to be counted all the same.
              parts.tally().happened(request.edition(), turn, mark);
              return done(contextual(request, kept));
            });
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

  /**
   * Puts the erasure that a withdrawal was on record, which is not waited for: whoever wants the
   * receipt erases with the same capsule. Endings that nobody asked for are on no record, for the
   * log would tell everybody how often goals are reached.
   */
  private void promise(Seat seat, Capsule capsule, Instant now) {
    CompletionStage<Logged> _ = parts.promises().append(Capsules.promise(seat, capsule, now));
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
   * and the caller keeps its capsule; a change of consent must not be lost, nor a correction.
   */
  private CompletionStage<Answer> withoutTheCluster(DecideRequest request, Instant now) {
    return done(
        switch (request.consent()) {
          case ConsentStatement.Unsaid _ ->
              request.said().corrections().isEmpty()
                  ? unasked(request, NOT_OPENED, now)
                  : new Answer.Unavailable();
          case ConsentStatement.Stated _, ConsentStatement.ByString _ -> new Answer.Unavailable();
        });
  }

  /** Decides as if no consent had been given. */
  private Answer unasked(DecideRequest request, Notice why, Instant now) {
    Turn.Said said = new Turn.Said(new ConsentStatement.Unsaid(), request.signals());
    Turn turn = Turn.first(request.vocabulary(), said, now);
    Draft draft = draft(request, turn, ofRequest(request, now), now);
    return contextual(request, draft.noticing(why));
  }

  private Answer contextual(DecideRequest request, Draft draft) {
    return counted(
        new Answer.Decided(
            request.edition(),
            draft.mode(),
            draft.decisions(),
            draft.notices(),
            Optional.empty(),
            draft.settled()),
        draft,
        Optional.empty());
  }

  private Answer sealed(DecideRequest request, Draft draft, Seat seat, Instant now) {
    SessionState state = draft.state().orElseThrow();
    Capsule capsule = parts.capsules().seal(request.site(), seat, state, now);
    Answer.Issued issued = new Answer.Issued(capsule, parts.capsules().policy().expires(state));
    return counted(
        new Answer.Decided(
            request.edition(),
            draft.mode(),
            draft.decisions(),
            draft.notices(),
            Optional.of(issued),
            draft.settled()),
        draft,
        Optional.of(mark(seat, state)));
  }

  private static Mark mark(Seat seat, SessionState state) {
    return Mark.of(seat.token(state.startedAt()), state.startedAt());
  }

  private Answer counted(Answer.Decided answer, Draft draft, Optional<Mark> mark) {
    parts.tally().decided(answer, draft.membership(), mark);
    Mark session = mark.orElse(null);
    if (session != null) {
      parts.tally().happened(answer.edition(), draft.turn(), session);
      if (!draft.first().isEmpty()) {
        parts.tally().shown(answer.edition(), draft.first(), session);
      }
    }
    draft.crowd().answered();
    return answer;
  }

  private Draft draft(DecideRequest request, Turn turn, Asking crowd, Instant now) {
    Membership membership = membership(request, turn);
    Draws draws = turn.state().map(state -> Draws.of(state.assignments())).orElse(Draws.passing());
    Showing showing = showing(request, turn, now);
    Decider decider =
        new Decider(
            request.vocabulary(), turn.permission(), now, parts.random().get(), parts.weighing());
    List<Slot> slots = slots(request);
    Watching.count(request, turn, showing, parts.random());
    List<Decision> decided = new ResponseDecider(decider, crowd).decide(slots, membership, draws);
    List<SlotDecision> decisions = shown(request, turn, decided.iterator(), showing, now);
    return new Draft(
        turn.state().map(state -> state.with(kept(request, draws, membership), showing.after())),
        turn,
        membership,
        decisions,
        turn.notices(),
        showing.first(),
        crowd,
        Settled.of(request.consent(), turn, now));
  }

  private static Showing showing(DecideRequest request, Turn turn, Instant now) {
    SessionState state = turn.state().orElse(null);
    return state == null
        ? Showing.nobody(request.vocabulary())
        : new Showing(
            request.vocabulary(),
            state.exposures(),
            hours(state.startedAt(), now),
            turn.permission());
  }

  private static int hours(Instant from, Instant to) {
    return (int)
        (Math.floorDiv(to.toEpochMilli(), CountKey.HOUR_MILLIS)
            - Math.floorDiv(from.toEpochMilli(), CountKey.HOUR_MILLIS));
  }

  private static List<Assignment> kept(DecideRequest request, Draws draws, Membership membership) {
    return Stays.kept(request.vocabulary(), draws.kept(), membership::holds, Draws.KEPT_MAX);
  }

  // Dropping comes after matching, so that the index need not know of it; few sessions drop any.
  private static Membership membership(DecideRequest request, Turn turn) {
    Membership all = ThreadMatchers.match(request.edition().index(), turn.facts());
    BitSet dropped = turn.dropped(request.vocabulary());
    return dropped.isEmpty() ? all : all.without(dropped);
  }

  /** Those that the edition has, in the order they were asked for. */
  private static List<Slot> slots(DecideRequest request) {
    Vocabulary vocabulary = request.vocabulary();
    List<Slot> slots = new ArrayList<>(request.slots().size());
    for (String name : request.slots()) {
      int position = vocabulary.slot(name);
      if (position >= 0) {
        slots.add(vocabulary.model().slots().get(position));
      }
    }
    return slots;
  }

  /** Decisions by the names that were asked for, those that the edition does not have included. */
  private static List<SlotDecision> shown(
      DecideRequest request, Turn turn, Iterator<Decision> decided, Showing showing, Instant now) {
    Vocabulary vocabulary = request.vocabulary();
    List<SlotDecision> shown = new ArrayList<>(request.slots().size());
    for (String name : request.slots()) {
      int position = vocabulary.slot(name);
      if (position < 0) {
        shown.add(SlotDecision.unknown(name));
        continue;
      }
      Slot slot = vocabulary.model().slots().get(position);
      Decision decision = decided.next();
      showing.show(position, decision.drawn());
      Optional<Why> why =
          switch (request.detail()) {
            case PLAIN -> Optional.empty();
            case EXPLAINED ->
                Optional.of(
                    new Explainer(
                            request.edition().program(), turn.facts(), turn.dropped(vocabulary))
                        .slot(slot, decision.segment(), decision.dropped(), now));
          };
      shown.add(SlotDecision.of(position, decision, vocabulary.model(), why));
    }
    return shown;
  }

  /** How the crowds of each segment of a model stand now, by its position. */
  public List<CrowdStatus> crowds(Model model) {
    return parts.gate().statuses(model, now());
  }

  /** Shows a session to its visitor. */
  public CompletionStage<SessionView> show(Site site, String capsule) {
    Instant now = now();
    Edition edition = parts.editions().inForce();
    return parts
        .capsules()
        .open(site, Capsule.of(capsule), now)
        .thenCompose(
            opened ->
                switch (opened) {
                  case Opened.Live(var seat, var state) -> shown(edition, seat, state, now);
                  case Opened.Unreadable _ ->
                      CompletableFuture.completedFuture(new SessionView.Unreadable());
                  case Opened.Erased _ ->
                      CompletableFuture.completedFuture(new SessionView.Erased());
                  case Opened.Unavailable _ ->
                      CompletableFuture.completedFuture(new SessionView.Unavailable());
                });
  }

  private CompletionStage<SessionView> shown(
      Edition edition, Seat seat, SessionState state, Instant now) {
    SessionShown.When when = new SessionShown.When(now, parts.capsules().policy().expires(state));
    return parts
        .capsules()
        .look(seat)
        .handle(
            (kept, failure) ->
                failure == null
                    ? SessionShown.of(edition, state, kept, when)
                    : new SessionView.Unavailable());
  }

  /**
   * Destroys a session, and puts on record that it is. Asked again with the same capsule, it
   * answers with the same record.
   */
  public CompletionStage<Erasure> erase(Site site, String capsule) {
    Instant now = now();
    return parts
        .capsules()
        .open(site, Capsule.of(capsule), now)
        .thenCompose(
            opened ->
                switch (opened) {
                  case Opened.Live(var seat, _) ->
                      parts
                          .capsules()
                          .erase(seat)
                          .handle((_, failure) -> failure == null)
                          .thenCompose(
                              erased ->
                                  erased
                                      ? onRecord(
                                          Capsules.promise(seat, Capsule.of(capsule), now), capsule)
                                      : CompletableFuture.completedFuture(
                                          new Erasure.Unavailable()));
                  // What the leaf of this capsule says of the half-key cannot be said again.
                  case Opened.Erased _ ->
                      onRecord(Leaf.erasure(now, capsule, Optional.empty()), capsule);
                  case Opened.Unreadable _ ->
                      CompletableFuture.completedFuture(new Erasure.Unreadable());
                  case Opened.Unavailable _ ->
                      CompletableFuture.completedFuture(new Erasure.Unavailable());
                });
  }

  private CompletionStage<Erasure> onRecord(Leaf leaf, String capsule) {
    return parts
        .promises()
        .append(leaf)
        .thenApply(logged -> new Erasure.Done(logged, Commitments.of(capsule).salt()));
  }

  /**
   * What would be decided in the course of a visit, if enough others got the same: the crowd gate
   * is not asked. Counts and keeps nothing.
   */
  public Preview preview(Edition edition, Visit visit, Preview.Explained explained) {
    Playing playing =
        new Playing(edition, (request, turn, at) -> draft(request, turn, Asking.nobody(), at));
    return playing.play(visit, explained, now());
  }

  private Instant now() {
    return parts.clock().instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static CompletionStage<Answer> done(Answer answer) {
    return CompletableFuture.completedFuture(answer);
  }
}
