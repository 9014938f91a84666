package dev.mien.segments.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.segments.compile.PointTable.Axis;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Before;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.model.Truth;
import dev.mien.segments.reference.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What scores mean, over all facts of a small world. */
class ScoresTest {
  private static final long SEED = 20_261_122;
  private static final int SCORES = 150;

  /** Facts of a session that was in every scored segment, or in none, or nobody may say. */
  private record Remembering(Facts facts, Before remembered) implements Facts {
    @Override
    public int size() {
      return facts.size();
    }

    @Override
    public Standing standing(int attribute) {
      return facts.standing(attribute);
    }

    @Override
    public int code(int attribute) {
      return facts.code(attribute);
    }

    @Override
    public long labels(int attribute) {
      return facts.labels(attribute);
    }

    @Override
    public Before before(int place) {
      return remembered;
    }
  }

  private static Model model(Score score) {
    Segment segment =
        new Segment(
            new SegmentName("scored"),
            "Scored",
            List.of(SmallWorld.rule("scored", new Predicate.Scored(0, score))));
    return new Model(
        "small",
        new Schema(List.of(), SmallWorld.ATTRIBUTES, List.of()),
        List.of(segment),
        List.of());
  }

  /** What a session is held to be may only become less certain by what is withheld. */
  @Test
  void withholdingPutsNobodyInAndNobodyOut() {
    SplittableRandom random = new SplittableRandom(SEED);
    List<SmallWorld.Listed> all = SmallWorld.allFacts();
    long admitted = 0;
    for (int i = 0; i < SCORES; i++) {
      Score score = SmallWorld.score(random);
      Interpreter interpreter = new Interpreter(model(score));
      for (SmallWorld.Listed facts : all) {
        for (Before before : Before.values()) {
          Truth truth = interpreter.segment(0, new Remembering(facts, before));
          admitted += truth.admits() ? 1 : 0;
          String what = "seed " + SEED + ", score " + i + ": " + facts + " " + before;
          for (int attribute = 0; attribute < facts.size(); attribute++) {
            Truth less =
                interpreter.segment(0, new Remembering(withheld(facts, attribute), before));
            assertTrue(less == truth || less == Truth.UNKNOWN, what);
          }
          Truth unremembered = interpreter.segment(0, new Remembering(facts, Before.WITHHELD));
          assertTrue(unremembered == truth || unremembered == Truth.UNKNOWN, what);
        }
      }
    }
    assertTrue(admitted > 0, "no score admits anything");
  }

  @Test
  void tablesSayWhatTheReferenceSays() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < SCORES; i++) {
      Score score = SmallWorld.score(random);
      Interpreter interpreter = new Interpreter(model(score));
      List<PointTable> tables = PointTable.of(score, SmallWorld.ATTRIBUTES);
      for (SmallWorld.Listed facts : SmallWorld.allFacts()) {
        long least = score.base();
        long most = score.base();
        for (PointTable table : tables) {
          int cell = 0;
          for (Axis axis : table.axes()) {
            cell = cell * axis.states() + state(axis, facts);
          }
          least += table.least().get(cell);
          most += table.most().get(cell);
        }
        assertEquals(
            interpreter.sum(score, facts),
            new Interpreter.Sum(least, most),
            "seed " + SEED + ", score " + i + ": " + facts);
      }
    }
  }

  /** Who is in leaves later than others enter. */
  @Test
  void whoIsInStaysUntilBelowTheLowerThreshold() {
    SplittableRandom random = new SplittableRandom(SEED);
    int stayed = 0;
    for (int i = 0; i < SCORES; i++) {
      Score score = SmallWorld.score(random);
      Interpreter interpreter = new Interpreter(model(score));
      for (SmallWorld.Listed facts : SmallWorld.allFacts()) {
        Interpreter.Sum sum = interpreter.sum(score, facts);
        Truth in = interpreter.segment(0, new Remembering(facts, Before.IN));
        Truth out = interpreter.segment(0, new Remembering(facts, Before.OUT));
        assertEquals(sum.least() >= score.leaveAt(), in.admits());
        assertEquals(sum.least() >= score.enterAt(), out.admits());
        stayed += in.admits() && !out.admits() ? 1 : 0;
      }
    }
    assertTrue(stayed > 0, "nobody ever stayed");
  }

  @Test
  void thresholdsAreTheLeastSumsThatReachTheProbability() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < SCORES; i++) {
      Score score = SmallWorld.score(random);
      double enter = score.enter() / 10_000.0;
      assertTrue(score.probability(score.enterAt()) >= enter - 1e-12, score::toString);
      assertTrue(score.probability(score.enterAt() - 1) < enter, score::toString);
      assertTrue(score.leaveAt() <= score.enterAt(), score::toString);
    }
  }

  private static SmallWorld.Listed withheld(SmallWorld.Listed facts, int attribute) {
    List<SmallWorld.State> states = new ArrayList<>(facts.states());
    states.set(attribute, new SmallWorld.State(Standing.WITHHELD, 0, 0));
    return new SmallWorld.Listed(states);
  }

  private static int state(Axis axis, Facts facts) {
    return switch (facts.standing(axis.attribute())) {
      case MISSING -> axis.missing();
      case WITHHELD -> axis.withheld();
      case KNOWN ->
          SmallWorld.ATTRIBUTES.get(axis.attribute()).isSet()
              ? (int) Long.compress(facts.labels(axis.attribute()), axis.labels())
              : facts.code(axis.attribute());
    };
  }
}
