package dev.mien.api.decisions;

import dev.mien.api.decisions.DecideBody.Asked;
import dev.mien.api.decisions.DecideBody.SlotsMember;
import dev.mien.api.http.Answered;
import dev.mien.api.http.Answering;
import dev.mien.api.http.Caller;
import dev.mien.api.http.Failures;
import dev.mien.api.http.FastRoute;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.AnswerJson.Form;
import dev.mien.api.json.AnswerJson.Slots;
import dev.mien.api.json.Body;
import dev.mien.api.json.PointedError;
import dev.mien.api.json.Read;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.signal.Notice;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * The routes that decide. A caller who has seen a newer edition than the one in force is answered
 * by one that is not older, or told to ask elsewhere.
 */
public final class Decisions {
  private static final String DECIDE = "/v1/decide";
  private static final int RETRY_SECONDS = 1;

  private final Reception reception;
  private final Answering answering;
  private final Current current;
  private final Decider decider;

  public Decisions(Reception reception, Answering answering, Current current, Decider decider) {
    this.reception = reception;
    this.answering = answering;
    this.current = current;
    this.decider = decider;
  }

  /** One call, as far as it does not depend on an edition. */
  private record Call(
      RoutingContext context,
      Buffer body,
      SlotsMember slots,
      Strictness strictness,
      Caller caller,
      long startedNanos) {}

  public List<Route> routes() {
    return List.of(
        Route.post(
            DECIDE,
            reception.withBody((context, body) -> handle(context, body, SlotsMember.REQUIRED))),
        Route.post(
            "/v1/signals",
            reception.withBody((context, body) -> handle(context, body, SlotsMember.ABSENT))));
  }

  /** The short way to decisions that are lenient, by the edition in force. */
  public FastRoute fast() {
    return new FastRoute() {
      @Override
      public String path() {
        return DECIDE;
      }

      @Override
      public Optional<CompletionStage<Answered>> answer(Caller caller, Body body) {
        return decide(caller, body);
      }
    };
  }

  private Optional<CompletionStage<Answered>> decide(Caller caller, Body body) {
    long started = System.nanoTime();
    Edition edition = current.inForce();
    Read<Asked> read =
        reception.read(
            body,
            walk ->
                DecideBody.read(walk, reception.rules(), SlotsMember.REQUIRED, edition, caller));
    if (!(read instanceof Read.Sound<Asked>(var asked)) || asked.isAhead()) {
      return Optional.empty();
    }
    Form form = new Form(Slots.SHOWN, asked.receipt());
    return Optional.of(
        decider
            .decide(asked.request())
            .handle(
                (answer, failure) ->
                    failure == null
                        ? answering.answered(answer, form, started)
                        : Failures.said(failure)));
  }

  private void handle(RoutingContext context, Buffer body, SlotsMember slots) {
    long started = System.nanoTime();
    Optional<Strictness> strictness = Strictness.of(context);
    if (strictness.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.INVALID_QUERY));
      return;
    }
    reception.caller(
        context,
        caller -> {
          Call call = new Call(context, body, slots, strictness.orElseThrow(), caller, started);
          read(call, asked -> answer(call, asked));
        });
  }

  private void read(Call call, Consumer<Asked> next) {
    Edition edition = current.inForce();
    reception.read(
        call.context(),
        call.body(),
        walk -> DecideBody.read(walk, reception.rules(), call.slots(), edition, call.caller()),
        next);
  }

  private void answer(Call call, Asked asked) {
    if (!asked.isAhead()) {
      decide(call, asked);
      return;
    }
    answering.await(
        call.context(),
        current.reach(asked.seen()),
        reached -> {
          switch (reached) {
            // Its signals are in the codes of the edition it was read by, so it is read again.
            case YES, NO_SUCH_EDITION -> read(call, again -> decide(call, again));
            case BEHIND ->
                Replies.problem(
                    call.context(), Problem.of(Kind.EDITION_BEHIND).retryAfter(RETRY_SECONDS));
          }
        });
  }

  private void decide(Call call, Asked asked) {
    DecideRequest request = asked.request();
    List<Notice> notices = request.signals().notices();
    if (call.strictness() == Strictness.STRICT && !notices.isEmpty()) {
      Replies.problem(call.context(), refusal(notices));
      return;
    }
    Slots shown = call.slots() == SlotsMember.REQUIRED ? Slots.SHOWN : Slots.LEFT_OUT;
    answering.reply(
        call.context(),
        decider.decide(request),
        new Form(shown, asked.receipt()),
        call.startedNanos());
  }

  private static Problem refusal(List<Notice> notices) {
    return Problem.of(
        Kind.SIGNALS_REFUSED,
        notices.stream()
            .map(
                notice ->
                    new PointedError(
                        notice.pointer(), notice.kind().code(), notice.kind().detail()))
            .toList());
  }
}
