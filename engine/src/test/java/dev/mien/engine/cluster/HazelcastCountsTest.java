package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.Known;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.SampleCounts;
import dev.mien.engine.counts.SampleEditions;
import dev.mien.engine.counts.Snapshots;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.Spread;
import dev.mien.engine.counts.VectorKeeper;
import dev.mien.engine.counts.Vectors;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.outcome.Outcome;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.session.Exposure.Kind;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HazelcastCountsTest {
  private static final Edition EDITION = SampleEditions.editions(1).getFirst();
  private static final Edition GOALS = SampleEditions.withAGoal();
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final int SEGMENTS = EDITION.model().segments().size();
  private static final long HOUR = NOW.toEpochMilli() / CountKey.HOUR_MILLIS;
  private static final Asked ALL =
      new Asked(Optional.empty(), OptionalLong.empty(), HOUR, HOUR + 1);

  /** What one node counts, and where it tells it. */
  private static final class Counting {
    private final Node node;
    private final Counts.Own own;
    private final Spread spread;
    private final Counts counts;
    private final Snapshots snapshots;

    Counting(Node node, InMemoryCountStore store) {
      this.node = node;
      SplittableRandom random = new SplittableRandom(System.identityHashCode(node));
      this.own =
          new Counts.Own(
              new DecisionCounts(() -> NOW, () -> Source.random(random)),
              new ReachCounts(() -> NOW));
      this.spread = new Spread(own, node.counts());
      this.counts = new Counts(own, node.counts(), store);
      this.snapshots = new Snapshots(counts, node.counts(), store, () -> NOW);
    }

    void count(int decisions) {
      var fallback = EDITION.model().slots().getFirst().fallback();
      for (int i = 0; i < decisions; i++) {
        own.decisions().count(EDITION.number(), EDITION.model(), 0, Reason.FALLBACK, fallback);
      }
    }

    void meet(int token) {
      BitSet all = new BitSet();
      all.set(0, SEGMENTS);
      Membership membership = Membership.of(SEGMENTS, all);
      own.reach().count(EDITION.number(), EDITION.model(), membership, HOUR, token);
    }

    boolean tell() {
      return spread.round().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    Set<ReachKey> keys() {
      return own.reach().keys(EDITION.number(), EDITION.model());
    }

    long total() {
      Known<Map<CountKey, CountVector>> known = counts.decisions(ALL);
      return known.missing().isEmpty()
          ? known.value().values().stream().mapToLong(CountVector::total).sum()
          : -1;
    }

    int met() {
      return counts.reach(keys()).value().values().stream().mapToInt(Bitmap::count).sum();
    }
  }

  /** Outcomes get about in a map of their own, and are found again when all nodes have gone. */
  @Test
  void whatTwoNodesCountOfOutcomesAddsUpAndIsFoundAgain() throws IOException {
    InMemoryCountStore store = new InMemoryCountStore();
    InMemoryCountStore outcomes = new InMemoryCountStore();
    List<Node> nodes = TestNodes.together(2);
    SplittableRandom random = new SplittableRandom(42);
    try {
      List<OutcomeCounts> counts = new ArrayList<>();
      for (Node node : nodes) {
        Counting counting = new Counting(node, store);
        OutcomeCounts each = new OutcomeCounts(() -> NOW, () -> Source.random(random));
        counts.add(each);
        OutcomeCounts.Running running = each.running(EDITION.number(), EDITION.vocabulary(), HOUR);
        for (int i = 0; i < 10; i++) {
          running.shown(0, Kind.VARIANT, 0, 0);
        }
        Spread spread = new Spread(counting.own, node.counts(), each.teller(node.outcomes()));
        assertTrue(spread.round().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join());
        assertEquals(0, counting.total(), "decisions are counted elsewhere");
      }
      for (int i = 0; i < 2; i++) {
        Vectors known = counts.get(i).vectors(nodes.get(i).outcomes(), outcomes);
        assertEquals(20, sessions(known));
      }
      Vectors known = counts.getFirst().vectors(nodes.getFirst().outcomes(), outcomes);
      Counting first = new Counting(nodes.getFirst(), store);
      new Snapshots(
              first.counts,
              nodes.getFirst().counts(),
              store,
              () -> NOW,
              new VectorKeeper(known, outcomes, Outcomes.PERIODS))
          .round(Set.of());
      OutcomeCounts restarted = new OutcomeCounts(() -> NOW, () -> Source.random(random));
      assertEquals(20, sessions(restarted.vectors(NobodyElse.INSTANCE, outcomes)));
    } finally {
      nodes.forEach(Node::close);
    }
  }

  private static long sessions(Vectors vectors) {
    return Outcomes.sum(new Outcomes(vectors).known(ALL).value()).values().stream()
        .mapToLong(Outcome::sessions)
        .sum();
  }

  /** Sessions of drafts and goals get about as those of segments do. */
  @Test
  void whatTwoNodesCountForDraftsAndGoalsAddsUp() throws IOException {
    List<String> drafted = List.of("0123456789abcdef0123456789abcdef");
    InMemoryCountStore store = new InMemoryCountStore();
    List<Node> nodes = TestNodes.together(2);
    try {
      List<Counting> all = new ArrayList<>();
      nodes.forEach(node -> all.add(new Counting(node, store)));
      for (int token = 0; token < 100; token++) {
        // Every third session is seen by both.
        for (int node = 0; node < 2; node++) {
          if (token % 3 == 0 || token % 2 == node) {
            all.get(node).own.shadows().count(drafted, 0, HOUR, token);
            all.get(node)
                .own
                .goals()
                .count(GOALS.number(), GOALS.model(), token % 5 == 0 ? 1 : 0, HOUR, token);
          }
        }
      }
      for (Counting each : all) {
        assertTrue(each.tell());
      }
      ReachKey ofDraft = ReachKey.ofShadow(HOUR, drafted.getFirst());
      ReachKey ofGoal = new ReachKey(GOALS.number(), HOUR, ReachKey.ofGoal("purchase"));
      ReachKey ofSessions = new ReachKey(GOALS.number(), HOUR, ReachKey.OF_SESSIONS);
      Set<ReachKey> keys = Set.of(ofDraft, ofGoal, ofSessions);
      for (Counting each : all) {
        Map<ReachKey, Bitmap> met = each.counts.reach(keys).value();
        assertEquals(100, met.getOrDefault(ofDraft, Bitmap.EMPTY).count());
        assertEquals(20, met.getOrDefault(ofGoal, Bitmap.EMPTY).count());
        assertEquals(100, met.getOrDefault(ofSessions, Bitmap.EMPTY).count());
      }
      all.getFirst().snapshots.round(keys);
      assertEquals(100, store.bitmaps(Set.of(ofDraft)).getOrDefault(ofDraft, Bitmap.EMPTY).count());
    } finally {
      nodes.forEach(Node::close);
    }
  }

  @Test
  void aNodeThatIsKilledTakesWithItOnlyWhatItHadNotTold() throws IOException {
    InMemoryCountStore store = new InMemoryCountStore();
    List<Node> nodes = TestNodes.together(3);
    try {
      List<Counting> all = new ArrayList<>();
      nodes.forEach(node -> all.add(new Counting(node, store)));
      for (int second = 0; second < 5; second++) {
        for (int i = 0; i < 3; i++) {
          all.get(i).count(100 + i);
          all.get(i).meet(10 * second + i);
          assertTrue(all.get(i).tell());
        }
      }
      for (Counting each : all) {
        assertEquals(5 * 303, each.total());
        assertEquals(15 * SEGMENTS, each.met());
      }
      assertTrue(all.get(0).node.counts().takesSnapshots());
      assertFalse(all.get(1).node.counts().takesSnapshots());

      all.get(0).count(77);
      nodes.get(0).member().getLifecycleService().terminate();
      // It would come back as a member, as a node does that was dropped.
      nodes.get(0).close();

      for (Counting each : all.subList(1, 3)) {
        Waiting.until(() -> each.node.members() == 2 && each.total() >= 0);
        assertEquals(5 * 303, each.total());
        assertEquals(15 * SEGMENTS, each.met());
      }
      all.get(1).count(1);
      assertTrue(all.get(1).tell());
      assertEquals(5 * 303 + 1, all.get(2).total());

      assertTrue(all.get(1).node.counts().takesSnapshots());
      for (Counting each : all.subList(1, 3)) {
        each.snapshots.round(each.keys());
      }
      assertEquals(
          5 * 303 + 1, store.vectors(ALL).values().stream().mapToLong(CountVector::total).sum());
      assertEquals(
          15 * SEGMENTS,
          store.bitmaps(all.get(1).keys()).values().stream().mapToInt(Bitmap::count).sum());
    } finally {
      nodes.forEach(Node::close);
    }
  }

  @Test
  void aNodeOutsideOfTheClusterTellsWhatItKnowsAndThatItIsNotAll() {
    Node node = TestNodes.alone();
    Counting counting = new Counting(node, new InMemoryCountStore());
    counting.count(3);
    assertTrue(counting.tell());
    node.close();

    counting.count(4);
    assertFalse(counting.tell());
    assertFalse(node.counts().takesSnapshots());
    Known<Map<CountKey, CountVector>> known = counting.counts.decisions(ALL);
    assertEquals(Set.of(Known.Place.CLUSTER), known.missing());
    assertEquals(7, known.value().values().stream().mapToLong(CountVector::total).sum());
  }

  /** Whatever comes back to a map is what went in, under every name that a segment may have. */
  @Test
  void keysAndValuesComeBackAsTheyWent() {
    Node node = TestNodes.alone();
    try {
      SplittableRandom random = new SplittableRandom(5);
      CountKey key = new CountKey(new Source(-1, Long.MIN_VALUE), Long.MAX_VALUE, HOUR);
      CountVector one = SampleCounts.vector(random);
      CountVector other = SampleCounts.vector(random);
      ReachKey reach = new ReachKey(3, 4, "läufer-日本");
      for (int i = 0; i < 2; i++) {
        join(node.counts().join(key, one));
        join(node.counts().join(key, other));
        join(node.counts().join(reach, SampleCounts.bit(1)));
        join(node.counts().join(reach, SampleCounts.bit(4_095)));
      }
      assertEquals(Map.of(key, one.join(other)), join(node.counts().vectors(key::equals)));
      assertEquals(Map.of(), join(node.counts().vectors(_ -> false)));
      assertEquals(
          Map.of(reach, SampleCounts.bit(1).join(SampleCounts.bit(4_095))),
          join(node.counts().bitmaps(Set.of(reach, new ReachKey(3, 4, "other")))));
    } finally {
      node.close();
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
