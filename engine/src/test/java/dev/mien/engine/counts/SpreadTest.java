package dev.mien.engine.counts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.decision.Reason;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Nodes that count, spread, die, split and heal, beside an exact count that only a test can have.
 */
class SpreadTest {
  private static final List<Edition> EDITIONS = SampleEditions.editions(2);
  private static final int RUNS = 150;
  private static final int STEPS = 150;

  /** What was counted for certain, and what at the most. */
  private static final class Exact {
    private final Map<Cell, Long> decisions = new HashMap<>();
    private final Map<String, BitSet> tokens = new HashMap<>();

    void add(Exact other) {
      other.decisions.forEach((cell, count) -> decisions.merge(cell, count, Long::sum));
      other.tokens.forEach(
          (segment, set) -> tokens.computeIfAbsent(segment, _ -> new BitSet()).or(set));
    }

    Exact copy() {
      Exact copy = new Exact();
      copy.add(this);
      return copy;
    }
  }

  private static final class SimulatedNode {
    private final SimulatedCluster.View view;
    private final Counts.Own own;
    private final Spread spread;
    private final Counts counts;
    private final Snapshots snapshots;
    private final Exact counted = new Exact();
    private Exact told = new Exact();

    SimulatedNode(Simulation simulation) {
      this.view = simulation.cluster.enter();
      this.own =
          new Counts.Own(
              new DecisionCounts(() -> simulation.now, () -> Source.random(simulation.random)),
              new ReachCounts(() -> simulation.now));
      this.spread = new Spread(own, view);
      this.counts = new Counts(own, view, simulation.store);
      this.snapshots = new Snapshots(counts, view, simulation.store, () -> simulation.now);
    }

    void count(SplittableRandom random, Edition edition) {
      int at = random.nextInt(edition.model().slots().size());
      Slot slot = edition.model().slots().get(at);
      Optional<Offer> offer =
          random.nextBoolean()
              ? Optional.empty()
              : Optional.of(slot.offers().get(random.nextInt(slot.offers().size())));
      Reason reason = offer.isPresent() ? Reason.MATCHED : Reason.FALLBACK;
      Variant variant =
          offer
              .map(one -> one.variants().get(random.nextInt(one.variants().size())))
              .orElse(slot.fallback());
      own.decisions().count(edition.number(), edition.model(), at, reason, variant);
      Optional<String> segment =
          offer.map(one -> edition.model().segments().get(one.audience()).name().text());
      Cell cell = new Cell(slot.name().text(), reason.code(), segment, variant.name().text());
      counted.decisions.merge(cell, 1L, Long::sum);
    }

    /** Always of the last edition: the reach of others is not shown. */
    void meet(SplittableRandom random, long hour) {
      Edition edition = EDITIONS.getLast();
      int segments = edition.model().segments().size();
      int segment = random.nextInt(segments);
      int token = random.nextInt(Bitmap.BITS);
      BitSet holding = new BitSet();
      holding.set(segment);
      Membership membership = Membership.of(segments, holding);
      own.reach().count(edition.number(), edition.model(), membership, hour, token);
      counted
          .tokens
          .computeIfAbsent(edition.model().segments().get(segment).name().text(), _ -> new BitSet())
          .set(token);
    }

    void tell() {
      Exact before = counted.copy();
      if (spread.round().toCompletableFuture().join()) {
        told = before;
      }
    }

    void snapshot(Set<ReachKey> keys) {
      try {
        snapshots.round(keys);
      } catch (IOException _) {
        // It is tried again in a later step.
      }
    }
  }

  private static final class Simulation {
    private final SplittableRandom random;
    private final SimulatedCluster cluster;
    private final InMemoryCountStore store = new InMemoryCountStore();
    private final List<SimulatedNode> alive = new ArrayList<>();
    private final Exact certain = new Exact();
    private final Exact most = new Exact();
    private Instant now = Instant.parse("2026-11-21T01:00:00Z");

    Simulation(long seed) {
      this.random = new SplittableRandom(seed);
      this.cluster = new SimulatedCluster(random);
      for (int i = 0; i < 3; i++) {
        alive.add(new SimulatedNode(this));
      }
    }

    Set<ReachKey> keys() {
      Edition edition = EDITIONS.getLast();
      return alive.getFirst().own.reach().keys(edition.number(), edition.model());
    }

    void step(boolean nodesDie) {
      SimulatedNode one = alive.get(random.nextInt(alive.size()));
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> one.tell();
        case 3 -> cluster.deliver();
        case 4 -> now = now.plus(Duration.ofMinutes(random.nextInt(-90, 100)));
        case 5 -> one.snapshot(keys());
        case 6 -> store.away(random.nextBoolean());
        case 7 -> {
          if (random.nextInt(4) == 0) {
            cluster.split();
          } else {
            cluster.heal();
          }
        }
        case 8 -> {
          if (nodesDie && random.nextInt(4) == 0) {
            one.view.leave();
            alive.remove(one);
            certain.add(one.told);
            most.add(one.counted);
            alive.add(new SimulatedNode(this));
          }
        }
        default -> {
          for (int i = random.nextInt(20); i > 0; i--) {
            one.count(random, EDITIONS.get(random.nextInt(EDITIONS.size())));
            one.meet(random, now.toEpochMilli() / CountKey.HOUR_MILLIS);
          }
        }
      }
    }

    void settle() {
      cluster.heal();
      cluster.deliverAll();
      store.away(false);
      for (SimulatedNode each : alive) {
        while (!each.spread.round().toCompletableFuture().join()) {
          cluster.deliver();
        }
        certain.add(each.counted);
        most.add(each.counted);
      }
      // One of six rounds looks at what is over, too.
      for (int round = 0; round < 6; round++) {
        alive.forEach(each -> each.snapshot(keys()));
      }
    }

    Asked all() {
      long hour = now.toEpochMilli() / CountKey.HOUR_MILLIS;
      return new Asked(Optional.empty(), OptionalLong.empty(), hour - 370, hour + 370);
    }
  }

  private static Map<Cell, Long> sums(Known<Map<CountKey, CountVector>> known) {
    assertEquals(Set.of(), known.missing());
    Map<Cell, Long> sums = new HashMap<>();
    for (CountVector each : known.value().values()) {
      each.counts().forEach((cell, count) -> sums.merge(cell, count, Long::sum));
    }
    return sums;
  }

  private static Map<String, BitSet> tokens(Known<Map<ReachKey, Bitmap>> known) {
    assertEquals(Set.of(), known.missing());
    Map<String, BitSet> tokens = new HashMap<>();
    known
        .value()
        .forEach(
            (key, bitmap) ->
                tokens
                    .computeIfAbsent(key.segment(), _ -> new BitSet())
                    .or(BitSet.valueOf(ByteBuffer.wrap(reversed(bitmap.bytes())))));
    return tokens;
  }

  /** Words as {@link BitSet} has them, lowest byte first. */
  private static byte[] reversed(byte[] bytes) {
    byte[] reversed = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      reversed[i] = bytes[(i & ~7) + 7 - (i & 7)];
    }
    return reversed;
  }

  @Test
  void whileNoNodeDiesEveryDecisionIsCountedOnceWhereverOneAsks() {
    for (long seed = 0; seed < RUNS; seed++) {
      Simulation simulation = settled(seed, Instant.parse("2026-11-21T12:00:00Z"));
      for (SimulatedNode each : simulation.alive) {
        assertEquals(
            simulation.certain.decisions,
            sums(each.counts.decisions(simulation.all())),
            "seed " + seed);
      }
    }
  }

  /** Within one hour, so that nothing of reach is past its time. */
  @Test
  void whileNoNodeDiesEverySessionIsMetWhereverOneAsks() {
    for (long seed = 0; seed < RUNS; seed++) {
      Simulation simulation = settled(seed, Instant.parse("2026-11-21T02:00:00Z"));
      for (SimulatedNode each : simulation.alive) {
        assertEquals(
            simulation.certain.tokens,
            tokens(each.counts.reach(simulation.keys())),
            "seed " + seed);
      }
    }
  }

  /** A simulation in which time passes between its beginning and another instant. */
  private static Simulation settled(long seed, Instant until) {
    Simulation simulation = new Simulation(seed);
    Instant from = simulation.now;
    for (int i = 0; i < STEPS; i++) {
      Instant before = simulation.now;
      simulation.step(false);
      if (simulation.now.isBefore(from) || !simulation.now.isBefore(until)) {
        simulation.now = before;
      }
    }
    simulation.settle();
    return simulation;
  }

  @Test
  void aNodeThatDiesTakesAtMostWithItWhatItHadNotTold() {
    long lost = 0;
    long counted = 0;
    for (long seed = 0; seed < RUNS; seed++) {
      Simulation simulation = new Simulation(seed);
      for (int i = 0; i < STEPS; i++) {
        simulation.step(true);
      }
      simulation.settle();
      Map<Cell, Long> first = sums(simulation.alive.getFirst().counts.decisions(simulation.all()));
      for (SimulatedNode each : simulation.alive) {
        Map<Cell, Long> sums = sums(each.counts.decisions(simulation.all()));
        assertEquals(first, sums, "seed " + seed);
      }
      for (Map.Entry<Cell, Long> most : simulation.most.decisions.entrySet()) {
        long sum = first.getOrDefault(most.getKey(), 0L);
        assertTrue(sum <= most.getValue(), "counted twice, seed " + seed);
        assertTrue(
            sum >= simulation.certain.decisions.getOrDefault(most.getKey(), 0L),
            "lost what was told, seed " + seed);
        counted += most.getValue();
        lost += most.getValue() - sum;
      }
    }
    assertTrue(lost > 0 && lost < counted, "some nodes died untold, and others did not");
  }

  @Test
  void whenAllNodesHaveDiedTheStoreKnowsWhatTheyHadTold() {
    for (long seed = 0; seed < RUNS; seed++) {
      Simulation simulation = new Simulation(seed);
      for (int i = 0; i < STEPS; i++) {
        simulation.step(true);
      }
      simulation.settle();
      Map<Cell, Long> before = sums(simulation.alive.getFirst().counts.decisions(simulation.all()));
      simulation.cluster.forgetAll();
      SimulatedNode restarted = new SimulatedNode(simulation);
      assertEquals(before, sums(restarted.counts.decisions(simulation.all())), "seed " + seed);

      restarted.count(simulation.random, EDITIONS.getFirst());
      restarted.counted.decisions.forEach((cell, count) -> before.merge(cell, count, Long::sum));
      restarted.tell();
      restarted.snapshot(Set.of());
      assertEquals(before, sums(restarted.counts.decisions(simulation.all())), "seed " + seed);
    }
  }

  @Test
  void whatIsAwayIsNamedAndTheRestIsTold() {
    Simulation simulation = new Simulation(1);
    SimulatedNode node = simulation.alive.getFirst();
    node.count(simulation.random, EDITIONS.getFirst());
    simulation.store.away(true);
    Known<Map<CountKey, CountVector>> known = node.counts.decisions(simulation.all());
    assertEquals(Set.of(Known.Place.STORE), known.missing());
    assertEquals(1, known.value().size());
  }
}
