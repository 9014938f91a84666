package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Declaration.Pattern;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleParserTest {
  @Test
  void signsOfOtherLanguagesAreAnsweredWithOurWords() {
    assertFinding("a = b", "=", "write 'is' instead of '='");
    assertFinding("a == b", "==", "write 'is' instead of '=='");
    assertFinding("a: b", ":", "write 'is' instead of ':'");
    assertFinding("a != b", "!=", "write 'is not' instead of '!='");
    assertFinding("a <> b", "<>", "write 'is not' instead of '<>'");
    assertFinding("a => 3", "=>", "write '>=' instead of '=>'");
    assertFinding("a ≤ 3", "≤", "write '<=' instead of '≤'");
    assertFinding("a is b && c", "&&", "write 'and' instead of '&&'");
    assertFinding("a || c", "||", "write 'or' instead of '||'");
    assertFinding("!a", "!", "write 'not' instead of '!'");
    assertFinding("a, b", ",", "conditions are joined by 'and' or 'or'");
    assertFinding("a + 1 > 3", "+", "rules do not calculate; declare a measure for it");
    assertFinding("a is 'b'", "'", "labels stand bare, or in straight double quotes: \"search\"");
    assertFinding("a is “b”", "“", "labels stand bare, or in straight double quotes: \"search\"");
    assertFinding("a in {b}", "{", "lists stand in '[' and ']', groups in '(' and ')'");
  }

  @Test
  void wordsOfOtherLanguagesAreAnsweredWithOurs() {
    assertFinding("a AND b", "AND", "write 'and' in lower case");
    assertFinding("NOT a", "NOT", "write 'not' in lower case");
    assertFinding("a equals b", "equals", "write 'is' instead of 'equals'");
    assertFinding("a contains b", "contains", "write 'has' instead of 'contains'");
    assertFinding("a exists", "exists", "write 'is known' instead of 'exists'");
    assertFinding("a over 3", "over", "write '>' instead of 'over'");
  }

  @Test
  void aBracketThatIsNeverClosedIsShownWhereItOpens() {
    Diagnostic finding = finding("((a) and (b is c)");
    assertEquals("this '(' is never closed", finding.message());
    assertEquals(0, finding.span().start());
    assertEquals("this '(' is never closed", finding("a or (b is c").message());
    assertEquals(5, finding("a or (b is c").span().start());
    assertEquals("this '[' is never closed", finding("a in [b, c").message());
    assertEquals(5, finding("a in [b, c").span().start());
    assertEquals("this quotation mark is never closed", finding("a is \"b c").message());
  }

  @Test
  void aBracketThatClosesNothingIsSaidSo() {
    assertFinding("a is b)", ")", "remove it, or open a '(' before");
    assertFinding(
        ")",
        ")",
        "a condition is a segment alone, or a name with a test such as 'device is mobile'");
  }

  @Test
  void aWordThatDanglesIsShownItself() {
    assertEquals("expected a condition after 'and'", assertFinding("a and", "and"));
    assertEquals("expected a condition after 'or'", assertFinding("a or ", "or"));
    assertEquals("expected a condition after 'not'", assertFinding("not", "not"));
    assertEquals("expected a condition, found 'and'", assertFinding("and a", "and"));
    assertEquals(
        "expected a value, 'not', 'known' or 'unknown' after 'is'", assertFinding("a is", "is"));
    assertEquals("expected a value after 'between'", assertFinding("a between", "between"));
    assertEquals("expected 'and' and a second value after '1'", assertFinding("a between 1", "1"));
    assertEquals("expected a value after '<'", assertFinding("a <", "<"));
    assertEquals("expected a condition, found nothing", finding("").message());
  }

  @Test
  void testsThatAreMixedUpAreSetRight() {
    assertFinding("a is in [b]", "in", "write 'a in [...]'");
    assertFinding("a is not in [b]", "in", "write 'a not in [...]'");
    assertFinding("a is [b]", "[", "write 'a in [...]'");
    assertFinding("a not is b", "is", "write 'a is not ...'");
    assertFinding("a is > 3", ">", "leave out 'is': 'a > ...'");
    assertFinding("a is any of [b]", "any", "write 'a has any of [...]'");
    assertFinding("a has [b]", "[", "write 'has any of [...]' or 'has all of [...]'");
    assertFinding("a has any [b]", "[", "write 'a has any of [...]'");
    assertFinding("a > 3 and < 5", "<", "each comparison names its attribute: 'x > 1 and x < 5'");
    assertFinding(
        "3 < a", "3", "the attribute comes first and its value after: 'x > 3', 'x is \"search\"'");
    assertFinding("true", "true", "a flag is asked for by 'x is true'");
    assertFinding("a is and", "and", "'and' is a word of the rules; as a label it is quoted");
  }

  @Test
  void listsNeedBracketsCommasAndValues() {
    assertFinding("a in b", "b", "a list stands in brackets: '[a, b]'");
    assertFinding("a in (b, c)", "(", "a list stands in brackets: '[a, b]'");
    assertFinding("a in [b c]", "c", "the values of a list are separated by commas");
    assertFinding("a in []", "[", "put at least one value between '[' and ']'");
    assertFinding(
        "a in [b,]",
        "]",
        "a value is a label, a number, a duration such as '30 minutes', true or false");
  }

  @Test
  void aNumberWithoutAUnitOfTimeHasNone() {
    assertUnit("a < 30 minuts", "minuts", "did you mean 'minutes'?");
    assertUnit("a < 1 minuts", "minuts", "did you mean 'minute'?");
    assertUnit("a < 30min", "30min", "did you mean '30 minutes'?");
    assertUnit("a between 1d and 2d", "1d", "did you mean '1 days'?");
    assertUnit(
        "a < 30 EUR",
        "EUR",
        "the units are seconds, minutes, hours and days; other numbers have none");
    assertUnit(
        "a < 5 %", "%", "a number stands without '%'; only 'holdout' is written in per cent");
  }

  @Test
  void aDurationIsWholeSecondsAndNotEndless() {
    assertFinding("a < 0.1 seconds", "0.1 seconds");
    assertFinding("a < -5 minutes", "-5 minutes");
    assertFinding("a < 999999999999999999999 days", "999999999999999999999 days");
  }

  @Test
  void lengthAndDepthHaveLimits() {
    String deepest = "(".repeat(SyntaxLimits.RULE_DEPTH_MAX);
    assertInstanceOf(
        Parsed.Sound.class, parse(deepest + "a" + ")".repeat(SyntaxLimits.RULE_DEPTH_MAX)));
    assertEquals(SyntaxCodes.TOO_DEEP, finding(deepest + "(a").code());
    assertEquals(SyntaxCodes.TOO_DEEP, finding("not ".repeat(900) + "a").code());
    assertInstanceOf(Parsed.Sound.class, parse("a".repeat(SyntaxLimits.RULE_LENGTH_MAX)));
    assertEquals(
        SyntaxCodes.TOO_LONG, finding("a".repeat(SyntaxLimits.RULE_LENGTH_MAX + 1)).code());
  }

  @Test
  void placesAreThoseOfTheText() {
    String text = "  a is b and not (c in [d, 30 minutes])";
    Expression.And and = assertInstanceOf(Expression.And.class, sound(text));
    assertEquals(text.strip(), and.span().text());
    Expression.Is is = assertInstanceOf(Expression.Is.class, and.parts().getFirst());
    assertEquals("a is b", is.span().text());
    assertEquals("a", is.subject().span().text());
    assertEquals("b", is.value().span().text());
    Expression.Not not = assertInstanceOf(Expression.Not.class, and.parts().getLast());
    assertEquals("not (c in [d, 30 minutes])", not.span().text());
    Expression.In in = assertInstanceOf(Expression.In.class, not.part());
    assertEquals("c in [d, 30 minutes]", in.span().text());
    assertEquals("30 minutes", in.values().getLast().span().text());
  }

  @Test
  void aPatternNamesAnEventAFieldAndACondition() {
    Pattern pattern = pattern("add_to_basket.price where category is sale and price > 3.50");
    assertEquals("add_to_basket", pattern.event().span().text());
    assertEquals("price", pattern.field().orElseThrow().span().text());
    assertEquals("category is sale and price > 3.50", pattern.where().orElseThrow().span().text());
    assertTrue(pattern("page_view").where().isEmpty());
    assertTrue(pattern("page_view").field().isEmpty());
  }

  @Test
  void aPatternThatIsNoneIsSaidSo() {
    assertPattern("", "expected the name of an event, found nothing");
    assertPattern("where a", "expected the name of an event, found 'where'");
    assertPattern("a.", "'a.' is neither an event nor a field of one");
    assertPattern("a.b.c", "'a.b.c' is neither an event nor a field of one");
    assertPattern("a b is c", "expected 'where' or the end after 'a', found 'b'");
    assertPattern("a where", "expected a condition after 'where'");
    assertPattern("a where b)", "this ')' closes nothing");
  }

  @Test
  void everyFindingHasAHint() {
    for (String text :
        List.of(
            "", "a b", "a is b c", "(a b", "a is @", "a is \"b", "a not b", "a has any b", ")")) {
      assertTrue(!finding(text).hint().isEmpty(), text);
    }
  }

  private static void assertPattern(String text, String message) {
    Parsed<Pattern> parsed = RuleParser.parsePattern(SourceText.unnamed(text));
    Parsed.Unsound<?> unsound = assertInstanceOf(Parsed.Unsound.class, parsed);
    assertEquals(message, unsound.finding().message());
    assertTrue(!unsound.finding().hint().isEmpty(), text);
  }

  private static void assertUnit(String text, String at, String hint) {
    assertFinding(text, at, hint);
    assertEquals(SyntaxCodes.UNKNOWN_UNIT, finding(text).code());
  }

  private static void assertFinding(String text, String at, String hint) {
    assertFinding(text, at);
    assertEquals(hint, finding(text).hint(), text);
  }

  private static String assertFinding(String text, String at) {
    assertEquals(at, finding(text).span().text(), text);
    return finding(text).message();
  }

  private static Diagnostic finding(String text) {
    return assertInstanceOf(Parsed.Unsound.class, parse(text), text).finding();
  }

  private static Expression sound(String text) {
    return parse(text).sound().orElseThrow();
  }

  private static Parsed<Expression> parse(String text) {
    return RuleParser.parse(SourceText.unnamed(text));
  }

  private static Pattern pattern(String text) {
    return RuleParser.parsePattern(SourceText.unnamed(text)).sound().orElseThrow();
  }
}
