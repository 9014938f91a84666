package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;
import static dev.mien.api.workspace.DraftReplies.ONE;
import static dev.mien.api.workspace.DraftReplies.withName;
import static dev.mien.api.workspace.PublicationReplies.EDITIONS;

import dev.mien.api.access.Callers;
import dev.mien.api.access.Trail;
import dev.mien.api.config.Limits;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.workspace.PublicationReplies.Told;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.engine.workspace.Change;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Outcome;
import dev.mien.engine.workspace.Publications;
import dev.mien.engine.workspace.Remark;
import dev.mien.engine.workspace.Standing;
import dev.mien.segments.model.Model;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The routes that publish: files, a draft now or at a time, and an earlier edition. */
public final class PublicationCalls {
  private static final String PUBLICATION = ONE + "/publication";

  /** How far ahead a publication can be scheduled. */
  private static final Duration AHEAD_MAX = Duration.ofDays(366);

  private final Publications publications;
  private final CrowdsJson crowds;
  private final Reception reception;
  private final Trail trail;
  private final SourcesIntake intake;

  /**
   * What publishes, and what is said of it.
   *
   * @param crowds of each segment of a model, by its position
   */
  public record Parts(
      Publications publications, Function<Model, List<CrowdStatus>> crowds, Reception reception) {}

  public PublicationCalls(Parts parts, Trail trail, Limits limits) {
    this.publications = parts.publications();
    this.crowds = new CrowdsJson(parts.crowds());
    this.reception = parts.reception();
    this.trail = trail;
    this.intake = new SourcesIntake(limits, "seen");
  }

  public List<Route> routes() {
    return List.of(
        Route.post(EDITIONS, intake.thenAll(this::publish)).needs(Permission.PUBLISH),
        Route.post(EDITIONS + "/:number/rollback", this::rollBack).needs(Permission.PUBLISH),
        Route.post(PUBLICATION, Asked.then(reception, Asked.Form.PUBLICATION, this::publishDraft))
            .needs(Permission.PUBLISH),
        Route.delete(PUBLICATION, this::unschedule).needs(Permission.PUBLISH));
  }

  private Remark remark(RoutingContext context, String say) {
    return new Remark(trail.change(Callers.of(context)), say);
  }

  private void publish(RoutingContext context, Carried.Found carried) {
    Remark remark = remark(context, "");
    answer(context, () -> publications.publish(carried.sources(), carried.edition(), remark));
  }

  private void rollBack(RoutingContext context) {
    Optional<Long> number = EditionNumber.of(context);
    if (number.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NO_SUCH_EDITION));
      return;
    }
    Remark remark = remark(context, "");
    answer(context, () -> publications.rollBack(number.get(), remark));
  }

  private void publishDraft(RoutingContext context, Asked asked) {
    Remark remark = remark(context, asked.say());
    Optional<Instant> at = asked.at().filter(when -> when.isAfter(remark.change().at()));
    if (at.isPresent() && at.get().isAfter(remark.change().at().plus(AHEAD_MAX))) {
      Replies.problem(
          context,
          Problem.of(
              Kind.INVALID_BODY,
              "Send as at a time within " + AHEAD_MAX.toDays() + " days from now."));
      return;
    }
    withName(context, name -> answer(context, () -> draft(name, asked.revision(), remark, at)));
  }

  private Outcome draft(DraftName name, long revision, Remark remark, Optional<Instant> at)
      throws Exception {
    return at.isPresent()
        ? publications.schedule(name, revision, new Standing.Schedule(at.get(), remark))
        : publications.publish(name, revision, remark);
  }

  private void answer(RoutingContext context, Callable<Outcome> work) {
    aside(context, () -> told(work.call()), told -> PublicationReplies.send(context, told));
  }

  private Told told(Outcome outcome) {
    return new Told(
        outcome,
        outcome instanceof Outcome.Published(var edition)
            ? crowds.rows(edition.model())
            : List.of());
  }

  private void unschedule(RoutingContext context) {
    Change change = trail.change(Callers.of(context));
    withName(
        context,
        name ->
            aside(
                context,
                () -> publications.unschedule(name, new Remark(change, "")),
                saving ->
                    DraftReplies.reply(
                        context, saving, done -> DraftReplies.send(context, 200, done.heading()))));
  }
}
