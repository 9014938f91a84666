package dev.mien.engine.promise;

import dev.mien.engine.promise.LogHead.Signed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * What of the log everybody may read. Never blocks: what is asked for is read on threads of its
 * own, which are few, and a stage fails with an {@link IOException} where the log cannot be read or
 * too much is asked at once. For any number of threads.
 */
public final class LogReader {
  private static final int THREADS = 2;
  private static final int WAITING_MAX = 64;

  /** How old a checkpoint may be, so that asking for it again and again costs nothing. */
  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  private final LeafStore store;
  private final LogHead head;
  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(WAITING_MAX),
          Thread.ofPlatform().name("promises-read-", 0).daemon().factory());
  private volatile long lookedNanos = System.nanoTime() - FRESH_NANOS;

  LogReader(LeafStore store, LogHead head) {
    this.store = store;
    this.head = head;
  }

  /** The key that receipts are checked against. */
  public CompletionStage<VerifierKey> key() {
    return read(head::key);
  }

  /**
   * The newest checkpoint, as a note; an older one, which is as true, while the log cannot be read.
   */
  public CompletionStage<String> checkpoint() {
    return read(() -> signed().note());
  }

  private Signed signed() throws IOException {
    Optional<Signed> newest = head.newest();
    if (newest.isPresent() && System.nanoTime() - lookedNanos < FRESH_NANOS) {
      return newest.orElseThrow();
    }
    try {
      Signed signed = head.renewed();
      lookedNanos = System.nanoTime();
      return signed;
    } catch (IOException e) {
      return newest.orElseThrow(() -> e);
    }
  }

  /** The bytes of a tile, or of a bundle of leaves; empty if the log has none of that name. */
  public CompletionStage<Optional<byte[]>> tile(TileName name) {
    return read(
        () ->
            name.isIn(signed().checkpoint().size()) ? Optional.of(bytes(name)) : Optional.empty());
  }

  private byte[] bytes(TileName name) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long from = name.number() * Tiles.WIDTH;
    if (name.level() == TileName.ENTRIES) {
      for (Leaf leaf : store.leaves(from, name.width())) {
        byte[] bytes = leaf.bytes();
        out.write(bytes.length >>> Byte.SIZE);
        out.write(bytes.length);
        out.writeBytes(bytes);
      }
    } else {
      store.hashes(name.level(), from, name.width()).forEach(hash -> out.writeBytes(hash.bytes()));
    }
    return out.toByteArray();
  }

  /** The receipt of a leaf, without the salt that only its visitor has. */
  public CompletionStage<Optional<Receipt>> receipt(Hash leaf) {
    return read(
        () -> {
          Optional<LeafStore.Placed> placed = store.find(leaf);
          if (placed.isEmpty()) {
            return Optional.empty();
          }
          Signed signed = signed();
          if (placed.orElseThrow().index() >= signed.checkpoint().size()) {
            signed = head.renewed();
          }
          return Optional.of(signed.receipt(placed.orElseThrow()));
        });
  }

  private <T> CompletionStage<T> read(Callable<T> reading) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    try {
      threads.execute(
          () -> {
            try {
              answer.complete(reading.call());
            } catch (Exception e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      answer.completeExceptionally(
          new IOException("more than " + WAITING_MAX + " wait to read the log of promises", e));
    }
    return answer;
  }

  void close() {
    threads.shutdownNow();
  }
}
