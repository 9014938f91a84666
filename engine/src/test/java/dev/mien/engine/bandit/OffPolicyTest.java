package dev.mien.engine.bandit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OffPolicyTest {
  private static final List<Drawn> EIGHT =
      List.of(new Drawn(0, 0, 0.5, 3, 2), new Drawn(0, 1, 0.3, 3, 1), new Drawn(0, 2, 0.2, 2, 1));
  private static final List<List<Double>> TARGET = List.of(List.of(0.1, 0.3, 0.6));
  private static final List<List<Double>> EXPECTED = List.of(List.of(0.55, 0.35, 0.5));

  @Test
  void refusesWithTooLittleEvidence() {
    var refused = assertInstanceOf(PolicyValue.TooFew.class, OffPolicy.of(EIGHT, TARGET, EXPECTED));
    assertTrue(refused.inWords().contains("8 sessions tell of this policy as much as 4"));
    assertInstanceOf(PolicyValue.TooFew.class, OffPolicy.of(List.of(), TARGET));
    assertInstanceOf(
        PolicyValue.TooFew.class, OffPolicy.of(List.of(new Drawn(0, 0, 1, 0, 0)), TARGET));
  }

  /** The third arm was never drawn, and the policy would draw it for six sessions of ten. */
  @Test
  void refusesAPolicyThatWasNeverTried() {
    List<Drawn> log = List.of(new Drawn(0, 0, 0.5, 5_000, 500), new Drawn(0, 1, 0.5, 5_000, 400));
    var refused = assertInstanceOf(PolicyValue.OutOfBalance.class, OffPolicy.of(log, TARGET));
    assertTrue(refused.inWords().contains("average 0.400 and not 1"), refused::inWords);
  }

  /** Propensities that were logged for another epoch than the one drawn by. */
  @Test
  void refusesALogWhosePropensitiesAreWrong() {
    List<Drawn> log = List.of(new Drawn(0, 0, 0.2, 5_000, 500), new Drawn(0, 1, 0.8, 5_000, 400));
    assertInstanceOf(PolicyValue.OutOfBalance.class, OffPolicy.of(log, List.of(List.of(0.7, 0.3))));
  }

  /** The policy that was served is worth what it reached. */
  @Test
  void tellsWhatWasServedAsItWas() {
    List<Drawn> log = List.of(new Drawn(0, 0, 0.5, 5_000, 500), new Drawn(0, 1, 0.5, 5_000, 400));
    var same =
        assertInstanceOf(
            PolicyValue.Estimated.class, OffPolicy.of(log, List.of(List.of(0.5, 0.5))));
    assertEquals(0.09, same.ips().value(), 1e-12);
    assertEquals(0.09, same.snips().value(), 1e-12);
    assertEquals(0.09, same.robust().value(), 1e-12);
    assertEquals(10_000, same.support().effective(), 1e-6);
    assertEquals(Math.sqrt(0.09 * 0.91 / 9_999), same.ips().error(), 1e-12);
  }

  /**
   * Logged by a bandit that went over to the better arm, in two segments: the plain rate of what
   * was served is not what uniform draws would have reached, and the estimates are; their intervals
   * hold the truth about as often as they say.
   */
  @Test
  void findsTheTruthBehindAnAdaptiveLog() {
    double[][] rates = {{0.04, 0.08}, {0.20, 0.15}};
    double truth = 0.7 * (0.04 + 0.08) / 2 + 0.3 * (0.20 + 0.15) / 2;
    long seed = 20261122;
    SplittableRandom random = new SplittableRandom(seed);
    int runs = 80;
    int held = 0;
    double mean = 0;
    for (int run = 0; run < runs; run++) {
      List<Drawn> log = new ArrayList<>();
      List<List<Arm>> seen =
          List.of(
              new ArrayList<>(List.of(Arm.UNSEEN, Arm.UNSEEN)),
              new ArrayList<>(List.of(Arm.UNSEEN, Arm.UNSEEN)));
      for (int epoch = 0; epoch < 10; epoch++) {
        double[][] weights = Thompson.weights(seen, 0.05);
        double[][] n = new double[2][2];
        double[][] x = new double[2][2];
        for (int i = 0; i < 500; i++) {
          int s = random.nextDouble() < 0.7 ? 0 : 1;
          int v = random.nextDouble() < weights[s][0] ? 0 : 1;
          n[s][v]++;
          x[s][v] += random.nextDouble() < rates[s][v] ? 1 : 0;
        }
        for (int s = 0; s < 2; s++) {
          for (int v = 0; v < 2; v++) {
            log.add(new Drawn(s, v, weights[s][v], n[s][v], x[s][v]));
            seen.get(s).set(v, seen.get(s).get(v).plus(new Arm(n[s][v], x[s][v])));
          }
        }
      }
      var found =
          assertInstanceOf(
              PolicyValue.Estimated.class,
              OffPolicy.of(log, List.of(List.of(0.5, 0.5), List.of(0.5, 0.5))));
      mean += found.robust().value() / runs;
      held += found.interval().contains(truth) ? 1 : 0;
    }
    int inside = held;
    double found = mean;
    assertEquals(truth, mean, 0.005, () -> "seed " + seed);
    assertTrue(
        inside >= 0.85 * runs, () -> inside + " of " + runs + ", mean " + found + ", seed " + seed);
  }

  @Test
  void refusesWhatIsNoLog() {
    assertThrows(IllegalArgumentException.class, () -> new Drawn(0, 0, 0, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Drawn(0, -1, 0.5, 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Drawn(0, 0, 0.5, Double.NaN, 1));
    assertThrows(
        IllegalArgumentException.class, () -> OffPolicy.of(EIGHT, List.of(List.of(0.5, 0.5))));
    assertThrows(
        IllegalArgumentException.class, () -> OffPolicy.of(EIGHT, List.of(List.of(0.5, 0.4, 0.2))));
  }
}
