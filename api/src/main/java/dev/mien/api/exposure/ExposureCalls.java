package dev.mien.api.exposure;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Answering;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWalk;
import dev.mien.engine.Exposed;
import dev.mien.engine.privacy.GlobalPrivacyControl;
import dev.mien.engine.session.Site;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The route by which a recipient is told of segments. */
public final class ExposureCalls {
  private static final String RECIPIENT = "recipient";

  private final Reception reception;
  private final Answering answering;
  private final Exposures exposures;

  /** Where it is found out what may be told. */
  @FunctionalInterface
  public interface Exposures {
    CompletionStage<Exposed> expose(Site site, String capsule, String recipient);
  }

  public ExposureCalls(Reception reception, Answering answering, Exposures exposures) {
    this.reception = reception;
    this.answering = answering;
    this.exposures = exposures;
  }

  public List<Route> routes() {
    return List.of(Route.post("/v1/segments/ortb2", reception.withBody(this::expose)));
  }

  private void expose(RoutingContext context, Buffer body) {
    reception.site(
        context,
        site ->
            reception.read(
                context, body, this::recipient, recipient -> expose(context, site, recipient)));
  }

  private String recipient(JsonWalk walk) throws IOException {
    Members members = new Members(walk);
    walk.object("", 1, members::take);
    return members.recipient();
  }

  /** The members of a body. */
  private final class Members {
    private final JsonWalk walk;
    private Optional<String> recipient = Optional.empty();

    Members(JsonWalk walk) {
      this.walk = walk;
    }

    void take(String name, String pointer) throws IOException {
      if (name.equals(RECIPIENT)) {
        recipient = walk.text(pointer, reception.limits().nameCharactersMax());
      } else {
        walk.error(pointer, "unknown-name", "The body has a recipient, and nothing else.");
        walk.skip();
      }
    }

    String recipient() {
      if (recipient.isEmpty()) {
        walk.error("/" + RECIPIENT, "missing", "Send the name of a recipient of the policy.");
      }
      return recipient.orElse("");
    }
  }

  private void expose(RoutingContext context, Site site, String recipient) {
    String capsule = Reception.capsule(context).orElse("");
    boolean optsOut = Reception.globalPrivacyControl(context) == GlobalPrivacyControl.ASKED;
    if (optsOut || capsule.isEmpty()) {
      reply(context, site, Exposed.Told.NOTHING);
    } else if (capsule.length() > Limits.CAPSULE_CHARACTERS_MAX) {
      answering.unreadable(context);
    } else {
      answering.await(
          context,
          exposures.expose(site, capsule, recipient),
          exposed -> reply(context, site, exposed));
    }
  }

  private void reply(RoutingContext context, Site site, Exposed exposed) {
    switch (exposed) {
      case Exposed.Told(var ids) ->
          Replies.body(context, 200, Replies.JSON, Ortb2Json.bytes(site, ids));
      case Exposed.UnknownRecipient _ ->
          Replies.problem(context, Problem.of(Kind.NO_SUCH_RECIPIENT));
      case Exposed.Unreadable _ -> answering.unreadable(context);
      case Exposed.Erased _ -> answering.erased(context);
      case Exposed.Unavailable _ -> answering.unavailable(context);
    }
  }
}
