package dev.mien.api.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.DemoNode;
import dev.mien.api.demo.SimulatedVisitors.Pace;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Simulated visitors at a real node, in a hurry. */
class SimulatedVisitorsTest {
  private static final long SEED = 7;
  private static final long ANSWERS = 600;
  private static final long SECONDS_MAX = 120;
  private static final Pace HURRY = new Pace(Duration.ofMillis(10), Duration.ofMillis(1), 20);

  private static VisitTally visit(URI server, long answers) throws Exception {
    CompletableFuture<VisitTally> enough = new CompletableFuture<>();
    try (SimulatedVisitors _ =
        SimulatedVisitors.start(
            server,
            HURRY,
            new SplittableRandom(SEED),
            tally -> {
              if (tally.answers().values().stream().mapToLong(Long::longValue).sum() >= answers) {
                enough.complete(tally);
              }
            })) {
      return enough.get(SECONDS_MAX, TimeUnit.SECONDS);
    }
  }

  /** What visitors send is what the workspace of the demo knows, and nothing they may not say. */
  @Test
  void visitorsAreUnderstoodAndNothingOfThemIsLeftOut() throws Exception {
    try (DemoNode node = DemoNode.start()) {
      VisitTally tally = visit(node.address(), ANSWERS);
      assertEquals(Set.of(200), tally.answers().keySet(), "seed " + SEED);
      assertEquals(Map.of(), tally.notices(), "seed " + SEED);
      assertTrue(tally.visits() > 20, tally::toString);
    }
  }

  @Test
  void aNodeThatIsGoneMakesVisitorsFailAndNothingElse() throws Exception {
    VisitTally tally = visit(URI.create("http://127.0.0.1:9"), 20);
    assertEquals(Set.of(0), tally.answers().keySet());
  }

  @Test
  void aPaceIsPositive() {
    Duration some = Duration.ofSeconds(1);
    assertThrows(IllegalArgumentException.class, () -> new Pace(Duration.ZERO, some, 1));
    assertThrows(IllegalArgumentException.class, () -> new Pace(some, Duration.ZERO, 1));
    assertThrows(IllegalArgumentException.class, () -> new Pace(some, some, 0));
  }
}
