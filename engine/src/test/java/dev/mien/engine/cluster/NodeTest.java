package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.client.HazelcastClient;
import com.hazelcast.client.config.ClientConfig;
import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.internal.util.Clock;
import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import dev.mien.engine.cluster.HazelcastHalfKeys.Deadlines;
import dev.mien.engine.session.EpochKeys.Sought;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.UnansweredException;
import java.io.IOException;
import java.io.Serializable;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NodeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Deadlines PATIENT = new Deadlines(HOUR, HOUR, HOUR, HOUR);
  private static final HalfKey KEY = new HalfKey(new byte[HalfKey.BYTES]);
  private static final int SESSIONS = 300;

  @Test
  void whatOneNodeDoesAllNodesSeeAtOnceAndFromTheirOwnMemory() {
    List<Node> nodes = TestNodes.together(2);
    try {
      HalfKeys one = nodes.get(0).halfKeys(PATIENT);
      HalfKeys other = nodes.get(1).halfKeys(PATIENT);
      for (int i = 0; i < SESSIONS; i++) {
        var handle = new Handle(i, i);

        join(one.begin(handle, KEY, HOUR));
        assertEquals(new Entry.Live(1, KEY), atOnce(other.find(handle)));

        join(other.raise(handle, 1, HOUR));
        assertEquals(new Entry.Live(2, KEY), atOnce(one.find(handle)));

        join(one.erase(handle, HOUR));
        assertEquals(new Entry.Erased(), atOnce(other.find(handle)));
        assertEquals(new Entry.Erased(), atOnce(one.find(handle)));
      }
    } finally {
      nodes.forEach(Node::close);
    }
  }

  @Test
  void whatOneNodeSealsAllOpenAndTheySealUnderOneKey() {
    List<Node> nodes = TestNodes.together(3);
    try {
      Instant now = nodes.getFirst().clock().instant();
      int number = nodes.getFirst().epochKeys().current(now).number();
      for (Node node : nodes) {
        Waiting.until(() -> node.epochKeys().current(now).number() == number);
        assertInstanceOf(Sought.Found.class, node.epochKeys().find(number, now));
        assertTrue(node.isCurrent());
      }
    } finally {
      nodes.forEach(Node::close);
    }
  }

  @Test
  void whoWasThrownOutOpensNothingAndComesBack() {
    Node node = TestNodes.alone();
    try {
      join(node.halfKeys(PATIENT).begin(new Handle(3, 3), KEY, HOUR));
      node.member().getLifecycleService().terminate();

      assertUnanswered(node.halfKeys().find(new Handle(3, 3)));
      assertUnanswered(node.halfKeys(PATIENT).erase(new Handle(3, 3), HOUR));

      Waiting.until(node::isCurrent);
      join(node.halfKeys(PATIENT).begin(new Handle(4, 4), KEY, HOUR));
    } finally {
      node.close();
    }
  }

  /** What a node that died without a word had begun may be on the other side of a split. */
  @Test
  void whatIsUnknownWhileANodeIsMissingIsNotTakenForGone() {
    List<Node> nodes = TestNodes.together(2);
    try {
      Node left = nodes.getFirst();
      Waiting.until(() -> isAbsent(left, new Handle(5, 5)));

      nodes.get(1).member().getLifecycleService().terminate();
      Waiting.until(() -> left.members() == 1 && !isAbsent(left, new Handle(5, 5)));
      assertUnanswered(left.halfKeys().find(new Handle(5, 5)));
    } finally {
      nodes.forEach(Node::close);
    }
  }

  @Test
  void whoLeavesInOrderIsNotWaitedFor() {
    List<Node> nodes = TestNodes.together(2);
    try {
      Node left = nodes.getFirst();
      nodes.get(1).close();
      Waiting.until(() -> left.members() == 1);
      Waiting.until(() -> isAbsent(left, new Handle(5, 5)));
    } finally {
      nodes.forEach(Node::close);
    }
  }

  /** What comes over from another part is told again, and may have less time than it should. */
  @Test
  void tombstonesGetTheLongerTimeOnAllNodesAndNothingElseIsTouched() {
    List<Node> nodes = TestNodes.together(2);
    try {
      HalfKeys halfKeys = nodes.getFirst().halfKeys(PATIENT);
      Duration minute = Duration.ofMinutes(1);
      for (int i = 0; i < SESSIONS; i++) {
        byte[] bytes = new byte[HalfKey.BYTES];
        bytes[0] = (byte) i;
        join(halfKeys.begin(new Handle(7, i), new HalfKey(bytes), HOUR));
        join(halfKeys.erase(new Handle(6, i), minute));
        join(halfKeys.erase(new Handle(6, i), HOUR.multipliedBy(40)));
        join(halfKeys.erase(new Handle(6, i), minute));
      }

      for (int i = 0; i < SESSIONS; i++) {
        byte[] bytes = new byte[HalfKey.BYTES];
        bytes[0] = (byte) i;
        for (Node node : nodes) {
          HalfKeys own = node.halfKeys(PATIENT);
          assertEquals(new Entry.Live(1, new HalfKey(bytes)), atOnce(own.find(new Handle(7, i))));
          assertEquals(new Entry.Erased(), atOnce(own.find(new Handle(6, i))));
          assertTrue(minutesLeft(own, new Handle(6, i)) > 2_000);
          assertTrue(minutesLeft(own, new Handle(7, i)) < 61);
        }
      }
    } finally {
      nodes.forEach(Node::close);
    }
  }

  /**
   * Two parts that never met, each with sessions of its own: the one that knows where the other is
   * has them joined once somebody is there.
   */
  @Test
  void twoPartsThatFindEachOtherKeepTheGreaterOfEachEntry() {
    int onePort = TestNodes.freePort();
    int otherPort = TestNodes.freePort();
    String cluster = "test-parts-" + otherPort;
    Node one = TestNodes.start(cluster, onePort, List.of("127.0.0.1:" + otherPort));
    Handle erasedHere = new Handle(8, 1);
    Handle erasedThere = new Handle(8, 2);
    Handle raisedHere = new Handle(8, 3);
    Handle begunThere = new Handle(8, 4);
    HalfKeys here = one.halfKeys(PATIENT);
    List.of(erasedHere, erasedThere, raisedHere)
        .forEach(handle -> join(here.begin(handle, KEY, HOUR)));
    join(here.erase(erasedHere, HOUR));
    join(here.raise(raisedHere, 1, HOUR));
    Node other = TestNodes.start(cluster, otherPort, List.of("127.0.0.1:" + TestNodes.freePort()));
    try {
      HalfKeys there = other.halfKeys(PATIENT);
      List.of(erasedHere, erasedThere, raisedHere, begunThere)
          .forEach(handle -> join(there.begin(handle, KEY, HOUR)));
      join(there.erase(erasedThere, HOUR));
      Instant now = one.clock().instant();
      List<Integer> keys =
          List.of(one.epochKeys().current(now).number(), other.epochKeys().current(now).number());

      Waiting.until(() -> one.members() == 2 && other.members() == 2);
      for (Node node : List.of(one, other)) {
        HalfKeys own = node.halfKeys(PATIENT);
        Waiting.until(() -> holds(own, erasedHere, new Entry.Erased()));
        Waiting.until(() -> holds(own, erasedThere, new Entry.Erased()));
        Waiting.until(() -> holds(own, raisedHere, new Entry.Live(2, KEY)));
        Waiting.until(() -> holds(own, begunThere, new Entry.Live(1, KEY)));
        for (int number : keys) {
          Waiting.until(() -> node.epochKeys().find(number, now) instanceof Sought.Found);
        }
      }
    } finally {
      one.close();
      other.close();
    }
  }

  private static boolean holds(HalfKeys halfKeys, Handle handle, Entry entry) {
    var found = halfKeys.find(handle).toCompletableFuture();
    return found.isDone() && !found.isCompletedExceptionally() && found.join().equals(entry);
  }

  /** A wall clock that is set forward by a day must not end the sessions of a node. */
  @Test
  void hazelcastGoesByTheSteadyClock() throws ReflectiveOperationException {
    Node node = TestNodes.alone();
    try {
      var clock = Clock.class.getDeclaredField("CLOCK");
      clock.setAccessible(true);
      assertInstanceOf(SteadyClock.class, clock.get(null));
    } finally {
      node.close();
    }
  }

  @Test
  void clientsAreNotLetIn() throws IOException {
    int port = TestNodes.freePort();
    Node node = TestNodes.start("test-clients", port, List.of());
    try {
      var config = new ClientConfig();
      config.setClusterName("test-clients");
      config.getNetworkConfig().addAddress("127.0.0.1:" + port);
      config
          .getConnectionStrategyConfig()
          .getConnectionRetryConfig()
          .setClusterConnectTimeoutMillis(1_000);
      config.setProperty("hazelcast.logging.type", "none");
      assertThrows(IllegalStateException.class, () -> HazelcastClient.newHazelcastClient(config));
    } finally {
      node.close();
    }
  }

  @Test
  void whereHalfKeysAreKeptInAnotherFormNobodyStarts() {
    int port = TestNodes.freePort();
    int otherPort = TestNodes.freePort();
    Config older = MemberConfig.of(settings("test-forms", port, otherPort));
    older.getMemberAttributeConfig().removeAttribute(Foothold.FORM_ATTRIBUTE);
    HazelcastInstance member = Hazelcast.newHazelcastInstance(older);
    try {
      var e =
          assertThrows(
              OtherFormException.class,
              () -> Node.start(settings("test-forms", otherPort, port), SessionPolicy.standard()));
      assertEquals(
          "the member at [127.0.0.1]:" + port + " keeps half-keys in another form", e.getMessage());
      Waiting.until(() -> member.getCluster().getMembers().size() == 1);
    } finally {
      member.shutdown();
    }
  }

  private static Node.Settings settings(String cluster, int port, int peer) {
    return new Node.Settings(
        cluster, "127.0.0.1", port, List.of("127.0.0.1:" + peer), Optional.empty());
  }

  @Test
  void whatALeavingNodeHeldGoesOn() {
    List<Node> nodes = TestNodes.together(2);
    try {
      HalfKeys left = nodes.get(1).halfKeys(PATIENT);
      for (int i = 0; i < SESSIONS; i++) {
        join(nodes.get(0).halfKeys(PATIENT).begin(new Handle(i, i), KEY, HOUR));
      }

      nodes.get(0).close();

      for (int i = 0; i < SESSIONS; i++) {
        assertEquals(new Entry.Live(1, KEY), join(left.find(new Handle(i, i))));
      }
    } finally {
      nodes.forEach(Node::close);
    }
  }

  @Test
  void aNodeThatIsClosedAnswersNothing() {
    Node node = TestNodes.alone();
    HalfKeys halfKeys = node.halfKeys();
    node.close();
    node.close();

    assertUnanswered(halfKeys.renew(new Handle(1, 1), HOUR));
  }

  @Test
  void typesThatNobodyAskedForAreNotDeserialized() {
    Node node = TestNodes.alone();
    try {
      IMap<String, Object> map = node.member().getMap("anything");
      map.set("ours", new Stranger("hello"));

      assertThrows(HazelcastSerializationException.class, () -> map.get("ours"));
    } finally {
      node.close();
    }
  }

  /** 127.0.0.2 is this machine too, and answers where somebody listens at all addresses. */
  @Test
  void aNodeListensAtTheAddressItWasGivenAndAtNoOther() throws IOException {
    int port = TestNodes.freePort();
    Node node = TestNodes.start("test-alone", port, List.of());
    try {
      connect(1, port);
      assertThrows(ConnectException.class, () -> connect(2, port));
    } finally {
      node.close();
    }
  }

  @Test
  void aPortThatIsNoneIsRefused() {
    for (int port : new int[] {-1, 65_536}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Node.Settings("test", "127.0.0.1", port, List.of(), Optional.empty()));
    }
  }

  private static void connect(int lastByte, int port) throws IOException {
    new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastByte}), port).close();
  }

  private record Stranger(String text) implements Serializable {}

  private static boolean isAbsent(Node node, Handle handle) {
    var found = node.halfKeys().find(handle).toCompletableFuture();
    return found.isDone()
        && !found.isCompletedExceptionally()
        && found.join() instanceof Entry.Absent;
  }

  private static long minutesLeft(HalfKeys halfKeys, Handle handle) {
    return join(halfKeys.look(handle)).left().orElseThrow().toMinutes();
  }

  private static void assertUnanswered(CompletionStage<?> stage) {
    var failure = assertThrows(CompletionException.class, () -> join(stage));
    assertInstanceOf(UnansweredException.class, failure.getCause());
  }

  private static <T> T atOnce(CompletionStage<T> stage) {
    assertTrue(stage.toCompletableFuture().isDone(), "waits for somebody");
    return join(stage);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
