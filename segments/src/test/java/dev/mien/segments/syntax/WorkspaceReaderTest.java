package dev.mien.segments.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Declaration.OfferDeclaration;
import dev.mien.segments.syntax.Declaration.ScoreDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Declaration.SlotDeclaration;
import dev.mien.segments.syntax.Declaration.Workspace;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a sound workspace becomes, and how mistakes keep to themselves. */
class WorkspaceReaderTest {
  private static final Workspace SAMPLE =
      WorkspaceReader.read(List.of(Samples.workspace())).workspace();

  @Test
  void aSoundWorkspaceIsReadWhole() {
    Reading reading = WorkspaceReader.read(List.of(Samples.workspace()));

    assertEquals("", rendered(reading));
    assertTrue(reading.isWhole());
    assertFalse(reading.omitted().mayInclude("device"));
    assertEquals("demo", SAMPLE.header().orElseThrow().name().text());
    assertEquals(2, SAMPLE.purposes().size());
    assertEquals(11, SAMPLE.attributes().size());
    assertEquals(4, SAMPLE.events().size());
    assertEquals(3, SAMPLE.segments().size());
    assertEquals(2, SAMPLE.slots().size());
  }

  @Test
  void everyKindOfAttributeIsTold() {
    assertInstanceOf(Kind.Choice.class, kind("device"));
    assertInstanceOf(Kind.Choices.class, kind("interest"));
    assertInstanceOf(Kind.Flag.class, kind("newsletter"));
    assertInstanceOf(Kind.Latest.class, kind("last_category"));
    assertEquals("EUR", assertInstanceOf(Kind.Numeric.class, kind("basket_value")).unit().text());
    Kind.Count count = assertInstanceOf(Kind.Count.class, kind("sale_views"));
    assertEquals("category is sale", count.of().where().orElseThrow().span().text());
    assertEquals(Optional.of("30 minutes"), count.within().map(Word::text));
    Kind.Sum sum = assertInstanceOf(Kind.Sum.class, kind("spent"));
    assertEquals("price", sum.of().field().orElseThrow().text());
    assertEquals(List.of("20", "50", "100"), sum.edges().stream().map(Word::text).toList());
    Kind.Recency recency = assertInstanceOf(Kind.Recency.class, kind("last_sale"));
    assertEquals("10 minutes", recency.edges().getLast().text());
    Kind.Sequence sequence = assertInstanceOf(Kind.Sequence.class, kind("sale_then_help"));
    assertEquals("page_view where category is help", sequence.then().span().text());
    Kind.Evidence evidence = assertInstanceOf(Kind.Evidence.class, kind("browsing"));
    assertEquals("category", evidence.of().field().orElseThrow().text());
    assertEquals("start > sale", evidence.steps().getFirst().step().text());
    assertEquals("-0.8", evidence.steps().getLast().points().text());
    assertEquals(Optional.of("3"), evidence.after().map(Word::text));
  }

  @Test
  void oneRuleAfterWhenIsNamedLikeItsSegment() {
    SegmentDeclaration hunters = SAMPLE.segments().getFirst();
    assertEquals(1, hunters.rules().size());
    assertEquals("bargain-hunters", hunters.rules().getFirst().name().text());
    SegmentDeclaration comeback = SAMPLE.segments().get(1);
    assertEquals(
        List.of("by-mail", "by-interest"),
        comeback.rules().stream().map(rule -> rule.name().text()).toList());
    assertEquals(
        "interest has any of [running, hiking] and not bargain-hunters",
        Printer.print(comeback.rules().getLast().expression()));
  }

  @Test
  void aScoreHasPointsByCondition() {
    SegmentDeclaration likely = SAMPLE.segments().getLast();
    assertEquals(List.of(), likely.rules());
    ScoreDeclaration score = likely.score().orElseThrow();
    assertEquals(Optional.of("-1.92"), score.base().map(Word::text));
    assertEquals(6, score.points().size());
    assertEquals(
        "device is mobile and basket_value < 20",
        Printer.print(score.points().getLast().condition()));
    assertEquals("0.12", score.points().getLast().points().text());
    assertEquals(Optional.of("40.5 %"), score.leave().map(Word::text));
    assertEquals(
        Optional.of("0.759"), score.fitted().flatMap(fitted -> fitted.auc()).map(Word::text));
  }

  @Test
  void aSlotHasItsContentAndItsOffers() {
    SlotDeclaration hero = SAMPLE.slots().getFirst();
    assertEquals(List.of("personalization"), texts(hero.purposes()));
    assertEquals("number", hero.content().get(2).type().text());
    assertEquals("4.5", hero.fallback().orElseThrow().values().get(2).value().text());
    assertEquals(Optional.of("5 %"), hero.holdout().map(Word::text));
    OfferDeclaration autumn = hero.offers().getFirst();
    assertEquals(Optional.of("autumn"), autumn.name().map(Word::text));
    assertEquals(Optional.of("70"), autumn.variants().getFirst().weight().map(Word::text));
    assertEquals(Optional.of("2026-11-20"), autumn.from().map(Word::text));
    OfferDeclaration second = hero.offers().getLast();
    assertEquals(Optional.empty(), second.variants().getFirst().weight());
    assertEquals("for: comeback", second.span().text());
    assertEquals(List.of("personalization", "advice"), texts(SAMPLE.slots().getLast().purposes()));
  }

  @Test
  void filesAreReadInTheOrderOfTheirNames() {
    Reading reading =
        WorkspaceReader.read(
            List.of(
                new SourceText("b.yaml", "segments: { y: { title: Y, when: x } }"),
                new SourceText("a.yaml", "segments: { x: { title: X, when: y } }")));
    assertEquals(
        List.of("x", "y"),
        reading.workspace().segments().stream().map(each -> each.name().text()).toList());
  }

  @Test
  void anEmptyWorkspaceIsSoundAndEmpty() {
    for (String text :
        List.of("", "# only a comment", "---\n---\n", "segments:\nslots:\nschema:\n")) {
      Reading reading = Samples.read(text);
      assertEquals("", rendered(reading), text);
      assertTrue(reading.workspace().segments().isEmpty());
    }
  }

  @Test
  void aBrokenDocumentHidesNoOther() {
    Reading reading =
        Samples.read(
            "segments: { a: { title: A, when: b } }",
            "segments: { b: { title: \"B",
            "%NO directive\nsegments: [",
            "segments: { c: { title: C, when: a = b } }",
            "segments: { d: { title: D, when: a } }");
    assertEquals(
        List.of("yaml-syntax", "yaml-syntax", "rule-syntax"), codes(reading), rendered(reading));
    assertEquals(List.of("a", "d"), segments(reading));
    assertEquals(2, reading.omitted().documents());
    assertTrue(reading.omitted().mayInclude("whatever"));
  }

  @Test
  void aBrokenDeclarationHidesNoNeighbourAndIsKnownAsLeftOut() {
    Reading reading =
        Samples.read("segments: { a: { title: A, when: b }, b: { title: B, when: ! }, c: [] }");
    assertEquals(List.of("a"), segments(reading));
    assertTrue(reading.omitted().mayInclude("b"));
    assertTrue(reading.omitted().mayInclude("c"));
    assertFalse(reading.omitted().mayInclude("d"));
    assertFalse(reading.isWhole());
  }

  @Test
  void aSegmentKeepsTheRulesThatCanBeRead() {
    Reading reading =
        Samples.read("segments: { a: { title: A, rules: { one: b, two: b =, three: c } } }");
    assertEquals(List.of("rule-syntax"), codes(reading));
    assertEquals(
        List.of("one", "three"),
        reading.workspace().segments().getFirst().rules().stream()
            .map(rule -> rule.name().text())
            .toList());
  }

  @Test
  void anAttributeWhoseKindIsBrokenKeepsTheRest() {
    Reading reading =
        Samples.read(
            "schema: { attributes: { a: { count: x where, upTo: [1], purpose: p, benefit: b } } }");
    AttributeDeclaration attribute = reading.workspace().attributes().getFirst();
    assertEquals(Optional.empty(), attribute.kind());
    assertEquals(Optional.of("p"), attribute.purpose().map(Word::text));
  }

  @Test
  void aSecondDeclarationOfANameNamesThePlaceOfTheFirst() {
    Reading reading =
        WorkspaceReader.read(
            List.of(
                new SourceText("b.yaml", "segments: { a: { title: second, when: x } }"),
                new SourceText("a.yaml", "segments: { a: { title: first, when: y } }")));
    Diagnostic finding = reading.diagnostics().getFirst();
    assertEquals("duplicate-name", finding.code());
    assertEquals("b.yaml:1:13", finding.span().toString());
    assertTrue(finding.hint().contains("a.yaml:1:13"), finding.hint());
    assertEquals(
        Optional.of("first"), reading.workspace().segments().getFirst().title().map(Word::text));
  }

  @Test
  void oneNameMayBeUsedForThingsOfDifferentKinds() {
    Reading reading =
        Samples.read(
            "segments: { a: { title: A, when: b } }",
            "slots: { a: { purpose: a, content: { a: text }, fallback: { a: a } } }");
    assertEquals("", rendered(reading));
  }

  private static Kind kind(String attribute) {
    return SAMPLE.attributes().stream()
        .filter(each -> each.name().text().equals(attribute))
        .findFirst()
        .flatMap(AttributeDeclaration::kind)
        .orElseThrow();
  }

  private static List<String> texts(List<Word> words) {
    return words.stream().map(Word::text).toList();
  }

  private static List<String> segments(Reading reading) {
    return reading.workspace().segments().stream().map(each -> each.name().text()).toList();
  }

  private static List<String> codes(Reading reading) {
    return reading.diagnostics().stream().map(Diagnostic::code).toList();
  }

  static String rendered(Reading reading) {
    return String.join("\n", reading.diagnostics().stream().map(Diagnostic::render).toList());
  }
}
