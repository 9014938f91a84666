package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;
import static dev.mien.api.workspace.DraftReplies.DRAFTS;
import static dev.mien.api.workspace.DraftReplies.ONE;
import static dev.mien.api.workspace.DraftReplies.withName;

import dev.mien.api.access.Caller;
import dev.mien.api.access.Callers;
import dev.mien.api.access.Trail;
import dev.mien.api.config.Limits;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.workspace.Action;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.Drafts;
import dev.mien.engine.workspace.ReviewRule;
import dev.mien.engine.workspace.Saving;
import dev.mien.segments.source.SourceText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The routes that list, show, save and delete drafts. The revision of a draft is its entity tag;
 * whoever changes one sends in {@code If-Match} the revision they saw, or nothing for a new one.
 */
public final class DraftCalls {
  private static final Pattern TAG = Pattern.compile("\"?(\\d{1,18})\"?");

  /** What no draft has as its revision. */
  private static final long NEVER = -1;

  private final Drafts drafts;
  private final ReviewRule rule;
  private final LongSupplier inForce;
  private final Trail trail;
  private final SourcesIntake intake;

  /**
   * Which drafts there are, and what lists say beside.
   *
   * @param inForce the number of the edition in force, which new drafts are changes to
   */
  public record Parts(Drafts drafts, ReviewRule rule, LongSupplier inForce) {}

  public DraftCalls(Parts parts, Trail trail, Limits limits) {
    this.drafts = parts.drafts();
    this.rule = parts.rule();
    this.inForce = parts.inForce();
    this.trail = trail;
    this.intake = new SourcesIntake(limits, "base");
  }

  public List<Route> routes() {
    return List.of(
        Route.get(DRAFTS, this::list).needs(Permission.READ),
        Route.get(ONE, this::find).needs(Permission.READ),
        Route.put(ONE, intake.thenAll(this::save)).needs(Permission.EDIT),
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
                  out.writeNumberField("inForce", inForce.getAsLong());
                  out.writeStringField("review", rule.name().toLowerCase(Locale.ROOT));
                  out.writeArrayFieldStart("drafts");
                  for (Draft.Heading heading : headings) {
                    out.writeStartObject();
                    DraftJson.writeMembers(heading, out);
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
    context.response().putHeader(HttpHeaders.ETAG, DraftReplies.tag(draft.heading()));
    SourcesReply.send(
        context, draft.sources(), out -> DraftJson.writeMembers(draft.heading(), out));
  }

  private void save(RoutingContext context, Carried.Found carried) {
    if (!carried.sources().stream().map(SourceText::text).allMatch(Draft::takes)) {
      Replies.problem(
          context,
          Problem.of(
              Kind.INVALID_BODY, "Send texts without NUL and without halves of surrogate pairs."));
      return;
    }
    long newest = inForce.getAsLong();
    if (carried.edition().isPresent() && carried.edition().getAsLong() > newest) {
      Replies.problem(
          context,
          Problem.of(Kind.INVALID_BODY, "Send as base an edition that is or was in force here."));
      return;
    }
    long seen = seen(context);
    OptionalLong base =
        carried.edition().isEmpty() && seen == 0 ? OptionalLong.of(newest) : carried.edition();
    Draft.Text text = new Draft.Text(carried.sources(), base);
    Caller by = Callers.of(context);
    withName(
        context,
        name ->
            aside(
                context,
                () ->
                    noted(by, Action.DRAFT_SAVED, drafts.save(name, seen, text, trail.change(by))),
                saving -> DraftReplies.reply(context, saving, done -> saved(context, done, seen))));
  }

  private static void saved(RoutingContext context, Saving.Done done, long seen) {
    context.response().putHeader(HttpHeaders.LOCATION, DRAFTS + "/" + done.heading().name().text());
    DraftReplies.send(
        context,
        seen == 0 ? 201 : 200,
        done.heading(),
        out -> {
          out.writeArrayFieldStart("lost");
          for (String lost : done.lost()) {
            out.writeString(lost);
          }
          out.writeEndArray();
        });
  }

  private void delete(RoutingContext context) {
    long seen = seen(context);
    Caller by = Callers.of(context);
    withName(
        context,
        name ->
            aside(
                context,
                () -> noted(by, Action.DRAFT_DELETED, drafts.delete(name, seen)),
                saving -> DraftReplies.reply(context, saving, _ -> Replies.empty(context, 204))));
  }

  private Saving noted(Caller by, Action action, Saving saving) {
    if (saving instanceof Saving.Done done && (action != Action.DRAFT_SAVED || !done.goesOn())) {
      trail.note(by, action, done.subject());
    }
    return saving;
  }

  private static long seen(RoutingContext context) {
    String said = context.request().getHeader(HttpHeaders.IF_MATCH);
    if (said == null) {
      return 0;
    }
    Matcher tag = TAG.matcher(said.strip());
    return tag.matches() ? Long.parseLong(tag.group(1)) : NEVER;
  }
}
