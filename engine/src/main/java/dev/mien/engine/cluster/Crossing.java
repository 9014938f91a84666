package dev.mien.engine.cluster;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import dev.mien.engine.session.HalfKeys.Entry;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.SessionPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of this member from its part of a split to the other. It tells there by itself what it
 * held, what is erased first: Hazelcast's own merge gives up at the first entry that no backup
 * confirms in time, as happens while partitions move, and then the other part would go on with what
 * was erased in this one. To tell an entry twice is to tell it once.
 */
final class Crossing {
  private static final Logger LOG = LoggerFactory.getLogger(Crossing.class);

  /** Entries that are told at a time. */
  private static final int AT_ONCE = 64;

  private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  /** After so long the cluster is in no state to be told anything. */
  private static final Duration TRIES_MAX = Duration.ofMinutes(5);

  private final Supplier<HazelcastInstance> foothold;
  private final SessionPolicy policy;
  private final ScheduledExecutorService thread;
  private final Tells tells;
  private volatile List<Held> luggage = List.of();
  private volatile CompletableFuture<@Nullable Void> told = CompletableFuture.completedFuture(null);
  private volatile boolean stopped;

  /**
   * @param thread for all that is told
   */
  Crossing(
      Supplier<HazelcastInstance> foothold,
      SessionPolicy policy,
      ScheduledExecutorService thread,
      Tells tells) {
    this.tells = tells;
    this.foothold = foothold;
    this.policy = policy;
    this.thread = thread;
  }

  /** What it tells when it has come over. */
  enum Tells {
    WHAT_IT_HELD,
    /** All is left to the merge, as only a bench may wish for. */
    NOTHING
  }

  /** What a member holds of one session. */
  record Held(Handle handle, Entry entry) {
    /** What must not be lost is told first. */
    private boolean isErased() {
      return entry instanceof Entry.Erased;
    }

    /** Never the key in it. */
    @Override
    public String toString() {
      return "Held[…]";
    }
  }

  /** This member leaves its part, and will have forgotten by then what it held. */
  void begins() {
    if (tells == Tells.NOTHING) {
      return;
    }
    try {
      luggage = new LocalCopies(map()).owned();
    } catch (RuntimeException e) {
      LOG.error("what this node held before a merge cannot be read; the merge alone has it", e);
    }
  }

  /**
   * It has come over, or is back where it was. Parts that began apart may have gone by different
   * clocks.
   */
  void ended() {
    SteadyClock.set(foothold.get().getCluster().getClusterTime());
    Deque<Held> due = new ArrayDeque<>();
    for (Held each : luggage) {
      if (each.isErased()) {
        due.addFirst(each);
      } else {
        due.addLast(each);
      }
    }
    luggage = List.of();
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    told = done;
    thread.execute(() -> new Telling(due, done).begin());
  }

  /**
   * Lets this member go once all is told that it came over with, or after {@code patience}: what it
   * takes with it, nobody else may know. Blocks.
   */
  void close(Duration patience) {
    try {
      told.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException _) {
      LOG.error("this node leaves before it has told all that it held before a merge");
    }
    stopped = true;
  }

  private IMap<Handle, Lease> map() {
    return foothold.get().getMap(HazelcastHalfKeys.MAP);
  }

  /** Some entries are told, a few at a time; all on one thread. */
  private final class Telling {
    private final Deque<Held> due;
    private final int entries;
    private final CompletableFuture<@Nullable Void> done;
    private final long until = System.nanoTime() + TRIES_MAX.toNanos();
    private int underWay;

    Telling(Deque<Held> due, CompletableFuture<@Nullable Void> done) {
      this.due = due;
      this.entries = due.size();
      this.done = done;
    }

    void begin() {
      while (underWay < AT_ONCE && !due.isEmpty()) {
        tell(due.removeFirst());
      }
      if (underWay == 0 && done.complete(null) && entries > 0) {
        LOG.info("{} entries of before the merge were told again", entries);
      }
    }

    private void tell(Held held) {
      underWay++;
      Duration kept = held.isErased() ? policy.tombstone() : policy.lease();
      EntryStep step = EntryStep.join(held.entry(), kept);
      var _ =
          Tasks.within(ANSWER_MAX, () -> map().submitToKey(held.handle(), step), thread)
              .handle(
                  (_, failure) -> {
                    told(held, failure);
                    return null;
                  });
      if (!held.isErased()) {
        Residue.ofThisThread(foothold.get());
      }
    }

    private void told(Held held, @Nullable Throwable failure) {
      underWay--;
      if (failure == null) {
        begin();
      } else if (!stopped && System.nanoTime() - until < 0) {
        due.addFirst(held);
        var _ = thread.schedule(this::begin, BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
      } else if (done.completeExceptionally(failure)) {
        LOG.error(
            "{} entries of before the merge could not be told again: {}",
            due.size() + underWay + 1,
            String.valueOf(failure));
        due.clear();
      }
    }
  }
}
