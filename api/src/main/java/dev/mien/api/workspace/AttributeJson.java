package dev.mien.api.workspace;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.EventDeclaration;
import dev.mien.segments.syntax.Declaration.FieldDeclaration;
import dev.mien.segments.syntax.Declaration.FieldKind;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Declaration.Pattern;
import dev.mien.segments.syntax.Declaration.StepDeclaration;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.Word;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What a page needs to know of an attribute to offer the tests that fit it. */
final class AttributeJson {
  private static final List<String> OF_CHOICE =
      List.of("is", "is not", "in", "not in", "is known", "is unknown");
  private static final List<String> OF_NUMBER =
      List.of(
          "is",
          "is not",
          "in",
          "not in",
          "between",
          "<",
          "<=",
          ">",
          ">=",
          "is known",
          "is unknown");
  private static final List<String> OF_CHOICES =
      List.of("has any of", "has all of", "is known", "is unknown");
  private static final List<String> OF_FLAG = List.of("is", "is not", "is known", "is unknown");
  private static final List<String> OF_RECENCY = List.of("<", ">=", "is known", "is unknown");

  private AttributeJson() {}

  /**
   * Writes {@code kind} as it is written, {@code type} as rules see it, {@code tests} and what
   * belongs to the type: {@code labels}, {@code edges} and {@code unit}, or {@code upTo}; of a
   * measure {@code of} and {@code within}.
   */
  static void write(Kind kind, Declaration.Workspace workspace, JsonGenerator out)
      throws IOException {
    out.writeStringField("kind", kind.key().text());
    switch (kind) {
      case Kind.Choice(_, var labels) -> labels("choice", labels, OF_CHOICE, out);
      case Kind.Choices(_, var labels) -> labels("choices", labels, OF_CHOICES, out);
      case Kind.Flag _ -> type("flag", OF_FLAG, out);
      case Kind.Numeric(_, var unit, var edges) -> {
        type("number", OF_NUMBER, out);
        out.writeStringField("unit", unit.text());
        edges(edges, out);
      }
      case Kind.Count(_, var of, var upTo, var within) -> {
        type("count", OF_NUMBER, out);
        plain("upTo", upTo, out);
        measure(of, within, out);
      }
      case Kind.Sum(_, var of, var edges, _, _, var within) -> {
        type("sum", OF_NUMBER, out);
        edges(edges, out);
        measure(of, within, out);
      }
      case Kind.Latest(_, var of, var within) -> {
        latest(of, workspace, out);
        measure(of, within, out);
      }
      case Kind.Recency(_, var of, var edges, var within) -> {
        type("recency", OF_RECENCY, out);
        edges(edges, out);
        measure(of, within, out);
      }
      case Kind.Sequence(_, var first, var then, var upTo, var within) -> {
        type(upTo.isPresent() ? "count" : "flag", upTo.isPresent() ? OF_NUMBER : OF_FLAG, out);
        plain("upTo", upTo, out);
        out.writeStringField("of", Printer.print(first) + ", then " + Printer.print(then));
        word("within", within, out);
      }
      case Kind.Evidence evidence -> {
        type("number", OF_NUMBER, out);
        edges(evidence.edges(), out);
        plain("after", evidence.after(), out);
        steps(evidence.steps(), out);
        measure(evidence.of(), evidence.within(), out);
      }
    }
  }

  private static void steps(List<StepDeclaration> steps, JsonGenerator out) throws IOException {
    out.writeObjectFieldStart("steps");
    for (StepDeclaration step : steps) {
      out.writeFieldName(step.step().text());
      ValueJson.plain(step.points().text(), out);
    }
    out.writeEndObject();
  }

  private static void latest(Pattern of, Declaration.Workspace workspace, JsonGenerator out)
      throws IOException {
    Optional<FieldKind> field =
        workspace.events().stream()
            .filter(event -> event.name().text().equals(of.event().text()))
            .map(EventDeclaration::fields)
            .flatMap(List::stream)
            .filter(
                declared ->
                    of.field().map(Word::text).filter(declared.name().text()::equals).isPresent())
            .findFirst()
            .flatMap(FieldDeclaration::kind);
    if (field.orElse(null) instanceof FieldKind.Choice(_, var labels)) {
      labels("choice", labels, OF_CHOICE, out);
    } else {
      type("flag", OF_FLAG, out);
    }
  }

  private static void type(String type, List<String> tests, JsonGenerator out) throws IOException {
    out.writeStringField("type", type);
    OutlineJson.texts("tests", tests, out);
  }

  private static void labels(String type, List<Word> labels, List<String> tests, JsonGenerator out)
      throws IOException {
    type(type, tests, out);
    OutlineJson.texts("labels", labels.stream().map(Word::text).toList(), out);
  }

  private static void edges(List<Word> edges, JsonGenerator out) throws IOException {
    out.writeArrayFieldStart("edges");
    for (Word edge : edges) {
      ValueJson.plain(edge.text(), out);
    }
    out.writeEndArray();
  }

  private static void measure(Pattern of, Optional<Word> within, JsonGenerator out)
      throws IOException {
    out.writeStringField("of", Printer.print(of));
    word("within", within, out);
  }

  private static void word(String member, Optional<Word> word, JsonGenerator out)
      throws IOException {
    if (word.isPresent()) {
      out.writeStringField(member, word.get().text());
    }
  }

  private static void plain(String member, Optional<Word> word, JsonGenerator out)
      throws IOException {
    if (word.isPresent()) {
      out.writeFieldName(member);
      ValueJson.plain(word.get().text(), out);
    }
  }
}
