package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.config.Limits;
import dev.mien.api.http.Intake;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.edition.Summary;
import dev.mien.segments.Compilation;
import dev.mien.segments.source.SourceText;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that check, publish, list and roll back. */
public final class WorkspaceCalls {
  private static final Logger LOG = LoggerFactory.getLogger(WorkspaceCalls.class);
  private static final String YAML = "application/yaml";
  private static final String JSON = "application/json";
  private static final String EDITIONS = "/admin/v1/editions";
  private static final String CURRENT = "current";
  private static final int NUMBER_DIGITS_MAX = 18;

  private final Editions editions;
  private final Intake intake;

  public WorkspaceCalls(Editions editions, Limits limits) {
    this.editions = editions;
    this.intake =
        new Intake(List.of(JSON, YAML), limits.body().adminBytesMax(), limits.time().body());
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/check", withSources(this::check)),
        Route.post(EDITIONS, withSources(this::publish)),
        Route.get(EDITIONS, this::list),
        Route.get(EDITIONS + "/:number", this::find),
        Route.post(EDITIONS + "/:number/rollback", this::rollBack));
  }

  private Handler<RoutingContext> withSources(BiConsumer<RoutingContext, List<SourceText>> next) {
    return intake.then(
        (context, body) ->
            aside(
                context,
                () -> carried(context, body),
                carried -> {
                  switch (carried) {
                    case Carried.Found(var sources) -> next.accept(context, sources);
                    case Carried.Refused(var problem) -> Replies.problem(context, problem);
                  }
                }));
  }

  private static Carried carried(RoutingContext context, Buffer body) {
    String type = String.valueOf(context.request().getHeader(HttpHeaders.CONTENT_TYPE));
    return type.toLowerCase(Locale.ROOT).startsWith(YAML)
        ? Carried.stream(body.getBytes())
        : Carried.files(body.getBytes());
  }

  private void check(RoutingContext context, List<SourceText> sources) {
    aside(
        context,
        () -> editions.check(sources),
        compilation ->
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  out.writeBooleanField("accepted", compilation instanceof Compilation.Accepted);
                  out.writeStringField("summary", Rendering.summary(compilation));
                  DiagnosticJson.write(compilation.diagnostics(), out);
                  out.writeEndObject();
                }));
  }

  private void publish(RoutingContext context, List<SourceText> sources) {
    aside(context, () -> editions.publish(sources), publication -> reply(context, publication));
  }

  private void rollBack(RoutingContext context) {
    Optional<Long> number = number(context);
    if (number.isEmpty()) {
      Replies.problem(context, Problem.of(Kind.NO_SUCH_EDITION));
      return;
    }
    aside(
        context,
        () -> editions.rollBack(number.orElseThrow()),
        publication -> reply(context, publication));
  }

  private static void reply(RoutingContext context, Publication publication) {
    switch (publication) {
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
    context.response().putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    String accept = context.request().getHeader(HttpHeaders.ACCEPT);
    if (accept != null && accept.contains(YAML)) {
      Replies.body(context, 200, YAML, Buffer.buffer(YamlStream.of(stored.sources())));
      return;
    }
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          write(stored.summary(), out);
          out.writeObjectFieldStart("files");
          for (SourceText source : stored.sources()) {
            out.writeStringField(source.name(), source.text());
          }
          out.writeEndObject();
          out.writeEndObject();
        });
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

  /** Does what takes time on a worker thread, and goes on with what came of it. */
  private static <T> void aside(RoutingContext context, Callable<T> work, Consumer<T> next) {
    context
        .vertx()
        .executeBlocking(work, false)
        .onComplete(
            value -> {
              try {
                next.accept(value);
              } catch (RuntimeException e) {
                // Out of here it would be lost in a callback, and the caller would wait for ever.
                context.fail(e);
              }
            },
            failure -> {
              if (failure instanceof IOException) {
                LOG.error("editions cannot be read or written", failure);
                Replies.problem(context, Problem.of(Kind.NOT_KEPT));
              } else {
                context.fail(failure);
              }
            });
  }
}
