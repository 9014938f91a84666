package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.SampleEditions;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.Bits;
import dev.mien.engine.release.Noise;
import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Seeded;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.release.Statistics.State;
import dev.mien.engine.release.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReachEstimateTest {
  private static final Edition EDITION = SampleEditions.editions(1).getFirst();
  private static final Noise NOISE = new Noise.DiscreteGaussian(70);

  private static SortedMap<Long, State> hours(State... states) {
    SortedMap<Long, State> hours = new TreeMap<>();
    for (int i = 0; i < states.length; i++) {
      hours.put((long) i, states[i]);
    }
    return hours;
  }

  private static Reach first(List<Sum> tokens, SortedMap<Long, State> hours) {
    return ReachEstimate.rows(EDITION, new Statistics.Reach(hours, new TreeMap<>(), tokens), 50)
        .getFirst()
        .reach();
  }

  private static Sum sum(long hour, long met) {
    String segment = EDITION.model().segments().getFirst().name().text();
    return new Sum(OptionalLong.of(hour), new Subject.Segment(segment), met, NOISE.spread());
  }

  /** Beside the exact number of sessions, which only a test may keep. */
  @Test
  void theIntervalHoldsTheTrueNumberNineteenTimesOfTwenty() {
    int held = 0;
    int tries = 0;
    for (long seed = 0; seed < 100; seed++) {
      for (int sessions : new int[] {120, 700, 3_000, 9_000}) {
        SplittableRandom random = new SplittableRandom(seed * 10_007 + sessions);
        Bits bits = new Bits(new Seeded(seed * 31 + sessions));
        List<Sum> hours = new ArrayList<>();
        int perHour = 1 + random.nextInt(4);
        for (int hour = 0; hour < perHour; hour++) {
          Set<Integer> tokens = new HashSet<>();
          for (int i = 0; i < sessions; i++) {
            tokens.add(random.nextInt(1 << 12));
          }
          hours.add(sum(hour, tokens.size() + NOISE.draw(bits)));
        }
        Reach.Estimated estimated =
            assertInstanceOf(
                Reach.Estimated.class, first(hours, hours(State.RELEASED)), "seed " + seed);
        tries++;
        held +=
            Math.abs(estimated.sessions() - (long) sessions * perHour) <= estimated.margin()
                ? 1
                : 0;
      }
    }
    assertTrue(held >= tries * 0.92, held + " of " + tries + " intervals hold the true number");
  }

  @Test
  void whatIsBelowTheMinimumWithItsNoiseIsWithheld() {
    assertEquals(new Reach.Withheld(50), ReachEstimate.of(49, NOISE.spread(), 50));
    assertEquals(new Reach.Withheld(50), ReachEstimate.of(-20, NOISE.spread(), 50));
  }

  @Test
  void manySessionsAreOnlySaidToBeMany() {
    assertInstanceOf(Reach.Many.class, ReachEstimate.of(4_096, NOISE.spread(), 50));
    assertInstanceOf(Reach.Many.class, ReachEstimate.of(5_000, NOISE.spread(), 50));
  }

  @Test
  void whyThereIsNoNumberIsSaid() {
    assertEquals(new Reach.Unreleased(State.NOT_YET), first(List.of(), hours(State.NOT_RELEASED)));
    assertEquals(
        new Reach.Unreleased(State.BUDGET_EXHAUSTED),
        first(List.of(), hours(State.NOT_RELEASED, State.BUDGET_EXHAUSTED)));
  }
}
