package dev.mien.engine.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.SlotName;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DecisionCountsTest {
  private static final List<Edition> EDITIONS = SampleEditions.editions(2);
  private static final Edition EDITION = EDITIONS.getFirst();
  private static final Slot HERO = EDITION.model().slots().getFirst();

  private final SplittableRandom random = new SplittableRandom(3);
  private Instant now = Instant.parse("2026-11-21T10:59:59Z");
  private final DecisionCounts counts = new DecisionCounts(() -> now, () -> Source.random(random));

  private void fallback(Edition edition) {
    Slot slot = edition.model().slots().getFirst();
    counts.count(edition.number(), edition.model(), 0, Reason.FALLBACK, slot.fallback());
  }

  private long total(long edition, long hour) {
    return counts.hourly().vectors().entrySet().stream()
        .filter(each -> each.getKey().edition() == edition && each.getKey().hour() == hour)
        .mapToLong(each -> each.getValue().total())
        .sum();
  }

  @Test
  void countingAllocatesNothing() {
    ReachCounts reach = new ReachCounts(() -> now);
    BitSet holding = new BitSet();
    holding.set(0, 3);
    Membership membership = Membership.of(3, holding);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int round = 0; round < 50; round++) {
      countAll(reach, membership);
    }
    // The runtime allocates now and then on any thread; what counting allocates, it does each time.
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      countAll(reach, membership);
      allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, allocated, "bytes for 1,000 decisions of three ways, and 1,000 sessions");
  }

  private void countAll(ReachCounts reach, Membership membership) {
    Model model = EDITION.model();
    for (int i = 0; i < 1_000; i++) {
      counts.count(1, model, 0, Reason.FALLBACK, HERO.fallback());
      counts.count(1, model, 0, Reason.HELD_OUT, HERO.fallback());
      counts.count(1, model, 0, Reason.MATCHED, HERO.offers().get(2).variants().getFirst());
      reach.count(1, model, membership, hour(), i);
    }
  }

  @Test
  void manyThreadsTogetherCountExactly() throws Exception {
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < 8; thread++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < 50_000; i++) {
                      fallback(EDITION);
                    }
                  }));
    }
    long seen = 0;
    for (Thread each : threads) {
      while (each.isAlive()) {
        long total = total(1, hour());
        assertEquals(true, total >= seen, "a count went down");
        seen = total;
      }
      each.join();
    }
    assertEquals(400_000, total(1, hour()));
  }

  private long hour() {
    return now.toEpochMilli() / CountKey.HOUR_MILLIS;
  }

  @Test
  void aRequestThatBeganBeforeAPublicationCountsForItsOwnEdition() {
    fallback(EDITIONS.get(0));
    fallback(EDITIONS.get(1));
    fallback(EDITIONS.get(0));
    fallback(EDITIONS.get(1));
    fallback(EDITIONS.get(1));
    assertEquals(2, total(1, hour()));
    assertEquals(3, total(2, hour()));
  }

  @Test
  void aCountBelongsToItsHourAlsoWhereTheClockGoesBack() {
    long hour = hour();
    fallback(EDITION);
    now = now.plusSeconds(1);
    fallback(EDITION);
    fallback(EDITION);
    now = now.minusSeconds(1);
    fallback(EDITION);
    assertEquals(2, total(1, hour));
    assertEquals(2, total(1, hour + 1));
  }

  /** A thread that was about to count when the hour ended still counts. */
  @Test
  void whatIsOverIsHeldUntilItWasToldAndQuietForAnHour() {
    fallback(EDITION);
    LiveCounts<Model, Cells> over = counts.hourly().held().getFirst();
    now = now.plus(Duration.ofHours(1));
    fallback(EDITION);
    for (int round = 0; round < 10_000; round++) {
      counts.hourly().letGo();
    }
    assertEquals(2, counts.hourly().held().size());
    over.parts().forEach(part -> part.told(1));
    for (int round = 0; round < 3_600; round++) {
      counts.hourly().letGo();
    }
    assertEquals(2, counts.hourly().held().size());
    counts.hourly().letGo();
    assertEquals(1, counts.hourly().held().size());

    // What comes back to that hour is another source, so that its counts are added.
    now = now.minus(Duration.ofHours(1));
    fallback(EDITION);
    assertEquals(false, counts.hourly().vectors().containsKey(over.parts().getFirst().key()));
    assertEquals(1, total(1, hour()));
  }

  @Test
  void offersForOneSegmentShareTheCellsOfVariantsOfOneName() {
    Slot twice =
        new Slot(
            new SlotName("twice"),
            "",
            1,
            HERO.types(),
            HERO.fallback(),
            0,
            List.of(
                HERO.offers().get(1),
                SampleEditions.editions(1).getFirst().model().slots().getFirst().offers().get(1)));
    Model model =
        new Model("m", EDITION.model().schema(), EDITION.model().segments(), List.of(twice));
    for (int offer = 0; offer < 2; offer++) {
      counts.count(1, model, 0, Reason.MATCHED, twice.offers().get(offer).variants().getFirst());
    }
    assertEquals(
        List.of(
            new CountVector(
                Map.of(new Cell("twice", "matched", Optional.of("hikers"), "hike"), 2L))),
        List.copyOf(counts.hourly().vectors().values()));
  }

  @Test
  void aLargeEditionIsCountedInParts() {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      slots.add(
          new Slot(new SlotName("s" + i), "", 1, HERO.types(), HERO.fallback(), 0, HERO.offers()));
    }
    Model model = new Model("m", EDITION.model().schema(), EDITION.model().segments(), slots);
    for (int i = 0; i < 1_000; i++) {
      counts.count(1, model, i, Reason.FALLBACK, HERO.fallback());
      counts.count(1, model, i, Reason.MATCHED, HERO.offers().get(2).variants().getFirst());
    }
    Map<CountKey, CountVector> vectors = counts.hourly().vectors();
    assertEquals(8, vectors.size(), "eight cells a slot, and 1,024 a part");
    CountVector all = CountVector.NONE;
    for (CountVector each : vectors.values()) {
      all = all.join(each);
    }
    assertEquals(2_000, all.total());
    assertEquals(2_000, all.counts().size());
  }
}
