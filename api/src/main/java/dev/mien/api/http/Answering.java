package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import dev.mien.api.json.AnswerJson;
import dev.mien.api.json.AnswerJson.Form;
import dev.mien.api.metrics.Meters;
import dev.mien.api.metrics.Meters.CapsuleOutcome;
import dev.mien.engine.Answer;
import dev.mien.engine.SlotDecision;
import dev.mien.engine.session.UnansweredException;
import dev.mien.engine.signal.Notice;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future.State;
import java.util.function.Consumer;

/** How what the engine answers becomes a reply, and is counted. */
public final class Answering {
  private final AnswerJson json;
  private final Meters meters;

  public Answering(AnswerJson json, Meters meters) {
    this.json = json;
    this.meters = meters;
  }

  public Meters meters() {
    return meters;
  }

  /** Replies with what {@code stage} brings. */
  public void reply(
      RoutingContext context, CompletionStage<Answer> stage, Form form, long startedNanos) {
    await(context, stage, answer -> reply(context, answer, form, startedNanos));
  }

  /** Hands on what {@code stage} brings, on the event loop of the request. */
  public <T> void await(RoutingContext context, CompletionStage<T> stage, Consumer<T> next) {
    // Nearly every decision is there at once, and waits for no turn.
    if (stage instanceof CompletableFuture<T> future && future.state() == State.SUCCESS) {
      hand(context, future.resultNow(), next);
      return;
    }
    Context eventLoop = context.vertx().getOrCreateContext();
    Future.fromCompletionStage(stage, eventLoop)
        .onComplete(value -> hand(context, value, next), failure -> fail(context, failure));
  }

  private static <T> void hand(RoutingContext context, T value, Consumer<T> next) {
    try {
      next.accept(value);
    } catch (RuntimeException e) {
      // Out of here it would be lost in a callback, and the caller would wait for ever.
      context.fail(e);
    }
  }

  private void reply(RoutingContext context, Answer answer, Form form, long startedNanos) {
    switch (answered(answer, form, startedNanos)) {
      case Answered.Said(var body) -> Replies.json(context, body);
      case Answered.Refused(var problem) -> Replies.problem(context, problem);
    }
  }

  /** What an answer is as a reply, which is counted as one that leaves now. */
  public Answered answered(Answer answer, Form form, long startedNanos) {
    return switch (answer) {
      case Answer.Decided decided -> {
        count(decided, startedNanos);
        yield new Answered.Said(out -> json.write(decided, form, out));
      }
      case Answer.Unreadable _ -> new Answered.Refused(unreadable());
      case Answer.Erased _ -> new Answered.Refused(erased());
      case Answer.Unavailable _ -> new Answered.Refused(Failures.UNAVAILABLE);
    };
  }

  public void unreadable(RoutingContext context) {
    Replies.problem(context, unreadable());
  }

  public void erased(RoutingContext context) {
    Replies.problem(context, erased());
  }

  public void unavailable(RoutingContext context) {
    Replies.problem(context, Failures.UNAVAILABLE);
  }

  private Problem unreadable() {
    meters.capsule(CapsuleOutcome.UNREADABLE);
    return Problem.of(Kind.CAPSULE_UNREADABLE);
  }

  private Problem erased() {
    meters.capsule(CapsuleOutcome.ERASED);
    return Problem.of(Kind.SESSION_ERASED);
  }

  private void fail(RoutingContext context, Throwable failure) {
    Throwable cause = Failures.cause(failure);
    if (cause instanceof UnansweredException) {
      unavailable(context);
    } else {
      context.fail(cause);
    }
  }

  private void count(Answer.Decided decided, long startedNanos) {
    for (SlotDecision decision : decided.decisions()) {
      meters.reason(decision.reason());
    }
    for (Notice notice : decided.notices()) {
      meters.notice(notice);
    }
    if (decided.capsule().isPresent()) {
      meters.capsule(CapsuleOutcome.ISSUED);
    }
    meters.decided(decided.mode(), System.nanoTime() - startedNanos);
  }
}
