package dev.mien.faults;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What became of calls: each decision with its time, and everything else by number. */
final class Tally {
  private final List<Sample> samples = new ArrayList<>();
  private final Map<Count, LongAdder> counts = new EnumMap<>(Count.class);

  Tally() {
    for (Count count : Count.values()) {
      counts.put(count, new LongAdder());
    }
  }

  /** What is counted besides decisions. */
  enum Count {
    /** A session that was neither ended nor old, and that a node could not read. */
    LOST,
    /** A decision for a session that was answered without it. */
    CONTEXTUAL,
    /** A consent change, withdrawal or erasure that was asked for. */
    PROMISE_ASKED,
    /** One of them that was acknowledged. */
    PROMISE_ACKNOWLEDGED,
    /** Answers 503 or 429 with {@code Retry-After}. */
    SHED
  }

  /**
   * One decision.
   *
   * @param startNanos when it was meant to start
   * @param isValid whether there was an answer after all
   */
  private record Sample(long startNanos, long nanos, boolean isValid, boolean isFirstFailed) {}

  /**
   * What decisions of some time came to.
   *
   * @param firstFailed those whose first attempt had no answer
   */
  record Window(
      int decisions, int failed, int firstFailed, double seconds, List<Long> sortedNanos) {
    Window {
      sortedNanos = List.copyOf(sortedNanos);
    }

    double millis(double share) {
      int most = sortedNanos.size() - 1;
      return most < 0
          ? 0
          : sortedNanos.get(Math.min(most, (int) (share * sortedNanos.size()))) / 1e6;
    }

    double p99() {
      return millis(0.99);
    }

    /** Answers a second. */
    double goodput() {
      return (decisions - failed) / seconds;
    }
  }

  void count(Count count) {
    adder(count).increment();
  }

  long total(Count count) {
    return adder(count).sum();
  }

  private LongAdder adder(Count count) {
    LongAdder adder = counts.get(count);
    if (adder == null) {
      throw new IllegalStateException("nothing counts " + count);
    }
    return adder;
  }

  synchronized void decided(long startNanos, boolean isValid, boolean isFirstFailed) {
    samples.add(new Sample(startNanos, System.nanoTime() - startNanos, isValid, isFirstFailed));
  }

  /** Decisions that were meant to start between the two. */
  synchronized Window window(long fromNanos, long toNanos) {
    List<Sample> within =
        samples.stream()
            .filter(sample -> sample.startNanos() >= fromNanos && sample.startNanos() < toNanos)
            .toList();
    List<Long> nanos = within.stream().filter(Sample::isValid).map(Sample::nanos).sorted().toList();
    return new Window(
        within.size(),
        (int) within.stream().filter(sample -> !sample.isValid()).count(),
        (int) within.stream().filter(Sample::isFirstFailed).count(),
        (toNanos - fromNanos) / 1e9,
        nanos);
  }
}
