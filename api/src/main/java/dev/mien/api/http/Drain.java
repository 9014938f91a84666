package dev.mien.api.http;

import java.util.concurrent.atomic.AtomicInteger;

/** What is in flight on one listener, and whether it is stopping. For any number of threads. */
public final class Drain {
  private final AtomicInteger inFlight = new AtomicInteger();
  private volatile boolean draining;

  /** Counts a request in. */
  void enter() {
    inFlight.incrementAndGet();
  }

  /** Counts a request out. */
  void leave() {
    inFlight.decrementAndGet();
  }

  public int inFlight() {
    return inFlight.get();
  }

  /** Whether the node is stopping: readiness says no, and connections end with their answer. */
  public boolean isDraining() {
    return draining;
  }

  /** The node is stopping from now on. */
  public void begin() {
    draining = true;
  }
}
