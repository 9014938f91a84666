package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A mistake in a rule is underlined where its author wrote it, however YAML disguises the rule. */
class ScalarPlacesTest {
  @Test
  void inOnePlainLine() {
    assertUnderlined("&&", 3, 18, "    when: a is b && c");
  }

  @Test
  void inQuotes() {
    assertUnderlined("&&", 3, 19, "    when: \"a is b && c\"");
    assertUnderlined("&&", 3, 19, "    when: 'a is b && c'");
  }

  @Test
  void afterQuotesWithinQuotes() {
    assertUnderlined("&&", 3, 23, "    when: \"a is \\\"b\\\" && c\"");
    assertUnderlined("''", 3, 17, "    when: 'a is ''b'''");
  }

  @Test
  void afterEscapes() {
    assertUnderlined("&&", 3, 24, "    when: \"a is\\u0020b && c\"");
    assertUnderlined("&&", 3, 22, "    when: \"a is\\x20b && c\"");
    assertUnderlined("&&", 3, 34, "    when: \"a is \\\"\\U0001F600\\\"\\t && c\"");
  }

  @Test
  void inLinesThatAreFoldedIntoOne() {
    assertUnderlined("&&", 5, 8, "    when: a is b and", "", "     d && c");
    assertUnderlined("&&", 4, 8, "    when: \"a is b and", "     d && c\"");
    assertUnderlined("&&", 4, 9, "    when: \"a is b and \\", "      d && c\"");
    assertUnderlined("&&", 4, 8, "    when: 'a is b and", "     d && c'");
  }

  @Test
  void inBlocks() {
    assertUnderlined("&&", 5, 9, "    when: >", "      a is b and", "      d && c");
    assertUnderlined("&&", 5, 11, "    when: >-", "      a is b and", "        d && c");
    assertUnderlined("&&", 6, 9, "    when: |", "", "      a is b and", "      d && c");
    assertUnderlined("&&", 5, 9, "    when: |2+ # two", "      a is b and", "      d && c");
  }

  @Test
  void afterCharactersThatTakeTwoUnits() {
    assertUnderlined("&&", 3, 26, "    when: \"a is \\\"😀😀\\\" && c\"");
    assertUnderlined("&&", 4, 18, "    # 😀 öß", "    when: a is b && c");
  }

  @Test
  void inLinesThatEndWithCarriageReturns() {
    assertUnderlined("&&", 5, 9, "    when: >\r", "      a is b and\r", "      d && c\r");
  }

  @Test
  void inALaterDocument() {
    Reading reading =
        Samples.read("# ö😀\nworkspace:", "segments: { s: { title: t, when: a && b } }");
    assertEquals("&&", reading.diagnostics().getFirst().span().text());
    assertEquals(4, reading.diagnostics().getFirst().span().line());
  }

  private static void assertUnderlined(String text, int line, int column, String... lines) {
    String document = "segments:\n  s:\n" + String.join("\n", lines) + "\n    title: t\n";
    Reading reading = Samples.read(document);
    List<String> found =
        reading.diagnostics().stream().map(d -> d.span() + " " + d.span().text()).toList();
    assertEquals(List.of("w.yaml:" + line + ":" + column + " " + text), found, document);
  }
}
