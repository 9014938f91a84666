package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import dev.mien.api.config.Limits;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.PointedError;
import dev.mien.api.json.WhyJson;
import dev.mien.api.workspace.SubjectIntake.Reply;
import dev.mien.api.workspace.Subjects.Found;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.explain.Decided;
import dev.mien.engine.persona.Played;
import dev.mien.segments.Workspaces;
import dev.mien.segments.check.Rewrite;
import dev.mien.segments.edit.Tried;
import dev.mien.segments.edit.Value;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Persona;
import dev.mien.segments.model.Persona.Expectation;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * The route that says what becomes of the personas of a workspace: in which segments each is, or
 * how one segment comes out for each, which may be written anew over the workspace.
 */
public final class PersonasCall {
  private static final int MEMBERS_MAX = 4;
  private static final int SEGMENT_MEMBERS_MAX = 5;
  private static final int NAME_CHARACTERS_MAX = 64;
  private static final int RULES_MAX = 64;
  private static final int RULE_CHARACTERS_MAX = 4_000;
  private static final int TITLE_CHARACTERS_MAX = 300;

  /** What a segment is called that has no name yet. */
  private static final String NAMELESS = "this-segment";

  private final SubjectIntake intake;
  private final Subjects subjects;

  public PersonasCall(Limits limits, Subjects subjects) {
    this.intake = new SubjectIntake(limits);
    this.subjects = subjects;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/personas/trial", intake.then(this::answer)).needs(Permission.READ));
  }

  /** Of which segments is asked. */
  private sealed interface Wanted {
    record All() implements Wanted {}

    record Named(String name) implements Wanted {}

    /**
     * One that is being written.
     *
     * @param unread what is wrong with texts of its score that cannot be read
     */
    record Written(Rewrite.Text text, List<Diagnostic> unread) implements Wanted {}
  }

  private record About(Subject subject, Wanted wanted) {}

  private Reply answer(byte[] body) throws IOException {
    return intake.read(
        body,
        PersonasCall::about,
        about ->
            switch (subjects.find(about.subject())) {
              case Found.Refused(var problem, var members) -> new Reply.Refused(problem, members);
              case Found.Built built -> answer(built, about.wanted());
            });
  }

  private static About about(JsonWalk walk) throws IOException {
    Members members = new Members(walk);
    walk.object("", MEMBERS_MAX, members::take);
    return new About(members.subject.subject(), members.wanted);
  }

  private static final class Members {
    private final JsonWalk walk;
    private final SubjectMembers subject;
    private Wanted wanted = new Wanted.All();

    Members(JsonWalk walk) {
      this.walk = walk;
      this.subject = new SubjectMembers(walk);
    }

    void take(String name, String pointer) throws IOException {
      if (name.equals("segment")) {
        wanted =
            walk.token() == JsonToken.VALUE_STRING
                ? new Wanted.Named(walk.text(pointer, NAME_CHARACTERS_MAX).orElse(""))
                : new SegmentMembers(walk).read(pointer);
      } else if (!subject.take(name, pointer)) {
        walk.error(
            pointer, "unknown-name", "A trial takes files, or draft and revision, and segment.");
        walk.skip();
      }
    }
  }

  private static final class SegmentMembers {
    private final JsonWalk walk;
    private final List<SourceText> rules = new ArrayList<>();
    private Optional<String> when = Optional.empty();
    private Optional<Value> score = Optional.empty();
    private String name = NAMELESS;

    SegmentMembers(JsonWalk walk) {
      this.walk = walk;
    }

    Wanted.Written read(String pointer) throws IOException {
      walk.object(pointer, SEGMENT_MEMBERS_MAX, this::take);
      when.ifPresent(text -> rules.addFirst(new SourceText(name, text)));
      if (score.isPresent() && rules.isEmpty()) {
        return scored(score.get(), pointer);
      }
      if (score.isPresent()) {
        walk.error(pointer + "/score", "too-many", "Send a score, or rules, not both.");
      } else if (rules.isEmpty()) {
        walk.error(
            pointer + "/when", "missing", "Send a rule as when, several as rules, or a score.");
      }
      return new Wanted.Written(new Rewrite.Text(name, rules), List.of());
    }

    private Wanted.Written scored(Value said, String pointer) {
      Value.Table segment = Value.emptyTable().with("name", new Value.Text(name));
      return switch (Tried.of(segment.with("score", said))) {
        case Tried.Read.Sound(var tried) ->
            new Wanted.Written(
                new Rewrite.Text(name, rules, tried.declaration().score()), tried.unread());
        case Tried.Read.Unsound(var place, var detail) -> {
          walk.error(pointer + place, "wrong-value", detail);
          yield new Wanted.Written(new Rewrite.Text(name, rules), List.of());
        }
      };
    }

    private void take(String member, String pointer) throws IOException {
      switch (member) {
        case "name" -> name = walk.text(pointer, NAME_CHARACTERS_MAX).orElse(NAMELESS);
        case "title" -> walk.text(pointer, TITLE_CHARACTERS_MAX);
        case "when" -> when = walk.text(pointer, RULE_CHARACTERS_MAX);
        case "rules" ->
            walk.object(
                pointer,
                RULES_MAX,
                (rule, place) ->
                    walk.text(place, RULE_CHARACTERS_MAX)
                        .ifPresent(text -> rules.add(new SourceText(rule, text))));
        case "score" -> score = ValueJson.read(walk, pointer);
        default -> {
          walk.error(
              pointer, "unknown-name", "A segment has name, title, and when, rules or score.");
          walk.skip();
        }
      }
    }
  }

  private static Reply answer(Found.Built built, Wanted wanted) {
    Edition edition = built.edition();
    Played played = Played.of(edition.vocabulary());
    return switch (wanted) {
      case Wanted.All() -> all(built, played);
      case Wanted.Named(var name) -> {
        int position = edition.vocabulary().segment(name);
        yield position < 0
            ? Reply.refused(
                Problem.of(
                    Kind.INVALID_BODY,
                    List.of(
                        new PointedError(
                            "/segment",
                            "unknown-name",
                            "The workspace has no segment of this name."))))
            : one(built, name, persona -> played.decided(persona, position));
      }
      case Wanted.Written(var text, var unread) ->
          switch (Workspaces.rewrite(edition.model(), text)) {
            case Rewrite.Outcome.Sound(var segment) when unread.isEmpty() ->
                one(built, text.name(), persona -> played.written(persona, segment));
            case Rewrite.Outcome.Sound _ -> unsound(built, text, unread);
            case Rewrite.Outcome.Unsound(var found) -> {
              List<Diagnostic> all = new ArrayList<>(found);
              all.addAll(unread);
              yield unsound(built, text, all);
            }
          };
    };
  }

  private static Reply all(Found.Built built, Played played) {
    Model model = built.edition().model();
    return Reply.done(
        out -> {
          out.writeStartObject();
          built.name().to(out);
          out.writeArrayFieldStart("personas");
          for (int i = 0; i < model.personas().size(); i++) {
            Persona persona = model.personas().get(i);
            Played.Standing standing = played.standing(i);
            out.writeStartObject();
            writeName(persona, out);
            WhyJson.write("in", names(model, standing.in()), out);
            WhyJson.write("unknown", names(model, standing.unknown()), out);
            out.writeArrayFieldStart("expectations");
            for (Expectation expectation : persona.expectations()) {
              Decided decided = played.decided(i, expectation.segment());
              out.writeStartObject();
              out.writeStringField(
                  "segment", model.segments().get(expectation.segment()).name().text());
              write(decided, out);
              write(expectation, decided, out);
              out.writeEndObject();
            }
            out.writeEndArray();
            out.writeEndObject();
          }
          out.writeEndArray();
          DiagnosticJson.write(List.of(), out);
          out.writeEndObject();
        });
  }

  /**
   * How one segment comes out.
   *
   * @param verdicts of the personas by their position
   */
  private static Reply one(Found.Built built, String name, IntFunction<Decided> verdicts) {
    Model model = built.edition().model();
    int position = built.edition().vocabulary().segment(name);
    return Reply.done(
        out -> {
          out.writeStartObject();
          built.name().to(out);
          out.writeStringField("segment", name);
          out.writeArrayFieldStart("personas");
          for (int i = 0; i < model.personas().size(); i++) {
            Persona persona = model.personas().get(i);
            Decided decided = verdicts.apply(i);
            out.writeStartObject();
            writeName(persona, out);
            write(decided, out);
            for (Expectation expectation : persona.expectations()) {
              if (expectation.segment() == position) {
                write(expectation, decided, out);
              }
            }
            out.writeEndObject();
          }
          out.writeEndArray();
          DiagnosticJson.write(List.of(), out);
          out.writeEndObject();
        });
  }

  // Whoever is still writing has done nothing wrong: this is an answer, and no problem.
  private static Reply unsound(Found.Built built, Rewrite.Text text, List<Diagnostic> found) {
    return Reply.done(
        out -> {
          out.writeStartObject();
          built.name().to(out);
          out.writeStringField("segment", text.name());
          out.writeArrayFieldStart("personas");
          out.writeEndArray();
          DiagnosticJson.write(found, out);
          out.writeEndObject();
        });
  }

  private static void writeName(Persona persona, JsonGenerator out) throws IOException {
    out.writeStringField("name", persona.name().text());
    out.writeStringField("title", persona.title());
  }

  private static void write(Decided decided, JsonGenerator out) throws IOException {
    out.writeStringField("matches", WhyJson.word(decided.truth()));
    out.writeStringField("decided", decided.words());
    WhyJson.predicates(decided.by(), out);
  }

  private static void write(Expectation expectation, Decided decided, JsonGenerator out)
      throws IOException {
    out.writeStringField(
        "expected",
        switch (expectation.side()) {
          case IN -> "in";
          case NOT_IN -> "not-in";
        });
    out.writeBooleanField("met", Played.isMet(expectation, decided));
  }

  private static List<String> names(Model model, BitSet segments) {
    return segments.stream().mapToObj(one -> model.segments().get(one).name().text()).toList();
  }
}
