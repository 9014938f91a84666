package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Declaration.Pattern;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PrinterTest {
  private static final int CASES = 20_000;
  private static final int DEPTH = 5;

  /** The law of the package, for rules. */
  @Test
  void parsingWhatWasPrintedGivesTheSameRule() {
    for (long seed = 0; seed < CASES; seed++) {
      Expression rule = new RandomRules(new SplittableRandom(seed)).expression(DEPTH);
      String text = Printer.print(rule);
      if (text.length() <= SyntaxLimits.RULE_LENGTH_MAX) {
        String replay = "replay with seed " + seed + ": " + text;
        assertEquals(rule, Placeless.of(parsed(text, replay)), replay);
      }
    }
  }

  /** The law of the package, for event patterns. */
  @Test
  void parsingWhatWasPrintedGivesTheSamePattern() {
    for (long seed = 0; seed < CASES; seed++) {
      Pattern pattern = new RandomRules(new SplittableRandom(seed)).pattern(DEPTH);
      String text = Printer.print(pattern);
      String replay = "replay with seed " + seed + ": " + text;
      if (text.length() <= SyntaxLimits.RULE_LENGTH_MAX) {
        Pattern parsed =
            RuleParser.parsePattern(SourceText.unnamed(text))
                .sound()
                .orElseThrow(() -> new AssertionError(replay));
        assertEquals(pattern, Placeless.of(parsed), replay);
      }
    }
  }

  /** Leaving out any pair of parentheses says something else, or nothing at all. */
  @Test
  void noParenthesesAreNeedless() {
    for (long seed = 0; seed < CASES; seed++) {
      Expression rule = new RandomRules(new SplittableRandom(seed)).expression(3);
      String text = Printer.print(rule);
      int open = text.indexOf('(');
      int close = open < 0 ? -1 : closing(text, open);
      if (close > 0 && text.indexOf('"') < 0) {
        String less =
            text.substring(0, open) + text.substring(open + 1, close) + text.substring(close + 1);
        RuleParser.parse(SourceText.unnamed(less))
            .sound()
            .ifPresent(
                other ->
                    assertFalse(rule.equals(Placeless.of(other)), "without parentheses: " + less));
      }
    }
  }

  @Test
  void theCanonicalFormPrintsAsItself() {
    assertCanonical("a is x", "a is x");
    assertCanonical("not a is x", "a is not x");
    assertCanonical("a is not x", "a is not x");
    assertCanonical("not a in [x]", "a not in [x]");
    assertCanonical("not (a is known)", "a is unknown");
    assertCanonical("a is not known", "a is unknown");
    assertCanonical("a is not unknown", "not a is unknown");
    assertCanonical("not a is not x", "not a is not x");
    assertCanonical("not not a", "not not a");
    assertCanonical("((a)) and (b)", "a and b");
    assertCanonical("a and b or c and d", "a and b or c and d");
    assertCanonical("(a or b) and (c or d)", "(a or b) and (c or d)");
    assertCanonical("a and (b and c)", "a and (b and c)");
    assertCanonical("not (a and b)", "not (a and b)");
    assertCanonical("a has any of [x]", "a has x");
    assertCanonical("a has all of [x]", "a has all of [x]");
    assertCanonical("a<90 seconds and b>=1.50", "a < 90 seconds and b >= 1.50");
    assertCanonical("a < 120 minutes", "a < 2 hours");
    assertCanonical("a < 1.5 minutes", "a < 90 seconds");
    assertCanonical("a is \"x\"", "a is x");
    assertCanonical("a is \"29\"", "a is \"29\"");
    assertCanonical("a is \"not\"", "a is \"not\"");
  }

  private static void assertCanonical(String written, String canonical) {
    String once = Printer.print(parsed(written, written));
    assertEquals(canonical, once);
    assertEquals(once, Printer.print(parsed(once, once)), "printing twice prints the same");
  }

  private static Expression parsed(String text, String message) {
    return switch (RuleParser.parse(SourceText.unnamed(text))) {
      case Parsed.Sound<Expression>(Expression rule) -> rule;
      case Parsed.Unsound<Expression>(var finding) ->
          throw new AssertionError(message + "\n" + finding.render());
    };
  }

  private static int closing(String text, int open) {
    int depth = 0;
    for (int i = open; i < text.length(); i++) {
      depth += text.charAt(i) == '(' ? 1 : text.charAt(i) == ')' ? -1 : 0;
      if (depth == 0) {
        return i;
      }
    }
    return -1;
  }
}
