package dev.mien.segments.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.segments.compile.Compiled.Done;
import dev.mien.segments.compile.Compiled.Excess;
import dev.mien.segments.compile.Compiled.TooLarge;
import dev.mien.segments.compile.Compiled.TooMany;
import dev.mien.segments.compile.NormalForm.Beyond;
import dev.mien.segments.compile.NormalForm.Measure;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal.CodeIn;
import dev.mien.segments.compile.Program.Literal.Labels;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate.AllOf;
import dev.mien.segments.model.Predicate.HasAny;
import dev.mien.segments.model.Predicate.OneOf;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompilerTest {
  private static final Rule MOBILE = SmallWorld.rule("mobile", new OneOf(0, 0b001));
  private static final Rule SMALL = SmallWorld.rule("small", new OneOf(0, 0b011));
  private static final Rule NEVER =
      SmallWorld.rule("never", new AllOf(List.of(new OneOf(0, 0b001), new OneOf(0, 0b010))));
  private static final Rule SPORTY = SmallWorld.rule("sporty", new HasAny(2, 0b111));

  @Test
  void conjunctionsSayWhichSegmentAndRuleTheyComeFrom() {
    assertEquals(
        List.of(
            new Conjunction(0, 0, List.of(new CodeIn(0, 0b001))),
            new Conjunction(2, 1, List.of(new CodeIn(0, 0b001))),
            new Conjunction(2, 2, List.of(new Labels(2, 0b001, 0))),
            new Conjunction(2, 2, List.of(new Labels(2, 0b010, 0))),
            new Conjunction(2, 2, List.of(new Labels(2, 0b100, 0)))),
        conjunctions(
            segment("one", MOBILE),
            segment("none", NEVER),
            segment("both", NEVER, MOBILE, SPORTY)));
  }

  @Test
  void aRuleThatAnotherOneCoversAddsNothing() {
    List<Conjunction> narrowFirst = conjunctions(segment("one", MOBILE, SMALL));
    List<Conjunction> wideFirst = conjunctions(segment("one", SMALL, MOBILE));
    assertEquals(List.of(new Conjunction(0, 1, List.of(new CodeIn(0, 0b011)))), narrowFirst);
    assertEquals(List.of(new Conjunction(0, 0, List.of(new CodeIn(0, 0b011)))), wideFirst);
  }

  @Test
  void everySegmentThatIsTooLargeIsNamed() {
    Limits standard = Limits.standard();
    Compiled compiled =
        new Compiler(withConjunctions(standard, 2, standard.programConjunctionsMax()))
            .compile(model(segment("a", SPORTY), segment("b", MOBILE), segment("c", SPORTY)));
    Beyond beyond = new Beyond(Measure.CONJUNCTIONS, 3, 2);
    assertEquals(new TooLarge(List.of(new Excess(0, beyond), new Excess(2, beyond))), compiled);
  }

  @Test
  void rulesOfOneSegmentCountTogether() {
    Compiled compiled =
        new Compiler(withConjunctions(Limits.standard(), 3, 100))
            .compile(model(segment("a", SPORTY, MOBILE)));
    assertEquals(
        new TooLarge(List.of(new Excess(0, new Beyond(Measure.CONJUNCTIONS, 4, 3)))), compiled);
  }

  @Test
  void tooManyConjunctionsInAllAreRefused() {
    Compiled compiled =
        new Compiler(withConjunctions(Limits.standard(), 256, 5))
            .compile(model(segment("a", SPORTY), segment("b", SPORTY)));
    assertEquals(new TooMany(6, 5), compiled);
  }

  @Test
  void aModelWithoutSegmentsHasAProgramWithoutConjunctions() {
    assertEquals(List.of(), conjunctions());
  }

  @Test
  void theOrderOfSegmentsChangesNothingButPositions() {
    List<Segment> segments =
        new ArrayList<>(
            List.of(segment("a", SPORTY), segment("b", MOBILE), segment("c", SMALL, SPORTY)));
    List<String> before = named(segments);
    Collections.reverse(segments);
    assertEquals(before, named(segments));
  }

  private static List<String> named(List<Segment> segments) {
    return conjunctions(segments.toArray(Segment[]::new)).stream()
        .map(c -> segments.get(c.segment()).name() + "/" + c.rule() + c.literals())
        .sorted()
        .toList();
  }

  private static Limits withConjunctions(Limits limits, int perSegment, int inAll) {
    return new Limits(
        limits.filesMax(),
        limits.fileBytesMax(),
        limits.workspaceBytesMax(),
        limits.ruleLengthMax(),
        limits.nestingMax(),
        limits.purposesMax(),
        limits.attributesMax(),
        limits.eventsMax(),
        limits.segmentsMax(),
        limits.slotsMax(),
        limits.offersMax(),
        limits.variantsMax(),
        perSegment,
        limits.literalsMax(),
        limits.predicatesMax(),
        limits.depthMax(),
        inAll,
        limits.stateBytesMax());
  }

  private static List<Conjunction> conjunctions(Segment... segments) {
    return switch (new Compiler(Limits.standard()).compile(model(segments))) {
      case Done(var program) -> program.conjunctions();
      case TooLarge _, TooMany _ -> throw new AssertionError("within the limits");
    };
  }

  private static Segment segment(String name, Rule... rules) {
    return new Segment(new SegmentName(name), name, List.of(rules));
  }

  private static Model model(Segment... segments) {
    return new Model("small", SmallWorld.SCHEMA, List.of(segments), List.of());
  }
}
