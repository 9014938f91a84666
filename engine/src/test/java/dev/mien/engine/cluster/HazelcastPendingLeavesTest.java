package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.engine.promise.Leaf;
import dev.mien.engine.promise.PendingLeaves;
import dev.mien.engine.promise.SampleLeaves;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class HazelcastPendingLeavesTest {
  private static <T> T got(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @Test
  void aLeafIsHeldOncePerSubjectByWhoeverCameFirst() {
    try (Node node = TestNodes.alone()) {
      PendingLeaves pending = node.pendingLeaves();
      Leaf first = SampleLeaves.erasure("a capsule");
      Leaf later =
          Leaf.erasure(Instant.parse("2026-11-22T07:00:00Z"), "a capsule", Optional.empty());
      assertEquals(List.of(), got(pending.some(9)));
      assertEquals(first, got(pending.hold(first)));
      assertEquals(first, got(pending.hold(later)));
      assertEquals(List.of(first), got(pending.some(9)));
      got(pending.release(List.of(later)));
      assertEquals(List.of(), got(pending.some(9)));
    }
  }

  @Test
  void whatIsHeldOutlivesTheNodeThatMadeIt() {
    List<Node> nodes = TestNodes.together(2);
    List<Leaf> leaves = SampleLeaves.erasures(50, new SplittableRandom(1));
    try (Node stays = nodes.getLast()) {
      try (Node goes = nodes.getFirst()) {
        leaves.forEach(leaf -> got(goes.pendingLeaves().hold(leaf)));
        goes.member().getLifecycleService().terminate();
      }
      Waiting.until(() -> stays.members() == 1);
      assertEquals(new HashSet<>(leaves), new HashSet<>(got(stays.pendingLeaves().some(100))));
      assertEquals(10, got(stays.pendingLeaves().some(10)).size());
    }
  }
}
