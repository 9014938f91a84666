package dev.mien.engine.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import com.hazelcast.query.Predicates;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.promise.PendingLeaves;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Leaves that wait for the log, in a map of the cluster by subject: in memory, with backups, until
 * they stand in the log. Looking for them goes over the whole map, for which Hazelcast has no call
 * that does not block: that has one thread, and where it hangs the answer is no at once.
 */
final class HazelcastPendingLeaves implements PendingLeaves {
  static final String MAP = "promises";

  private static final Duration HOLD_DEADLINE = Duration.ofMillis(500);
  private static final Duration DEADLINE = Duration.ofMillis(1_500);
  private static final Duration LOOK_IDLE = Duration.ofSeconds(30);

  private final Supplier<HazelcastInstance> member;
  private final ScheduledExecutorService callbacks;
  private final ThreadPoolExecutor looks =
      new ThreadPoolExecutor(
          0,
          1,
          LOOK_IDLE.toSeconds(),
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          Thread.ofPlatform().daemon().name("mien-promises-", 0).factory());

  /** How many there were when somebody looked last. */
  private volatile int held;

  HazelcastPendingLeaves(Supplier<HazelcastInstance> member, ScheduledExecutorService callbacks) {
    this.member = member;
    this.callbacks = callbacks;
  }

  @Override
  public CompletionStage<Leaf> hold(Leaf leaf) {
    if (held >= MOST) {
      return CompletableFuture.failedFuture(
          new IllegalStateException(MOST + " promises wait for the log already"));
    }
    return Tasks.within(
            HOLD_DEADLINE,
            () -> map().submitToKey(leaf.subject(), new HoldStep(leaf.text())),
            callbacks)
        .thenApply(text -> Leaf.read(text).orElseThrow());
  }

  @Override
  public CompletionStage<List<Leaf>> some(int most) {
    return Tasks.within(DEADLINE, () -> look(most), callbacks);
  }

  private CompletionStage<List<Leaf>> look(int most) {
    CompletableFuture<List<Leaf>> answer = new CompletableFuture<>();
    try {
      looks.execute(
          () -> {
            try {
              IMap<String, String> map = map();
              held = map.size();
              answer.complete(held == 0 ? List.of() : leaves(map, most));
            } catch (RuntimeException e) {
              // A member on its way out throws in many ways; whoever asked is told that it failed.
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private static List<Leaf> leaves(IMap<String, String> map, int most) {
    return map.values(Predicates.pagingPredicate(most)).stream()
        .map(Leaf::read)
        .flatMap(Optional::stream)
        .toList();
  }

  @Override
  public CompletionStage<Void> release(List<Leaf> leaves) {
    return Tasks.within(
        DEADLINE,
        () ->
            CompletableFuture.allOf(
                leaves.stream()
                    .map(leaf -> map().removeAsync(leaf.subject()).toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new)),
        callbacks);
  }

  private IMap<String, String> map() {
    return member.get().getMap(MAP);
  }
}
