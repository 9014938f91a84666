package dev.mien.segments.edit;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Declaration.RuleDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Parsed;
import dev.mien.segments.syntax.RuleParser;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A segment as it is being written, in texts of their own: its name, its title and each rule, so
 * that findings point into these.
 *
 * @param declaration the rules of it that can be read
 * @param rules all of them
 * @param unread what is wrong with those that cannot be read
 */
public record Tried(SegmentDeclaration declaration, List<RuleText> rules, List<Diagnostic> unread) {
  /** What the text of a rule is called in findings, before the name of the rule. */
  public static final String RULE = "rule ";

  public static final String NAME = "name";
  public static final String TITLE = "title";

  /** What a segment is called that has no name yet. */
  private static final String NAMELESS = "this-segment";

  public Tried {
    rules = List.copyOf(rules);
    unread = List.copyOf(unread);
  }

  /**
   * A rule.
   *
   * @param name empty for one that stands under {@code when}
   * @param text as it was written; of a tree, in canonical form
   */
  public record RuleText(String name, String text, Optional<Expression> expression) {}

  /** What came of reading one. */
  public sealed interface Read {
    record Sound(Tried tried) implements Read {}

    /**
     * It is none.
     *
     * @param pointer where, as a JSON pointer
     * @param detail what to do
     */
    record Unsound(String pointer, String detail) implements Read {}
  }

  /** Reads a segment from what an edit would put, with its {@code name}. */
  public static Read of(Value said) {
    String name =
        said instanceof Value.Table table
            ? table
                .find("name")
                .flatMap(Value::said)
                .filter(text -> !text.isEmpty())
                .orElse(NAMELESS)
            : NAMELESS;
    try {
      return new Read.Sound(
          of(name, Shaping.definition(new Definition("segment", name), said, Optional.empty())));
    } catch (Shaping.Misshapen misshapen) {
      return new Read.Unsound(misshapen.pointer(), misshapen.detail());
    }
  }

  private static Tried of(String name, Value.Table shaped) {
    List<RuleText> texts = new ArrayList<>();
    List<RuleDeclaration> read = new ArrayList<>();
    List<Diagnostic> unread = new ArrayList<>();
    shaped
        .find("when")
        .flatMap(Value::said)
        .ifPresent(text -> texts.add(rule("", name, text, read, unread)));
    if (shaped.find("rules").orElse(null) instanceof Value.Table(var rules)) {
      for (Map.Entry<String, Value> rule : rules.entrySet()) {
        texts.add(
            rule(rule.getKey(), rule.getKey(), rule.getValue().said().orElse(""), read, unread));
      }
    }
    Optional<Word> title = shaped.find("title").flatMap(Value::said).map(text -> word(TITLE, text));
    TriedScore score =
        shaped
            .find("score")
            .map(TriedScore::of)
            .orElseGet(() -> new TriedScore(Optional.empty(), List.of()));
    unread.addAll(score.unread());
    return new Tried(
        new SegmentDeclaration(word(NAME, name), title, read, score.declaration()), texts, unread);
  }

  private static RuleText rule(
      String name,
      String declared,
      String text,
      List<RuleDeclaration> read,
      List<Diagnostic> unread) {
    return switch (RuleParser.parse(new SourceText(RULE + name, text))) {
      case Parsed.Sound<Expression>(var expression) -> {
        read.add(new RuleDeclaration(word(RULE + name, declared), expression));
        yield new RuleText(name, text, Optional.of(expression));
      }
      case Parsed.Unsound<Expression>(var finding) -> {
        unread.add(finding);
        yield new RuleText(name, text, Optional.empty());
      }
    };
  }

  private static Word word(String place, String text) {
    return new Word(text, new SourceText(place, text).span(0, text.length()));
  }
}
