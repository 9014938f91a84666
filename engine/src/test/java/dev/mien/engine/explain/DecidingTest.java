package dev.mien.engine.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.explain.Why.PredicateWhy;
import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleModels;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Truth;
import dev.mien.segments.reference.Interpreter;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What settles a segment. */
class DecidingTest {
  private static final int MODELS = 300;
  private static final int FACTS = 10;

  /**
   * The truth is that of the reference interpreter, and whatever is named came out as the segment
   * did: nothing that speaks for a segment is given as the reason that it does not hold.
   */
  @Test
  void itAgreesWithTheInterpreterAndNamesWhatAgreesWithIt() {
    Map<Truth, Integer> met = new EnumMap<>(Truth.class);
    for (long seed = 0; seed < MODELS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = SampleModels.program(random);
      Model model = program.model();
      for (int i = 0; i < FACTS; i++) {
        Facts facts = SampleFacts.random(random, model.schema());
        Deciding deciding = new Deciding(model, facts);
        Interpreter interpreter = new Interpreter(model);
        for (int segment = 0; segment < model.segments().size(); segment++) {
          Decided decided = deciding.segment(segment);
          String replay = "replay with seed " + seed + ", segment " + segment;
          assertEquals(interpreter.segment(segment, facts), decided.truth(), replay);
          assertFalse(decided.by().isEmpty(), replay);
          assertTrue(decided.by().stream().allMatch(one -> one.truth() == decided.truth()), replay);
          met.merge(decided.truth(), 1, Integer::sum);
        }
      }
    }
    assertEquals(3, met.size(), met::toString);
  }

  @Test
  void theWordsNameThreeAndSayHowManyMore() {
    PredicateWhy one = new PredicateWhy("sale_views >= 3", Truth.FALSE, "2");
    assertEquals(
        "'sale_views >= 3' does not hold: it is 2", new Decided(Truth.FALSE, List.of(one)).words());
    PredicateWhy other = new PredicateWhy("device is mobile", Truth.UNKNOWN, "not permitted");
    assertEquals(
        "'device is mobile' is unknown: it is not permitted; ".repeat(3) + "and 2 more",
        new Decided(Truth.UNKNOWN, List.of(other, other, other, other, other)).words());
  }
}
