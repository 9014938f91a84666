package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.mien.engine.counts.SampleEditions;
import dev.mien.engine.counts.Spread;
import dev.mien.engine.crowd.Asking;
import dev.mien.engine.crowd.Combination;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.crowd.CrowdKey;
import dev.mien.engine.crowd.CrowdRule;
import dev.mien.engine.crowd.CrowdTeller;
import dev.mien.engine.crowd.Crowds;
import dev.mien.engine.crowd.ThresholdNoise;
import dev.mien.engine.crowd.Tokens;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.vocabulary.SegmentIdentity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HazelcastCrowdsTest {
  private static final CrowdKey KEY = key(1);

  private static final Edition EDITION = SampleEditions.editions(1).getFirst();
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final CrowdRule RULE = new CrowdRule(5, 24);

  private static CrowdKey key(long number) {
    SegmentIdentity one = new SegmentIdentity(number, Long.MIN_VALUE);
    SegmentIdentity other = new SegmentIdentity(-number, 7);
    return new CrowdKey(
        new Combination(Combination.Kind.SESSIONS, List.of(one, other)), 494_000 + number);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** Each member hears what any of them tells, joined to what was told before. */
  @Test
  void whatOneTellsAllHearAndAllCanAskFor() {
    List<Node> nodes = TestNodes.together(3);
    try {
      List<Map<CrowdKey, Tokens>> heard = new ArrayList<>();
      for (Node node : nodes) {
        Map<CrowdKey, Tokens> all = new ConcurrentHashMap<>();
        heard.add(all);
        node.crowds().listen((key, tokens) -> all.merge(key, tokens, Tokens::join));
      }
      Tokens wanted = Tokens.NONE;
      for (int i = 0; i < 200; i++) {
        Tokens one = Tokens.NONE.with(7 * i);
        join(nodes.get(i % 3).crowds().join(KEY, one));
        wanted = wanted.join(one);
      }
      join(nodes.get(1).crowds().join(key(2), Tokens.NONE.with(4_095)));
      Map<CrowdKey, Tokens> all = Map.of(KEY, wanted, key(2), Tokens.NONE.with(4_095));
      for (int i = 0; i < 3; i++) {
        Map<CrowdKey, Tokens> here = heard.get(i);
        Waiting.until(() -> here.equals(all));
        assertEquals(all, join(nodes.get(i).crowds().all()));
      }
    } finally {
      nodes.forEach(Node::close);
    }
  }

  /** A node that knows others' sessions only because they told it of them. */
  private record Gated(CrowdGate gate, CrowdTeller teller) {
    static Gated on(Node node) {
      Crowds crowds = new Crowds(RULE);
      return new Gated(new CrowdGate(crowds), new CrowdTeller(crowds, node.crowds(), () -> NOW));
    }

    boolean session(int token) {
      Asking asking = gate.ofSession(EDITION.vocabulary(), token, NOW, NOW);
      boolean enough = asking.suffices(new int[] {0});
      asking.answered();
      return enough;
    }

    void tell() {
      teller.due(Spread.Extent.UNTOLD).forEach(telling -> join(telling.get()));
    }
  }

  /** None of them has enough sessions of its own. */
  @Test
  void sessionsOfAllNodesAreOneCrowd() {
    List<Node> nodes = TestNodes.together(3);
    try {
      List<Gated> all = nodes.stream().map(Gated::on).toList();
      int threshold = RULE.minimum() + ThresholdNoise.MAX;
      for (int token = 0; token < threshold; token++) {
        assertFalse(all.get(token % 3).session(token), "session " + token);
      }
      all.forEach(Gated::tell);
      for (Gated each : all) {
        Waiting.until(() -> each.session(0));
      }
    } finally {
      nodes.forEach(Node::close);
    }
  }
}
