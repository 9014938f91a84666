package dev.mien.api.workspace;

import dev.mien.api.http.Permission;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.AnswerJson;
import dev.mien.api.json.DecisionsJson;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.SessionMembers;
import dev.mien.api.json.WhyJson;
import dev.mien.engine.Preview;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.ConsentStatement.ByString;
import dev.mien.engine.privacy.ConsentStatement.Stated;
import dev.mien.engine.privacy.ConsentStatement.Unsaid;
import dev.mien.engine.signal.RequestSignals;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The route that shows what the edition in force would decide; it counts and keeps nothing, and
 * asks no crowd: an author wants to see the offers of a visitor, common or not.
 */
public final class PreviewCall {
  private static final int MEMBERS_MAX = 3;

  private final Reception reception;
  private final Supplier<Edition> inForce;
  private final Previewer previewer;
  private final DecisionsJson json = new DecisionsJson();

  public PreviewCall(Reception reception, Supplier<Edition> inForce, Previewer previewer) {
    this.reception = reception;
    this.inForce = inForce;
    this.previewer = previewer;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/preview", reception.withBody(this::handle)).needs(Permission.READ));
  }

  private record Asked(RequestSignals signals, ConsentStatement consent) {}

  private void handle(RoutingContext context, Buffer body) {
    Edition edition = inForce.get();
    reception.read(
        context, body, walk -> asked(walk, edition), asked -> show(context, edition, asked));
  }

  private Asked asked(JsonWalk walk, Edition edition) throws IOException {
    SessionMembers members = new SessionMembers(walk, reception.rules(), edition.vocabulary());
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          if (!members.take(name, pointer)) {
            walk.error(pointer, "unknown-name", "A preview takes signals, events and consent.");
            walk.skip();
          }
        });
    return new Asked(members.signals(), consent(edition, members.consent()));
  }

  // Whoever previews wants to see what a visitor who allows everything would.
  private static ConsentStatement consent(Edition edition, ConsentStatement said) {
    return switch (said) {
      case Stated _, ByString _ -> said;
      case Unsaid _ ->
          new Stated(
              edition.model().schema().purposes().stream()
                  .map(purpose -> purpose.name().text())
                  .toList(),
              Optional.empty());
    };
  }

  private void show(RoutingContext context, Edition edition, Asked asked) {
    context
        .vertx()
        .executeBlocking(() -> previewer.preview(edition, asked.signals(), asked.consent()), false)
        .onComplete(preview -> reply(context, edition, preview), context::fail);
  }

  private void reply(RoutingContext context, Edition edition, Preview preview) {
    Replies.json(
        context,
        out -> {
          out.writeStartObject();
          out.writeNumberField("edition", edition.number());
          out.writeStringField("crowd", "not-asked");
          out.writeFieldName("segments");
          WhyJson.write(preview.segments(), out);
          out.writeFieldName("decisions");
          json.write(edition, preview.decisions(), out);
          AnswerJson.writeNotices(preview.notices(), out);
          out.writeEndObject();
        });
  }
}
