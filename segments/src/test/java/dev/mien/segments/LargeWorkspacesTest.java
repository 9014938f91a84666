package dev.mien.segments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.mien.segments.Compilation.Accepted;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * Workspaces as large as can be, sound and unsound, are answered in seconds. The deadline is many
 * times what a quiet machine takes, and a small part of what any quadratic step would.
 */
class LargeWorkspacesTest {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int SEGMENTS_PER_TEXT = 4_000;

  @Test
  void tenThousandSegmentsAreAccepted() {
    List<String> codes =
        compile(
            10_000,
            n ->
                "a%d is x and (a%d is y or not a%d is z)%s"
                    .formatted(
                        n % 50, (n + 7) % 50, (n + 13) % 50, n % 3 == 1 ? " or s" + (n - 1) : ""));
    assertEquals(List.of(), codes);
  }

  @Test
  void thousandsOfUnknownNamesAreSaidUpToTheLimit() {
    List<String> codes = compile(20_000, n -> "segment-" + n + " and a1 is x");
    assertEquals("too-many-findings", codes.getLast());
  }

  @Test
  void aCircleOfTwentyThousandIsOneFinding() {
    List<String> codes = compile(20_000, n -> "s" + (n + 1) % 20_000 + " and a1 is x");
    assertEquals(List.of("segment-cycle"), codes);
  }

  @Test
  void aChainThatIsTooDeepIsOneFinding() {
    List<String> codes = compile(20_000, n -> n == 0 ? "a0 is x" : "s" + (n - 1) + " or a1 is x");
    assertEquals(List.of("normal-form-too-large"), codes);
  }

  @Test
  void thousandsOfRulesThatAreTooLargeAreNotAllWrittenOut() {
    StringBuilder pairs = new StringBuilder("(a0 is x or a1 is x)");
    for (int i = 2; i < 20; i += 2) {
      pairs.append(" and (a%d is x or a%d is y)".formatted(i, i + 1));
    }
    List<String> codes = compile(2_000, _ -> pairs.toString());
    assertEquals(List.of("normal-form-too-large"), codes.stream().distinct().toList());
  }

  @Test
  void twentyThousandAndOneSegmentsAreTooMany() {
    assertEquals(List.of("too-many"), compile(20_001, n -> "a" + n % 50 + " is x"));
  }

  /** The codes of all findings; of a sound workspace none, for its warnings do not matter here. */
  private static List<String> compile(int segments, IntFunction<String> rule) {
    List<SourceText> texts = new ArrayList<>();
    StringBuilder schema =
        new StringBuilder("schema:\n  purposes: { p: { title: T, bits: 512 } }\n");
    schema.append("  attributes:\n");
    for (int i = 0; i < 50; i++) {
      schema.append(
          "    a%d: { choice: [x, y, z], from: site, purpose: p, benefit: B }\n".formatted(i));
    }
    texts.add(new SourceText("schema.yaml", schema.toString()));
    for (int from = 0; from < segments; from += SEGMENTS_PER_TEXT) {
      StringBuilder text = new StringBuilder("segments:\n");
      for (int n = from; n < Math.min(segments, from + SEGMENTS_PER_TEXT); n++) {
        text.append("  s%d: { title: S, when: %s }\n".formatted(n, rule.apply(n)));
      }
      texts.add(new SourceText("segments-%05d.yaml".formatted(from), text.toString()));
    }
    return assertTimeoutPreemptively(
        DEADLINE,
        () ->
            switch (Workspaces.compile(texts)) {
              case Accepted _ -> List.of();
              case Compilation.Rejected(var found) -> found.stream().map(Diagnostic::code).toList();
            });
  }
}
