package dev.mien.segments.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.Compilation;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Predicate.OneOf;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.IntPredicate;
import java.util.function.LongPredicate;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/** What passes a test in codes is what passes it in numbers. */
class ComparisonsTest {
  private static final double[] AMOUNTS = {-9, -5, -0.01, 0, 1, 19.98, 19.99, 20, 49, 50, 51, 1e9};

  @Test
  void numbersCompareExactlyAtTheirEdges() {
    numbers("basket < 0", value -> value < 0);
    numbers("basket <= 0", value -> value <= 0);
    numbers("basket > 19.99", value -> value > 19.99);
    numbers("basket >= 19.99", value -> value >= 19.99);
    numbers("basket is 50", value -> value == 50);
    numbers("basket is 50.00", value -> value == 50);
    numbers("basket in [-5, 50]", value -> value == -5 || value == 50);
    numbers("basket between -5 and 19.99", value -> value >= -5 && value <= 19.99);
    numbers("basket between 0 and 0", value -> value == 0);
  }

  @Test
  void countsCompareExactlyBelowTheirCap() {
    counts("views < 4", n -> n < 4);
    counts("views <= 3", n -> n <= 3);
    counts("views > 0", n -> n > 0);
    counts("views >= 4", n -> n >= 4);
    counts("views is 0", n -> n == 0);
    counts("views in [1, 3]", n -> n == 1 || n == 3);
    counts("views between 1 and 3", n -> n >= 1 && n <= 3);
  }

  @Test
  void nothingIsAskedOfACountThatItsCapHides() {
    for (String rule :
        List.of(
            "views is 4",
            "views <= 4",
            "views > 4",
            "views between 1 and 4",
            "views in [1, 4]",
            "views >= 5",
            "views < 5")) {
      assertEquals(List.of("beyond-the-cap"), Workbench.errors(Workbench.rule(rule)), rule);
    }
  }

  @Test
  void aSumIsAskedAboveItsLastEdgeOnlyWhereItGoesOn() {
    assertEquals(List.of(), Workbench.errors(Workbench.rule("spent > 50")));
    Compilation capped = Workbench.compile(Workbench.schema().replace(", upTo: 80", "") + RULE);
    assertEquals(List.of("beyond-the-cap"), Workbench.errors(capped));
  }

  private static final String RULE = "segments: { s: { title: S, when: spent > 50 } }";

  @Test
  void recenciesCompareExactlyAtTheirEdges() {
    ages("last < 10 seconds", age -> age < 10);
    ages("last >= 10 seconds", age -> age >= 10);
    ages("last < 60 seconds", age -> age < 60);
    ages("last >= 1 minute", age -> age >= 60);
  }

  @Test
  void labelsAndFlagsAreTheirCodes() {
    assertEquals(0b101, asked("device in [mobile, desktop]").codes());
    assertEquals(0b010, asked("device is tablet").codes());
    assertEquals(0b10, asked("member is true").codes());
    assertEquals(0b01, asked("member is false").codes());
    assertEquals(
        new Predicate.HasAll(1, 0b11), only("interest has all of [hiking, running]").predicate());
    assertEquals(new Predicate.HasAny(1, 0b01), only("interest has running").predicate());
  }

  private static void numbers(String rule, DoublePredicate meant) {
    Asked asked = asked(rule);
    Alphabet.Numeric numeric = (Alphabet.Numeric) asked.attribute().alphabet();
    DoubleStream.of(AMOUNTS)
        .forEach(
            value ->
                assertEquals(
                    meant.test(value),
                    (asked.codes() >>> numeric.code(value) & 1) != 0,
                    rule + " of " + value));
  }

  private static void counts(String rule, IntPredicate meant) {
    long codes = asked(rule).codes();
    for (int n = 0; n <= 4; n++) {
      assertEquals(meant.test(n), (codes >>> n & 1) != 0, rule + " of " + n);
    }
    assertTrue(codes < 1L << 5, rule);
  }

  private static void ages(String rule, LongPredicate meant) {
    Asked asked = asked(rule);
    Alphabet.Elapsed elapsed = (Alphabet.Elapsed) asked.attribute().alphabet();
    for (long age : new long[] {0, 9, 10, 11, 59, 60, 61, 86_400}) {
      assertEquals(
          meant.test(age), (asked.codes() >>> elapsed.code(age) & 1) != 0, rule + " of " + age);
    }
  }

  private record Asked(Attribute attribute, long codes) {}

  private record Only(Model model, Predicate predicate) {}

  private static Only only(String rule) {
    Model model = Workbench.model(Workbench.rule(rule));
    return new Only(model, model.segments().getFirst().rules().getFirst().predicate());
  }

  private static Asked asked(String rule) {
    Only only = only(rule);
    OneOf test = (OneOf) only.predicate();
    return new Asked(only.model().schema().attributes().get(test.attribute()), test.codes());
  }
}
