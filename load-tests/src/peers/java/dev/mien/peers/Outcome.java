package dev.mien.peers;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What came of driving a server: how long each call took from when it was due, and its bytes. */
final class Outcome {
  private final long[] dues;
  private final long[] nanos;
  private final Totals totals;

  /**
   * Figures of all calls together.
   *
   * @param failed calls that were not answered well
   * @param sentBytes what went to the server; HTTP, without what TCP and IP add
   * @param receivedBytes what came from it
   * @param idleShare which share of the time the client found nothing to do
   * @param stoodShare which share of it the client had no core itself; calls at a rate were put off
   *     for as long
   */
  record Totals(
      double seconds,
      long failed,
      long sentBytes,
      long receivedBytes,
      double idleShare,
      double stoodShare) {}

  /** A stretch of time, in {@link System#nanoTime}. */
  record Span(long from, long to) {
    boolean holds(long time) {
      return time - from >= 0 && time - to < 0;
    }

    Duration length() {
      return Duration.ofNanos(to - from);
    }
  }

  /** Calls by when they were due, in {@link System#nanoTime}, and how long they took. */
  Outcome(long[] dues, long[] nanos, Totals totals) {
    this.dues = dues;
    this.nanos = nanos;
    this.totals = totals;
  }

  /** How many calls were answered well. */
  int answered() {
    return nanos.length;
  }

  long failed() {
    return totals.failed();
  }

  double perSecond() {
    return nanos.length / totals.seconds();
  }

  /** The client itself was the limit where this is next to nothing. */
  double idleShare() {
    return totals.idleShare();
  }

  /** What it says of latencies is less certain where this is much. */
  double stoodShare() {
    return totals.stoodShare();
  }

  double sentBytesEach() {
    return totals.sentBytes() / (double) nanos.length;
  }

  double receivedBytesEach() {
    return totals.receivedBytes() / (double) nanos.length;
  }

  /** How long calls took, in no order. */
  double[] micros() {
    return Arrays.stream(nanos).mapToDouble(took -> took / 1e3).toArray();
  }

  /** So many of a hundred calls took no longer. */
  double percentileMicros(double percent) {
    return percentileMicros(nanos.clone(), percent);
  }

  /** The same of those calls that were due in one of {@code spans}. */
  double percentileMicros(double percent, List<Span> spans) {
    long[] within = new long[nanos.length];
    int count = 0;
    for (int call = 0; call < nanos.length; call++) {
      long due = dues[call];
      if (spans.stream().anyMatch(span -> span.holds(due))) {
        within[count++] = nanos[call];
      }
    }
    return percentileMicros(Arrays.copyOf(within, count), percent);
  }

  private static double percentileMicros(long[] nanos, double percent) {
    Arrays.sort(nanos);
    int at = (int) Math.ceil(nanos.length * percent / 100) - 1;
    return nanos.length == 0 ? Double.NaN : nanos[Math.max(0, at)] / 1e3;
  }
}
