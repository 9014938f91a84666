package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever is done to a sound workspace, reading it gives an answer that can be shown. */
class WorkspaceReaderFuzzTest {
  private static final int CASES = 3_000;
  private static final int CHANGES_MAX = 6;

  private static final List<String> FRAGMENTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          "(",
          ")",
          ":",
          ": ",
          ",",
          "- ",
          "? ",
          "\n",
          "\r",
          "\r\n",
          "\t",
          " ",
          "&a ",
          "*a",
          "!x ",
          "!!int ",
          "'",
          "\"",
          "\\",
          "\\u",
          "\\x4",
          "\\U0010FFFF",
          "#",
          " #",
          "|",
          ">",
          "|2-",
          "%",
          "%TAG ! x\n",
          "---",
          "\n---\n",
          "\n...\n",
          "@",
          "`",
          "~",
          "null",
          "<<: ",
          "=",
          "==",
          "&&",
          "||",
          "!",
          "not ",
          " and ",
          " or ",
          "is ",
          "in [",
          "between ",
          "has any of [",
          "known",
          "30 minuts",
          "999999999999999999999 days",
          "1e9",
          "-",
          "-1",
          "😀",
          "\uD83D",
          "\uDE00",
          "\uFEFF",
          "\u0000",
          "\u0007",
          "\u0085",
          "\u2028",
          "ö",
          "“");

  @Test
  void noChangeOfASoundWorkspaceMakesReadingFail() {
    String sound = Samples.workspace().text();
    for (long seed = 0; seed < CASES; seed++) {
      String text = changed(sound, new SplittableRandom(seed));
      String replay = "replay with seed " + seed;
      Reading reading =
          assertDoesNotThrow(
              () -> WorkspaceReader.read(List.of(new SourceText("w.yaml", text))), replay);
      for (Diagnostic finding : reading.diagnostics()) {
        assertTrue(finding.span().end() <= text.length(), replay);
        assertFalse(finding.message().isBlank(), replay);
        assertFalse(finding.hint().isBlank(), replay);
        assertFalse(finding.render().isBlank(), replay);
      }
      reading.workspace().segments().stream()
          .flatMap(segment -> segment.rules().stream())
          .forEach(rule -> assertReadsAsPrinted(rule.expression(), replay));
    }
  }

  private static void assertReadsAsPrinted(Expression rule, String replay) {
    String printed = Printer.print(rule);
    Optional<Expression> read =
        RuleParser.parse(SourceText.unnamed(printed)).sound().map(Placeless::of);
    assertEquals(Optional.of(Placeless.of(rule)), read, replay + ": " + printed);
  }

  private static String changed(String text, RandomGenerator random) {
    StringBuilder changed = new StringBuilder(text);
    for (int change = random.nextInt(1, CHANGES_MAX + 1); change > 0; change--) {
      int at = random.nextInt(changed.length() + 1);
      int end = Math.min(changed.length(), at + random.nextInt(1, 40));
      switch (random.nextInt(6)) {
        case 0 -> changed.delete(at, end);
        case 1 -> changed.insert(at, changed.substring(at, end));
        case 2 -> {
          String moved = changed.substring(at, end);
          changed.delete(at, end).insert(random.nextInt(changed.length() + 1), moved);
        }
        case 3 -> changed.delete(at, Math.min(changed.length(), at + 1));
        default -> changed.insert(at, FRAGMENTS.get(random.nextInt(FRAGMENTS.size())));
      }
    }
    return changed.toString();
  }
}
