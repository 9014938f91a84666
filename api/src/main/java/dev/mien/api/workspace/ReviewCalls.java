package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;
import static dev.mien.api.workspace.DraftReplies.ONE;
import static dev.mien.api.workspace.DraftReplies.withName;

import dev.mien.api.access.Callers;
import dev.mien.api.access.Trail;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Remark;
import dev.mien.engine.workspace.Reviews;
import dev.mien.engine.workspace.Reviews.Answer;
import dev.mien.engine.workspace.Saving;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;

/** The routes by which agreement to a draft is asked for, given, refused and taken back. */
public final class ReviewCalls {
  private static final String REVIEW = ONE + "/review";
  private static final String APPROVAL = ONE + "/approval";
  private static final String OBJECTION = ONE + "/objection";

  private final Reception reception;
  private final Reviews reviews;
  private final Trail trail;

  public ReviewCalls(Reception reception, Reviews reviews, Trail trail) {
    this.reception = reception;
    this.reviews = reviews;
    this.trail = trail;
  }

  public List<Route> routes() {
    return List.of(
        Route.post(
                REVIEW,
                Asked.then(
                    reception,
                    Asked.Form.REMARK,
                    (context, asked) -> change(context, asked, reviews::ask)))
            .needs(Permission.EDIT),
        Route.delete(REVIEW, this::withdraw).needs(Permission.EDIT),
        Route.post(APPROVAL, Asked.then(reception, Asked.Form.ANSWER, this::approve))
            .needs(Permission.APPROVE),
        Route.post(
                OBJECTION,
                Asked.then(
                    reception,
                    Asked.Form.ANSWER,
                    (context, asked) -> change(context, asked, reviews::object)))
            .needs(Permission.APPROVE));
  }

  /** A change to how far a draft is. */
  @FunctionalInterface
  private interface Step {
    Saving take(DraftName name, long revision, Remark remark) throws IOException;
  }

  private Remark remark(RoutingContext context, String say) {
    return new Remark(trail.change(Callers.of(context)), say);
  }

  private void change(RoutingContext context, Asked asked, Step step) {
    Remark remark = remark(context, asked.say());
    withName(
        context,
        name ->
            aside(
                context,
                () -> step.take(name, asked.revision(), remark),
                saving -> reply(context, saving)));
  }

  private void withdraw(RoutingContext context) {
    Remark remark = remark(context, "");
    withName(
        context,
        name ->
            aside(context, () -> reviews.withdraw(name, remark), saving -> reply(context, saving)));
  }

  private void approve(RoutingContext context, Asked asked) {
    Remark remark = remark(context, asked.say());
    withName(
        context,
        name ->
            aside(
                context,
                () -> reviews.approve(name, asked.revision(), remark),
                answer -> {
                  switch (answer) {
                    case Answer.Given(var saving) -> reply(context, saving);
                    case Answer.OwnWork _ -> Replies.problem(context, Problem.of(Kind.OWN_WORK));
                    case Answer.Refused(var diagnostics) ->
                        PublicationReplies.refused(context, diagnostics);
                  }
                }));
  }

  private static void reply(RoutingContext context, Saving saving) {
    DraftReplies.reply(context, saving, done -> DraftReplies.send(context, 200, done.heading()));
  }
}
