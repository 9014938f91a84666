package dev.mien.api.session;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Answering;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.AnswerJson.Slots;
import dev.mien.api.json.SessionMembers;
import dev.mien.api.metrics.Meters.CapsuleOutcome;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.Erasure;
import dev.mien.engine.SessionView;
import dev.mien.engine.signal.RequestSignals;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The routes of a visitor's own session. */
public final class SessionCalls {
  private final Reception reception;
  private final Answering answering;
  private final Sessions sessions;

  public SessionCalls(Reception reception, Answering answering, Sessions sessions) {
    this.reception = reception;
    this.answering = answering;
    this.sessions = sessions;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/v1/session", this::show).lastShed(),
        Route.put("/v1/session/consent", reception.withBody(this::state)).lastShed(),
        Route.delete("/v1/session", this::erase).lastShed());
  }

  private void show(RoutingContext context) {
    reception.site(
        context,
        site ->
            capsule(
                context,
                capsule ->
                    answering.await(
                        context, sessions.show(site, capsule), view -> reply(context, view))));
  }

  private void reply(RoutingContext context, SessionView view) {
    switch (view) {
      case SessionView.Shown shown ->
          Replies.json(context, out -> SessionViewJson.write(shown, out));
      case SessionView.Unreadable _ -> answering.unreadable(context);
      case SessionView.Erased _ -> answering.erased(context);
      case SessionView.Unavailable _ -> answering.unavailable(context);
    }
  }

  private void state(RoutingContext context, Buffer body) {
    long started = System.nanoTime();
    Optional<String> capsule = Reception.capsule(context);
    if (capsule.isPresent() && capsule.orElseThrow().length() > Limits.CAPSULE_CHARACTERS_MAX) {
      answering.unreadable(context);
      return;
    }
    reception.site(
        context,
        site ->
            reception.read(
                context,
                body,
                walk -> SessionMembers.consent(walk, reception.limits(), ""),
                consent ->
                    answering.reply(
                        context,
                        sessions.decide(
                            new DecideRequest(
                                sessions.inForce(),
                                site,
                                List.of(),
                                RequestSignals.none(),
                                consent,
                                capsule,
                                Detail.PLAIN)),
                        Slots.LEFT_OUT,
                        started)));
  }

  private void erase(RoutingContext context) {
    reception.site(
        context,
        site ->
            capsule(
                context,
                capsule ->
                    answering.await(
                        context,
                        sessions.erase(site, capsule),
                        erasure -> reply(context, erasure))));
  }

  private void reply(RoutingContext context, Erasure erasure) {
    switch (erasure) {
      case Erasure.Done done -> {
        answering.meters().capsule(CapsuleOutcome.DESTROYED);
        Replies.json(context, out -> ErasureJson.write(done, out));
      }
      case Erasure.Unreadable _ -> answering.unreadable(context);
      case Erasure.Unavailable _ -> answering.unavailable(context);
    }
  }

  private void capsule(RoutingContext context, Consumer<String> next) {
    Optional<String> capsule = Reception.capsule(context);
    if (capsule.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.CAPSULE_MISSING));
    } else if (capsule.orElseThrow().length() > Limits.CAPSULE_CHARACTERS_MAX) {
      answering.unreadable(context);
    } else {
      next.accept(capsule.orElseThrow());
    }
  }
}
