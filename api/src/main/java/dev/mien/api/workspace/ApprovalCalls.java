package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;

import dev.mien.api.access.Callers;
import dev.mien.api.access.Trail;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Reception;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.workspace.Approvals;
import dev.mien.engine.workspace.Change;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;

/** The route by which a second person agrees to a workspace that comes as files. */
public final class ApprovalCalls {
  private static final String APPROVALS = "/admin/v1/approvals";

  private static final int MEMBERS_MAX = 2;
  private static final int CHARACTERS_MAX = 200;

  private final Reception reception;
  private final Approvals approvals;
  private final Trail trail;

  public ApprovalCalls(Reception reception, Approvals approvals, Trail trail) {
    this.reception = reception;
    this.approvals = approvals;
    this.trail = trail;
  }

  public List<Route> routes() {
    return List.of(
        Route.post(APPROVALS, reception.withBody(this::handle)).needs(Permission.APPROVE));
  }

  private record Agreed(String digest, String reason) {}

  private void handle(RoutingContext context, Buffer body) {
    reception.read(context, body, ApprovalCalls::asked, asked -> approve(context, asked));
  }

  private static Agreed asked(JsonWalk walk) throws IOException {
    Members members = new Members(walk);
    walk.object("", MEMBERS_MAX, members::take);
    return members.asked();
  }

  private void approve(RoutingContext context, Agreed asked) {
    Change change = trail.change(Callers.of(context));
    aside(
        context,
        () -> approvals.approve(change, asked.digest(), asked.reason()),
        entry ->
            Replies.body(
                context,
                201,
                Replies.JSON,
                JsonWriting.bytes(
                    out -> {
                      out.writeStartObject();
                      out.writeStringField("digest", asked.digest());
                      out.writeNumberField("sequence", entry.sequence());
                      out.writeEndObject();
                    })));
  }

  private static final class Members {
    private final JsonWalk walk;
    private String digest = "";
    private String reason = "";

    Members(JsonWalk walk) {
      this.walk = walk;
    }

    void take(String name, String pointer) throws IOException {
      switch (name) {
        case "digest" -> digest = walk.text(pointer, CHARACTERS_MAX).orElse("");
        case "reason" -> reason = walk.text(pointer, CHARACTERS_MAX).orElse("");
        default -> {
          walk.error(pointer, "unknown-name", "An approval has digest and reason.");
          walk.skip();
        }
      }
    }

    Agreed asked() {
      if (!Approvals.isDigest(digest)) {
        walk.error("/digest", "not-a-digest", "Send the digest that a check or a refusal says.");
      }
      if (!Approvals.isReason(reason)) {
        walk.error(
            "/reason",
            "not-a-reason",
            "Say why, in one line of 3 to 120 printable ASCII characters.");
      }
      return new Agreed(digest, reason);
    }
  }
}
