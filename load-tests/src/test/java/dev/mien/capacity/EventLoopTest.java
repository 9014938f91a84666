package dev.mien.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mien.capacity.EventLoop.Trial;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EventLoopTest {
  private static final int CALLS = 400_000;
  private static final long SEED = 7;

  /** M/M/1: the time in the system is exponential with mean s / (1 - load). */
  @Test
  void exponentialWorkAgreesWithTheFormula() {
    SplittableRandom random = new SplittableRandom(SEED);
    EventLoop loop =
        new EventLoop(random.doubles(100_000).map(part -> -10 * Math.log1p(-part)).toArray());
    for (double load : new double[] {0.3, 0.6, 0.8}) {
      double expected = -Math.log(0.01) * loop.meanMicros() / (1 - load);
      double p99 = loop.percentileMicros(99, new Trial(load, CALLS, SEED));
      assertEquals(expected, p99, 0.05 * expected, "load " + load + ", seed " + SEED);
    }
  }

  /** M/D/1: of calls that all take alike, a share of 1 - load does not wait. */
  @Test
  void whoFindsNobodyDoesNotWait() {
    EventLoop loop = new EventLoop(10);
    assertEquals(10, loop.percentileMicros(39, new Trial(0.6, CALLS, SEED)));
    assertEquals(true, loop.percentileMicros(41, new Trial(0.6, CALLS, SEED)) > 10);
  }

  @Test
  void nextToNoLoadLeavesTheWorkAlone() {
    EventLoop loop = new EventLoop(1, 2, 3, 4);
    assertEquals(4, loop.percentileMicros(99, new Trial(1e-6, 10_000, SEED)));
  }

  @Test
  void aFullLoopHasNoPercentiles() {
    assertThrows(IllegalArgumentException.class, () -> new Trial(1, CALLS, SEED));
  }
}
