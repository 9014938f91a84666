package dev.mien.load;

/**
 * How long calls took, in buckets that are at most one part in 32 wide. Not safe for threads.
 *
 * <p>Each power of two of microseconds is cut into 32 buckets; below 64 µs each has its own.
 */
final class Latencies {
  private static final int PARTS = 32;
  private static final int PARTS_BITS = 5;
  private static final int BUCKETS = PARTS * (Long.SIZE - PARTS_BITS + 1);

  private final int[] counts = new int[BUCKETS];
  private long all;

  void add(long nanos) {
    counts[bucket(Math.max(0, nanos / 1_000))]++;
    all++;
  }

  void add(Latencies others) {
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] += others.counts[i];
    }
    all += others.all;
  }

  long count() {
    return all;
  }

  /**
   * The least latency that {@code percent} of the calls do not exceed, in milliseconds, when {@code
   * unanswered} more calls have taken longer than all others; infinite if it is one of those.
   */
  double percentileMillis(double percent, long unanswered) {
    long rank = (long) Math.ceil((all + unanswered) * percent / 100);
    if (all + unanswered == 0) {
      return 0;
    }
    long seen = 0;
    for (int i = 0; i < BUCKETS; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return upper(i) / 1_000.0;
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  private static int bucket(long micros) {
    int shift = Math.max(0, Long.SIZE - PARTS_BITS - 1 - Long.numberOfLeadingZeros(micros));
    return shift * PARTS + (int) (micros >>> shift);
  }

  /** The greatest number of microseconds that falls into a bucket. */
  private static long upper(int bucket) {
    int shift = Math.max(0, bucket / PARTS - 1);
    long part = bucket - (long) shift * PARTS;
    return ((part + 1) << shift) - 1;
  }
}
