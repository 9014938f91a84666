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
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of two commits is said of them, and not of the machine. */
class FindingTest {
  private static final long SEED = 20_261_122;
  private static final int TRIALS = 2_000;
  private static final int ROUNDS = 7;

  /** Of two that are alike hardly any is called different, however the machine drifts. */
  @Test
  void whatIsAlikeIsRarelyCalledDifferent() {
    assertCalledDifferentRarely(FindingTest::noise);
  }

  /** What disturbs a few runs a lot makes the noise greater, and no difference. */
  @Test
  void whatIsDisturbedNowAndThenIsRarelyCalledDifferent() {
    assertCalledDifferentRarely(
        random -> noise(random) * (random.nextInt(5) == 0 ? 1 + random.nextDouble() : 1));
  }

  private static void assertCalledDifferentRarely(ToDoubleFunction<SplittableRandom> noise) {
    Map<Verdict, Long> verdicts = verdicts(1, noise);

    long different =
        verdicts.getOrDefault(Verdict.SLOWER, 0L) + verdicts.getOrDefault(Verdict.FASTER, 0L);
    assertTrue(different <= TRIALS * 0.02, different + " of " + TRIALS + ", seed " + SEED);
  }

  @Test
  void whatIsATenthSlowerIsFoundInNoiseOfThreePercent() {
    assertFound(Verdict.SLOWER, verdicts(1.10, FindingTest::noise));
  }

  @Test
  void whatIsATenthFasterIsFound() {
    assertFound(Verdict.FASTER, verdicts(1 / 1.10, FindingTest::noise));
  }

  @Test
  void whatIsAlikeIsSaidToBeWhereThereIsLittleNoise() {
    assertFound(Verdict.ALIKE, verdicts(1, random -> Math.exp(0.005 * random.nextGaussian())));
  }

  private static void assertFound(Verdict expected, Map<Verdict, Long> verdicts) {
    assertTrue(
        verdicts.getOrDefault(expected, 0L) >= TRIALS * 0.9,
        verdicts + " of " + TRIALS + ", seed " + SEED);
  }

  private static Map<Verdict, Long> verdicts(
      double ratio, ToDoubleFunction<SplittableRandom> noise) {
    SplittableRandom random = new SplittableRandom(SEED);
    return IntStream.range(0, TRIALS)
        .mapToObj(_ -> Finding.of("match", rounds(random, ratio, noise)).verdict())
        .collect(Collectors.groupingBy(verdict -> verdict, Collectors.counting()));
  }

  private static List<Pair> rounds(
      SplittableRandom random, double ratio, ToDoubleFunction<SplittableRandom> noise) {
    List<Pair> rounds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      // The machine may be twice as slow in one round as in another, for both.
      double machine = 100 * (1 + random.nextDouble());
      rounds.add(
          new Pair(
              machine * noise.applyAsDouble(random),
              ratio * machine * noise.applyAsDouble(random)));
    }
    return rounds;
  }

  private static double noise(SplittableRandom random) {
    return Math.exp(0.03 * random.nextGaussian());
  }

  @Test
  void whatIsTooSmallToMatterIsNoDifference() {
    List<Pair> rounds = List.of(new Pair(100, 101), new Pair(100, 101.01), new Pair(100, 101));

    assertEquals(Verdict.ALIKE, Finding.of("match", rounds).verdict());
  }

  @Test
  void noDifferenceIsPrintedWhereNoiseIsGreaterThanAny() {
    Finding finding =
        Finding.of("match", List.of(new Pair(100, 900), new Pair(500, 101), new Pair(100, 101)));

    assertEquals(Verdict.NOT_SHOWN, finding.verdict());
    assertTrue(finding.line().contains("unknown"), finding.line());
  }

  @Test
  void fewRoundsSayNothing() {
    List<Pair> rounds = List.of(new Pair(1, 1), new Pair(1, 1));

    assertThrows(IllegalArgumentException.class, () -> Finding.of("match", rounds));
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
  }

  @Test
  void whatHasNoMedianIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Round.read(List.of("\"Benchmark\",\"Mode\"")));
  }
}
