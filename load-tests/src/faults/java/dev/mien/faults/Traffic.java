package dev.mien.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Visitors who come in an open model: so many a second at random times, however slow the answers
 * are. Latency counts from when a call was meant to start.
 */
final class Traffic implements AutoCloseable {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final Duration DRAIN_MAX = Duration.ofSeconds(15);

  private final Calls calls;
  private final Visitors visitors;
  private final Random random;
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile Mix mix = Mix.of(0);
  private volatile long latestNanos;
  private @Nullable Thread arrivals;
  private volatile boolean isClosed;

  /**
   * What comes, in shares of all calls. What is left of one after newcomers, consent changes,
   * withdrawals and erasures are decisions of those who return.
   *
   * @param rate calls a second
   * @param events the share of returning decisions that report something
   */
  record Mix(
      double rate,
      double newcomers,
      double events,
      double changes,
      double withdrawals,
      double erasures) {
    /** As in life. */
    static Mix of(double rate) {
      return new Mix(rate, 0.3, 0.2, 0.005, 0.001, 0.001);
    }

    /** With so many consent operations a second besides. */
    Mix withPromises(double perSecond) {
      double all = rate + perSecond;
      double share = perSecond / all;
      return new Mix(all, newcomers * rate / all, events, share * 0.5, share * 0.25, share * 0.25);
    }
  }

  Traffic(Calls calls, Visitors visitors, long seed) {
    this.calls = calls;
    this.visitors = visitors;
    this.random = new Random(seed);
  }

  /** Begins, or goes on otherwise than before. */
  synchronized void run(Mix next) {
    mix = next;
    if (arrivals == null) {
      arrivals = Thread.ofPlatform().daemon().name("arrivals").start(this::arrive);
    }
  }

  private void arrive() {
    long due = System.nanoTime();
    while (!isClosed) {
      Mix now = mix;
      if (now.rate() <= 0) {
        LockSupport.parkNanos(1_000_000);
        due = System.nanoTime();
        continue;
      }
      due += (long) (-Math.log(1 - random.nextDouble()) / now.rate() * NANOS_PER_SECOND);
      long left;
      while ((left = due - System.nanoTime()) > 0) {
        LockSupport.parkNanos(left);
      }
      latestNanos = Math.max(latestNanos, -left);
      arrive(now, due);
    }
  }

  private void arrive(Mix now, long dueNanos) {
    double kind = random.nextDouble();
    boolean hasEvent = random.nextDouble() < now.events();
    Optional<Visitor> returning =
        kind < now.newcomers() ? Optional.empty() : visitors.returning(random);
    Visitor visitor = returning.orElseGet(visitors::newcomer);
    inFlight.incrementAndGet();
    Thread.startVirtualThread(
        () -> {
          try {
            if (returning.isEmpty()) {
              calls.begin(visitor, dueNanos);
            } else {
              call(visitor, now, kind - now.newcomers(), hasEvent, dueNanos);
            }
            visitors.leave(visitor);
          } finally {
            inFlight.decrementAndGet();
          }
        });
  }

  private void call(Visitor visitor, Mix now, double kind, boolean hasEvent, long dueNanos) {
    if (kind < now.changes()) {
      calls.change(visitor, !visitor.allowsPersonal());
    } else if (kind < now.changes() + now.withdrawals()) {
      calls.withdraw(visitor);
    } else if (kind < now.changes() + now.withdrawals() + now.erasures()) {
      calls.erase(visitor);
    } else {
      calls.goOn(visitor, hasEvent, dueNanos);
    }
  }

  /** How much later than meant a call was begun at the worst, in milliseconds. */
  double latestMillis() {
    return latestNanos / 1e6;
  }

  /** Lets nobody come any more, and waits for those who are being answered. */
  void stop() throws IOException, InterruptedException {
    run(Mix.of(0));
    Thread.sleep(50);
    if (!Wait.until(DRAIN_MAX, () -> inFlight.get() == 0)) {
      throw new IOException("calls are unanswered long after their deadlines");
    }
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
