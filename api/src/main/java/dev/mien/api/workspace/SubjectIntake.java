package dev.mien.api.workspace;

import static dev.mien.api.workspace.Aside.aside;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Intake;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Replies;
import dev.mien.api.json.JsonBodies;
import dev.mien.api.json.JsonBodies.Shape;
import dev.mien.api.json.JsonWriting;
import dev.mien.api.json.Read;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.List;

/**
 * Where calls are taken in that may carry a workspace beside what they ask of it. Reading, asking
 * and writing are all done aside, since each takes as long as the workspace is large.
 */
final class SubjectIntake {
  private final Intake intake;
  private final JsonBodies bodies;

  SubjectIntake(Limits limits) {
    this.intake =
        new Intake(
            List.of("application/json"), limits.body().adminBytesMax(), limits.time().body());
    this.bodies =
        new JsonBodies(
            new Shape(
                limits.body().depthMax(),
                Carried.NAME_CHARACTERS_MAX,
                Carried.FILE_CHARACTERS_MAX,
                limits.body().numberCharactersMax(),
                limits.body().errorsMax()));
  }

  /** What a call is answered with. */
  sealed interface Reply {
    record Done(Buffer json) implements Reply {}

    /**
     * A problem.
     *
     * @param members what it says beside its kind
     */
    record Refused(Problem problem, JsonWriting members) implements Reply {}

    static Reply done(JsonWriting json) {
      return new Done(JsonWriting.bytes(json));
    }

    static Reply refused(Problem problem) {
      return new Refused(problem, _ -> {});
    }
  }

  /** What answers a call. May block. */
  @FunctionalInterface
  interface Answering {
    Reply answer(byte[] body) throws IOException;
  }

  Handler<RoutingContext> then(Answering answering) {
    return intake.then(
        (context, body) ->
            aside(
                context,
                () -> answering.answer(body.getBytes()),
                reply -> {
                  switch (reply) {
                    case Reply.Done(var json) -> Replies.body(context, 200, Replies.JSON, json);
                    case Reply.Refused(var problem, var members) ->
                        Replies.problem(context, problem, members);
                  }
                }));
  }

  /** What goes on with a body that could be read. */
  @FunctionalInterface
  interface Next<T> {
    Reply go(T value) throws IOException;
  }

  /** Reads a body, which may be read several times, and goes on with what it says. */
  <T> Reply read(byte[] body, JsonBodies.Form<T> form, Next<T> next) throws IOException {
    Read<T> read = bodies.read(body, form);
    return read instanceof Read.Sound<T>(var value)
        ? next.go(value)
        : Reply.refused(Problem.of(read));
  }
}
