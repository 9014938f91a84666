package dev.mien.api.decisions;

import dev.mien.api.decisions.DecideBody.SlotsMember;
import dev.mien.api.http.Answering;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.AnswerJson.Slots;
import dev.mien.api.json.PointedError;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.signal.Notice;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The routes that decide. */
public final class Decisions {
  private final Reception reception;
  private final Answering answering;
  private final Supplier<Edition> inForce;
  private final Decider decider;

  public Decisions(
      Reception reception, Answering answering, Supplier<Edition> inForce, Decider decider) {
    this.reception = reception;
    this.answering = answering;
    this.inForce = inForce;
    this.decider = decider;
  }

  public List<Route> routes() {
    return List.of(
        Route.post(
            "/v1/decide",
            reception.withBody((context, body) -> handle(context, body, SlotsMember.REQUIRED))),
        Route.post(
            "/v1/signals",
            reception.withBody((context, body) -> handle(context, body, SlotsMember.ABSENT))));
  }

  private void handle(RoutingContext context, Buffer body, SlotsMember slots) {
    long started = System.nanoTime();
    Optional<Strictness> strictness = Strictness.of(context);
    if (strictness.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.INVALID_QUERY));
      return;
    }
    Slots shown = slots == SlotsMember.REQUIRED ? Slots.SHOWN : Slots.LEFT_OUT;
    reception.site(
        context,
        site ->
            reception.read(
                context,
                body,
                walk -> DecideBody.read(walk, reception.limits(), slots, inForce.get(), site),
                request -> {
                  List<Notice> notices = request.signals().notices();
                  if (strictness.orElseThrow() == Strictness.STRICT && !notices.isEmpty()) {
                    Replies.problem(context, refusal(notices));
                  } else {
                    answering.reply(context, decider.decide(request), shown, started);
                  }
                }));
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
