package dev.mien.engine.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.Pipelining;
import com.hazelcast.internal.serialization.Data;
import com.hazelcast.map.IMap;
import com.hazelcast.map.impl.record.Record;
import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.SharedCounts;
import dev.mien.engine.counts.SharedVectors;
import dev.mien.engine.counts.VectorBytes;
import dev.mien.engine.crowd.CrowdKey;
import dev.mien.engine.crowd.CrowdTeller;
import dev.mien.engine.crowd.SharedCrowds;
import dev.mien.engine.crowd.Tokens;
import dev.mien.engine.precedence.Precedence;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts in maps of the cluster, in memory, with one backup: what a node has told outlives it.
 *
 * <p>Telling is asked for with a deadline below a second, so that a round of it has ended when the
 * next begins. Reading goes over whole maps, for which Hazelcast has no call that does not block:
 * it has few threads of its own and a deadline, and where all of them hang the answer is no at
 * once.
 */
final class HazelcastCounts implements SharedCounts, SharedCrowds {
  static final String VECTORS = "counts";
  static final String OUTCOMES = "outcomes";
  static final String PATTERNS = "patterns";
  static final String BITMAPS = "reach";
  static final String CROWDS = "crowds";

  /** An hour is told for as long as it may be in doubt whether it is in the store. */
  static final Duration VECTORS_KEPT = Duration.ofHours(26);

  /** Shorter, for there are more of them; so long the store may be away without a loss. */
  static final Duration BITMAPS_KEPT = Duration.ofHours(6);

  static final Duration CROWDS_KEPT = CrowdTeller.TOLD_AGAIN;

  private static final Duration WRITE_DEADLINE = Duration.ofMillis(800);
  private static final Duration READ_DEADLINE = Duration.ofMillis(1_500);
  private static final int ASKED_AT_ONCE = 64;
  private static final int READERS_MAX = 4;
  private static final Duration READER_IDLE = Duration.ofSeconds(30);

  private final Foothold member;
  private final ScheduledExecutorService callbacks;
  private final ThreadPoolExecutor readers =
      new ThreadPoolExecutor(
          0,
          READERS_MAX,
          READER_IDLE.toSeconds(),
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Precedence.last(Thread.ofPlatform().daemon().name("mien-counts-", 0).factory()));

  HazelcastCounts(Foothold member, ScheduledExecutorService callbacks) {
    this.member = member;
    this.callbacks = callbacks;
  }

  @Override
  public CompletionStage<Void> join(CountKey key, CountVector vector) {
    return join(VECTORS, key, vector);
  }

  /** What the nodes have told each other of outcomes. */
  SharedVectors outcomes() {
    return vectors(OUTCOMES);
  }

  /** What the nodes have told each other of patterns. */
  SharedVectors patterns() {
    return vectors(PATTERNS);
  }

  private SharedVectors vectors(String map) {
    return new SharedVectors() {
      @Override
      public CompletionStage<Void> join(CountKey key, CountVector vector) {
        return HazelcastCounts.this.join(map, key, vector);
      }

      @Override
      public CompletionStage<Map<CountKey, CountVector>> vectors(Predicate<CountKey> wanted) {
        return HazelcastCounts.this.vectors(map, wanted);
      }
    };
  }

  private CompletionStage<Void> join(String map, CountKey key, CountVector vector) {
    return told(
        map,
        CountBytes.write(key),
        new CountStep(CountJoin.VECTORS, VectorBytes.write(vector), VECTORS_KEPT));
  }

  @Override
  public CompletionStage<Void> join(ReachKey key, Bitmap bitmap) {
    return told(
        BITMAPS,
        CountBytes.write(key),
        new CountStep(CountJoin.BITMAPS, bitmap.bytes(), BITMAPS_KEPT));
  }

  @Override
  public CompletionStage<Void> join(CrowdKey key, Tokens tokens) {
    return told(
        CROWDS,
        CountBytes.write(key),
        new CountStep(CountJoin.TOKENS, tokens.bytes(), CROWDS_KEPT));
  }

  private CompletionStage<Void> told(String map, byte[] key, CountStep step) {
    return Tasks.within(WRITE_DEADLINE, () -> map(map).submitToKey(key, step), callbacks)
        .thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Map<CountKey, CountVector>> vectors(Predicate<CountKey> wanted) {
    return vectors(VECTORS, wanted);
  }

  private CompletionStage<Map<CountKey, CountVector>> vectors(
      String map, Predicate<CountKey> wanted) {
    return read(
        () -> {
          Map<CountKey, CountVector> vectors = new HashMap<>();
          List<byte[]> keys =
              map(map).keySet().stream()
                  .filter(key -> wanted.test(CountBytes.countKey(key)))
                  .toList();
          values(map(map), keys)
              .forEach(
                  value ->
                      vectors.put(
                          CountBytes.countKey(value.key()), VectorBytes.read(value.bytes())));
          return vectors;
        });
  }

  @Override
  public CompletionStage<Map<ReachKey, Bitmap>> bitmaps(Set<ReachKey> keys) {
    return read(
        () -> {
          Map<ReachKey, Bitmap> bitmaps = new HashMap<>();
          values(map(BITMAPS), keys.stream().map(CountBytes::write).toList())
              .forEach(
                  value -> bitmaps.put(CountBytes.reachKey(value.key()), Bitmap.of(value.bytes())));
          return bitmaps;
        });
  }

  @Override
  public CompletionStage<Map<CrowdKey, Tokens>> all() {
    return read(
        () -> {
          Map<CrowdKey, Tokens> crowds = new HashMap<>();
          map(CROWDS)
              .entrySet()
              .forEach(
                  entry ->
                      crowds.put(CountBytes.crowdKey(entry.getKey()), Tokens.of(entry.getValue())));
          return crowds;
        });
  }

  @Override
  public void listen(BiConsumer<CrowdKey, Tokens> listener) {
    CrowdEvents events = new CrowdEvents(listener);
    member.setUp(entered -> entered.<byte[], byte[]>getMap(CROWDS).addEntryListener(events, true));
  }

  /** What is kept under a key. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Value(byte[] key, byte[] bytes) {}

  /**
   * Values of keys, those that there are. What this member has a copy of is read here, others are
   * asked for the rest, some at a time: {@code IMap.getAll} hashes all keys anew for each of the
   * map's partitions, and 1,000 keys that are asked for wake other threads 1,000 times. Each took
   * the core from decisions for tens of milliseconds.
   */
  private static List<Value> values(IMap<byte[], byte[]> map, List<byte[]> keys) {
    LocalRecords records = new LocalRecords(map);
    List<Value> values = new ArrayList<>();
    List<byte[]> elsewhere = new ArrayList<>();
    for (byte[] key : keys) {
      Data data = records.nodeEngine().toData(key);
      int partition = records.partitionOf(data);
      @Nullable Record<?> record = records.record(partition, data);
      if (record != null) {
        values.add(new Value(key, records.nodeEngine().toObject(record.getValue())));
      } else if (!records.decides(partition)) {
        elsewhere.add(key);
      }
    }
    List<byte @Nullable []> answers = asked(map, elsewhere);
    for (int i = 0; i < answers.size(); i++) {
      byte @Nullable [] bytes = answers.get(i);
      if (bytes != null) {
        values.add(new Value(elsewhere.get(i), bytes));
      }
    }
    return values;
  }

  private static List<byte @Nullable []> asked(IMap<byte[], byte[]> map, List<byte[]> keys) {
    Pipelining<byte @Nullable []> answers = new Pipelining<>(ASKED_AT_ONCE);
    try {
      for (byte[] key : keys) {
        answers.add(map.getAsync(key));
      }
      return answers.results();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("this node is stopping", e);
    } catch (Exception e) {
      throw new IllegalStateException("another member does not tell its counts", e);
    }
  }

  private <T> CompletionStage<T> read(Supplier<T> reading) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      ScheduledFuture<?> late = late(answer, READ_DEADLINE);
      readers.execute(
          () -> {
            try {
              answer.complete(reading.get());
            } catch (RuntimeException e) {
              // A member on its way out throws in many ways; whoever asked is told that it failed.
              answer.completeExceptionally(e);
            } finally {
              late.cancel(false);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  private ScheduledFuture<?> late(CompletableFuture<?> answer, Duration deadline) {
    return callbacks.schedule(
        () -> answer.completeExceptionally(new TimeoutException()),
        deadline.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /** The oldest member: all agree which that is, and it is the one to have seen most. */
  @Override
  public boolean takesSnapshots() {
    try {
      List<Member> members = new ArrayList<>(member.get().getCluster().getMembers());
      return !members.isEmpty() && members.getFirst().localMember();
    } catch (RuntimeException _) {
      // Out of the cluster, somebody else is the oldest.
      return false;
    }
  }

  private IMap<byte[], byte[]> map(String name) {
    return member.get().getMap(name);
  }
}
