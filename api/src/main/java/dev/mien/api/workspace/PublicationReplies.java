package dev.mien.api.workspace;

import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.workspace.Outcome;
import dev.mien.segments.source.Diagnostic;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** What calls that publish answer. */
final class PublicationReplies {
  static final String EDITIONS = "/admin/v1/editions";

  private PublicationReplies() {}

  /**
   * What came of it, and the crowds of its segments where it is in force.
   *
   * @param crowds none where it is not
   */
  record Told(Outcome outcome, List<CrowdsJson.Row> crowds) {
    Told {
      crowds = List.copyOf(crowds);
    }
  }

  static void send(RoutingContext context, Told told) {
    switch (told.outcome()) {
      case Outcome.Published(var edition) -> published(context, edition, told.crowds());
      case Outcome.Scheduled(var heading) -> DraftReplies.send(context, 202, heading);
      case Outcome.Refused(var diagnostics) -> refused(context, diagnostics);
      case Outcome.Unapproved(var digest, var diagnostics) ->
          Replies.problem(
              context,
              Problem.of(Kind.APPROVAL_NEEDED),
              out -> {
                out.writeStringField("approval", digest);
                DiagnosticJson.write(diagnostics, out);
              });
      case Outcome.Superseded(long base, long inForce) ->
          Replies.problem(
              context,
              Problem.of(Kind.BASE_SUPERSEDED),
              out -> {
                out.writeNumberField("base", base);
                out.writeNumberField("inForce", inForce);
              });
      case Outcome.Changed(long revision) -> DraftReplies.conflict(context, revision);
      case Outcome.NoSuchEdition _ -> Replies.problem(context, Problem.of(Kind.NO_SUCH_EDITION));
    }
  }

  private static void published(
      RoutingContext context, Edition edition, List<CrowdsJson.Row> crowds) {
    context.response().putHeader(HttpHeaders.LOCATION, EDITIONS + "/" + edition.number());
    Replies.body(
        context,
        201,
        Replies.JSON,
        JsonWriting.bytes(
            out -> {
              out.writeStartObject();
              EditionJson.writeMembers(EditionJson.summary(edition), out);
              DiagnosticJson.write(edition.warnings(), out);
              CrowdsJson.write(crowds, out);
              out.writeEndObject();
            }));
  }

  static void refused(RoutingContext context, List<Diagnostic> diagnostics) {
    Replies.problem(
        context,
        Problem.of(
            Kind.WORKSPACE_REFUSED,
            Kind.WORKSPACE_REFUSED.detail()
                + " It has "
                + Rendering.counts(diagnostics)
                + "; the edition in force stays."),
        out -> DiagnosticJson.write(diagnostics, out));
  }
}
