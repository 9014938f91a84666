package dev.mien.api.workspace;

import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Saving;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.function.Consumer;

/** How calls find the draft in their path, and what they answer of a change to it. */
final class DraftReplies {
  static final String DRAFTS = "/admin/v1/drafts";
  static final String ONE = DRAFTS + "/:name";

  private DraftReplies() {}

  /** Goes on with the name in the path, or says that it cannot be one. */
  static void withName(RoutingContext context, Consumer<DraftName> next) {
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

  /** Goes on where a change is done, or says why not. */
  static void reply(RoutingContext context, Saving saving, Consumer<Saving.Done> done) {
    switch (saving) {
      case Saving.Done change -> done.accept(change);
      case Saving.Conflict(long revision) -> conflict(context, revision);
      case Saving.Full _ -> Replies.problem(context, Problem.of(Kind.TOO_MANY_DRAFTS));
    }
  }

  /**
   * Says that the draft is not what was seen.
   *
   * @param revision the one it has; 0 if there is no such draft
   */
  static void conflict(RoutingContext context, long revision) {
    if (revision == 0) {
      Replies.problem(context, Problem.of(Kind.NO_SUCH_DRAFT));
    } else {
      Replies.problem(
          context,
          Problem.of(Kind.DRAFT_CONFLICT),
          out -> out.writeNumberField("revision", revision));
    }
  }

  /** Sends a draft as it is after a change, without its files. */
  static void send(RoutingContext context, int status, Draft.Heading heading) {
    send(context, status, heading, _ -> {});
  }

  /** The same, with members beside. */
  static void send(RoutingContext context, int status, Draft.Heading heading, JsonWriting members) {
    context.response().putHeader(HttpHeaders.ETAG, tag(heading));
    Replies.body(
        context,
        status,
        Replies.JSON,
        JsonWriting.bytes(
            out -> {
              out.writeStartObject();
              DraftJson.writeMembers(heading, out);
              members.to(out);
              out.writeEndObject();
            }));
  }

  static String tag(Draft.Heading heading) {
    return "\"" + heading.revision() + "\"";
  }
}
