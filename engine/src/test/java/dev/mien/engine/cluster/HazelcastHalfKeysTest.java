package dev.mien.engine.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.map.EntryProcessor;
import com.hazelcast.map.IMap;
import dev.mien.engine.cluster.HazelcastHalfKeys.Deadlines;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.HalfKeysContract;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.UnansweredException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

@TestInstance(Lifecycle.PER_CLASS)
class HazelcastHalfKeysTest extends HalfKeysContract {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Node node = TestNodes.alone();
  private final HalfKeys patient = node.halfKeys(new Deadlines(MINUTE, MINUTE, MINUTE, MINUTE));

  @AfterAll
  void leave() {
    node.close();
  }

  @Override
  protected HalfKeys halfKeys() {
    return patient;
  }

  @Override
  protected void passUntilAbsent(Handle handle) {
    Waiting.until(() -> find(handle).join() instanceof Entry.Absent);
  }

  @Test
  void whatIsInThisMembersMemoryIsFoundWithoutWaiting() {
    var kept = new Handle(1, 1);
    patient.begin(kept, key(), MINUTE).toCompletableFuture().join();

    assertTrue(find(kept).isDone());
    assertTrue(find(new Handle(1, 2)).isDone());
  }

  @Test
  void aNodeThatIsAloneWaitsForItsOwnMachine() {
    HalfKeys hasty = node.halfKeys(new Deadlines(MINUTE, Duration.ZERO, Duration.ZERO, MINUTE));
    var begun = new Handle(3, 1);

    hasty.begin(begun, key(), MINUTE).toCompletableFuture().join();

    assertTrue(find(begun).join() instanceof Entry.Live);
  }

  /** As long as a step hangs where the entry is kept, nothing else is done there. */
  @Test
  void whatHangsIsUnansweredInTimeAndLookingUpGoesOn() throws Exception {
    var handle = new Handle(2, 2);
    HalfKey key = key();
    patient.begin(handle, key, MINUTE).toCompletableFuture().join();
    IMap<Handle, Lease> map = node.member().getMap(HazelcastHalfKeys.MAP);
    var hangs = new CountDownLatch(1);
    var goesOn = new CountDownLatch(1);
    CompletionStage<?> hanging = map.submitToKey(handle, new Hanging(hangs, goesOn));
    hangs.await();
    try {
      CompletionStage<Entry> raised = node.halfKeys().raise(handle, 1, MINUTE);

      var failure =
          assertThrows(CompletionException.class, () -> raised.toCompletableFuture().join());
      assertInstanceOf(UnansweredException.class, failure.getCause());
      assertTrue(find(handle).isDone());
      assertEquals(new Entry.Live(1, key), find(handle).join());
    } finally {
      goesOn.countDown();
      hanging.toCompletableFuture().join();
    }
  }

  private CompletableFuture<Entry> find(Handle handle) {
    return node.halfKeys().find(handle).toCompletableFuture();
  }

  private static HalfKey key() {
    return new HalfKey(new byte[HalfKey.BYTES]);
  }

  /** Holds the thread of a partition. */
  @SuppressWarnings("serial") // runs in this process
  private static final class Hanging implements EntryProcessor<Handle, Lease, String> {
    private final transient CountDownLatch hangs;
    private final transient CountDownLatch goesOn;

    Hanging(CountDownLatch hangs, CountDownLatch goesOn) {
      this.hangs = hangs;
      this.goesOn = goesOn;
    }

    @Override
    public String process(Map.Entry<Handle, Lease> entry) {
      hangs.countDown();
      try {
        goesOn.await();
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
      return "went on";
    }
  }
}
