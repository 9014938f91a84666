package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.access.Caller;
import dev.mien.api.access.Callers;
import dev.mien.api.access.Trail;
import dev.mien.api.config.Limits;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.edition.Summary;
import dev.mien.engine.workspace.Action;
import dev.mien.engine.workspace.Approvals;
import dev.mien.segments.Compilation;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** The routes that check, publish, list and roll back. */
public final class WorkspaceCalls {
  private static final String EDITIONS = "/admin/v1/editions";
  private static final String CURRENT = "current";
  private static final int NUMBER_DIGITS_MAX = 18;

  private final Editions editions;
  private final Approvals approvals;
  private final CrowdsJson crowds;
  private final Trail trail;
  private final SourcesIntake intake;

  /**
   * What publishing goes by.
   *
   * @param crowds of each segment of a model, by its position
   */
  public record Parts(
      Editions editions, Approvals approvals, Function<Model, List<CrowdStatus>> crowds) {}

  public WorkspaceCalls(Parts parts, Trail trail, Limits limits) {
    this.editions = parts.editions();
    this.approvals = parts.approvals();
    this.crowds = new CrowdsJson(parts.crowds());
    this.trail = trail;
    this.intake = new SourcesIntake(limits);
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/check", intake.then(this::check)).needs(Permission.READ),
        Route.post(EDITIONS, intake.then(this::publish)).needs(Permission.PUBLISH),
        Route.get(EDITIONS, this::list).needs(Permission.READ),
        Route.get(EDITIONS + "/:number", this::find).needs(Permission.READ),
        Route.post(EDITIONS + "/:number/rollback", this::rollBack).needs(Permission.PUBLISH));
  }

  private void check(RoutingContext context, List<SourceText> sources) {
    aside(
        context,
        () -> checked(sources),
        checked ->
            Replies.json(
                context,
                out -> {
                  Compilation compilation = checked.compilation();
                  out.writeStartObject();
                  out.writeBooleanField("accepted", compilation instanceof Compilation.Accepted);
                  out.writeStringField("summary", Rendering.summary(compilation));
                  DiagnosticJson.write(compilation.diagnostics(), out);
                  if (!compilation.approvals().isEmpty()) {
                    out.writeStringField(
                        "approval", Approvals.digest(sources, compilation.approvals()));
                  }
                  if (compilation instanceof Compilation.Accepted) {
                    CrowdsJson.write(checked.crowds(), out);
                  }
                  out.writeEndObject();
                }));
  }

  /** What became of a request to publish. */
  private sealed interface Outcome {
    record Tried(Noted noted) implements Outcome {}

    /** A second person has not agreed to it yet. */
    record Unapproved(String digest, List<Diagnostic> diagnostics) implements Outcome {}
  }

  private record Checked(Compilation compilation, List<CrowdsJson.Row> crowds) {}

  private Checked checked(List<SourceText> sources) {
    Compilation compilation = editions.check(sources);
    return new Checked(
        compilation,
        compilation instanceof Compilation.Accepted(var program, _)
            ? crowds.rows(program.model())
            : List.of());
  }

  private void publish(RoutingContext context, List<SourceText> sources) {
    Caller caller = Callers.of(context);
    aside(
        context,
        () -> published(caller, sources),
        outcome -> {
          switch (outcome) {
            case Outcome.Tried(var noted) -> reply(context, noted);
            case Outcome.Unapproved(var digest, var diagnostics) ->
                Replies.problem(
                    context,
                    Problem.of(Kind.APPROVAL_NEEDED),
                    out -> {
                      out.writeStringField("approval", digest);
                      DiagnosticJson.write(diagnostics, out);
                    });
          }
        });
  }

  private Outcome published(Caller caller, List<SourceText> sources) throws Exception {
    Compilation compilation = editions.check(sources);
    if (compilation instanceof Compilation.Accepted && !compilation.approvals().isEmpty()) {
      String digest = Approvals.digest(sources, compilation.approvals());
      if (!approvals.has(digest)) {
        return new Outcome.Unapproved(digest, compilation.diagnostics());
      }
    }
    return new Outcome.Tried(noted(caller, Action.PUBLISHED, () -> editions.publish(sources)));
  }

  private void rollBack(RoutingContext context) {
    Optional<Long> number = number(context);
    if (number.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NO_SUCH_EDITION));
      return;
    }
    Caller caller = Callers.of(context);
    aside(
        context,
        () -> noted(caller, Action.ROLLED_BACK, () -> editions.rollBack(number.orElseThrow())),
        published -> reply(context, published));
  }

  // What is in force already is answered as published, and nothing was done.
  private Noted noted(Caller caller, Action action, Callable<Publication> work) throws Exception {
    long before = editions.inForce().number();
    Publication publication = work.call();
    if (publication instanceof Publication.Published(var edition) && edition.number() > before) {
      trail.note(caller, action, "edition " + edition.number());
    }
    return new Noted(
        publication,
        publication instanceof Publication.Published(var edition)
            ? crowds.rows(edition.model())
            : List.of());
  }

  private record Noted(Publication publication, List<CrowdsJson.Row> crowds) {}

  private static void reply(RoutingContext context, Noted noted) {
    switch (noted.publication()) {
      case Publication.Published(var edition) -> {
        context.response().putHeader(HttpHeaders.LOCATION, EDITIONS + "/" + edition.number());
        Replies.body(
            context,
            201,
            Replies.JSON,
            JsonWriting.bytes(
                out -> {
                  out.writeStartObject();
                  write(summary(edition), out);
                  DiagnosticJson.write(edition.warnings(), out);
                  CrowdsJson.write(noted.crowds(), out);
                  out.writeEndObject();
                }));
      }
      case Publication.Refused(var diagnostics) ->
          Replies.problem(
              context,
              Problem.of(
                  Kind.WORKSPACE_REFUSED,
                  Kind.WORKSPACE_REFUSED.detail()
                      + " It has "
                      + Rendering.counts(diagnostics)
                      + "; the edition in force stays."),
              out -> DiagnosticJson.write(diagnostics, out));
      case Publication.NoSuchEdition _ ->
          Replies.problem(context, Problem.of(Kind.NO_SUCH_EDITION));
    }
  }

  private void list(RoutingContext context) {
    aside(
        context,
        editions::list,
        summaries ->
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  out.writeNumberField("inForce", editions.inForce().number());
                  out.writeArrayFieldStart("editions");
                  for (Summary summary : summaries) {
                    out.writeStartObject();
                    write(summary, out);
                    out.writeEndObject();
                  }
                  out.writeEndArray();
                  out.writeEndObject();
                }));
  }

  private void find(RoutingContext context) {
    Optional<Long> number =
        CURRENT.equals(context.pathParam("number"))
            ? Optional.of(editions.inForce().number())
            : number(context);
    if (number.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NO_SUCH_EDITION));
      return;
    }
    aside(
        context,
        () -> editions.find(number.orElseThrow()),
        stored ->
            stored.ifPresentOrElse(
                edition -> reply(context, edition),
                () -> Replies.problem(context, Problem.of(Kind.NO_SUCH_EDITION))));
  }

  private static void reply(RoutingContext context, StoredEdition stored) {
    SourcesReply.send(context, stored.sources(), out -> write(stored.summary(), out));
  }

  private static Summary summary(Edition edition) {
    return new Summary(
        edition.number(),
        edition.publishedAt(),
        edition.model().name(),
        edition.model().segments().size(),
        edition.model().slots().size());
  }

  private static void write(Summary summary, JsonGenerator out) throws IOException {
    out.writeNumberField("edition", summary.number());
    out.writeStringField("publishedAt", summary.publishedAt().toString());
    out.writeStringField("workspace", summary.workspace());
    out.writeNumberField("segments", summary.segments());
    out.writeNumberField("slots", summary.slots());
  }

  private static Optional<Long> number(RoutingContext context) {
    String text = String.valueOf(context.pathParam("number"));
    boolean fits =
        text.length() <= NUMBER_DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return fits && !text.isEmpty() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
