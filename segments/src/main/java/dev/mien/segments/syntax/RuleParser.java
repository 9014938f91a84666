package dev.mien.segments.syntax;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Declaration.Pattern;

/** From the text of a rule, or of an event pattern, to its tree. */
public final class RuleParser {
  private RuleParser() {}

  /** Parses a text that is one rule and nothing else. */
  public static Parsed<Expression> parse(SourceText rule) {
    return parseRule(MappedText.of(rule));
  }

  /** Parses a text that is one event pattern and nothing else. */
  public static Parsed<Pattern> parsePattern(SourceText pattern) {
    return parsePattern(MappedText.of(pattern));
  }

  /** Parses a rule that stands somewhere in a workspace. */
  static Parsed<Expression> parseRule(MappedText rule) {
    return isTooLong(rule)
        ? new Parsed.Unsound<>(tooLong(rule, "rule"))
        : new ExpressionParser(new TokenReader(rule)).rule();
  }

  /** Parses an event pattern that stands somewhere in a workspace. */
  static Parsed<Pattern> parsePattern(MappedText pattern) {
    return isTooLong(pattern)
        ? new Parsed.Unsound<>(tooLong(pattern, "event pattern"))
        : new PatternParser(new TokenReader(pattern)).pattern();
  }

  private static boolean isTooLong(MappedText text) {
    return text.text().length() > SyntaxLimits.RULE_LENGTH_MAX;
  }

  private static Diagnostic tooLong(MappedText text, String what) {
    return Diagnostic.error(
        SyntaxCodes.TOO_LONG,
        text.span(0, text.text().length()),
        "this "
            + what
            + " has "
            + text.text().length()
            + " characters; at most "
            + SyntaxLimits.RULE_LENGTH_MAX
            + " are allowed",
        "split it into segments and refer to them by name");
  }
}
