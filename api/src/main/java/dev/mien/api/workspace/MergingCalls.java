package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.config.Limits;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonBodies;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.Read;
import dev.mien.api.workspace.SubjectIntake.Reply;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.workspace.Drafts;
import dev.mien.segments.Compilation;
import dev.mien.segments.edit.Change;
import dev.mien.segments.edit.Changes;
import dev.mien.segments.edit.Definition;
import dev.mien.segments.edit.Hunks;
import dev.mien.segments.edit.Merger;
import dev.mien.segments.edit.Merging;
import dev.mien.segments.edit.Merging.Side;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The routes that compare two states of a workspace, and bring two changes of one together. */
public final class MergingCalls {
  private static final int MEMBERS_MAX = 4;
  private static final int CHOICES_MAX = 1_000;
  private static final int SIDE_MAX = 10;
  private static final List<String> COMPARED = List.of("before", "after");
  private static final List<String> MERGED = List.of("base", "mine", "theirs");

  private final Editions editions;
  private final SubjectIntake intake;
  private final JsonBodies bodies;
  private final SubjectTexts texts;

  public MergingCalls(Editions editions, Drafts drafts, Limits limits) {
    this.editions = editions;
    this.intake = new SubjectIntake(limits);
    this.bodies = EditingCalls.bodies(limits);
    this.texts = new SubjectTexts(editions, drafts);
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/diff", intake.then(this::diff)).needs(Permission.READ),
        Route.post("/admin/v1/merge", intake.then(this::merge)).needs(Permission.READ));
  }

  /** Several workspaces, each under its name, and what else a call says. */
  private record Asked(Map<String, Subject> subjects, Map<Definition, Side> choices) {}

  /** What goes on with the texts of several workspaces, in the order of their names. */
  @FunctionalInterface
  private interface Answering {
    Reply answer(List<List<SourceText>> workspaces, Map<Definition, Side> choices);
  }

  private Reply answer(byte[] body, List<String> names, Answering answering) throws IOException {
    Read<Asked> read = bodies.read(body, walk -> asked(walk, names));
    if (!(read instanceof Read.Sound<Asked>(var asked))) {
      return Reply.refused(Problem.of(read));
    }
    List<List<SourceText>> workspaces = new ArrayList<>();
    for (String name : names) {
      switch (texts.find(asked.subjects().getOrDefault(name, new Subject.InForce()))) {
        case SubjectTexts.Found.Texts(var sources) -> workspaces.add(sources);
        case SubjectTexts.Found.Refused(var problem, var members) -> {
          return new Reply.Refused(problem, members);
        }
      }
    }
    return answering.answer(workspaces, asked.choices());
  }

  private static Asked asked(JsonWalk walk, List<String> names) throws IOException {
    Map<String, Subject> subjects = new HashMap<>();
    Map<Definition, Side> choices = new HashMap<>();
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          if (names.contains(name)) {
            subjects.put(name, subject(walk, pointer));
          } else if (name.equals("choices") && names.equals(MERGED)) {
            walk.object(
                pointer,
                CHOICES_MAX,
                (definition, place) -> choice(walk, choices, definition, place));
          } else {
            walk.error(pointer, "unknown-name", "Send " + String.join(", ", names) + ".");
            walk.skip();
          }
        });
    for (String name : names) {
      if (!subjects.containsKey(name)) {
        walk.error(
            "/" + name, "missing", "Send " + name + ": files, or draft and revision, or {}.");
      }
    }
    return new Asked(subjects, choices);
  }

  private static Subject subject(JsonWalk walk, String pointer) throws IOException {
    SubjectMembers members = new SubjectMembers(walk);
    walk.object(
        pointer,
        MEMBERS_MAX,
        (name, place) -> {
          if (!members.take(name, place)) {
            walk.error(place, "unknown-name", "Send files, or draft and revision.");
            walk.skip();
          }
        });
    return members.subject();
  }

  /** A definition is named as in a conflict: its kind, a blank and its name. */
  private static void choice(
      JsonWalk walk, Map<Definition, Side> choices, String definition, String place)
      throws IOException {
    int blank = definition.indexOf(' ');
    Definition chosen =
        blank < 0
            ? new Definition(definition, "")
            : new Definition(definition.substring(0, blank), definition.substring(blank + 1));
    switch (walk.text(place, SIDE_MAX).orElse("")) {
      case "mine" -> choices.put(chosen, Side.MINE);
      case "theirs" -> choices.put(chosen, Side.THEIRS);
      default -> walk.error(place, "not-a-side", "Send mine or theirs.");
    }
  }

  private Reply diff(byte[] body) throws IOException {
    return answer(body, COMPARED, (workspaces, _) -> diff(workspaces));
  }

  private static Reply diff(List<List<SourceText>> workspaces) {
    List<Change> changes = Changes.of(workspaces.getFirst(), workspaces.getLast());
    List<Hunks.FileHunks> files = Hunks.of(workspaces.getFirst(), workspaces.getLast());
    return Reply.done(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("changes");
          for (Change change : changes) {
            out.writeStartObject();
            out.writeStringField("kind", change.definition().kind());
            out.writeStringField("name", change.definition().name());
            out.writeStringField("change", change.kind().name().toLowerCase(Locale.ROOT));
            OutlineJson.texts("words", change.words(), out);
            if (change.sensitive()) {
              out.writeBooleanField("sensitive", true);
            }
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeArrayFieldStart("files");
          for (Hunks.FileHunks file : files) {
            write(file, out);
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }

  private static void write(Hunks.FileHunks file, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("name", file.name());
    out.writeArrayFieldStart("hunks");
    for (Hunks.Hunk hunk : file.hunks()) {
      out.writeStartObject();
      out.writeNumberField("before", hunk.before());
      out.writeNumberField("after", hunk.after());
      out.writeArrayFieldStart("lines");
      for (Hunks.Line line : hunk.lines()) {
        out.writeStartArray();
        out.writeString(line.sign());
        out.writeString(line.text());
        out.writeEndArray();
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
  }

  private Reply merge(byte[] body) throws IOException {
    return answer(body, MERGED, this::merge);
  }

  private Reply merge(List<List<SourceText>> workspaces, Map<Definition, Side> choices) {
    Merging merging =
        Merger.merge(workspaces.get(0), workspaces.get(1), workspaces.get(2), choices);
    Compilation compilation = editions.check(merging.files());
    return Reply.done(
        out -> {
          out.writeStartObject();
          out.writeObjectFieldStart("files");
          for (SourceText file : merging.files()) {
            out.writeStringField(file.name(), file.text());
          }
          out.writeEndObject();
          out.writeArrayFieldStart("conflicts");
          for (Merging.Conflict conflict : merging.conflicts()) {
            write(conflict, out);
          }
          out.writeEndArray();
          out.writeBooleanField("accepted", compilation instanceof Compilation.Accepted);
          DiagnosticJson.write(compilation.diagnostics(), out);
          out.writeEndObject();
        });
  }

  private static void write(Merging.Conflict conflict, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("kind", conflict.definition().kind());
    out.writeStringField("name", conflict.definition().name());
    out.writeStringField("choice", conflict.definition().toString());
    out.writeStringField("taken", conflict.taken().name().toLowerCase(Locale.ROOT));
    out.writeStringField("base", conflict.base());
    out.writeStringField("mine", conflict.mine());
    out.writeStringField("theirs", conflict.theirs());
    OutlineJson.texts("words", conflict.words(), out);
    out.writeEndObject();
  }
}
