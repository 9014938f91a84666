package dev.mien.engine.bandit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ThompsonTest {
  @Test
  void drawsAllAlikeWhereNothingIsKnown() {
    double[][] weights =
        Thompson.weights(
            List.of(List.of(Arm.UNSEEN, Arm.UNSEEN), List.of(Arm.UNSEEN, Arm.UNSEEN)), 0.01);
    for (double[] each : weights) {
      assertArrayEquals(new double[] {0.5, 0.5}, each, 1e-9);
    }
  }

  @Test
  void keepsTheFloorAndTheOrder() {
    double[] weights =
        Thompson.weights(
            List.of(List.of(new Arm(5000, 320), new Arm(5000, 400), new Arm(5000, 300))), 0.01)[0];
    assertEquals(1, Arrays.stream(weights).sum(), 1e-12);
    assertTrue(weights[1] > 0.97 && weights[0] > weights[2], () -> Arrays.toString(weights));
    for (double each : weights) {
      assertTrue(each >= 0.01, () -> Arrays.toString(weights));
    }
  }

  @Test
  void drawsAlikeWhereTheFloorTakesAll() {
    assertArrayEquals(
        new double[] {0.5, 0.5},
        Thompson.weights(List.of(List.of(new Arm(100, 90), new Arm(100, 1))), 0.6)[0],
        1e-12);
  }

  /** A segment with little traffic follows the others that agree. */
  @Test
  void learnsFromOtherSegmentsThatAgree() {
    List<Arm> known = List.of(new Arm(3000, 150), new Arm(3000, 240));
    List<Arm> small = List.of(new Arm(20, 1), new Arm(20, 1));
    double alone = Thompson.weights(List.of(small), 0)[0][1];
    double pooled = Thompson.weights(List.of(known, known, known, small), 0)[3][1];
    assertTrue(alone < 0.6 && pooled > 0.9, () -> alone + " alone, " + pooled + " pooled");
  }

  /** Segments that reach the goal at other rates still agree on which arm is better. */
  @Test
  void learnsFromSegmentsAtOtherRates() {
    List<Arm> rare = List.of(new Arm(20_000, 200), new Arm(20_000, 300));
    List<Arm> often = List.of(new Arm(2_000, 600), new Arm(2_000, 780));
    List<Arm> small = List.of(new Arm(60, 9), new Arm(60, 10));
    double alone = Thompson.weights(List.of(small), 0)[0][1];
    double pooled = Thompson.weights(List.of(rare, often, rare, often, small), 0)[4][1];
    assertTrue(alone < 0.75 && pooled > 0.95, () -> alone + " alone, " + pooled + " pooled");
  }

  /**
   * Where the better arm was mostly shown to a segment that seldom reaches the goal, its plain mean
   * over all segments is the worse one.
   */
  @Test
  void isNotMisledBySegmentsOfUnequalShares() {
    List<Arm> rare = List.of(new Arm(500, 5), new Arm(9_500, 190));
    List<Arm> often = List.of(new Arm(5_000, 1_000), new Arm(300, 90));
    List<Arm> small = List.of(new Arm(10, 1), new Arm(10, 1));
    double[] weights = Thompson.weights(List.of(rare, often, small), 0)[2];
    assertTrue(weights[1] > 0.85, () -> Arrays.toString(weights));
  }

  /** Complete agreement of all others is their evidence, and not certainty. */
  @Test
  void doesNotBecomeSureByAgreement() {
    List<Arm> alike = List.of(new Arm(200, 20), new Arm(200, 20));
    double[][] weights = Thompson.weights(List.of(alike, alike, alike), 0);
    assertEquals(0.5, weights[0][0], 1e-9);
    double one = Thompson.beliefs(List.of(alike, alike, alike)).getFirst().getFirst().a();
    assertTrue(one < 60.5, () -> one + " successes believed, 60 seen");
  }

  /** What a segment has itself shown outweighs the others that differ. */
  @Test
  void keepsSegmentsApartThatDiffer() {
    List<Arm> left = List.of(new Arm(4000, 400), new Arm(4000, 200));
    List<Arm> right = List.of(new Arm(4000, 200), new Arm(4000, 400));
    double[][] weights = Thompson.weights(List.of(left, right, left, right), 0.01);
    for (int s = 0; s < 4; s++) {
      int s0 = s;
      assertTrue(weights[s][s % 2] > 0.95, () -> s0 + " " + Arrays.deepToString(weights));
    }
  }

  @Test
  void refusesWhatIsNoTable() {
    assertThrows(IllegalArgumentException.class, () -> Thompson.weights(List.of(), 0.01));
    assertThrows(
        IllegalArgumentException.class,
        () -> Thompson.weights(List.of(List.of(Arm.UNSEEN), List.of()), 0.01));
    assertThrows(
        IllegalArgumentException.class,
        () -> Thompson.weights(List.of(List.of(Arm.UNSEEN)), Double.NaN));
  }
}
