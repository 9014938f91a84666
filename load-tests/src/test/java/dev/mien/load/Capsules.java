package dev.mien.load;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The capsules of sessions between two calls: each goes from one answer into a later request, as a
 * browser would carry it. Feeds Gatling; takes capsules back from any thread.
 *
 * <p>Whoever gets the empty text begins a session, until there are as many as wanted; then the one
 * that has rested longest goes next.
 */
final class Capsules implements Iterator<Map<String, Object>> {
  /** Where a visitor keeps the capsule. */
  static final String CAPSULE = "capsule";

  private final ConcurrentLinkedQueue<String> resting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final int wanted;

  Capsules(int wanted) {
    this.wanted = wanted;
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Map<String, Object> next() {
    if (begun.get() < wanted) {
      begun.incrementAndGet();
      return Map.of(CAPSULE, "");
    }
    String capsule = resting.poll();
    if (capsule == null) {
      begun.incrementAndGet();
      return Map.of(CAPSULE, "");
    }
    return Map.of(CAPSULE, capsule);
  }

  /** The session goes on with this capsule. */
  void rest(String capsule) {
    resting.add(capsule);
  }

  /** The session is over, or nobody knows; another may begin in its place. */
  void lose() {
    begun.decrementAndGet();
  }
}
