package dev.mien.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.compare.Finding.Pair;
import dev.mien.compare.Finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is said of two commits is said of them, and not of the machine. */
class FindingTest {
  private static final long SEED = 20_261_122;
  private static final int TRIALS = 2_000;
  private static final int ROUNDS = 7;

  /** Of two that are alike hardly any is called different, however the machine drifts. */
  @Test
  void whatIsAlikeIsRarelyCalledDifferent() {
    long different = TRIALS - count(Verdict.NOT_SHOWN, 1);

    assertTrue(different <= TRIALS * 0.02, different + " of " + TRIALS + ", seed " + SEED);
  }

  @Test
  void whatIsATenthSlowerIsFoundInNoiseOfThreePercent() {
    long found = count(Verdict.SLOWER, 1.10);

    assertTrue(found >= TRIALS * 0.9, found + " of " + TRIALS + ", seed " + SEED);
  }

  @Test
  void whatIsATenthFasterIsFound() {
    long found = count(Verdict.FASTER, 1 / 1.10);

    assertTrue(found >= TRIALS * 0.9, found + " of " + TRIALS + ", seed " + SEED);
  }

  private static long count(Verdict verdict, double ratio) {
    SplittableRandom random = new SplittableRandom(SEED);
    long count = 0;
    for (int trial = 0; trial < TRIALS; trial++) {
      List<Pair> rounds = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        // The machine may be twice as slow in one round as in another, for both.
        double machine = 1 + random.nextDouble();
        rounds.add(new Pair(100 * machine * noise(random), 100 * ratio * machine * noise(random)));
      }
      if (Finding.of("match", "ns/op", rounds).verdict() == verdict) {
        count++;
      }
    }
    return count;
  }

  private static double noise(SplittableRandom random) {
    return Math.exp(0.03 * random.nextGaussian());
  }

  @Test
  void whatIsTooSmallToMatterIsNoDifference() {
    List<Pair> rounds = List.of(new Pair(100, 101), new Pair(100, 101.01), new Pair(100, 101));

    assertEquals(Verdict.NOT_SHOWN, Finding.of("match", "ns/op", rounds).verdict());
  }

  @Test
  void fewRoundsSayNothing() {
    List<Pair> rounds = List.of(new Pair(1, 1), new Pair(1, 1));

    assertThrows(IllegalArgumentException.class, () -> Finding.of("match", "ns/op", rounds));
  }

  @Test
  void mediansAreReadByBenchmarkAndParameter() {
    Round round =
        Round.read(
            List.of(
                "\"Benchmark\",\"Mode\",\"Threads\",\"Samples\",\"Score\",\"Score Error"
                    + " (99.9%)\",\"Unit\",\"Param: segments\"",
                "\"dev.mien.MatchBenchmark.index\",\"sample\",1,10,400.5,3.1,\"ns/op\",1000",
                "\"dev.mien.MatchBenchmark.index:p0.50\",\"sample\",1,1,390.25,NaN,\"ns/op\",1000",
                "\"dev.mien.MatchBenchmark.index:p0.90\",\"sample\",1,1,800.0,NaN,\"ns/op\",1000"));

    assertEquals(Map.of("MatchBenchmark.index segments=1000", 390.25), round.medians());
    assertEquals("ns/op", round.unit());
  }

  @Test
  void whatHasNoMedianIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Round.read(List.of("\"Benchmark\",\"Mode\"")));
  }
}
