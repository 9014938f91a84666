package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.internal.util.Clock;
import com.hazelcast.map.IMap;
import dev.mien.engine.cluster.Crossing.Tells;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.SessionPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a member that comes over from a part of a split takes with it. */
@TestInstance(Lifecycle.PER_CLASS)
class CrossingTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Handle HANDLE = new Handle(7, 7);

  private final Node node = TestNodes.alone();
  private final ScheduledExecutorService thread = Executors.newScheduledThreadPool(1);
  private final Crossing crossing =
      new Crossing(node::member, SessionPolicy.standard(), thread, Tells.WHAT_IT_HELD);

  @AfterAll
  void leave() {
    thread.shutdownNow();
    node.close();
  }

  @Test
  void whoHasAllToldMayLeaveAndOthersWait() {
    IMap<Handle, Lease> map = node.member().getMap(HazelcastHalfKeys.MAP);
    map.set(HANDLE, Lease.of(new Entry.Erased(), Clock.currentTimeMillis(), LONG));
    crossing.begins();
    map.clear();
    CountDownLatch busy = new CountDownLatch(1);
    thread.execute(
        () -> {
          try {
            busy.await();
          } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
          }
        });

    crossing.ended();
    assertTrue(map.isEmpty(), "nothing is told as long as the thread does something else");
    CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(busy::countDown);
    crossing.close(LONG);

    assertEquals(new Entry.Erased(), requireNonNull(map.get(HANDLE)).entry());
  }

  @Test
  void whoHasNothingToTellLeavesAtOnce() {
    new Crossing(node::member, SessionPolicy.standard(), thread, Tells.WHAT_IT_HELD).close(LONG);
  }
}
