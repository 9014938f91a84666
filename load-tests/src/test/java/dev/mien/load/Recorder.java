package dev.mien.load;

import java.time.Duration;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What calls came to, by the second in which each was due. Safe for threads.
 *
 * <p>A call counts from the moment it was due, whenever it was answered: a server that stands still
 * for a second makes every call of that second slow, and not only the one it was working on. Calls
 * that are not answered yet count as slower than all others.
 */
final class Recorder {
  private static final long UNSET = Long.MIN_VALUE;
  private static final long SECOND_NANOS = 1_000_000_000;

  private final AtomicLong start = new AtomicLong(UNSET);
  private final ConcurrentSkipListMap<Long, Second> seconds = new ConcurrentSkipListMap<>();

  private static final class Second {
    private final Latencies answered = new Latencies();
    private long due;
    private long failed;

    synchronized void begin() {
      due++;
    }

    synchronized void answer(long nanos) {
      answered.add(nanos);
    }

    synchronized void fail(long nanos) {
      answered.add(nanos);
      failed++;
    }

    synchronized Window window() {
      Latencies copy = new Latencies();
      copy.add(answered);
      return new Window(copy, due, failed);
    }
  }

  /**
   * What came of the calls of some seconds.
   *
   * @param answered how long those took that were answered, wrongly or not
   * @param due how many there were
   * @param failed how many of those were answered wrongly, or by nobody
   */
  record Window(Latencies answered, long due, long failed) {
    /** Infinite if so many of its calls have no answer yet. */
    double percentileMillis(double percent) {
      return answered.percentileMillis(percent, due - answered.count());
    }

    double failedPercent() {
      return due == 0 ? 0 : 100.0 * failed / due;
    }

    Window with(Window other) {
      Latencies both = new Latencies();
      both.add(answered);
      both.add(other.answered);
      return new Window(both, due + other.due, failed + other.failed);
    }

    static Window nothing() {
      return new Window(new Latencies(), 0, 0);
    }
  }

  /** A call is due now. The first of all is where time begins. */
  long begin() {
    long now = System.nanoTime();
    start.compareAndSet(UNSET, now);
    at(now).begin();
    return now;
  }

  /** A call was answered as it should be. */
  void answered(long dueNanos) {
    at(dueNanos).answer(System.nanoTime() - dueNanos);
  }

  /** A call came to nothing. */
  void failed(long dueNanos) {
    at(dueNanos).fail(System.nanoTime() - dueNanos);
  }

  private Second at(long nanos) {
    // Of two first calls on two threads, the one that begins time may be the later one.
    long second = Math.max(0, nanos - start.get()) / SECOND_NANOS;
    return seconds.computeIfAbsent(second, _ -> new Second());
  }

  /** How long ago the first call was due; nothing before it. */
  Duration elapsed() {
    long first = start.get();
    return first == UNSET ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - first);
  }

  /** The calls due from one whole second, counted from the first call, to before another. */
  Window window(long fromSecond, long untilSecond) {
    return seconds.subMap(fromSecond, untilSecond).values().stream()
        .map(Second::window)
        .reduce(Window.nothing(), Window::with);
  }

  Window all() {
    return window(0, Long.MAX_VALUE);
  }
}
