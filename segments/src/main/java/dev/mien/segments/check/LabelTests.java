package dev.mien.segments.check;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Expression.And;
import dev.mien.segments.syntax.Expression.Between;
import dev.mien.segments.syntax.Expression.Compare;
import dev.mien.segments.syntax.Expression.HasAll;
import dev.mien.segments.syntax.Expression.HasAny;
import dev.mien.segments.syntax.Expression.In;
import dev.mien.segments.syntax.Expression.Is;
import dev.mien.segments.syntax.Expression.IsKnown;
import dev.mien.segments.syntax.Expression.Not;
import dev.mien.segments.syntax.Expression.Or;
import dev.mien.segments.syntax.Expression.Reference;
import dev.mien.segments.syntax.Literal;
import java.util.List;
import java.util.OptionalLong;

/** Tests of labels and flags: from what is written to the codes that fit, as bits. */
final class LabelTests {
  private final Findings findings;

  LabelTests(Findings findings) {
    this.findings = findings;
  }

  OptionalLong choice(Subject subject, Alphabet.Choice choice, Expression test) {
    return switch (test) {
      case Is(_, Literal value, _) -> labels(subject, choice.labels(), List.of(value));
      case In(_, var values, _) -> labels(subject, choice.labels(), values);
      case Between _, Compare _, HasAny _, HasAll _, And _, Or _, Not _, Reference _, IsKnown _ ->
          wrongTest(subject, test);
    };
  }

  OptionalLong flag(Subject subject, Expression test) {
    if (!(test instanceof Is(_, Literal value, _))) {
      return wrongTest(subject, test);
    }
    if (value instanceof Literal.Label(String text, _)) {
      if (text.equals("true")) {
        return OptionalLong.of(0b10);
      }
      if (text.equals("false")) {
        return OptionalLong.of(0b01);
      }
    }
    findings.report(
        Code.WRONG_TYPE,
        value.span(),
        "'" + subject.name() + "' is a flag, and '" + value.span().text() + "' is none",
        subject.writable());
    return OptionalLong.empty();
  }

  /** The labels of a list, as bits. */
  OptionalLong labels(Subject subject, List<String> declared, List<Literal> values) {
    long codes = 0;
    boolean sound = true;
    for (Literal value : values) {
      int code = code(subject, declared, value);
      if (code < 0) {
        sound = false;
      } else {
        codes |= 1L << code;
      }
    }
    return sound ? OptionalLong.of(codes) : OptionalLong.empty();
  }

  private int code(Subject subject, List<String> declared, Literal value) {
    return switch (value) {
      case Literal.Label(String text, Span span) -> code(subject, declared, text, span);
      case Literal.Amount(_, String text, Span span) -> code(subject, declared, text, span);
      case Literal.Time(_, Span span) -> code(subject, declared, span.text(), span);
    };
  }

  private int code(Subject subject, List<String> declared, String text, Span span) {
    int code = declared.indexOf(text);
    if (code < 0) {
      findings.report(
          Code.UNKNOWN_LABEL,
          span,
          "'" + subject.name() + "' has no label '" + Phrases.shortened(text) + "'",
          findings.suggestions().nearest(text, "label", declared));
    }
    return code;
  }

  /** Reports a test that is not asked of such a subject. */
  OptionalLong wrongTest(Subject subject, Expression test) {
    findings.report(
        Code.WRONG_TYPE,
        test.span(),
        "'"
            + subject.name()
            + "' is "
            + subject.kind()
            + ", and '"
            + Subject.sign(test)
            + "' cannot be asked of it",
        subject.writable());
    return OptionalLong.empty();
  }
}
