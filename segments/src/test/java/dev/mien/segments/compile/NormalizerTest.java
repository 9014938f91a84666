package dev.mien.segments.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.compile.NormalForm.Beyond;
import dev.mien.segments.compile.NormalForm.Measure;
import dev.mien.segments.compile.NormalForm.Within;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.compile.SmallWorld.Listed;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Predicate.AllOf;
import dev.mien.segments.model.Predicate.AnyOf;
import dev.mien.segments.model.Predicate.HasAny;
import dev.mien.segments.model.Predicate.InSegment;
import dev.mien.segments.model.Predicate.Known;
import dev.mien.segments.model.Predicate.Not;
import dev.mien.segments.model.Predicate.OneOf;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.reference.Interpreter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Normal forms and questions agree with what predicates mean on every facts there are. */
class NormalizerTest {
  private static final int CASES = 3_000;
  private static final List<Listed> ALL_FACTS = SmallWorld.allFacts();

  /** A random world: a few segments and a predicate that may refer to them. */
  private record World(Normalizer normalizer, Interpreter interpreter, Predicate predicate) {
    static World random(SplittableRandom random) {
      List<Segment> segments = SmallWorld.segments(random, 3);
      Model model = new Model("small", SmallWorld.SCHEMA, segments, List.of());
      return new World(
          new Normalizer(SmallWorld.ATTRIBUTES, segments, Limits.standard()),
          new Interpreter(model),
          SmallWorld.predicate(random, 3, segments.size()));
    }

    boolean admits(Predicate asked, Facts facts) {
      return interpreter.evaluate(asked, facts).admits();
    }
  }

  @Test
  void aNormalFormHoldsExactlyWhereThePredicateIsTrue() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = World.random(new SplittableRandom(seed));
      List<Cube> cubes = cubes(world.normalizer().normalForm(world.predicate()));
      String replay = "seed " + seed + ": " + world.predicate();
      for (Listed facts : ALL_FACTS) {
        assertEquals(
            world.admits(world.predicate(), facts),
            cubes.stream().anyMatch(cube -> holds(cube, facts)),
            replay);
      }
    }
  }

  @Test
  void cubesAreInOrderAndNoneImpliesAnother() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = World.random(new SplittableRandom(seed));
      List<Cube> cubes = cubes(world.normalizer().normalForm(world.predicate()));
      for (Cube cube : cubes) {
        for (int i = 1; i < cube.literals().size(); i++) {
          assertTrue(
              cube.literals().get(i - 1).attribute() < cube.literals().get(i).attribute(),
              "one literal per attribute, seed " + seed);
        }
        assertEquals(
            1, cubes.stream().filter(cube::implies).count(), "implies itself only, seed " + seed);
      }
    }
  }

  @Test
  void canHoldIsExact() {
    for (long seed = 0; seed < CASES; seed++) {
      World world = World.random(new SplittableRandom(seed));
      boolean somewhere =
          ALL_FACTS.stream().anyMatch(facts -> world.admits(world.predicate(), facts));
      assertEquals(
          Verdict.of(somewhere), world.normalizer().canHold(world.predicate()), "seed " + seed);
    }
  }

  @Test
  void alwaysHoldsIsExact() {
    int always = 0;
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      World world = World.random(random);
      // Few predicates are always true, so weigh in what makes them so.
      List<Predicate> parts = new ArrayList<>(List.of(world.predicate()));
      for (int i = 0; i < 4; i++) {
        parts.add(SmallWorld.predicate(random, 2, 3));
        parts.add(new Not(new Known(random.nextInt(SmallWorld.ATTRIBUTES.size()))));
      }
      Predicate asked = new AnyOf(parts);
      boolean everywhere =
          ALL_FACTS.stream()
              .filter(Listed::nothingWithheld)
              .allMatch(facts -> world.admits(asked, facts));
      always += everywhere ? 1 : 0;
      assertEquals(Verdict.of(everywhere), world.normalizer().alwaysHolds(asked), "seed " + seed);
    }
    assertTrue(always > CASES / 100 && always < CASES, "both answers occur; yes: " + always);
  }

  @Test
  void canHoldTogetherIsExact() {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      World world = World.random(random);
      Predicate other = SmallWorld.predicate(random, 3, 3);
      boolean together =
          ALL_FACTS.stream()
              .anyMatch(
                  facts -> world.admits(world.predicate(), facts) && world.admits(other, facts));
      assertEquals(
          Verdict.of(together),
          world.normalizer().canHoldTogether(world.predicate(), other),
          "seed " + seed);
    }
  }

  @Test
  void notOfAMissingFactDoesNotHold() {
    Normalizer normalizer = normalizer(List.of());
    assertEquals(
        new Within(List.of(new Cube(List.of(new Literal.CodeIn(0, 0b110))))),
        normalizer.normalForm(new Not(new OneOf(0, 0b001))));
  }

  @Test
  void alternativesOfOneAttributeBecomeOneLiteral() {
    Predicate either =
        new AnyOf(List.of(new OneOf(0, 0b001), new OneOf(0, 0b010), new Not(new Known(0))));
    assertEquals(
        new Within(List.of(new Cube(List.of(new Literal.CodeInOrMissing(0, 0b011))))),
        normalizer(List.of()).normalForm(either));
  }

  @Test
  void aSegmentThatIsAllOfAnotherIsWrittenOut() {
    Segment inner = segment("inner", new OneOf(0, 0b001));
    assertEquals(
        new Within(List.of(new Cube(List.of(new Literal.CodeIn(0, 0b110))))),
        normalizer(List.of(inner)).normalForm(new Not(new InSegment(0))));
  }

  @Test
  void aProductOfManyAlternativesIsRefusedWithItsSize() {
    List<Attribute> attributes = choices(40);
    List<Predicate> pairs =
        IntStream.range(0, 20)
            .mapToObj(i -> anyOf(new OneOf(2 * i, 1), new OneOf(2 * i + 1, 1)))
            .toList();
    Normalizer normalizer = new Normalizer(attributes, List.of(), Limits.standard());
    assertQuick(
        () ->
            assertEquals(
                new Beyond(Measure.CONJUNCTIONS, 1 << 20, 256),
                normalizer.normalForm(new AllOf(pairs))));
    assertEquals(Verdict.UNDECIDED, normalizer.canHold(new AllOf(pairs)));
    assertEquals(
        new Beyond(Measure.CONJUNCTIONS, 512, 256),
        normalizer.normalForm(new AllOf(pairs.subList(0, 9))));
    assertEquals(256, cubes(normalizer.normalForm(new AllOf(pairs.subList(0, 8)))).size());
  }

  @Test
  void aNegatedSegmentOfManyRulesIsRefusedWithItsSize() {
    List<Attribute> attributes = choices(40);
    List<Predicate> pairs =
        IntStream.range(0, 20)
            .<Predicate>mapToObj(
                i -> new AllOf(List.of(new OneOf(2 * i, 1), new OneOf(2 * i + 1, 1))))
            .toList();
    Segment many = segment("many", new AnyOf(pairs));
    Normalizer normalizer = new Normalizer(attributes, List.of(many), Limits.standard());
    assertEquals(20, cubes(normalizer.normalForm(new InSegment(0))).size());
    assertQuick(
        () ->
            assertEquals(
                new Beyond(Measure.CONJUNCTIONS, 1 << 20, 256),
                normalizer.normalForm(new Not(new InSegment(0)))));
  }

  @Test
  void labelsThatMultiplyAreRefusedAndEstimatesAreCapped() {
    List<Attribute> attributes =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    SmallWorld.attribute(
                        "tags_" + i,
                        new Alphabet.Choices(
                            IntStream.range(0, 64).mapToObj(l -> "l" + l).toList())))
            .toList();
    List<Predicate> any =
        IntStream.range(0, 8).<Predicate>mapToObj(i -> new HasAny(i, -1L)).toList();
    Normalizer normalizer = new Normalizer(attributes, List.of(), Limits.standard());
    assertEquals(64, cubes(normalizer.normalForm(any.getFirst())).size());
    assertQuick(
        () ->
            assertEquals(
                new Beyond(Measure.CONJUNCTIONS, Beyond.REACHED_MAX, 256),
                normalizer.normalForm(new AllOf(any))));
  }

  /** Every segment refers twice to the one before: written out, the last has 2^60 predicates. */
  @Test
  void referencesThatDoubleAreRefused() {
    List<Segment> segments = new ArrayList<>(List.of(segment("s-0", new OneOf(0, 1))));
    for (int i = 1; i < 60; i++) {
      segments.add(
          segment("s-" + i, new AllOf(List.of(new InSegment(i - 1), new InSegment(i - 1)))));
    }
    assertQuick(
        () ->
            assertEquals(
                new Beyond(Measure.PREDICATES, Beyond.REACHED_MAX, 10_000),
                normalizer(segments).normalForm(new InSegment(59))));
    assertEquals(1, cubes(normalizer(segments).normalForm(new InSegment(8))).size());
  }

  @Test
  void aLongChainOfReferencesIsRefused() {
    List<Segment> segments = new ArrayList<>(List.of(segment("s-0", new OneOf(0, 1))));
    for (int i = 1; i < 20_000; i++) {
      segments.add(segment("s-" + i, new InSegment(i - 1)));
    }
    Beyond beyond =
        assertInstanceOf(Beyond.class, normalizer(segments).normalForm(new InSegment(19_999)));
    assertEquals(Measure.PREDICATES, beyond.measure());
    Beyond shorter =
        assertInstanceOf(Beyond.class, normalizer(segments).normalForm(new InSegment(1_000)));
    assertEquals(Measure.DEPTH, shorter.measure());
    assertFalse(cubes(normalizer(segments).normalForm(new InSegment(50))).isEmpty());
  }

  @Test
  void aConjunctionOfTooManyAttributesIsRefused() {
    List<Predicate> all = IntStream.range(0, 65).<Predicate>mapToObj(i -> new OneOf(i, 1)).toList();
    Normalizer normalizer = new Normalizer(choices(65), List.of(), Limits.standard());
    assertEquals(new Beyond(Measure.LITERALS, 65, 64), normalizer.normalForm(new AllOf(all)));
  }

  /** Parity of many flags has no shorter form: 2^9 conjunctions of 10 literals. */
  @Test
  void parityIsRefusedQuickly() {
    List<Attribute> flags =
        IntStream.range(0, 40)
            .mapToObj(i -> SmallWorld.attribute("flag_" + i, new Alphabet.Flag()))
            .toList();
    Predicate parity = new OneOf(0, 0b10);
    for (int i = 1; i < 10; i++) {
      Predicate flag = new OneOf(i, 0b10);
      parity =
          anyOf(
              new AllOf(List.of(parity, new Not(flag))), new AllOf(List.of(new Not(parity), flag)));
    }
    Predicate hard = parity;
    Normalizer normalizer = new Normalizer(flags, List.of(), Limits.standard());
    assertQuick(
        () ->
            assertEquals(new Beyond(Measure.CONJUNCTIONS, 512, 256), normalizer.normalForm(hard)));
    assertQuick(() -> assertEquals(Verdict.NO, normalizer.alwaysHolds(hard)));
  }

  private static void assertQuick(org.junit.jupiter.api.function.Executable work) {
    Assertions.assertTimeout(Duration.ofSeconds(5), work);
  }

  private static Predicate anyOf(Predicate... parts) {
    return new AnyOf(List.of(parts));
  }

  private static List<Attribute> choices(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> SmallWorld.attribute("choice_" + i, new Alphabet.Choice(List.of("a", "b", "c"))))
        .toList();
  }

  private static Segment segment(String name, Predicate predicate) {
    return new Segment(new SegmentName(name), name, List.of(SmallWorld.rule("when", predicate)));
  }

  private static Normalizer normalizer(List<Segment> segments) {
    return new Normalizer(SmallWorld.ATTRIBUTES, segments, Limits.standard());
  }

  private static List<Cube> cubes(NormalForm form) {
    return assertInstanceOf(Within.class, form).cubes();
  }

  private static boolean holds(Cube cube, Facts facts) {
    return cube.literals().stream().allMatch(literal -> holds(literal, facts));
  }

  private static boolean holds(Literal literal, Facts facts) {
    Standing standing = facts.standing(literal.attribute());
    boolean known = standing == Standing.KNOWN;
    boolean missing = standing == Standing.MISSING;
    return switch (literal) {
      case Literal.CodeIn(int a, long codes) -> known && (codes >>> facts.code(a) & 1) != 0;
      case Literal.CodeInOrMissing(int a, long codes) ->
          missing || (known && (codes >>> facts.code(a) & 1) != 0);
      case Literal.Missing _ -> missing;
      case Literal.Labels(int a, long present, long absent) ->
          known && (facts.labels(a) & present) == present && (facts.labels(a) & absent) == 0;
    };
  }
}
