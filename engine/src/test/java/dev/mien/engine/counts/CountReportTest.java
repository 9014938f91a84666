package dev.mien.engine.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.CountReport.By;
import dev.mien.engine.counts.CountReport.Row;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CountReportTest {
  private static final Cell RUN = new Cell("hero", "matched", Optional.of("runners"), "run");
  private static final Cell REST = new Cell("hero", "fallback", Optional.empty(), "fallback");

  private static CountKey key(long source, long edition, long hour) {
    return new CountKey(new Source(0, source), edition, hour);
  }

  @Test
  void sourcesAndEditionsAreAddedUpByHourOrInAll() {
    Map<CountKey, CountVector> vectors =
        Map.of(
            key(1, 1, 7), new CountVector(Map.of(RUN, 40L, REST, 500L)),
            key(2, 1, 7), new CountVector(Map.of(RUN, 30L)),
            key(3, 2, 8), new CountVector(Map.of(RUN, 49L)));
    assertEquals(
        List.of(
            new Row(OptionalLong.of(7), REST, new Shown.Between(500, 550)),
            new Row(OptionalLong.of(7), RUN, new Shown.Between(50, 100)),
            new Row(OptionalLong.of(8), RUN, new Shown.Withheld(50))),
        CountReport.rows(vectors, By.HOUR, 50));
    assertEquals(
        List.of(
            new Row(OptionalLong.empty(), REST, new Shown.Between(500, 550)),
            new Row(OptionalLong.empty(), RUN, new Shown.Between(100, 150))),
        CountReport.rows(vectors, By.ALL, 50));
  }

  @Test
  void numbersHaveAboutTwoDigits() {
    assertEquals(new Shown.Withheld(50), Shown.of(49, 50));
    assertEquals(new Shown.Between(50, 100), Shown.of(50, 50));
    assertEquals(new Shown.Between(4_950, 5_000), Shown.of(4_999, 50));
    assertEquals(new Shown.Between(5_000, 5_500), Shown.of(5_000, 50));
    assertEquals(new Shown.Between(120_000, 130_000), Shown.of(123_456, 1_000));
    assertEquals(new Shown.Between(7, 8), Shown.of(7, 1));
  }

  /** Of a slot with one withheld row, whose sum is known elsewhere, shown by the same rule. */
  @Test
  void aSumLessTheOtherRowsDoesNotTellWhatIsWithheld() {
    int minimum = 50;
    for (long seed = 0; seed < 100_000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      long withheld = 1 + random.nextLong(minimum - 1);
      long sum = withheld;
      long othersAtLeast = 0;
      long othersAtMost = 0;
      for (int others = 1 + random.nextInt(12); others > 0; others--) {
        long count = minimum + random.nextLong(1L << random.nextInt(1, 20));
        sum += count;
        Shown.Between shown = (Shown.Between) Shown.of(count, minimum);
        othersAtLeast += shown.atLeast();
        othersAtMost += shown.below() - 1;
      }
      Shown.Between whole = (Shown.Between) Shown.of(sum, minimum);
      long least = Math.max(1, whole.atLeast() - othersAtMost);
      long most = Math.min(minimum - 1, whole.below() - 1 - othersAtLeast);
      assertTrue(least <= withheld && withheld <= most, "seed " + seed);
      assertTrue(
          most - least >= minimum / 2,
          "seed " + seed + ": it is between " + least + " and " + most);
    }
  }
}
