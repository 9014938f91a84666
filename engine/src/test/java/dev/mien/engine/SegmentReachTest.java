package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.SampleEditions;
import dev.mien.engine.counts.Source;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.session.Capsules;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmentReachTest {
  private static final List<Edition> EDITIONS = SampleEditions.editions(2);
  private static final String SEGMENT =
      EDITIONS.getFirst().model().segments().getFirst().name().text();

  private Instant now = Instant.parse("2026-11-21T10:20:00Z");
  private final ReachCounts own = new ReachCounts(() -> now);
  private final SegmentReach reach = new SegmentReach(own);
  private final Counts counts =
      new Counts(
          new Counts.Own(
              new DecisionCounts(() -> now, () -> Source.random(new SplittableRandom(1))), own),
          NobodyElse.INSTANCE,
          new InMemoryCountStore());

  private void count(Edition edition, Optional<Mark> mark) {
    BitSet holding = new BitSet();
    holding.set(0);
    reach.decided(
        new Answer.Decided(
            edition, Mode.SESSION, List.of(), List.of(), Optional.empty(), Optional.empty()),
        Membership.of(edition.model().segments().size(), holding),
        mark);
  }

  private void count(int token, Instant began) {
    count(EDITIONS.getFirst(), Optional.of(Mark.of(token, began)));
  }

  private int met(long edition, Instant began) {
    long hour = began.toEpochMilli() / CountKey.HOUR_MILLIS;
    Map<ReachKey, Bitmap> met = counts.reach(Set.of(new ReachKey(edition, hour, SEGMENT))).value();
    return met.values().stream().mapToInt(Bitmap::count).sum();
  }

  @Test
  void aSessionCountsOnceInTheHourInWhichItBegan() {
    Instant began = now;
    for (int i = 0; i < 20; i++) {
      count(7, began);
      now = now.plus(Duration.ofMinutes(5));
    }
    assertEquals(1, met(1, began) + met(1, began.plus(Duration.ofHours(1))));
  }

  @Test
  void aSessionCountsForASegmentUntilTheHourAfterTheOneInWhichItBegan() {
    Instant began = now;
    now = Instant.parse("2026-11-21T11:59:59Z");
    count(1, began);
    assertEquals(1, met(1, began));
    now = Instant.parse("2026-11-21T12:00:00Z");
    count(2, began);
    assertEquals(1, met(1, began));
  }

  @Test
  void requestsWithoutASessionAreNotCounted() {
    count(EDITIONS.getFirst(), Optional.empty());
    assertEquals(0, met(1, now));
  }

  @Test
  void aRequestOfAnOlderEditionIsCountedForNone() {
    count(EDITIONS.get(1), Optional.of(Mark.of(1, now)));
    count(EDITIONS.getFirst(), Optional.of(Mark.of(2, now)));
    assertEquals(0, met(1, now));
    assertEquals(1, met(2, now));
  }

  /** Tokens as sessions have them are the bits of a bitmap. */
  @Test
  void aBitmapHasABitForEachToken() {
    assertEquals(1 << Capsules.TOKEN_BITS, Bitmap.BITS);
  }
}
