package dev.mien.api.session;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Answering;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.AnswerJson.Form;
import dev.mien.api.json.AnswerJson.Receipt;
import dev.mien.api.json.AnswerJson.Slots;
import dev.mien.api.json.ConsentMembers;
import dev.mien.api.metrics.Meters.CapsuleOutcome;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.Erasure;
import dev.mien.engine.Exposing.ToldTo;
import dev.mien.engine.SessionView;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.Corrections;
import dev.mien.engine.signal.RequestSignals;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
        Route.put("/v1/session/corrections", reception.withBody(this::correct)).lastShed(),
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
                        context,
                        sessions
                            .show(site, capsule)
                            .thenCombine(told(context, site, capsule), Held::new),
                        held -> reply(context, held))));
  }

  /** What is held, and who may be told of it. */
  private record Held(SessionView view, List<ToldTo> told) {}

  private CompletionStage<List<ToldTo>> told(RoutingContext context, Site site, String capsule) {
    return switch (Reception.globalPrivacyControl(context)) {
      case ASKED -> CompletableFuture.completedFuture(List.of());
      case NOT_ASKED -> sessions.toldTo(site, capsule);
    };
  }

  private void reply(RoutingContext context, Held held) {
    switch (held.view()) {
      case SessionView.Shown shown ->
          Replies.json(context, out -> SessionViewJson.write(shown, held.told(), out));
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
                walk -> ConsentMembers.read(walk, reception.rules(), ""),
                consent -> {
                  Turn.Said said =
                      new Turn.Said(
                          new Expressed(
                              consent.statement(), Reception.globalPrivacyControl(context)),
                          RequestSignals.none(),
                          Corrections.none());
                  answering.reply(
                      context,
                      sessions.decide(request(sessions.inForce(), site, said, capsule)),
                      new Form(Slots.LEFT_OUT, Receipt.WANTED),
                      started);
                }));
  }

  private void correct(RoutingContext context, Buffer body) {
    long started = System.nanoTime();
    Edition edition = sessions.inForce();
    reception.site(
        context,
        site ->
            capsule(
                context,
                capsule ->
                    reception.read(
                        context,
                        body,
                        walk ->
                            CorrectionsBody.read(walk, reception.limits(), edition.vocabulary()),
                        corrections -> {
                          Turn.Said said =
                              new Turn.Said(
                                  new Expressed(
                                      new ConsentStatement.Unsaid(),
                                      Reception.globalPrivacyControl(context)),
                                  RequestSignals.none(),
                                  corrections);
                          answering.reply(
                              context,
                              sessions.decide(request(edition, site, said, Optional.of(capsule))),
                              new Form(Slots.LEFT_OUT, Receipt.NOT_WANTED),
                              started);
                        })));
  }

  private static DecideRequest request(
      Edition edition, Site site, Turn.Said said, Optional<String> capsule) {
    return new DecideRequest(
        edition, site, List.of(), said, capsule.map(Capsule::of), Detail.PLAIN);
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
