package dev.mien.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The marks of a score, against what they mean written out plainly. */
class ScoresTest {
  private static final int CASES = 300;

  @Test
  void areaUnderTheCurveIsTheShareOfPairsInOrder() {
    for (long seed = 0; seed < CASES; seed++) {
      Drawn drawn = Drawn.of(seed);
      double pairs = 0;
      double ordered = 0;
      for (int hit = 0; hit < drawn.outcomes.length; hit++) {
        for (int missed = 0; missed < drawn.outcomes.length; missed++) {
          if (drawn.outcomes[hit] && !drawn.outcomes[missed]) {
            pairs++;
            ordered +=
                0.5 * (1 + Math.signum(drawn.probabilities[hit] - drawn.probabilities[missed]));
          }
        }
      }
      double auc = Ranking.of(drawn.scores()).auc().value();
      assertEquals(ordered / pairs, auc, 1e-12, "replay with seed " + seed);
    }
  }

  @Test
  void averagePrecisionIsTheStepSumOverThresholds() {
    for (long seed = 0; seed < CASES; seed++) {
      Drawn drawn = Drawn.of(seed);
      double sum = 0;
      double before = 0;
      double[] thresholds =
          IntStream.range(0, drawn.probabilities.length)
              .mapToDouble(at -> -drawn.probabilities[at])
              .sorted()
              .distinct()
              .toArray();
      double all =
          IntStream.range(0, drawn.outcomes.length).filter(at -> drawn.outcomes[at]).count();
      for (double threshold : thresholds) {
        double shown = 0;
        double hits = 0;
        for (int at = 0; at < drawn.outcomes.length; at++) {
          if (drawn.probabilities[at] >= -threshold) {
            shown++;
            hits += drawn.outcomes[at] ? 1 : 0;
          }
        }
        sum += (hits / all - before) * hits / shown;
        before = hits / all;
      }
      assertEquals(sum, Ranking.of(drawn.scores()).prAuc(), 1e-12, "replay with seed " + seed);
    }
  }

  @Test
  void marksDoNotHangOnTheOrderOfSessions() {
    for (long seed = 0; seed < CASES; seed++) {
      Drawn drawn = Drawn.of(seed);
      int n = drawn.outcomes.length;
      double[] probabilities = new double[n];
      boolean[] outcomes = new boolean[n];
      for (int at = 0; at < n; at++) {
        probabilities[at] = drawn.probabilities[n - 1 - at];
        outcomes[at] = drawn.outcomes[n - 1 - at];
      }
      Scores turned = Scores.of(probabilities, outcomes);
      assertEquals(
          Calibration.of(drawn.scores()), Calibration.of(turned), "replay with seed " + seed);
      assertEquals(Ranking.of(drawn.scores()), Ranking.of(turned), "replay with seed " + seed);
    }
  }

  @Test
  void theBaseRateGivenToAllIsCalibratedAndOrdersNothing() {
    Scores scores = Scores.of(new double[] {0.16}, new double[] {16}, new double[] {84});

    Calibration calibration = Calibration.of(scores);

    assertEquals(0, calibration.ece(), 1e-15);
    assertEquals(1, calibration.observedByExpected().value(), 1e-15);
    assertEquals(0.16 * 0.84, calibration.brier().value(), 1e-15);
    assertEquals(Calibration.logLossOfBase(0.16), calibration.logLoss().value(), 1e-15);
    assertEquals(0.5, Ranking.of(scores).auc().value());
    assertEquals(0.16, Ranking.of(scores).prAuc(), 1e-15);
  }

  @Test
  void theErrorOfAnAreaIsWhatItVariesBy() {
    SplittableRandom random = new SplittableRandom(7);
    int rounds = 400;
    double sum = 0;
    double squares = 0;
    double said = 0;
    for (int round = 0; round < rounds; round++) {
      Estimate auc = Ranking.of(Drawn.of(random.nextLong(), 200).scores()).auc();
      sum += auc.value();
      squares += auc.value() * auc.value();
      said += auc.error();
    }
    double spread = Math.sqrt(squares / rounds - sum / rounds * sum / rounds);
    assertEquals(1, said / rounds / spread, 0.15, "seed 7");
  }

  @Test
  void anOrderNeedsSessionsOfBothOutcomes() {
    Scores hits = Scores.of(new double[] {0.2, 0.4}, new boolean[] {true, true});
    assertThrows(IllegalArgumentException.class, () -> Ranking.of(hits));
    assertThrows(
        IllegalArgumentException.class, () -> Scores.of(new double[] {1.2}, new boolean[] {true}));
    assertThrows(IllegalArgumentException.class, () -> Scores.of(new double[0], new boolean[0]));
  }

  @Test
  void aSlopeThatTurnsTheOrderAroundIsRefused() {
    Scores contrary =
        Scores.of(
            new double[] {0.2, 0.4, 0.6, 0.8},
            new double[] {40, 30, 20, 10},
            new double[] {10, 20, 30, 40});
    assertTrue(Platt.fit(contrary).isEmpty());
  }

  @Test
  void aLineThatIsTrueIsFoundAgain() {
    double[] given = new double[99];
    double[] hits = new double[99];
    double[] missed = new double[99];
    for (int at = 0; at < 99; at++) {
      given[at] = (at + 1) / 100.0;
      double truth = Logistic.sigmoid(0.7 * Logistic.logit(given[at]) - 0.4);
      hits[at] = 1000 * truth;
      missed[at] = 1000 - hits[at];
    }
    Platt platt = Platt.fit(Scores.of(given, hits, missed)).orElseThrow();
    assertEquals(0.7, platt.slope(), 1e-9);
    assertEquals(-0.4, platt.intercept(), 1e-9);
  }

  @Test
  void isotonicStepsRiseAndKeepTheMean() {
    for (long seed = 0; seed < CASES; seed++) {
      Drawn drawn = Drawn.of(seed);
      Isotonic steps = Isotonic.fit(drawn.scores());
      double sum = 0;
      for (double probability : drawn.probabilities) {
        sum += steps.probability(probability);
      }
      assertEquals(drawn.scores().positives(), sum, 1e-9, "replay with seed " + seed);
      for (double at = 0; at < 1; at += 0.01) {
        assertTrue(
            steps.probability(at) <= steps.probability(at + 0.01), "replay with seed " + seed);
      }
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Drawn(double[] probabilities, boolean[] outcomes) {
    static Drawn of(long seed) {
      return of(seed, 2 + (int) (seed % 60));
    }

    static Drawn of(long seed, int sessions) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] probabilities = new double[sessions];
      boolean[] outcomes = new boolean[sessions];
      for (int at = 0; at < sessions; at++) {
        probabilities[at] = random.nextInt(21) / 20.0;
        outcomes[at] = random.nextDouble() < 0.2 + 0.5 * probabilities[at];
      }
      outcomes[0] = true;
      outcomes[1] = false;
      return new Drawn(probabilities, outcomes);
    }

    Scores scores() {
      return Scores.of(probabilities, outcomes);
    }
  }
}
