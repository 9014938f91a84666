package dev.mien.api.workspace;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonBodies;
import dev.mien.api.json.JsonBodies.Shape;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.PointedError;
import dev.mien.api.json.Read;
import dev.mien.api.workspace.SubjectIntake.Reply;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.workspace.Drafts;
import dev.mien.segments.edit.Edit;
import dev.mien.segments.edit.Editing;
import dev.mien.segments.edit.Editor;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The routes that show a workspace as JSON and change it piece by piece. They keep nothing: texts
 * come with the call, or are those of a draft or of the edition in force, and go back with the
 * answer.
 */
public final class EditingCalls {
  private static final int EDITS_MAX = 100;
  private static final int MEMBERS_MAX = 4;

  /** Rules nest 32 deep at most, and each level is an object and a list. */
  private static final int DEPTH_MAX = 80;

  private final Editions editions;
  private final SubjectIntake intake;
  private final JsonBodies bodies;
  private final SubjectTexts texts;

  public EditingCalls(Editions editions, Drafts drafts, Limits limits) {
    this.editions = editions;
    this.intake = new SubjectIntake(limits);
    this.bodies = bodies(limits);
    this.texts = new SubjectTexts(editions, drafts);
  }

  /** Reads bodies with definitions in them, whose rules nest. */
  static JsonBodies bodies(Limits limits) {
    return new JsonBodies(
        new Shape(
            DEPTH_MAX,
            Carried.NAME_CHARACTERS_MAX,
            Carried.FILE_CHARACTERS_MAX,
            limits.body().numberCharactersMax(),
            limits.body().errorsMax()));
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/outline", intake.then(this::outline)).needs(Permission.READ),
        Route.post("/admin/v1/edits", intake.then(this::edit)).needs(Permission.READ));
  }

  private Reply outline(byte[] body) throws IOException {
    return read(body, EditingCalls::subject, this::outline);
  }

  private <T> Reply read(byte[] body, JsonBodies.Form<T> form, SubjectIntake.Next<T> next)
      throws IOException {
    Read<T> read = bodies.read(body, form);
    return read instanceof Read.Sound<T>(var value)
        ? next.go(value)
        : Reply.refused(Problem.of(read));
  }

  private Reply outline(Subject subject) throws IOException {
    return switch (texts.find(subject)) {
      case SubjectTexts.Found.Refused(var problem, var members) ->
          new Reply.Refused(problem, members);
      case SubjectTexts.Found.Texts(var sources) -> {
        OutlineJson outline = OutlineJson.of(sources, editions::check);
        yield Reply.done(
            out -> {
              out.writeStartObject();
              outline.write(out);
              out.writeEndObject();
            });
      }
    };
  }

  private static Subject subject(JsonWalk walk) throws IOException {
    SubjectMembers subject = new SubjectMembers(walk);
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          if (!subject.take(name, pointer)) {
            walk.error(pointer, "unknown-name", "Send files, or draft and revision.");
            walk.skip();
          }
        });
    return subject.subject();
  }

  private record Asked(Subject subject, List<Edit> edits) {}

  private Reply edit(byte[] body) throws IOException {
    return read(body, EditingCalls::edits, this::edit);
  }

  private Reply edit(Asked asked) throws IOException {
    return switch (texts.find(asked.subject())) {
      case SubjectTexts.Found.Refused(var problem, var members) ->
          new Reply.Refused(problem, members);
      case SubjectTexts.Found.Texts(var sources) -> edited(Editor.apply(sources, asked.edits()));
    };
  }

  private Reply edited(Editing editing) {
    return switch (editing) {
      case Editing.Refused(var edit, var pointer, var code, var detail) ->
          Reply.refused(
              Problem.of(
                  Kind.EDIT_REFUSED,
                  List.of(new PointedError("/edits/" + edit + pointer, code, detail))));
      case Editing.Done(var files, var changed) -> {
        OutlineJson outline = OutlineJson.of(files, editions::check);
        yield Reply.done(
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
            });
      }
    };
  }

  private static Asked edits(JsonWalk walk) throws IOException {
    SubjectMembers subject = new SubjectMembers(walk);
    List<Edit> edits = new ArrayList<>();
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          if (name.equals("edits")) {
            walk.array(
                pointer, EDITS_MAX, place -> EditJson.read(walk, place).ifPresent(edits::add));
          } else if (!subject.take(name, pointer)) {
            walk.error(
                pointer, "unknown-name", "Send edits with files, or with draft and revision.");
            walk.skip();
          }
        });
    return new Asked(subject.subject(), edits);
  }
}
