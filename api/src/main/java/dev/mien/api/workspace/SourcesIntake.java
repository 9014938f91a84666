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
import java.util.function.BiConsumer;

/** Where calls that carry a workspace take it in; what cannot be read is answered here. */
final class SourcesIntake {
  private static final String JSON = "application/json";

  private final Intake intake;

  SourcesIntake(Limits limits) {
    this.intake =
        new Intake(
            List.of(JSON, SourcesReply.YAML), limits.body().adminBytesMax(), limits.time().body());
  }

  Handler<RoutingContext> then(BiConsumer<RoutingContext, List<SourceText>> next) {
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
    return type.toLowerCase(Locale.ROOT).startsWith(SourcesReply.YAML)
        ? Carried.stream(body.getBytes())
        : Carried.files(body.getBytes());
  }
}
