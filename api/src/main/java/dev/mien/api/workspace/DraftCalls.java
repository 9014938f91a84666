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
import dev.mien.engine.workspace.Action;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Drafts;
import dev.mien.engine.workspace.Saving;
import dev.mien.segments.source.SourceText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The routes that list, show, save and delete drafts. The revision of a draft is its entity tag;
 * whoever changes one sends in {@code If-Match} the revision they saw, or nothing for a new one.
 */
public final class DraftCalls {
  private static final String DRAFTS = "/admin/v1/drafts";
  private static final String ONE = DRAFTS + "/:name";
  private static final Pattern TAG = Pattern.compile("\"?(\\d{1,18})\"?");

  /** What no draft has as its revision. */
  private static final long NEVER = -1;

  private final Drafts drafts;
  private final Trail trail;
  private final SourcesIntake intake;

  public DraftCalls(Drafts drafts, Trail trail, Limits limits) {
    this.drafts = drafts;
    this.trail = trail;
    this.intake = new SourcesIntake(limits);
  }

  public List<Route> routes() {
    return List.of(
        Route.get(DRAFTS, this::list).needs(Permission.READ),
        Route.get(ONE, this::find).needs(Permission.READ),
        Route.put(ONE, intake.then(this::save)).needs(Permission.EDIT),
        Route.delete(ONE, this::delete).needs(Permission.EDIT));
  }

  private void list(RoutingContext context) {
    aside(
        context,
        drafts::list,
        headings ->
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  out.writeArrayFieldStart("drafts");
                  for (Draft.Heading heading : headings) {
                    out.writeStartObject();
                    write(heading, out);
                    out.writeEndObject();
                  }
                  out.writeEndArray();
                  out.writeEndObject();
                }));
  }

  private void find(RoutingContext context) {
    withName(
        context,
        name ->
            aside(
                context,
                () -> drafts.find(name),
                found ->
                    found.ifPresentOrElse(
                        draft -> reply(context, draft),
                        () -> Replies.problem(context, Problem.of(Kind.NO_SUCH_DRAFT)))));
  }

  private static void reply(RoutingContext context, Draft draft) {
    context.response().putHeader(HttpHeaders.ETAG, tag(draft.heading()));
    SourcesReply.send(context, draft.sources(), out -> write(draft.heading(), out));
  }

  private void save(RoutingContext context, List<SourceText> sources) {
    if (!sources.stream().map(SourceText::text).allMatch(Draft::takes)) {
      Replies.problem(
          context,
          Problem.of(
              Kind.INVALID_BODY, "Send texts without NUL and without halves of surrogate pairs."));
      return;
    }
    long seen = seen(context);
    Caller caller = Callers.of(context);
    withName(
        context,
        name ->
            aside(
                context,
                () ->
                    noted(
                        caller,
                        Action.DRAFT_SAVED,
                        drafts.save(name, seen, sources, trail.change(caller))),
                saving -> reply(context, saving, heading -> saved(context, heading, seen))));
  }

  private static void saved(RoutingContext context, Draft.Heading heading, long seen) {
    context
        .response()
        .putHeader(HttpHeaders.ETAG, tag(heading))
        .putHeader(HttpHeaders.LOCATION, DRAFTS + "/" + heading.name().text());
    Replies.body(
        context,
        seen == 0 ? 201 : 200,
        Replies.JSON,
        JsonWriting.bytes(
            out -> {
              out.writeStartObject();
              write(heading, out);
              out.writeEndObject();
            }));
  }

  private void delete(RoutingContext context) {
    long seen = seen(context);
    Caller caller = Callers.of(context);
    withName(
        context,
        name ->
            aside(
                context,
                () -> noted(caller, Action.DRAFT_DELETED, drafts.delete(name, seen)),
                saving -> reply(context, saving, _ -> Replies.empty(context, 204))));
  }

  private Saving noted(Caller caller, Action action, Saving saving) {
    if (saving instanceof Saving.Done(var heading)) {
      trail.note(
          caller, action, "draft " + heading.name().text() + " revision " + heading.revision());
    }
    return saving;
  }

  private static void reply(RoutingContext context, Saving saving, Consumer<Draft.Heading> done) {
    switch (saving) {
      case Saving.Done(var heading) -> done.accept(heading);
      case Saving.Conflict(long revision) when revision == 0 ->
          Replies.problem(context, Problem.of(Kind.NO_SUCH_DRAFT));
      case Saving.Conflict(long revision) ->
          Replies.problem(
              context,
              Problem.of(Kind.DRAFT_CONFLICT),
              out -> out.writeNumberField("revision", revision));
      case Saving.Full _ -> Replies.problem(context, Problem.of(Kind.TOO_MANY_DRAFTS));
    }
  }

  private static void withName(RoutingContext context, Consumer<DraftName> next) {
    Optional<DraftName> name = DraftName.parse(String.valueOf(context.pathParam("name")));
    name.ifPresentOrElse(
        next,
        () ->
            Replies.problem(
                context,
                Problem.of(
                    Kind.NO_SUCH_DRAFT,
                    "The name of a draft is 1 to 64 lower-case letters, digits and dashes.")));
  }

  private static long seen(RoutingContext context) {
    String said = context.request().getHeader(HttpHeaders.IF_MATCH);
    if (said == null) {
      return 0;
    }
    Matcher tag = TAG.matcher(said.strip());
    return tag.matches() ? Long.parseLong(tag.group(1)) : NEVER;
  }

  private static String tag(Draft.Heading heading) {
    return "\"" + heading.revision() + "\"";
  }

  private static void write(Draft.Heading heading, JsonGenerator out) throws IOException {
    out.writeStringField("draft", heading.name().text());
    out.writeNumberField("revision", heading.revision());
    out.writeStringField("changedAt", heading.change().at().toString());
    out.writeStringField("changedBy", heading.change().by().name());
  }
}
