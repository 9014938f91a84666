package dev.mien.engine.edition;

import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The editions that could not be put in force here, so that no more than one attempt a minute is
 * spent on each. For any number of threads.
 */
final class PassedOver {
  /** How long an edition is left alone after it failed. */
  static final Duration PAUSE = Duration.ofMinutes(1);

  /** The most that are remembered; of more, the oldest are tried again sooner. */
  private static final int REMEMBERED_MAX = 64;

  private static final Logger LOG = LoggerFactory.getLogger(PassedOver.class);

  private final TreeMap<Long, Long> failedAtNanos = new TreeMap<>();

  synchronized void add(long number, String code, long nowNanos) {
    LOG.error(
        "edition {} is passed over: {}; the edition in force stays, and it is tried again in {} s",
        number,
        code,
        PAUSE.toSeconds());
    failedAtNanos.put(number, nowNanos);
    if (failedAtNanos.size() > REMEMBERED_MAX) {
      failedAtNanos.pollFirstEntry();
    }
  }

  /** Whether an edition is to be left alone for now. */
  synchronized boolean rests(long number, long nowNanos) {
    Long failedAt = failedAtNanos.get(number);
    return failedAt != null && nowNanos - failedAt < PAUSE.toNanos();
  }

  /** How many editions above {@code number} could not be put in force. */
  synchronized int above(long number) {
    Iterator<Map.Entry<Long, Long>> all = failedAtNanos.entrySet().iterator();
    while (all.hasNext() && all.next().getKey() <= number) {
      all.remove();
    }
    return failedAtNanos.size();
  }
}
