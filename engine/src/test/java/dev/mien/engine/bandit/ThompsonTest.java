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
            List.of(List.of(new Arm(5000, 250), new Arm(5000, 400), new Arm(5000, 200))), 0.01)[0];
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
