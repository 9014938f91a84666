package dev.mien.engine.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Spread;
import dev.mien.engine.secret.InMemorySecrets;
import dev.mien.engine.vocabulary.SegmentIdentity;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nodes that count, tell each other, keep, die and start again. */
class CrowdKeeperTest {
  private static final CrowdRule RULE = new CrowdRule(5, 48);

  private final InMemoryCrowdStore store = new InMemoryCrowdStore();
  private final InMemorySecrets secrets = new InMemorySecrets();
  private boolean secretsAway;
  private Instant now = Instant.parse("2026-11-21T10:30:00Z");

  private byte[] secret(String name, int bytes) throws IOException {
    if (secretsAway) {
      throw new IOException("the store is away");
    }
    return secrets.secret(name, bytes);
  }

  private static Combination combination(long number) {
    return new Combination(Combination.Kind.SESSIONS, List.of(new SegmentIdentity(number, 0)));
  }

  private final class SimulatedNode {
    private final Crowds crowds = new Crowds(RULE);
    private final CrowdTeller teller;
    private final CrowdKeeper keeper;

    SimulatedNode(SimulatedCrowdCluster cluster) {
      SimulatedCrowdCluster.View view = cluster.enter();
      this.teller = new CrowdTeller(crowds, view, () -> now);
      this.keeper =
          new CrowdKeeper(
              crowds, new CrowdKeeper.Places(view, store, CrowdKeeperTest.this::secret), () -> now);
    }

    void count(CrowdKey key, int token) {
      crowds.count(key, token, CrowdKey.hour(now));
    }

    void tell(Spread.Extent extent) {
      teller.due(extent).forEach(telling -> telling.get().toCompletableFuture().join());
    }

    void keep() {
      try {
        keeper.round();
      } catch (IOException _) {
        // It is tried again in a later step.
      }
    }
  }

  /** What the nodes know together is what was counted, and each of them comes to know it. */
  @Test
  void everyNodeComesToKnowTheCrowdsOfAllAndNoMore() {
    for (long seed = 0; seed < 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      SimulatedCrowdCluster cluster = new SimulatedCrowdCluster(random);
      List<SimulatedNode> nodes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        nodes.add(new SimulatedNode(cluster));
      }
      Set<CrowdKey> keys = new HashSet<>();
      Crowds exact = new Crowds(RULE);
      for (int step = 0; step < 300; step++) {
        SimulatedNode node = nodes.get(random.nextInt(nodes.size()));
        switch (random.nextInt(8)) {
          case 0 -> node.tell(Spread.Extent.UNTOLD);
          case 1 -> node.keep();
          case 2 -> store.away(random.nextInt(3) == 0);
          default -> {
            long hour = CrowdKey.hour(now) - random.nextInt(12);
            CrowdKey key = new CrowdKey(combination(random.nextInt(4)), hour);
            int token = random.nextInt(Tokens.COUNT);
            node.count(key, token);
            exact.count(key, token, CrowdKey.hour(now));
            keys.add(key);
          }
        }
      }
      store.away(false);
      for (int round = 0; round < 30; round++) {
        nodes.forEach(node -> node.tell(Spread.Extent.ALL));
        nodes.forEach(SimulatedNode::keep);
      }
      cluster.forgetAll();
      SimulatedNode fresh = new SimulatedNode(cluster);
      fresh.keep();
      for (CrowdKey key : keys) {
        for (SimulatedNode node : nodes) {
          assertEquals(exact.tokens(key), node.crowds.tokens(key), "seed " + seed);
        }
        assertEquals(exact.tokens(key), fresh.crowds.tokens(key), "after all died, seed " + seed);
      }
      now = now.plus(Duration.ofDays(30));
    }
  }

  @Test
  void aRestartOfAllNodesKeepsWhatIsOpenAcrossTheWindow() throws IOException {
    SimulatedCrowdCluster cluster = new SimulatedCrowdCluster(new SplittableRandom(1));
    SimulatedNode node = new SimulatedNode(cluster);
    Instant first = now;
    for (int hour = 0; hour < 40; hour++) {
      node.count(new CrowdKey(combination(1), CrowdKey.hour(now)), hour);
      node.keep();
      now = now.plus(Duration.ofHours(1));
    }
    assertEquals(40, CrowdKey.hour(now) - CrowdKey.hour(first));
    cluster.forgetAll();
    SimulatedNode fresh = new SimulatedNode(cluster);
    assertFalse(opens(fresh));
    fresh.keeper.round();
    assertTrue(opens(fresh));
    now = now.plus(Duration.ofHours(60));
    fresh.keeper.round();
    assertEquals(0, fresh.crowds.combinations());
    assertEquals(0, store.kept(CrowdKey.hour(first)).size(), "the store lets go of it, too");
  }

  private boolean opens(SimulatedNode node) {
    Crowd crowd = node.crowds.find(combination(1));
    return crowd != null && crowd.admits(0, CrowdKey.hour(now));
  }

  @Test
  void whileTheStoreIsAwayTheNoiseIsTheLargestAndThenThatOfAllNodes() throws IOException {
    SimulatedNode node = new SimulatedNode(new SimulatedCrowdCluster(new SplittableRandom(1)));
    store.away(true);
    secretsAway = true;
    node.keep();
    assertEquals(ThresholdNoise.MAX, node.crowds.noise().of(combination(1), 1));
    store.away(false);
    secretsAway = false;
    node.keeper.round();
    SimulatedNode other = new SimulatedNode(new SimulatedCrowdCluster(new SplittableRandom(2)));
    other.keeper.round();
    for (int i = 0; i < 50; i++) {
      assertEquals(
          node.crowds.noise().of(combination(i), 1), other.crowds.noise().of(combination(i), 1));
    }
  }
}
