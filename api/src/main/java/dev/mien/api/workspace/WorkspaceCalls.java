package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;
import static dev.mien.api.workspace.PublicationReplies.EDITIONS;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.edition.Summary;
import dev.mien.engine.workspace.Approvals;
import dev.mien.engine.workspace.Credit;
import dev.mien.engine.workspace.Credits;
import dev.mien.engine.workspace.ReviewRule;
import dev.mien.segments.Compilation;
import dev.mien.segments.model.Model;
import dev.mien.segments.source.SourceText;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The routes that check a workspace, and that list and show editions. */
public final class WorkspaceCalls {
  private static final String CURRENT = "current";

  private final Editions editions;
  private final Credits credits;
  private final ReviewRule rule;
  private final CrowdsJson crowds;
  private final SourcesIntake intake;

  /**
   * What there is, whose work it is, and when a second person has to agree.
   *
   * @param crowds of each segment of a model, by its position
   */
  public record Parts(
      Editions editions,
      Credits credits,
      ReviewRule rule,
      Function<Model, List<CrowdStatus>> crowds) {}

  public WorkspaceCalls(Parts parts, Limits limits) {
    this.editions = parts.editions();
    this.credits = parts.credits();
    this.rule = parts.rule();
    this.crowds = new CrowdsJson(parts.crowds());
    this.intake = new SourcesIntake(limits);
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/check", intake.then(this::check)).needs(Permission.READ),
        Route.get(EDITIONS, this::list).needs(Permission.READ),
        Route.get(EDITIONS + "/:number", this::find).needs(Permission.READ));
  }

  private record Checked(Compilation compilation, List<CrowdsJson.Row> crowds) {}

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
                  if (rule.asks(compilation.approvals())) {
                    out.writeStringField(
                        "approval", Approvals.digest(sources, compilation.approvals()));
                  }
                  if (compilation instanceof Compilation.Accepted) {
                    CrowdsJson.write(checked.crowds(), out);
                  }
                  out.writeEndObject();
                }));
  }

  private Checked checked(List<SourceText> sources) {
    Compilation compilation = editions.check(sources);
    return new Checked(
        compilation,
        compilation instanceof Compilation.Accepted(var program, _)
            ? crowds.rows(program.model())
            : List.of());
  }

  private record Listed(List<Summary> summaries, Map<Long, Credit> credits) {}

  private void list(RoutingContext context) {
    aside(
        context,
        this::listed,
        listed ->
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  out.writeNumberField("inForce", editions.inForce().number());
                  out.writeArrayFieldStart("editions");
                  for (Summary summary : listed.summaries()) {
                    out.writeStartObject();
                    EditionJson.writeMembers(summary, out);
                    EditionJson.writeMembers(
                        Optional.ofNullable(listed.credits().get(summary.number())), out);
                    out.writeEndObject();
                  }
                  out.writeEndArray();
                  out.writeEndObject();
                }));
  }

  private Listed listed() throws IOException {
    List<Summary> summaries = editions.list();
    return new Listed(
        summaries,
        credits.newest(Math.max(summaries.size(), 1)).stream()
            .collect(Collectors.toMap(Credit::edition, Function.identity())));
  }

  private void find(RoutingContext context) {
    Optional<Long> number =
        CURRENT.equals(context.pathParam("number"))
            ? Optional.of(editions.inForce().number())
            : EditionNumber.of(context);
    if (number.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NO_SUCH_EDITION));
      return;
    }
    aside(
        context,
        () -> editions.find(number.get()),
        stored ->
            stored.ifPresentOrElse(
                edition -> reply(context, edition),
                () -> Replies.problem(context, Problem.of(Kind.NO_SUCH_EDITION))));
  }

  private static void reply(RoutingContext context, StoredEdition stored) {
    SourcesReply.send(
        context, stored.sources(), out -> EditionJson.writeMembers(stored.summary(), out));
  }
}
