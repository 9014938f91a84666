package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.mien.api.config.Limits;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Route;
import dev.mien.api.json.AnswerJson;
import dev.mien.api.json.BodyRules;
import dev.mien.api.json.DecisionsJson;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.JsonWriting;
import dev.mien.api.json.PointedError;
import dev.mien.api.json.SessionMembers;
import dev.mien.api.json.WhyJson;
import dev.mien.api.workspace.SubjectIntake.Reply;
import dev.mien.api.workspace.Subjects.Found;
import dev.mien.engine.Preview;
import dev.mien.engine.Preview.Explained;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.persona.Visit;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.ConsentStatement.ByString;
import dev.mien.engine.privacy.ConsentStatement.Stated;
import dev.mien.engine.privacy.ConsentStatement.Unsaid;
import dev.mien.segments.model.Persona;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The route that shows what a workspace would decide for a visit, request by request: the one in
 * force, a draft, or files that the call carries. It counts and keeps nothing, and asks no crowd:
 * an author wants to see the offers of a visitor, common or not.
 */
public final class PreviewCall {
  private static final int MEMBERS_MAX = 8;
  private static final int NAME_CHARACTERS_MAX = 64;
  private static final int EXPLAINED_MAX = 1_000;

  private final SubjectIntake intake;
  private final BodyRules rules;
  private final Subjects subjects;
  private final Previewer previewer;

  public PreviewCall(Limits limits, BodyRules rules, Subjects subjects, Previewer previewer) {
    this.intake = new SubjectIntake(limits);
    this.rules = rules;
    this.subjects = subjects;
    this.previewer = previewer;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/preview", intake.then(this::answer)).needs(Permission.READ));
  }

  /**
   * What a body is about, before the words of its visit can be understood.
   *
   * @param persona the name of the one that is played; empty: what the body says
   * @param explained of which segments the rules are shown
   */
  private record About(Subject subject, Optional<String> persona, Explained explained) {}

  private Reply answer(byte[] body) throws IOException {
    return intake.read(
        body,
        PreviewCall::about,
        about ->
            switch (subjects.find(about.subject())) {
              case Found.Refused(var problem, var members) -> new Reply.Refused(problem, members);
              case Found.Built built ->
                  about.persona().isPresent()
                      ? played(built, about, about.persona().get())
                      : intake.read(
                          body,
                          walk -> visit(walk, built.edition()),
                          visit -> shown(built, preview(built, visit, about), _ -> {}));
            });
  }

  private static About about(JsonWalk walk) throws IOException {
    AboutMembers members = new AboutMembers(walk);
    walk.object("", MEMBERS_MAX, members::take);
    return members.about();
  }

  private static final class AboutMembers {
    private final JsonWalk walk;
    private final SubjectMembers subject;
    private Optional<String> persona = Optional.empty();
    private Explained explained = new Explained.All();
    private boolean says;

    AboutMembers(JsonWalk walk) {
      this.walk = walk;
      this.subject = new SubjectMembers(walk);
    }

    void take(String name, String pointer) throws IOException {
      switch (name) {
        case "signals", "events", "consent" -> {
          says = true;
          walk.skip();
        }
        case "why" -> explained = explained(pointer);
        case "persona" -> persona = walk.text(pointer, NAME_CHARACTERS_MAX);
        default -> {
          if (!subject.take(name, pointer)) {
            walk.error(
                pointer,
                "unknown-name",
                "A preview takes files, or draft and revision; persona, or signals, events and"
                    + " consent; and why.");
            walk.skip();
          }
        }
      }
    }

    private Explained explained(String pointer) throws IOException {
      if (walk.token() == JsonToken.START_ARRAY) {
        Set<String> names = new HashSet<>();
        walk.array(
            pointer,
            EXPLAINED_MAX,
            place -> walk.text(place, NAME_CHARACTERS_MAX).ifPresent(names::add));
        return new Explained.Named(names);
      }
      Optional<String> word = walk.text(pointer, NAME_CHARACTERS_MAX);
      if (word.isPresent() && !word.get().equals("all") && !word.get().equals("held")) {
        walk.error(pointer, "unknown-name", "Send all, held, or the names of segments.");
      }
      return word.filter("held"::equals).isPresent() ? new Explained.Held() : new Explained.All();
    }

    About about() {
      if (says && persona.isPresent()) {
        walk.error(
            "/persona", "too-many", "Send a persona, or signals, events and consent, not both.");
      }
      return new About(subject.subject(), persona, explained);
    }
  }

  private Visit visit(JsonWalk walk, Edition edition) throws IOException {
    SessionMembers members = SessionMembers.spaced(walk, rules, edition.vocabulary());
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          if (!members.take(name, pointer)) {
            walk.skip();
          }
        });
    return Visit.of(consent(edition, members.consent()), members.signals(), members.waits());
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

  private Reply played(Found.Built built, About about, String name) {
    Optional<Persona> persona =
        built.edition().model().personas().stream()
            .filter(one -> one.name().text().equals(name))
            .findFirst();
    return persona
        .map(
            found ->
                shown(
                    built,
                    preview(built, Visit.of(built.edition().model().schema(), found), about),
                    out -> out.writeStringField("persona", found.name().text())))
        .orElseGet(
            () ->
                Reply.refused(
                    Problem.of(
                        Kind.INVALID_BODY,
                        List.of(
                            new PointedError(
                                "/persona",
                                "unknown-name",
                                "The workspace has no persona of this name.")))));
  }

  private Preview preview(Found.Built built, Visit visit, About about) {
    return previewer.preview(built.edition(), visit, about.explained());
  }

  private Reply shown(Found.Built built, Preview preview, JsonWriting persona) {
    return Reply.done(
        out -> {
          out.writeStartObject();
          built.name().to(out);
          persona.to(out);
          out.writeStringField("crowd", "not-asked");
          out.writeStringField("mode", AnswerJson.word(preview.mode()));
          out.writeArrayFieldStart("steps");
          for (Preview.Step step : preview.steps()) {
            write(step, out);
          }
          out.writeEndArray();
          out.writeFieldName("segments");
          WhyJson.write(preview.segments(), out);
          out.writeFieldName("decisions");
          DecisionsJson.write(preview.decisions(), out);
          AnswerJson.writeNotices(preview.notices(), out);
          out.writeEndObject();
        });
  }

  private static void write(Preview.Step step, JsonGenerator out) throws IOException {
    out.writeStartObject();
    if (step.event().isPresent()) {
      out.writeStringField("event", step.event().get());
    }
    out.writeStringField("at", step.at().toString());
    out.writeStringField("mode", AnswerJson.word(step.mode()));
    out.writeObjectFieldStart("known");
    for (Preview.Known known : step.known()) {
      out.writeStringField(known.attribute(), known.actual());
    }
    out.writeEndObject();
    WhyJson.write("entered", step.entered(), out);
    WhyJson.write("left", step.left(), out);
    out.writeFieldName("decisions");
    DecisionsJson.write(step.decisions(), out);
    out.writeEndObject();
  }
}
