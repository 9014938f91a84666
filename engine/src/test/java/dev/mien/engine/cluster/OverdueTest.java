package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.hazelcast.config.Config;
import com.hazelcast.spi.properties.ClusterProperty;
import dev.mien.engine.cluster.Crossing.Tells;
import dev.mien.engine.cluster.HazelcastHalfKeys.Deadlines;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.SessionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Half-keys leave the memory of all members once they are over, though nobody asks for them. */
class OverdueTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HalfKey KEY = new HalfKey(new byte[HalfKey.BYTES]);
  private static final int SESSIONS = 300;

  // Kinds of handles, by their upper half.
  private static final long LEASED = 1;
  private static final long OVER = 2;
  private static final long TOMBSTONE = 3;

  @Test
  void whatIsOverIsDroppedFromEveryCopyAndWhatIsNotStays() {
    List<Node> nodes = TestNodes.together(2);
    try {
      HalfKeys halfKeys = patient(nodes.getFirst());
      all(SESSIONS, i -> halfKeys.begin(new Handle(OVER, i), KEY, SECOND));
      all(SESSIONS, i -> halfKeys.begin(new Handle(TOMBSTONE, i), KEY, HOUR));
      all(SESSIONS, i -> halfKeys.erase(new Handle(TOMBSTONE, i), SECOND));
      all(SESSIONS, i -> halfKeys.begin(new Handle(LEASED, i), KEY, HOUR));
      for (Node node : nodes) {
        Overdue overdue = new Overdue(node::member);
        Waiting.until(() -> droppedAfterARound(node, overdue));
        assertEquals(SESSIONS, copies(node, LEASED, SESSIONS));
      }
    } finally {
      nodes.forEach(Node::close);
    }
  }

  private static boolean droppedAfterARound(Node node, Overdue overdue) {
    round(node, overdue);
    return copies(node, OVER, SESSIONS) + copies(node, TOMBSTONE, SESSIONS) == 0;
  }

  @Test
  void whoIsLeftByOneThatDiedDropsWhatItHadCopiesOf() {
    List<Node> nodes = TestNodes.together(2);
    try {
      Node left = nodes.getFirst();
      HalfKeys halfKeys = patient(left);
      all(SESSIONS, i -> halfKeys.begin(new Handle(OVER, i), KEY, SECOND));
      nodes.getLast().member().getLifecycleService().terminate();
      Overdue overdue = new Overdue(left::member);
      Waiting.until(() -> droppedAfterARound(left, overdue));
    } finally {
      nodes.forEach(Node::close);
    }
  }

  /** More than are looked through at a time. */
  @Test
  void manyOfOnePartitionAreDroppedOneBatchAfterTheOther() {
    int sessions = 5_000;
    Node node = ofPartitions(1);
    try {
      HalfKeys halfKeys = patient(node);
      all(sessions, i -> halfKeys.begin(new Handle(OVER, i), KEY, SECOND));
      all(sessions, i -> halfKeys.begin(new Handle(LEASED, i), KEY, HOUR));
      Overdue overdue = new Overdue(node::member);
      Waiting.until(
          () -> {
            overdue.next();
            return copies(node, OVER, sessions) == 0;
          });
      assertEquals(sessions, copies(node, LEASED, sessions));
    } finally {
      node.close();
    }
  }

  @Test
  void aNodeDropsByItself() {
    Node node = TestNodes.alone();
    try {
      HalfKeys halfKeys = patient(node);
      all(SESSIONS, i -> halfKeys.begin(new Handle(OVER, i), KEY, SECOND));
      Waiting.until(() -> copies(node, OVER, SESSIONS) < SESSIONS);
    } finally {
      node.close();
    }
  }

  private static Node ofPartitions(int count) {
    var settings =
        new Node.Settings(
            "test-partitions", "127.0.0.1", TestNodes.freePort(), List.of(), Optional.empty());
    return Node.start(
        settings,
        SessionPolicy.standard(),
        (Config config) ->
            config.setProperty(ClusterProperty.PARTITION_COUNT.getName(), Integer.toString(count)),
        Tells.WHAT_IT_HELD);
  }

  private static HalfKeys patient(Node node) {
    return node.halfKeys(new Deadlines(PATIENCE, PATIENCE, PATIENCE, PATIENCE));
  }

  private static void all(int sessions, LongFunction<? extends Object> step) {
    CompletableFuture.allOf(
            LongStream.range(0, sessions).mapToObj(step).toArray(CompletableFuture[]::new))
        .join();
  }

  private static void round(Node node, Overdue overdue) {
    int partitions = new LocalCopies(node.member().getMap(HazelcastHalfKeys.MAP)).partitions();
    IntStream.range(0, partitions).forEach(_ -> overdue.next());
  }

  /** How many handles of a kind a node has a copy of, whether or not it is over. */
  private static long copies(Node node, long kind, int sessions) {
    var copies = new LocalCopies(node.member().getMap(HazelcastHalfKeys.MAP));
    return LongStream.range(0, sessions)
        .filter(i -> copies.leftMillis(new Handle(kind, i)).isPresent())
        .count();
  }
}
