package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.release.Bits;
import dev.mien.engine.release.Noise;
import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Seeded;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.release.Subject;
import dev.mien.engine.shadow.ShadowSegment;
import dev.mien.engine.shadow.ShadowSegment.Relative;
import dev.mien.engine.shadow.ShadowSegment.Standing;
import dev.mien.engine.vocabulary.SegmentIdentity;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ShadowEstimateTest {
  private static final Noise NOISE = new Noise.DiscreteGaussian(120);
  private static final SegmentIdentity OWN = new SegmentIdentity(1, 2);
  private static final SegmentIdentity OTHER = new SegmentIdentity(3, 4);
  private static final ShadowSegment SEGMENT =
      new ShadowSegment("new", OWN, new Standing.Counted(), List.of(new Relative("old", OTHER)));

  private static Sum sum(long hour, Subject subject, long value) {
    return new Sum(OptionalLong.of(hour), subject, value, NOISE.spread());
  }

  private static Statistics.Reach reach(List<Sum> sums) {
    return new Statistics.Reach(new TreeMap<>(), new TreeMap<>(), sums);
  }

  /** Sessions of three hours, as they were, and as they are released. */
  private static ShadowEstimate.Row row(int own, int other, int both, long seed, int minimum) {
    SplittableRandom random = new SplittableRandom(seed);
    Bits bits = new Bits(new Seeded(seed));
    List<Sum> drafts = new ArrayList<>();
    List<Sum> inForce = new ArrayList<>();
    for (long hour = 5; hour < 8; hour++) {
      BitSet ofOwn = new BitSet();
      BitSet ofOther = new BitSet();
      for (int i = 0; i < own + other - both; i++) {
        int token = random.nextInt(1 << 12);
        if (i < own) {
          ofOwn.set(token);
        }
        if (i >= own - both) {
          ofOther.set(token);
        }
      }
      BitSet either = (BitSet) ofOwn.clone();
      either.or(ofOther);
      drafts.add(
          sum(hour, new Subject.Shadow(OWN.toString()), ofOwn.cardinality() + NOISE.draw(bits)));
      drafts.add(
          sum(
              hour,
              new Subject.Either(OWN.toString(), OTHER.toString()),
              either.cardinality() + NOISE.draw(bits)));
      inForce.add(sum(hour, new Subject.Segment("old"), ofOther.cardinality() + NOISE.draw(bits)));
    }
    return new ShadowEstimate(reach(drafts), reach(inForce), minimum).row(SEGMENT);
  }

  /** Beside the exact numbers, which only a test may keep. */
  @Test
  void theIntervalsHoldTheTrueNumbersNineteenTimesOfTwenty() {
    int tries = 0;
    int held = 0;
    for (long seed = 0; seed < 150; seed++) {
      for (int[] sizes : new int[][] {{400, 300, 150}, {1_200, 2_000, 1_000}, {600, 80, 75}}) {
        ShadowEstimate.Row row = row(sizes[0], sizes[1], sizes[2], seed, 1);
        Reach.Estimated reach =
            assertInstanceOf(Reach.Estimated.class, row.reach().orElseThrow(), "seed " + seed);
        ShadowEstimate.Overlap overlap = row.overlaps().getFirst();
        Reach.Estimated both =
            assertInstanceOf(Reach.Estimated.class, overlap.sessions(), "seed " + seed);
        Share share = overlap.share().orElseThrow();
        tries += 3;
        held += Math.abs(reach.sessions() - 3L * sizes[0]) <= reach.margin() ? 1 : 0;
        held += Math.abs(both.sessions() - 3L * sizes[2]) <= both.margin() ? 1 : 0;
        held += Math.abs(share.share() - (double) sizes[2] / sizes[0]) <= share.margin() ? 1 : 0;
      }
    }
    assertTrue(held >= tries * 0.93, held + " of " + tries + " intervals hold the true number");
  }

  @Test
  void whatIsTooSmallIsWithheldWithAllThatIsMadeOfIt() {
    ShadowEstimate.Row few = row(10, 400, 5, 1, 100);
    assertEquals(Optional.of(new Reach.Withheld(100)), few.reach());
    assertEquals(List.of(), few.overlaps());
    ShadowEstimate.Row apart = row(800, 400, 0, 1, 500);
    assertEquals(new Reach.Withheld(500), apart.overlaps().getFirst().sessions());
    assertEquals(Optional.empty(), apart.overlaps().getFirst().share());
  }

  @Test
  void whereNothingIsReleasedYetNothingIsSaid() {
    ShadowEstimate.Row row = new ShadowEstimate(reach(List.of()), reach(List.of()), 1).row(SEGMENT);
    assertEquals(
        new ShadowEstimate.Row(
            0, OptionalLong.empty(), Optional.empty(), Optional.empty(), List.of()),
        row);
  }
}
