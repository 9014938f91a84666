package dev.mien.api.access;

import static dev.mien.api.http.Aside.aside;

import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.engine.access.Access;
import dev.mien.engine.access.Colleague;
import dev.mien.engine.workspace.Action;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** The routes that show who works here, and end where somebody is signed in. */
final class PeopleCalls {
  private static final String PEOPLE = "/admin/v1/people";

  private final Access access;
  private final Trail trail;

  PeopleCalls(Access access, Trail trail) {
    this.access = access;
    this.trail = trail;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PEOPLE, this::list).needs(Permission.READ),
        Route.delete(PEOPLE + "/:id/sign-ins", this::end).needs(Permission.ADMINISTER));
  }

  private void list(RoutingContext context) {
    aside(
        context,
        access.people()::list,
        people ->
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  out.writeArrayFieldStart("people");
                  for (Colleague colleague : people) {
                    out.writeStartObject();
                    PersonJson.write(colleague.person(), out);
                    PersonJson.write(colleague.roles(), out);
                    out.writeStringField("seen", colleague.seen().toString());
                    out.writeEndObject();
                  }
                  out.writeEndArray();
                  out.writeEndObject();
                }));
  }

  private void end(RoutingContext context) {
    Caller caller = Callers.of(context);
    String id = String.valueOf(context.pathParam("id"));
    aside(
        context,
        () -> ended(caller, id),
        ended -> {
          if (ended.isEmpty()) {
            Replies.problem(context, Problem.of(Kind.NO_SUCH_PERSON));
          } else {
            Replies.json(
                context,
                out -> {
                  out.writeStartObject();
                  out.writeNumberField("ended", ended.getAsInt());
                  out.writeEndObject();
                });
          }
        });
  }

  private OptionalInt ended(Caller caller, String id) throws IOException {
    if (access.people().find(id).isEmpty()) {
      return OptionalInt.empty();
    }
    int ended = access.signIns().endAll(id);
    if (ended > 0) {
      trail.note(caller.actor(), Action.SIGN_INS_ENDED, ended + " of " + id);
    }
    return OptionalInt.of(ended);
  }
}
