package dev.mien.peers;

import java.time.Duration;

/**
 * How a server is driven.
 *
 * @param connections that are kept; each has at most one call under way
 * @param arrivals when calls come
 */
record Load(int connections, Duration duration, Arrivals arrivals) {

  /** When calls come. */
  sealed interface Arrivals {
    /** The next one as soon as the one before it is answered: as many as a server can do. */
    record AsAnswered() implements Arrivals {}

    /** At equal distances. */
    record Even(double perSecond) implements Arrivals {}

    /** At random (Poisson), as visitors come who know nothing of each other. */
    record AtRandom(double perSecond, long seed) implements Arrivals {}
  }
}
