package dev.mien.api.http;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * How long one event loop may keep a round of requests, and so how long anybody waits.
 *
 * <p>A loop works in rounds: it collects all connections that have something to read, serves one
 * after the other, and looks again. Where requests wait is outside, in their sockets, and none
 * waits for longer than the round before its own and the part of its own that goes before it. To
 * keep rounds short is therefore to keep queueing short, and it needs no guess at capacity: as long
 * as a round is within its budget, whatever is read is let in, and what comes late in it is shed.
 * The loop never idles while something waits, so goodput is what sheds leave of the time.
 *
 * <p>What a round may take depends on whether the node is overloaded, and that is not whether a
 * round is long: bursts and pauses make long ones, too, but what comes after them gets shorter and
 * shorter. Only when rounds stay long for {@value #PATIENCE} targets is the node overloaded, until
 * nothing had to be shed for {@value #CALM}. Before that the budget is wide, so that nobody is shed
 * for a collection of garbage; in an overload it is narrow. This is the controlled delay of Maurer,
 * "Fail at Scale" (ACM Queue 13.8, 2015), with rounds in place of a queue; that in turn is CoDel
 * (RFC 8289) for servers. Nothing has to be unlearnt when an overload is over.
 *
 * <p>Who goes first when something has to is a matter of budgets too: that of {@link
 * Precedence#SESSION} is by far the widest, that of newcomers the narrowest. A share of sheds that
 * is adapted (AIMD or PI on lateness) was left out: it has to find the load anew whenever that
 * changes, swings meanwhile, and sheds in rounds that have time to spare.
 *
 * <p>For one thread. All times are of one clock, in nanoseconds.
 */
final class Rounds {
  private static final int PATIENCE = 30;
  private static final int CALM = 20;
  private static final int WIDE = 20;

  private final long targetNanos;
  private final long leastNanos;
  private final Map<Precedence, Budget> budgets = new EnumMap<>(Precedence.class);

  private long startedAt;
  private long endedAt;
  private long lengthNanos;
  private long easyAt;
  private long shedAt;
  private boolean running;
  private boolean overloaded;

  /** How much of a round may be over when a request is still let in. */
  private record Budget(long wideNanos, long narrowNanos) {}

  /**
   * Begins at rest.
   *
   * @param targetNanos how long what is let in may wait while the node is overloaded
   */
  Rounds(long targetNanos, long now) {
    this.targetNanos = targetNanos;
    this.leastNanos = targetNanos / 4;
    budgets.put(Precedence.NEWCOMER, new Budget(WIDE * targetNanos, leastNanos));
    budgets.put(Precedence.RETURNING, new Budget(WIDE * targetNanos, targetNanos / 2));
    budgets.put(Precedence.SESSION, new Budget(2 * WIDE * targetNanos, 2 * WIDE * targetNanos));
    this.startedAt = now;
    this.endedAt = now;
    this.easyAt = now;
    this.shedAt = now - 1;
  }

  /** A request is read; whether it is the first of a round, whose end has to be told. */
  boolean begins(long now) {
    if (running) {
      return false;
    }
    running = true;
    startedAt = now;
    if (now - endedAt > leastNanos) {
      easyAt = now;
    }
    return true;
  }

  /** Whether nothing that is read now is shed, whatever it is. */
  boolean hasTime(long now) {
    return now - startedAt <= leastNanos;
  }

  /** Whether a request that is read now is let in; else it has to be shed. */
  boolean admits(Precedence precedence, long now) {
    Budget budget = Objects.requireNonNull(budgets.get(precedence), "each has a budget");
    boolean admitted = now - startedAt <= (overloaded ? budget.narrowNanos() : budget.wideNanos());
    if (!admitted) {
      shedAt = now;
    }
    return admitted;
  }

  /** Everything that was read is served. */
  void end(long now) {
    running = false;
    endedAt = now;
    long before = lengthNanos;
    lengthNanos = now - startedAt;
    boolean calm = shedAt - startedAt < 0;
    if (overloaded) {
      overloaded = now - shedAt <= CALM * targetNanos;
      easyAt = now;
    } else if (calm && (lengthNanos <= targetNanos / 2 || lengthNanos < before - before / 8)) {
      easyAt = now;
    } else if (now - easyAt > PATIENCE * targetNanos) {
      overloaded = true;
      shedAt = now;
    }
  }
}
