package dev.mien.engine.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * How often each method calls a difference in the same simulated experiments, looked at two hundred
 * times. With {@code -Dmien.full=true} there are four thousand of each kind.
 */
class PeekingTest {
  private static final int RUNS = Boolean.getBoolean("mien.full") ? 4000 : 1000;
  private static final int LOOKS = 200;
  private static final int STEP = 100;
  private static final int PLANNED = 5;
  private static final double ALPHA = 0.05;
  private static final double BASE = 0.05;
  private static final long SEED = 20_261_122;

  private static final AlwaysValid SEQUENCE = new AlwaysValid(ALPHA, AlwaysValid.TUNED_FOR);
  private static final MixtureTest MIXTURE = new MixtureTest(1e-4);
  private static final GroupSequential BOUNDS = GroupSequential.obrienFleming(PLANNED, ALPHA);

  /** Shares of the runs in which a difference was called; of missed those whose interval erred. */
  private record Called(
      double naive, double sequence, double mixture, double planned, double once, double missed) {}

  private static Called simulate(double treated) {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] called = new double[6];
    for (int run = 0; run < RUNS; run++) {
      boolean[] calls = new boolean[6];
      double[] hits = new double[2];
      for (int look = 1; look <= LOOKS; look++) {
        hits[0] += draw(random, BASE);
        hits[1] += draw(random, treated);
        double sessions = (double) look * STEP;
        Estimate difference =
            TwoRates.of(new Rate(sessions, hits[0]), new Rate(sessions, hits[1])).difference();
        boolean beyond = difference.p() < ALPHA;
        calls[0] |= beyond;
        calls[1] |= SEQUENCE.p(difference, 2 * sessions) < ALPHA;
        calls[2] |= MIXTURE.p(difference) < ALPHA;
        int every = LOOKS / PLANNED;
        calls[3] |= look % every == 0 && Math.abs(difference.z()) >= BOUNDS.bound(look / every - 1);
        calls[4] |= look == LOOKS && beyond;
        calls[5] |= !SEQUENCE.interval(difference, 2 * sessions).contains(treated - BASE);
      }
      for (int method = 0; method < called.length; method++) {
        called[method] += calls[method] ? 1.0 / RUNS : 0;
      }
    }
    return new Called(called[0], called[1], called[2], called[3], called[4], called[5]);
  }

  private static int draw(SplittableRandom random, double rate) {
    int hits = 0;
    for (int session = 0; session < STEP; session++) {
      hits += random.nextDouble() < rate ? 1 : 0;
    }
    return hits;
  }

  @Test
  void whereNothingDiffersPeekingCallsAndAlwaysValidDoesNot() {
    Called called = simulate(BASE);
    System.out.println("A/A, " + RUNS + " runs, " + LOOKS + " looks, seed " + SEED + ": " + called);
    double margin = 4 * Math.sqrt(0.25 / RUNS);
    assertEquals(0.43, called.naive, margin, () -> "peeking errs as is known: " + called);
    assertTrue(called.sequence <= ALPHA, () -> "the confidence sequence: " + called);
    assertTrue(called.mixture <= ALPHA, () -> "the mixture test: " + called);
    assertTrue(called.missed <= ALPHA, () -> "the interval covers at all looks: " + called);
    double near = 4 * Math.sqrt(ALPHA * (1 - ALPHA) / RUNS);
    assertEquals(ALPHA, called.planned, near, () -> "five planned looks: " + called);
    assertEquals(ALPHA, called.once, near, () -> "one look: " + called);
  }

  @Test
  void whereTheyDifferAllFindItAndAlwaysValidPaysForItsFreedom() {
    Called called = simulate(0.06);
    System.out.println("A/B, .05 against .06, seed " + SEED + ": " + called);
    assertEquals(0.992, called.once, 0.02, () -> "one look: " + called);
    assertEquals(0.991, called.planned, 0.02, () -> "five planned looks: " + called);
    assertEquals(0.927, called.sequence, 0.04, () -> "the confidence sequence: " + called);
    assertEquals(0.940, called.mixture, 0.04, () -> "the mixture test: " + called);
    assertTrue(called.missed <= ALPHA, () -> "the interval covers at all looks: " + called);
  }

  @Test
  void theChanceToBeStoppedIsWhatItIsReckonedToBe() {
    // Power of five looks at a drift the fixed test finds in four of five.
    double drift = Tails.normalQuantile(0.025) + Tails.normalQuantile(0.2);
    SplittableRandom random = new SplittableRandom(SEED);
    double found = 0;
    for (int run = 0; run < 20_000; run++) {
      double sum = 0;
      for (int look = 0; look < PLANNED; look++) {
        double share = BOUNDS.information(look);
        sum += drift / PLANNED + gaussian(random) / Math.sqrt(PLANNED);
        if (Math.abs(sum / Math.sqrt(share)) >= BOUNDS.bound(look)) {
          found += 1 / 20_000.0;
          break;
        }
      }
    }
    double reckoned = Arrays.stream(BOUNDS.crossing(drift)).sum();
    assertEquals(reckoned, found, 0.012, "seed " + SEED);
  }

  private static double gaussian(SplittableRandom random) {
    return Tails.normalQuantile(random.nextDouble(1e-300, 1));
  }
}
