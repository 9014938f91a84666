package dev.mien.api.workspace;

import static dev.mien.api.http.Aside.aside;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Intake;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonBodies;
import dev.mien.api.json.JsonBodies.Shape;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.JsonWriting;
import dev.mien.api.json.PointedError;
import dev.mien.api.json.Read;
import dev.mien.engine.edition.Editions;
import dev.mien.segments.edit.Edit;
import dev.mien.segments.edit.Editing;
import dev.mien.segments.edit.Editor;
import dev.mien.segments.source.SourceText;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The routes that show a workspace as JSON and change it piece by piece. They keep nothing: texts
 * come with the call, and go back with the answer.
 */
public final class EditingCalls {
  private static final int EDITS_MAX = 100;
  private static final int MEMBERS_MAX = 4;
  private static final int DEPTH_MAX = 48;

  private static final JsonBodies BODIES =
      new JsonBodies(
          new Shape(DEPTH_MAX, Carried.NAME_CHARACTERS_MAX, Carried.FILE_CHARACTERS_MAX, 40, 20));

  private final Editions editions;
  private final Intake intake;

  public EditingCalls(Editions editions, Limits limits) {
    this.editions = editions;
    this.intake =
        new Intake(
            List.of("application/json"), limits.body().adminBytesMax(), limits.time().body());
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/outline", then(this::outline)).needs(Permission.READ),
        Route.post("/admin/v1/edits", then(this::edit)).needs(Permission.READ));
  }

  /** An answer that is ready, but for sending it. */
  private sealed interface Answer {
    record Ready(Buffer json) implements Answer {}

    record No(Problem problem) implements Answer {}
  }

  @FunctionalInterface
  private interface Work {
    Answer on(byte[] body) throws IOException;
  }

  /** Everything happens aside, writing included: an outline can be long. */
  private Handler<RoutingContext> then(Work work) {
    return intake.then(
        (context, body) ->
            aside(
                context,
                () -> work.on(body.getBytes()),
                answer -> {
                  switch (answer) {
                    case Answer.Ready(var json) -> Replies.body(context, 200, Replies.JSON, json);
                    case Answer.No(var problem) -> Replies.problem(context, problem);
                  }
                }));
  }

  private Answer outline(byte[] body) {
    Read<List<SourceText>> read = BODIES.read(body, EditingCalls::files);
    if (!(read instanceof Read.Sound<List<SourceText>>(var sources))) {
      return new Answer.No(Problem.of(read));
    }
    OutlineJson outline = new OutlineJson(sources, editions.check(sources));
    return new Answer.Ready(
        JsonWriting.bytes(
            out -> {
              out.writeStartObject();
              outline.write(out);
              out.writeEndObject();
            }));
  }

  private static List<SourceText> files(JsonWalk walk) throws IOException {
    List<SourceText> sources = new ArrayList<>();
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          if (name.equals("files")) {
            sources.addAll(Carried.files(walk, pointer));
          } else {
            walk.error(pointer, "unknown-name", "This call takes files.");
            walk.skip();
          }
        });
    return sources;
  }

  private record Asked(List<SourceText> sources, List<Edit> edits) {}

  private Answer edit(byte[] body) {
    Read<Asked> read = BODIES.read(body, EditingCalls::edits);
    if (!(read instanceof Read.Sound<Asked>(var asked))) {
      return new Answer.No(Problem.of(read));
    }
    return switch (Editor.apply(asked.sources(), asked.edits())) {
      case Editing.Refused(var edit, var pointer, var code, var detail) ->
          new Answer.No(
              Problem.of(
                  Kind.EDIT_REFUSED,
                  List.of(new PointedError("/edits/" + edit + pointer, code, detail))));
      case Editing.Done(var files, var changed) -> {
        OutlineJson outline = new OutlineJson(files, editions.check(files));
        yield new Answer.Ready(
            JsonWriting.bytes(
                out -> {
                  out.writeStartObject();
                  out.writeObjectFieldStart("files");
                  for (SourceText file : changed) {
                    out.writeStringField(file.name(), file.text());
                  }
                  out.writeEndObject();
                  out.writeObjectFieldStart("outline");
                  outline.write(out);
                  out.writeEndObject();
                  out.writeEndObject();
                }));
      }
    };
  }

  private static Asked edits(JsonWalk walk) throws IOException {
    List<SourceText> sources = new ArrayList<>();
    List<Edit> edits = new ArrayList<>();
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          switch (name) {
            case "files" -> sources.addAll(Carried.files(walk, pointer));
            case "edits" ->
                walk.array(
                    pointer, EDITS_MAX, place -> EditJson.read(walk, place).ifPresent(edits::add));
            default -> {
              walk.error(pointer, "unknown-name", "This call takes files and edits.");
              walk.skip();
            }
          }
        });
    return new Asked(sources, edits);
  }
}
