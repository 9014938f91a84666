package dev.mien.engine.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.drift.ScoreReadout.Shape;
import dev.mien.engine.drift.ScoreReadout.Verdict;
import dev.mien.engine.statistics.Logistic;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScoreReadoutTest {
  private static final int MINIMUM = 20;
  private static final int SESSIONS = 30_000;

  /** With it, scores of deviation 1 come true in 12 sessions of 100. */
  private static final double INTERCEPT = -2.39;

  /** With it in 20: the base rate of November in the shop of the bench. */
  private static final double MOVED = -1.68;

  /** As the noise of a day of hours at the settings as they come. */
  private static final double NOISE = 24 * 20.0;

  /**
   * Sessions of scores that are spread as ever.
   *
   * @param said the intercept of the score
   * @param meant the intercept of what becomes of sessions
   * @param steep how fast that rises with the score
   */
  private record World(double said, double meant, double steep) {
    ScoreCounts counts(SplittableRandom random, int sessions, double noise) {
      double[] places = new double[ScoreBins.PLACES];
      double[] reached = new double[ScoreBins.COUNT];
      for (int i = 0; i < sessions; i++) {
        double points = random.nextGaussian();
        int place = ScoreBins.place(Logistic.sigmoid(said + points), random.nextDouble());
        places[place]++;
        if (random.nextDouble() < Logistic.sigmoid(meant + steep * points)) {
          reached[ScoreBins.bin(place)]++;
        }
      }
      return new ScoreCounts(noised(places, random, noise), noised(reached, random, noise), noise);
    }

    private static List<Double> noised(double[] counts, SplittableRandom random, double noise) {
      List<Double> noised = new ArrayList<>();
      for (double count : counts) {
        noised.add((double) Math.round(count + Math.sqrt(noise) * random.nextGaussian()));
      }
      return noised;
    }

    ScoreReadout read(SplittableRandom random, double noise, Optional<ScoreCounts> before) {
      return ScoreReadout.of(
          new Predicted("buyers", "purchase", BigDecimal.ONE, BigDecimal.valueOf(said)),
          counts(random, SESSIONS, noise),
          before,
          MINIMUM);
    }
  }

  @Test
  void edgesAreTakenSoOftenThatTheyAddUpToTheProbabilities() {
    long seed = 4_711;
    SplittableRandom random = new SplittableRandom(seed);
    for (double probability : new double[] {0, 0.004, 0.01, 0.07, 0.2, 0.5, 0.97, 1}) {
      double sum = 0;
      for (int i = 0; i < 20_000; i++) {
        int place = ScoreBins.place(probability, random.nextDouble());
        int bin = ScoreBins.bin(place);
        assertTrue(
            probability >= ScoreBins.from(bin) && probability <= ScoreBins.until(bin),
            probability + " in " + bin);
        sum += place % 2 == 0 ? ScoreBins.from(bin) : ScoreBins.until(bin);
      }
      assertEquals(probability, sum / 20_000, 0.003, "replay with seed " + seed);
    }
  }

  /** The bench of the shop: 12 of 100 become 20, and nothing that a score is made of moves. */
  @Test
  void aBaseRateThatMovesIsSeenByWhatCameAndByNothingElse() {
    for (double noise : new double[] {0, NOISE}) {
      for (long seed = 0; seed < 20; seed++) {
        SplittableRandom random = new SplittableRandom(seed);
        ScoreCounts before = new World(INTERCEPT, INTERCEPT, 1).counts(random, SESSIONS, noise);
        ScoreReadout read = new World(INTERCEPT, MOVED, 1).read(random, noise, Optional.of(before));

        String replay = "replay with seed " + seed + ", noise " + noise + ": " + read;
        assertEquals(Verdict.MORE, read.verdict(), replay);
        assertTrue(read.interval().low() > 1.1, replay);
        assertTrue(read.stability().orElseThrow() < 0.02, replay);
        assertTrue(read.ece() > 0.05, replay);
        assertEquals(Shape.AS_SAID, read.shape(), replay);
        assertEquals(MOVED, read.intercept().doubleValue(), 0.12, replay);
        assertTrue(read.words().getFirst().startsWith("It has drifted"), replay);
        assertTrue(read.words().getLast().contains(read.intercept().toPlainString()), replay);

        ScoreReadout again =
            new World(read.intercept().doubleValue(), MOVED, 1)
                .read(random, noise, Optional.empty());
        assertEquals(1, again.observedByExpected().value(), 0.1, replay + " then " + again);
      }
    }
  }

  @Test
  void whereNothingMovesTheIntervalCoversOneAndThereIsNoAlarm() {
    for (double noise : new double[] {0, NOISE}) {
      int alarms = 0;
      int covered = 0;
      int bent = 0;
      int worlds = 200;
      for (long seed = 0; seed < worlds; seed++) {
        SplittableRandom random = new SplittableRandom(1_000 + seed);
        ScoreCounts few = new World(INTERCEPT, INTERCEPT, 1).counts(random, 4_000, noise);
        ScoreReadout read =
            ScoreReadout.of(
                new Predicted("buyers", "purchase", BigDecimal.ONE, BigDecimal.ZERO),
                few,
                Optional.empty(),
                MINIMUM);
        alarms += read.verdict() == Verdict.MORE || read.verdict() == Verdict.LESS ? 1 : 0;
        covered += read.interval().contains(1) ? 1 : 0;
        bent += read.shape() == Shape.BENT ? 1 : 0;
      }
      String found =
          "of 200 worlds with noise " + noise + ": " + alarms + " " + covered + " " + bent;
      assertTrue(alarms <= 5, found);
      assertTrue(covered >= 184, found);
      assertTrue(bent <= 8, found);
    }
  }

  @Test
  void aScoreThatIsTooSteepIsToBeFittedAnew() {
    for (long seed = 0; seed < 20; seed++) {
      ScoreReadout read =
          new World(INTERCEPT, INTERCEPT, 0.4)
              .read(new SplittableRandom(seed), 0, Optional.empty());
      assertEquals(Shape.BENT, read.shape(), "replay with seed " + seed + ": " + read);
      assertTrue(read.words().getLast().contains("mien fit"), read.words().toString());
    }
  }

  @Test
  void fewSessionsAreNoVerdictAndSmallBinsAreNotShown() {
    SplittableRandom random = new SplittableRandom(5);
    Predicted of = new Predicted("buyers", "purchase", BigDecimal.ONE, BigDecimal.ZERO);
    ScoreReadout few =
        ScoreReadout.of(
            of,
            new World(INTERCEPT, INTERCEPT, 1).counts(random, 60, 0),
            Optional.empty(),
            MINIMUM);
    assertEquals(Verdict.TOO_FEW, few.verdict(), few.toString());
    assertTrue(few.bins().stream().allMatch(bin -> bin.sessions() >= MINIMUM), few.toString());
    assertEquals(1, few.words().size());

    long[] none = new long[ScoreBins.PLACES];
    ScoreReadout nothing =
        ScoreReadout.of(
            of, ScoreCounts.exact(none, new long[ScoreBins.COUNT]), Optional.empty(), MINIMUM);
    assertEquals(Verdict.TOO_FEW, nothing.verdict());
    assertEquals(List.of(), nothing.bins());
  }
}
