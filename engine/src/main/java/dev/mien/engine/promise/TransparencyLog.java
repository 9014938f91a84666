package dev.mien.engine.promise;

import dev.mien.engine.promise.LeafStore.Appended;
import dev.mien.engine.promise.LogHead.Signed;
import dev.mien.engine.secret.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The log of promises of a deployment, as one node has it.
 *
 * <p>What is appended waits for the next round, of which there are five a second. A round writes
 * all that waits in one transaction, then signs one checkpoint, then hands out the receipts. What
 * the database does not take is held by the members of the cluster, and every round of any of them
 * tries to write it; that two do is no harm, since a subject is logged once.
 */
public final class TransparencyLog implements PromiseLog, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TransparencyLog.class);

  private static final Duration BETWEEN_ROUNDS = Duration.ofMillis(200);

  /** How many rounds there are to one that looks after what the cluster holds. */
  private static final int ROUNDS_TO_ADOPT = 5;

  /** How long whoever appends waits for the database; what is left of 2 s is for the cluster. */
  private static final Duration PATIENCE = Duration.ofMillis(1_400);

  private static final Duration CLUSTER_MAX = Duration.ofSeconds(2);
  private static final int WAITING_MAX = 10_000;

  private final LeafStore store;
  private final PendingLeaves pending;
  private final LogHead head;
  private final LogReader reader;
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(WAITING_MAX);
  private final ScheduledThreadPoolExecutor rounds = timer("promises");
  private final ScheduledThreadPoolExecutor patience = timer("promises-late");

  /** Read and written by rounds only. */
  private int untilAdoption;

  private boolean troubleSaid;

  /**
   * What a log is made of.
   *
   * @param memory where this node keeps the newest checkpoint that it has signed
   * @param origin the name of the log, which its key has as well
   */
  public record Parts(
      LeafStore store,
      PendingLeaves pending,
      Secrets secrets,
      CheckpointMemory memory,
      String origin) {}

  /** A leaf, and who waits for what comes of it. */
  private record Waiting(Leaf leaf, CompletableFuture<Logged> answer) {}

  /** A log that nobody has told to begin. */
  TransparencyLog(Parts parts) {
    this.store = parts.store();
    this.pending = parts.pending();
    this.head =
        new LogHead(
            new LogHead.Parts(parts.store(), parts.secrets(), parts.memory(), parts.origin()));
    this.reader = new LogReader(parts.store(), head);
  }

  /** Opens the log, which writes on a thread of its own from now on. */
  public static TransparencyLog open(Parts parts) {
    TransparencyLog log = new TransparencyLog(parts);
    long millis = BETWEEN_ROUNDS.toMillis();
    var _ = log.rounds.scheduleWithFixedDelay(log::roundOn, millis, millis, TimeUnit.MILLISECONDS);
    return log;
  }

  private static ScheduledThreadPoolExecutor timer(String name) {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name(name).daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** What of the log everybody may read. */
  public LogReader reader() {
    return reader;
  }

  @Override
  public CompletionStage<Logged> append(Leaf leaf) {
    Waiting waiting = new Waiting(leaf, new CompletableFuture<>());
    try {
      if (!queue.offer(waiting)) {
        return CompletableFuture.completedFuture(new Logged.Unlogged());
      }
      Future<?> late =
          patience.schedule(() -> setAside(waiting), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      CompletionStage<?> _ = waiting.answer().whenComplete((_, _) -> late.cancel(false));
      return waiting.answer();
    } catch (RejectedExecutionException _) {
      // The node stops; what is queued already is seen to, this may be too late for that.
      return CompletableFuture.completedFuture(new Logged.Unlogged());
    }
  }

  private void roundOn() {
    try {
      round();
    } catch (RuntimeException e) {
      // Out of here it would end the timer for good.
      LOG.error("a round of the log of promises broke off", e);
    }
  }

  /** Writes what waits and, now and then, what the cluster holds. Blocks. */
  void round() {
    do {
      List<Waiting> batch = new ArrayList<>();
      queue.drainTo(batch, LeafStore.BATCH_MAX);
      if (!batch.isEmpty()) {
        write(batch);
      }
    } while (queue.size() >= LeafStore.BATCH_MAX);
    if (untilAdoption-- <= 0) {
      untilAdoption = ROUNDS_TO_ADOPT - 1;
      adopt();
    }
  }

  private void write(List<Waiting> batch) {
    Appended appended;
    try {
      appended = store.append(batch.stream().map(Waiting::leaf).toList());
    } catch (IOException e) {
      trouble(e);
      batch.forEach(this::setAside);
      return;
    }
    try {
      Signed signed = head.renewed();
      for (int i = 0; i < batch.size(); i++) {
        Receipt receipt = signed.receipt(appended.placed().get(i));
        batch.get(i).answer().complete(new Logged.Kept(receipt));
      }
      troubleSaid = false;
    } catch (IOException e) {
      // The leaves are in the log, so that only the receipts are missing.
      trouble(e);
      for (int i = 0; i < batch.size(); i++) {
        Leaf leaf = appended.placed().get(i).leaf();
        batch.get(i).answer().complete(new Logged.Pending(leaf));
      }
    }
  }

  private void trouble(IOException e) {
    if (!troubleSaid) {
      Level level = e instanceof BrokenLogException ? Level.ERROR : Level.WARN;
      LOG.atLevel(level).log("promises wait for the log: {}", e.getMessage());
    }
    troubleSaid = true;
  }

  /** Leaves a leaf to the cluster, unless it is in the log by now. */
  private void setAside(Waiting waiting) {
    if (waiting.answer().isDone()) {
      return;
    }
    CompletionStage<?> _ =
        pending
            .hold(waiting.leaf())
            .whenComplete(
                (held, failure) ->
                    waiting
                        .answer()
                        .complete(
                            failure == null ? new Logged.Pending(held) : new Logged.Unlogged()));
  }

  /** Writes what the cluster holds. */
  private void adopt() {
    try {
      List<Leaf> held = answered(pending.some(LeafStore.BATCH_MAX));
      if (!held.isEmpty()) {
        Appended _ = store.append(held);
        answered(pending.release(held));
        LOG.info("the log took {} promises that had waited for it", held.size());
      }
    } catch (IOException e) {
      trouble(e);
    } catch (ExecutionException | TimeoutException _) {
      // A cluster that does not answer now is asked again.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static <T> T answered(CompletionStage<T> stage)
      throws ExecutionException, TimeoutException, InterruptedException {
    return stage.toCompletableFuture().get(CLUSTER_MAX.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Writes what waits; what cannot be written is left to the cluster, for which it has to be there.
   */
  @Override
  public void close() {
    rounds.shutdown();
    try {
      if (rounds.awaitTermination(CLUSTER_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
        round();
      }
      List<Waiting> left = new ArrayList<>();
      queue.drainTo(left);
      left.forEach(this::setAside);
      for (Waiting each : left) {
        Logged _ = answered(each.answer());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("promises of the last moment are on no record: {}", e.toString());
    }
    patience.shutdownNow();
    reader.close();
  }
}
