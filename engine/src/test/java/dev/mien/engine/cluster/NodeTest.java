package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import dev.mien.engine.cluster.HazelcastHalfKeys.Deadlines;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.UnansweredException;
import java.io.IOException;
import java.io.Serializable;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NodeTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Deadlines PATIENT = new Deadlines(HOUR, HOUR, HOUR);
  private static final int SESSIONS = 300;

  @Test
  void whatOneNodeDoesAllNodesSeeAtOnceAndFromTheirOwnMemory() {
    List<Node> nodes = TestNodes.together(2);
    try {
      HalfKeys one = nodes.get(0).halfKeys(PATIENT);
      HalfKeys other = nodes.get(1).halfKeys(PATIENT);
      for (int i = 0; i < SESSIONS; i++) {
        var handle = new Handle(i, i);
        HalfKey key = new HalfKey(new byte[HalfKey.BYTES]);

        join(one.begin(handle, key, HOUR));
        assertEquals(new Entry.Live(1, key), atOnce(other.find(handle)));

        join(other.raise(handle, 1, HOUR));
        assertEquals(new Entry.Live(2, key), atOnce(one.find(handle)));

        join(one.erase(handle, HOUR));
        assertEquals(new Entry.Erased(), atOnce(other.find(handle)));
        assertEquals(new Entry.Erased(), atOnce(one.find(handle)));
      }
    } finally {
      nodes.forEach(Node::close);
    }
  }

  @Test
  void whatALeavingNodeHeldGoesOn() {
    List<Node> nodes = TestNodes.together(2);
    try {
      HalfKeys left = nodes.get(1).halfKeys(PATIENT);
      HalfKey key = new HalfKey(new byte[HalfKey.BYTES]);
      for (int i = 0; i < SESSIONS; i++) {
        join(nodes.get(0).halfKeys(PATIENT).begin(new Handle(i, i), key, HOUR));
      }

      nodes.get(0).close();

      for (int i = 0; i < SESSIONS; i++) {
        assertEquals(new Entry.Live(1, key), join(left.find(new Handle(i, i))));
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

    var failure =
        assertThrows(CompletionException.class, () -> join(halfKeys.renew(new Handle(1, 1), HOUR)));
    assertInstanceOf(UnansweredException.class, failure.getCause());
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
    Node node = Node.start(new Node.Settings("test-alone", "127.0.0.1", port, List.of()));
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
          () -> new Node.Settings("test", "127.0.0.1", port, List.of()));
    }
  }

  private static void connect(int lastByte, int port) throws IOException {
    new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) lastByte}), port).close();
  }

  private record Stranger(String text) implements Serializable {}

  private static <T> T atOnce(CompletionStage<T> stage) {
    assertTrue(stage.toCompletableFuture().isDone(), "waits for somebody");
    return join(stage);
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
