package dev.mien.api;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.promise.Hash;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.promise.Logged;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.segments.source.SourceText;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts on record which editions were published, and what was declared with each: the public
 * registry, and what protects sessions. Every node does so for the edition that it has in force;
 * the log keeps one leaf of each.
 */
final class Chronicle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chronicle.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final PromiseLog log;
  private final Declared declared;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("chronicle").daemon().factory());

  /** Read and written by the timer only. */
  private long recorded;

  /**
   * What is declared.
   *
   * @param registry the bytes of the public registry under an edition
   * @param parameters what protects sessions, in a few words
   */
  record Declared(
      Supplier<Edition> inForce, Function<Edition, byte[]> registry, String parameters) {}

  private Chronicle(PromiseLog log, Declared declared, InstantSource clock) {
    this.log = log;
    this.declared = declared;
    this.clock = clock;
  }

  static Chronicle start(PromiseLog log, Declared declared, InstantSource clock) {
    Chronicle chronicle = new Chronicle(log, declared, clock);
    var _ =
        chronicle.timer.scheduleWithFixedDelay(
            chronicle::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    return chronicle;
  }

  private void look() {
    Edition edition = declared.inForce().get();
    try {
      if (edition.number() != recorded && areOnRecord(leaves(edition))) {
        recorded = edition.number();
      }
    } catch (RuntimeException e) {
      // Out of here it would end the timer for good.
      LOG.error("edition {} is not put on record yet", edition.number(), e);
    }
  }

  private List<Leaf> leaves(Edition edition) {
    return List.of(
        Leaf.parameters(clock.instant(), declared.parameters()),
        Leaf.edition(edition.publishedAt(), edition.number(), digest(edition)),
        Leaf.policy(
            clock.instant(), edition.number(), Hash.of(declared.registry().apply(edition))));
  }

  /** Over the name and the text of each file, with a zero byte behind each. */
  private static Hash digest(Edition edition) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (SourceText source : edition.sources()) {
      for (String part : List.of(source.name(), source.text())) {
        all.writeBytes(part.getBytes(StandardCharsets.UTF_8));
        all.write(0);
      }
    }
    return Hash.of(all.toByteArray());
  }

  private boolean areOnRecord(List<Leaf> leaves) {
    try {
      boolean all = true;
      for (Leaf leaf : leaves) {
        all &= !(log.append(leaf).toCompletableFuture().join() instanceof Logged.Unlogged);
      }
      return all;
    } catch (CompletionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
