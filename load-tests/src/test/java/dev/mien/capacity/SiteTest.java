package dev.mien.capacity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mien.capacity.Costs.Copying;
import dev.mien.capacity.Site.Node;
import dev.mien.capacity.Site.Plan;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SiteTest {
  private static final double CLOSE = 1e-9;

  private static final Costs COSTS =
      new Costs(
          new Cost(10, 400, 600, 1_000),
          new Cost(20, 1_500, 1_700, 2_000),
          new Cost(40, 500, 1_700, 4_000),
          200,
          new Copying(50, 300));

  private static final Node NODE = new Node(8, 0.5, 1e9, 1e9);

  @Test
  void costsAddUpByHowOftenEachComes() {
    // 50,000 contextual, 10,000 that begin a session and 40,000 that go on; two copies more, and
    // one in four asks another node for its half-key.
    Plan plan = new Site(100_000, 0.5, 5, Duration.ofSeconds(100)).plan(COSTS, NODE, 5);
    assertEquals(0.5 + 0.4 + 0.8 + 1.0 + 0.5, plan.cores(), CLOSE);
    assertEquals(1_000_000, plan.sessions(), CLOSE);
    assertEquals(3.2 / 32, plan.cpu(), CLOSE);
    assertEquals(1e6 * 3 * 200 / 4 / 1e9, plan.heap(), CLOSE);
    assertEquals(9e6, plan.memberBytesPerSecond(), CLOSE);
    // Out of 50,000 answers 600 bytes, of the others 1,700.
    assertEquals((3e7 + 8.5e7 + 9e6) * 8 / 4 / 1e9, plan.link(), CLOSE);
  }

  @Test
  void thereIsRoomForOneNodeLost() {
    Site site = new Site(1e6, 1, 1, Duration.ofSeconds(1));
    // 10 cores are busy, half of 8 may be: three nodes bear them, and there is a fourth.
    Plan plan = site.plan(COSTS, new Node(8, 0.5, 1e9, 1e12));
    assertEquals(4, plan.nodes());
    assertEquals(10.0 / 24, plan.cpu(), CLOSE);
    assertEquals("cores", plan.first());
  }

  @Test
  void aSmallSiteRunsThree() {
    assertEquals(3, new Site(10, 0.5, 5, Duration.ofMinutes(40)).plan(COSTS, NODE).nodes());
  }

  @Test
  void whatIsUsedUpFirstDependsOnTheNode() {
    Site site = new Site(100_000, 0.5, 5, Duration.ofSeconds(1_000));
    assertEquals("memory", site.plan(COSTS, new Node(64, 0.9, 4e9, 1e12)).first());
    assertEquals("network", site.plan(COSTS, new Node(64, 0.9, 1e12, 1e9)).first());
  }

  @Test
  void sharesAreShares() {
    assertThrows(IllegalArgumentException.class, () -> new Site(1, 1.5, 5, Duration.ofSeconds(1)));
  }
}
