package dev.mien.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.http.OneLoop.Load;
import dev.mien.api.http.OneLoop.Outcome;
import org.junit.jupiter.api.Test;

/** How rounds steer one event loop, in a model of it with a clock of its own. */
class RoundsTest {
  private static final int SEEDS = 5;
  private static final double SHED_COST = 0.01;

  @Test
  void nothingIsShedBelowCapacity() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Outcome outcome = new OneLoop(seed, SHED_COST).run(Load.of(0.6, 30));
      assertEquals(0, outcome.sheds(), "seed " + seed);
    }
  }

  @Test
  void nothingIsShedForBurstsAndPausesBelowCapacity() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Outcome outcome =
          new OneLoop(seed, SHED_COST).withPauses(100).withBursts(300).run(Load.of(0.6, 30));
      assertEquals(0, outcome.sheds(), "seed " + seed);
      assertEquals(outcome.arrived(), outcome.good(), "seed " + seed);
    }
  }

  @Test
  void underOverloadGoodputIsWhatShedsLeaveOfTheTime() {
    for (double load : new double[] {1.0, 1.1, 1.5, 3, 10}) {
      for (double cost : new double[] {SHED_COST, 0.05}) {
        for (long seed = 0; seed < SEEDS; seed++) {
          Outcome outcome = new OneLoop(seed, cost).run(Load.of(load, 8));
          double left = (1 - cost * load) / (1 - cost);
          double goodput = outcome.goodFrom(1) / (7 * OneLoop.CAPACITY);
          String where = load + " at " + cost + ", seed " + seed + ": " + goodput;
          assertTrue(goodput > 0.95 * Math.min(left, load), where);
        }
      }
    }
  }

  @Test
  void goodputNeverDropsOnceAnOverloadIsSeen() {
    for (double load : new double[] {1.1, 1.5, 3, 10}) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Outcome outcome = new OneLoop(seed, SHED_COST).run(Load.of(load, 8));
        double least = outcome.leastGoodIn(500, 1) / (0.5 * OneLoop.CAPACITY);
        assertTrue(least > 0.8, load + ", seed " + seed + ": " + least);
      }
    }
  }

  @Test
  void whatIsLetInOrShedUnderOverloadHasNotWaitedLong() {
    for (double load : new double[] {1.5, 3, 10}) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Outcome outcome = new OneLoop(seed, SHED_COST).run(Load.of(load, 8));
        double wait = outcome.longestWaitMillisFrom(1);
        assertTrue(wait <= OneLoop.TARGET_MILLIS * 1.5, load + ", seed " + seed + ": " + wait);
      }
    }
  }

  @Test
  void afterAnOverloadNothingIsShedAnyMore() {
    for (double load : new double[] {1.5, 3, 10}) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Outcome outcome = new OneLoop(seed, SHED_COST).run(Load.of(load, 10), Load.of(0.6, 10));
        assertEquals(0, outcome.shedsFrom(10.2), load + ", seed " + seed);
      }
    }
  }

  @Test
  void aRetryStormEndsWithItsCause() {
    for (long seed = 0; seed < SEEDS; seed++) {
      // Ten seconds in which nothing is served, and everybody asks four times.
      Outcome outcome =
          new OneLoop(seed, 0.1).stalled(10, 4).run(Load.of(0.6, 10), Load.of(0.6, 20));
      assertEquals(0, outcome.shedsFrom(15), "seed " + seed);
      assertTrue(outcome.sheds() > 0, "seed " + seed);
    }
  }

  @Test
  void newcomersAreShedFirstAndCallsOfSessionsLast() {
    for (double load : new double[] {1.2, 1.5, 3, 10}) {
      for (long seed = 0; seed < SEEDS; seed++) {
        Outcome outcome = new OneLoop(seed, SHED_COST).run(Load.of(load, 8));
        double newcomers = outcome.shedShare(Precedence.NEWCOMER);
        double returning = outcome.shedShare(Precedence.RETURNING);
        String where = load + ", seed " + seed + ": " + newcomers + ", " + returning;
        assertTrue(newcomers >= returning, where);
        assertTrue(newcomers > 0, where);
        assertEquals(0, outcome.shedShare(Precedence.SESSION), where);
      }
    }
  }

  @Test
  void callsOfSessionsAreShedOnlyWhenTheyAloneAreTooMany() {
    Outcome outcome = new OneLoop(1, SHED_COST).onlySessions().run(Load.of(1.5, 20));
    assertTrue(outcome.shedShare(Precedence.SESSION) > 0.2);
    assertTrue(outcome.good() > 0);
  }
}
