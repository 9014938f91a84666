package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each mistake in the shape of a workspace gets its code, at its place, with a hint. */
class ReadingFindingsTest {
  private static final String SIGNAL = ", from: site, purpose: p, benefit: b }";
  private static final String SLOT = "purpose: p, content: { a: text }, fallback: { a: b }";
  private static final String MEASURE = ", purpose: p, benefit: b }";

  @Test
  void aTypoIsAnsweredWithTheNearestKey() {
    assertFound("unknown-key", "titel", "did you mean 'title'?", segment("titel: t, when: a"));
    assertFound("unknown-key", "segmnts", "did you mean 'segments'?", "segmnts: {}");
    assertFound(
        "unknown-key", "upto", "did you mean 'upTo'?", attribute("count: e, upto: 3" + MEASURE));
    assertFound(
        "unknown-key", "chioce", "did you mean 'choice'?", attribute("chioce: [a]" + SIGNAL));
  }

  @Test
  void aKeyWithoutANearOneIsAnsweredWithAllOfThem() {
    assertFound(
        "unknown-key",
        "colour",
        "the keys of a segment are 'title', 'when', 'rules', 'score'",
        segment("title: t, when: a, colour: red"));
    assertFound(
        "unknown-key",
        "edges",
        "the only key of a number field is 'number'",
        "schema: { events: { e: { f: { number: EUR, edges: [1] } } } }");
  }

  @Test
  void aKeyOfAnotherKindIsMisplaced() {
    assertFound("misplaced-key", "from", attribute("count: e, from: site" + MEASURE));
    assertFound("misplaced-key", "edges", attribute("choice: [a], edges: [1]" + SIGNAL));
    assertFound("misplaced-key", "retention", attribute("latest: e.f, retention: 1 day" + MEASURE));
  }

  @Test
  void aMissingKeyIsShownAtTheName() {
    assertFound(
        "missing-key",
        "s",
        "a segment needs 'title': what the segment is called in reports",
        segment("when: a"));
    assertFound("missing-key", "s", "a segment needs one of them", segment("title: t"));
    assertFound("missing-key", "x", attribute("from: site" + MEASURE));
    assertFound("missing-key", "x", attribute("choice: [a]" + MEASURE));
    assertFound("missing-key", "x", attribute("number: EUR" + SIGNAL));
    assertFound("missing-key", "q", slot("content: { a: text }, fallback: { a: b }"));
    assertFound("missing-key", "q", slot("purpose: p, content: { a: text }"));
    assertFound("missing-key", "q", slot("purpose: p, fallback: {}"));
    assertFound("missing-key", "content", slot("purpose: p, content: {}, fallback: {}"));
    assertFound("missing-key", "{ for: a }", slot(SLOT + ", offers: [{ for: a }]"));
    assertFound(
        "missing-key",
        "{ variants: { v: { a: b } } }",
        slot(SLOT + ", offers: [{ variants: { v: { a: b } } }]"));
    assertFound("missing-key", "variants", slot(SLOT + ", offers: [{ for: a, variants: {} }]"));
    assertFound("missing-key", "rules", segment("title: t, rules: {}"));
  }

  @Test
  void twoKindsOrTwoWaysToSayTheSameConflict() {
    assertFound("conflicting-keys", "count", attribute("choice: [a], count: e" + SIGNAL));
    assertFound("conflicting-keys", "rules", segment("title: t, when: a, rules: { r: b }"));
    assertFound("conflicting-keys", "purposes", slot(SLOT + ", purposes: [p]"));
    assertFound(
        "conflicting-keys",
        "flag",
        "schema: { events: { e: { f: { choice: [a], flag: true } } } }");
  }

  @Test
  void whatComesTwiceIsShownTheSecondTime() {
    assertFound("duplicate-key", "title", segment("title: t, title: u, when: a"));
    assertFound(
        "duplicate-key", "a", slot("purpose: p, content: { a: text }, fallback: { a: b, a: c }"));
    assertFound("duplicate-name", "r", segment("title: t, rules: { r: a, r: b }"));
    assertFound(
        "duplicate-name",
        "a",
        slot("purpose: p, content: { a: text, a: url }, fallback: { a: b }"));
    assertFound(
        "duplicate-name",
        "v",
        slot(SLOT + ", offers: [{ for: a, variants: { v: { a: b }, v: { a: c } } }]"));
    assertFound(
        "duplicate-name",
        "f",
        "schema: { events: { e: { f: { flag: true }, f: { flag: true } } } }");
    assertFound(
        "duplicate-name", "s", "segments: { s: { title: t, when: a }, s: { title: t, when: a } }");
    assertFound("duplicate-name", "b", "workspace: { name: a }\n---\nworkspace: { name: b }");
  }

  @Test
  void whatHasTheWrongShapeIsTold() {
    assertFound("wrong-shape", "[t]", segment("title: [t], when: a"));
    assertFound("wrong-shape", "", segment("title: , when: a"));
    assertFound("wrong-shape", "~", segment("title: ~, when: a"));
    assertFound("wrong-shape", "a", attribute("choice: a" + SIGNAL));
    assertFound("wrong-shape", "[b]", attribute("choice: [a, [b]]" + SIGNAL));
    assertFound("wrong-shape", "null", attribute("choice: [a, null]" + SIGNAL));
    assertFound("wrong-shape", "[a, b, c]", attribute("sequence: [a, b, c]" + MEASURE));
    assertFound("wrong-shape", "false", attribute("flag: false" + SIGNAL));
    assertFound("wrong-shape", "3", "segments: 3");
    assertFound("wrong-shape", "[]", "segments: { s: [] }");
    assertFound("wrong-shape", "text", "text");
    assertFound("wrong-shape", "[a]", "[a]");
    assertFound("wrong-shape", "[a]", "? [a]\n: b");
    assertFound(
        "wrong-shape",
        "{ a: b }",
        slot("purpose: p, content: { a: { a: b } }, fallback: { a: b }"));
    assertFound("wrong-shape", "[]", slot("purpose: p, content: { a: text }, fallback: { a: [] }"));
    assertFound("wrong-shape", "a", slot(SLOT + ", offers: [a]"));
    assertFound("wrong-shape", "{}", slot(SLOT + ", offers: {}"));
    assertFound("wrong-shape", "b", slot(SLOT + ", offers: [{ for: a, variants: { v: b } }]"));
    assertFound(
        "wrong-shape",
        "[1]",
        slot(SLOT + ", offers: [{ for: a, variants: { v: { a: b } }, weights: { v: [1] } }]"));
    assertFound("wrong-shape", "{ x: y }", "schema: { events: { e: { goal: { x: y } } } }");
    assertFound("wrong-shape", "text", "schema: { events: { e: { f: text } } }");
  }

  @Test
  void aWeightNeedsItsVariant() {
    assertFound(
        "unknown-variant",
        "slae",
        "did you mean 'sale'?",
        slot(SLOT + ", offers: [{ for: a, variants: { sale: { a: b } }, weights: { slae: 1 } }]"));
  }

  @Test
  void whatWorkspacesDoWithoutIsRefused() {
    assertFound("yaml-unsupported", "&x t", segment("title: &x t, when: a"));
    assertFound("yaml-unsupported", "!x t", segment("title: !x t, when: a"));
    assertFound("yaml-unsupported", "!!str t", segment("title: !!str t, when: a"));
    List<String> codes = codes("a: &x [*x]");
    assertEquals(List.of("unknown-key", "yaml-unsupported", "yaml-unsupported"), codes);
    assertTrue(codes("%TAG ! tag:x,2000:\n--- {}").contains("yaml-unsupported"));
    assertTrue(codes("--- *x\n").contains("yaml-unsupported"));
  }

  @Test
  void whatIsNotYamlIsShownWhereItStopsToBe() {
    assertFound(
        "yaml-syntax",
        "[",
        "inside { } and [ ], put a rule that holds commas or brackets in quotes",
        segment("title: t, when: x in [a, b]"));
    assertFound("yaml-syntax", "\t", "indent with spaces, not with tabs", "\tsegments: {}");
    assertFound(
        "yaml-syntax",
        ":",
        "put a text that holds ': ' in quotes, and each key on a line of its own",
        "segments: a: b");
    assertFound(
        "yaml-syntax", "@", "put a text that starts with this character in quotes", "segments: @a");
    assertFound("yaml-syntax", "\u0007", "segments: a\u0007");
    assertEquals(List.of("yaml-syntax"), codes("%YAML 3.0\n--- {}"));
    assertEquals(List.of("yaml-syntax"), codes("a: \"\\UFFFFFFFF\""));
  }

  @Test
  void whatIsTooLongOrTooDeepIsLeftOut() {
    assertEquals(List.of("too-long"), codes(segment("when: a, title: " + "t".repeat(10_001))));
    assertEquals(List.of("too-long"), codes(segment("title: t, when: " + "t".repeat(4_001))));
    assertEquals(List.of("too-deep"), codes("a: " + "[".repeat(40) + "]".repeat(40)));
    assertEquals(List.of("too-long"), codes("# " + "x".repeat(SyntaxLimits.FILE_LENGTH_MAX)));
  }

  /** The YAML library stumbles over pairs that lie across the end of its buffer. */
  @Test
  void charactersOfTwoUnitsAreReadWhereverTheyLie() {
    for (int before = 0; before < 4; before++) {
      assertEquals(List.of(), codes("#" + " ".repeat(before) + "😀".repeat(2_000) + "\nsegments:"));
    }
  }

  @Test
  void tooManyFilesOrTooMuchTextIsLeftOut() {
    List<SourceText> texts = new ArrayList<>();
    for (int i = 0; i <= SyntaxLimits.FILES_MAX; i++) {
      texts.add(
          new SourceText("f" + (1_000 + i), "segments: { s" + i + ": { title: t, when: a } }"));
    }
    Reading reading = WorkspaceReader.read(texts);
    assertEquals(SyntaxLimits.FILES_MAX, reading.workspace().segments().size());
    assertEquals("f1500", reading.diagnostics().getFirst().span().source().name());
    assertEquals(1, reading.omitted().documents());

    SourceText large = new SourceText("large", "#" + " ".repeat(SyntaxLimits.FILE_LENGTH_MAX - 1));
    assertEquals(1, WorkspaceReader.read(Collections.nCopies(9, large)).diagnostics().size());
  }

  @Test
  void endlessFindingsEnd() {
    StringBuilder text = new StringBuilder("segments:\n");
    for (int i = 0; i < 3 * SyntaxLimits.FINDINGS_MAX; i++) {
      text.append("  s: {}\n");
    }
    List<String> codes = codes(text.toString());
    assertEquals(SyntaxLimits.FINDINGS_MAX + 1, codes.size());
    assertTrue(codes.contains("too-many-findings"));
  }

  private static String segment(String keys) {
    return "segments: { s: { " + keys + " } }";
  }

  private static String attribute(String keys) {
    return "schema: { attributes: { x: { " + keys + " } }";
  }

  private static String slot(String keys) {
    return "slots: { q: { " + keys + " } }";
  }

  private static List<String> codes(String document) {
    return Samples.read(document).diagnostics().stream().map(Diagnostic::code).toList();
  }

  private static void assertFound(String code, String at, String hint, String document) {
    assertFound(code, at, document);
    assertEquals(hint, Samples.read(document).diagnostics().getFirst().hint(), document);
  }

  private static void assertFound(String code, String at, String document) {
    Reading reading = Samples.read(document);
    String all = WorkspaceReaderTest.rendered(reading);
    assertEquals(1, reading.diagnostics().size(), document + "\n" + all);
    Diagnostic finding = reading.diagnostics().getFirst();
    assertEquals(code, finding.code(), all);
    assertEquals(at, finding.span().text(), all);
    assertTrue(!finding.hint().isEmpty(), all);
  }
}
