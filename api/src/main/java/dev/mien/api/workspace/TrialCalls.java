package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.api.config.Limits;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Problem;
import dev.mien.api.http.Problem.Kind;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonBodies;
import dev.mien.api.json.JsonWalk;
import dev.mien.api.json.PointedError;
import dev.mien.api.json.Read;
import dev.mien.api.workspace.SubjectIntake.Reply;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.workspace.Drafts;
import dev.mien.segments.edit.Completion;
import dev.mien.segments.edit.Tried;
import dev.mien.segments.edit.Value;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.Span;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The routes that answer while somebody types: what is to be said of a segment, and how a rule can
 * go on. The workspace around it is looked at once and kept for the next letter.
 */
public final class TrialCalls {
  private static final int MEMBERS_MAX = 5;
  private static final int RULE_CHARACTERS_MAX = 20_000;

  private final SubjectIntake intake;
  private final JsonBodies bodies;
  private final SubjectTexts texts;
  private final Looked.Kept kept = new Looked.Kept();

  public TrialCalls(Editions editions, Drafts drafts, Limits limits) {
    this.intake = new SubjectIntake(limits);
    this.bodies = EditingCalls.bodies(limits);
    this.texts = new SubjectTexts(editions, drafts);
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/admin/v1/trial", intake.then(this::trial)).needs(Permission.READ),
        Route.post("/admin/v1/completions", intake.then(this::completions)).needs(Permission.READ));
  }

  /** What goes on with a workspace that was looked at. */
  @FunctionalInterface
  private interface Answering<T> {
    Reply answer(Looked looked, T asked);
  }

  /** What a call asks of which workspace. */
  private record About<T>(Subject subject, T asked) {}

  private <T> Reply answer(byte[] body, JsonBodies.Form<About<T>> form, Answering<T> answering)
      throws IOException {
    Read<About<T>> read = bodies.read(body, form);
    if (!(read instanceof Read.Sound<About<T>>(var about))) {
      return Reply.refused(Problem.of(read));
    }
    return switch (texts.find(about.subject())) {
      case SubjectTexts.Found.Refused(var problem, var members) ->
          new Reply.Refused(problem, members);
      case SubjectTexts.Found.Texts(var sources) ->
          answering.answer(kept.of(sources), about.asked());
    };
  }

  private Reply trial(byte[] body) throws IOException {
    return answer(body, TrialCalls::segment, TrialCalls::tried);
  }

  private static About<Value> segment(JsonWalk walk) throws IOException {
    SubjectMembers subject = new SubjectMembers(walk);
    Holder<Value> segment = new Holder<>();
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          if (name.equals("segment")) {
            segment.held = ValueJson.read(walk, pointer);
          } else if (!subject.take(name, pointer)) {
            walk.error(
                pointer, "unknown-name", "Send segment with files, or with draft and revision.");
            walk.skip();
          }
        });
    if (segment.held.isEmpty()) {
      walk.error("/segment", "missing", "Send the segment: name, title, and when, rules or score.");
    }
    return new About<>(subject.subject(), segment.held.orElseGet(Value::emptyTable));
  }

  /** A place for what a walk finds. */
  private static final class Holder<T> {
    private Optional<T> held = Optional.empty();
  }

  private static Reply tried(Looked looked, Value segment) {
    return switch (Tried.of(segment)) {
      case Tried.Read.Unsound(var pointer, var detail) ->
          Reply.refused(
              Problem.of(
                  Kind.INVALID_BODY,
                  List.of(new PointedError("/segment" + pointer, "wrong-value", detail))));
      case Tried.Read.Sound(var tried) -> {
        List<Diagnostic> found = new ArrayList<>(tried.unread());
        found.addAll(looked.trials().findings(tried.declaration()));
        yield Reply.done(
            out -> {
              out.writeStartObject();
              out.writeArrayFieldStart("diagnostics");
              for (Diagnostic diagnostic : found) {
                write(diagnostic, out);
              }
              out.writeEndArray();
              OutlineJson.rules(tried.rules(), looked.words(), out);
              ScoreJson.conditions(segment, looked.words(), out);
              out.writeEndObject();
            });
      }
    };
  }

  /** Writes a finding with its place in the name, in the title or in the text of a rule. */
  private static void write(Diagnostic diagnostic, JsonGenerator out) throws IOException {
    Span span = diagnostic.span();
    String place = span.source().name();
    out.writeStartObject();
    out.writeStringField("code", diagnostic.code());
    out.writeStringField("severity", diagnostic.severity().word());
    part(place, out);
    out.writeNumberField("line", span.line());
    out.writeNumberField("column", span.column());
    out.writeNumberField("endLine", span.source().line(span.end()));
    out.writeNumberField("endColumn", span.source().column(span.end()));
    out.writeNumberField("from", span.start());
    out.writeNumberField("to", span.end());
    out.writeStringField("message", diagnostic.message());
    out.writeStringField("hint", diagnostic.hint());
    out.writeEndObject();
  }

  /** Writes which of its texts is meant: the first word of its name, and what follows. */
  private static void part(String place, JsonGenerator out) throws IOException {
    int blank = place.indexOf(' ');
    String part = blank < 0 ? place : place.substring(0, blank);
    String which = place.substring(blank + 1);
    out.writeStringField("part", part);
    switch (part) {
      case "rule" -> out.writeStringField("rule", which);
      case "condition", "points" -> out.writeNumberField("index", Integer.parseInt(which));
      case "score" -> out.writeStringField("key", blank < 0 ? "" : which);
      default -> {}
    }
  }

  private record Typed(String text, int at) {}

  private Reply completions(byte[] body) throws IOException {
    return answer(body, TrialCalls::typed, TrialCalls::completed);
  }

  private static About<Typed> typed(JsonWalk walk) throws IOException {
    SubjectMembers subject = new SubjectMembers(walk);
    Holder<String> text = new Holder<>();
    Holder<Long> at = new Holder<>();
    walk.object(
        "",
        MEMBERS_MAX,
        (name, pointer) -> {
          if (name.equals("text")) {
            text.held = walk.text(pointer, RULE_CHARACTERS_MAX);
          } else if (name.equals("at")) {
            at.held = walk.wholeNumber(pointer);
          } else if (!subject.take(name, pointer)) {
            walk.error(
                pointer,
                "unknown-name",
                "Send text and at with files, or with draft and revision.");
            walk.skip();
          }
        });
    if (text.held.isEmpty()) {
      walk.error("/text", "missing", "Send the text of the rule so far; it may be empty.");
    }
    String rule = text.held.orElse("");
    int place = (int) Math.min(at.held.orElse((long) rule.length()), rule.length());
    return new About<>(subject.subject(), new Typed(rule, place));
  }

  private static Reply completed(Looked looked, Typed typed) {
    List<Completion> found = looked.completions().at(typed.text(), typed.at());
    return Reply.done(
        out -> {
          out.writeStartObject();
          out.writeArrayFieldStart("completions");
          for (Completion completion : found) {
            out.writeStartObject();
            out.writeNumberField("from", completion.from());
            out.writeNumberField("to", completion.to());
            out.writeStringField("insert", completion.insert());
            out.writeStringField("label", completion.label());
            out.writeStringField("detail", completion.detail());
            out.writeStringField("kind", completion.kind());
            out.writeEndObject();
          }
          out.writeEndArray();
          out.writeEndObject();
        });
  }
}
