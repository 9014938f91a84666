package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Intake;
import dev.mien.api.http.Replies;
import dev.mien.segments.source.SourceText;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Where calls that carry a workspace take it in; what cannot be read is answered here. */
final class SourcesIntake {
  private static final String JSON = "application/json";

  private final Intake intake;
  private final Optional<String> edition;

  SourcesIntake(Limits limits) {
    this(limits, Optional.empty());
  }

  /**
   * @param edition the name of the member by which callers say which edition they know
   */
  SourcesIntake(Limits limits, String edition) {
    this(limits, Optional.of(edition));
  }

  private SourcesIntake(Limits limits, Optional<String> edition) {
    this.edition = edition;
    this.intake =
        new Intake(
            List.of(JSON, SourcesReply.YAML), limits.body().adminBytesMax(), limits.time().body());
  }

  /** A handler that goes on with the files. */
  Handler<RoutingContext> then(BiConsumer<RoutingContext, List<SourceText>> next) {
    return thenAll((context, found) -> next.accept(context, found.sources()));
  }

  /** A handler that goes on with the files and the edition that is known. */
  Handler<RoutingContext> thenAll(BiConsumer<RoutingContext, Carried.Found> next) {
    return intake.then(
        (context, body) ->
            aside(
                context,
                () -> carried(context, body),
                carried -> {
                  switch (carried) {
                    case Carried.Found found -> next.accept(context, found);
                    case Carried.Refused(var problem) -> Replies.problem(context, problem);
                  }
                }));
  }

  private Carried carried(RoutingContext context, Buffer body) {
    String type = String.valueOf(context.request().getHeader(HttpHeaders.CONTENT_TYPE));
    return type.toLowerCase(Locale.ROOT).startsWith(SourcesReply.YAML)
        ? Carried.stream(body.getBytes())
        : Carried.files(body.getBytes(), edition);
  }
}
