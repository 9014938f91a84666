package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.Source;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.session.Capsules;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SegmentReachTest {
  private final InMemoryCountStore store = new InMemoryCountStore();
  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final ReachCounts own = new ReachCounts(() -> now);
  private final SegmentReach reach = reach(own);
  private Edition edition = Editions.empty(now);

  @BeforeEach
  void publish() throws IOException {
    Publication publication =
        Editions.open(new InMemoryEditions(), Workspaces::compile, () -> now)
            .publish(
                List.of(
                    new SourceText(
                        "w.yaml",
                        """
                        schema:
                          purposes: { p: { title: "P" } }
                          attributes:
                            device: { choice: [mobile, desktop], from: site, purpose: p, benefit: "b" }
                        segments:
                          small: { title: Small, when: device is mobile }
                          large: { title: Large, when: device is desktop }
                        """)));
    edition = assertInstanceOf(Publication.Published.class, publication).edition();
  }

  private void count(int segment, OptionalInt token) {
    BitSet holding = new BitSet();
    holding.set(segment);
    reach.decided(
        new Answer.Decided(
            edition, Mode.SESSION, List.of(), List.of(), Optional.empty(), Optional.empty()),
        Membership.of(2, holding),
        token);
  }

  private SegmentReach reach(ReachCounts counting) {
    Counts.Own ours =
        new Counts.Own(
            new DecisionCounts(() -> now, () -> Source.random(new SplittableRandom(1))), counting);
    return new SegmentReach(counting, new Counts(ours, NobodyElse.INSTANCE, store));
  }

  private Reach reach(int segment) {
    return reach.rows(edition, 50).value().get(segment).reach();
  }

  @Test
  void theSameSessionCountsOnce() {
    for (int i = 0; i < 1_000; i++) {
      count(0, OptionalInt.of(7));
    }
    assertEquals(new Reach.Withheld(50), reach(0));
  }

  @Test
  void fewerThanTheMinimumStayWithTheEngine() {
    for (int token = 0; token < 49; token++) {
      count(0, OptionalInt.of(token));
    }
    assertEquals(new Reach.Withheld(50), reach(0));
    assertEquals(new Reach.Withheld(50), reach(1));
  }

  @Test
  void requestsWithoutASessionAreNotCounted() {
    for (int i = 0; i < 1_000; i++) {
      count(0, OptionalInt.empty());
    }
    assertEquals(new Reach.Withheld(50), reach(0));
  }

  /** Beside the exact set of sessions, which only a test may keep. */
  @Test
  void theIntervalHoldsTheTrueNumberNineteenTimesOfTwenty() {
    int held = 0;
    int tries = 0;
    for (long seed = 0; seed < 40; seed++) {
      for (int sessions : new int[] {100, 700, 3_000, 9_000}) {
        SplittableRandom random = new SplittableRandom(seed * 10_007 + sessions);
        Set<Integer> tokens = new HashSet<>();
        for (int i = 0; i < sessions; i++) {
          tokens.add(random.nextInt(1 << 12));
        }
        Reach.Estimated estimated =
            assertInstanceOf(
                Reach.Estimated.class, SegmentReach.reach(tokens.size(), 50), "seed " + seed);
        tries++;
        held += Math.abs(estimated.sessions() - sessions) <= estimated.margin() ? 1 : 0;
      }
    }
    assertTrue(held >= tries * 0.9, held + " of " + tries + " intervals hold the true number");
  }

  @Test
  void aRequestOfAnOlderEditionIsCountedForNone() {
    Edition older = edition;
    edition =
        new Edition(
            older.number() + 1,
            now,
            older.sources(),
            older.warnings(),
            older.program(),
            older.vocabulary(),
            older.index());
    count(1, OptionalInt.of(0));
    Edition newer = edition;
    edition = older;
    for (int token = 0; token < 1_000; token++) {
      count(0, OptionalInt.of(token));
    }
    assertEquals(new Reach.Withheld(50), reach(0));
    edition = newer;
    assertEquals(new Reach.Withheld(50), reach(0));
  }

  @Test
  void manySessionsAreOnlySaidToBeMany() {
    assertInstanceOf(Reach.Many.class, SegmentReach.reach(4_096, 50));
  }

  @Test
  void countsAreForgottenAfterTheWindowAtTheLatest() {
    for (int token = 0; token < 1_000; token++) {
      count(1, OptionalInt.of(token));
    }
    // At 10:00; generations begin at midnight and at noon.
    now = now.plus(Duration.ofHours(13));
    assertInstanceOf(Reach.Estimated.class, reach(1));
    now = now.plus(Duration.ofHours(1));
    assertEquals(new Reach.Withheld(50), reach(1));
  }

  /** Tokens as sessions have them are the bits of a bitmap. */
  @Test
  void aBitmapHasABitForEachToken() {
    assertEquals(1 << Capsules.TOKEN_BITS, Bitmap.BITS);
  }
}
