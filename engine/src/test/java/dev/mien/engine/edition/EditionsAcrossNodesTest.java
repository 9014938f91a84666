package dev.mien.engine.edition;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.edition.SimulatedCluster.Hardships;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What holds of editions whatever happens to nodes, store and messages, and in which order. */
class EditionsAcrossNodesTest {
  private static final int SEEDS = 200;
  private static final int STEPS = 120;

  private int acknowledged;
  private int overtaken;
  private int turnedAway;

  private interface End {
    void of(SimulatedCluster cluster) throws IOException;
  }

  private void run(Hardships hardships, End end) {
    for (long seed = 0; seed < SEEDS; seed++) {
      try {
        SimulatedCluster cluster = new SimulatedCluster(seed, 3, hardships);
        for (int step = 0; step < STEPS; step++) {
          cluster.step();
        }
        cluster.calmDown();
        end.of(cluster);
        acknowledged += cluster.acknowledged();
        overtaken += cluster.overtaken();
        turnedAway += cluster.turnedAway();
      } catch (IOException | RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
    assertTrue(acknowledged > 10 * SEEDS, acknowledged + " publications were acknowledged");
    assertTrue(overtaken > SEEDS, overtaken + " came too late at first");
    assertTrue(turnedAway > SEEDS, turnedAway + " were turned away");
  }

  @Test
  void whatIsAcknowledgedStaysNumbersRiseIdsKeepTheirMeaningAndAllAgreeInTheEnd() {
    run(Hardships.OUTAGES, SimulatedCluster::checkAgreement);
  }

  @Test
  void rowsThatNobodyCanReadAndEditionsThatSomeCannotUseChangeNothingOfThat() {
    run(
        Hardships.DAMAGE,
        cluster -> {
          cluster.publishForAll();
          cluster.checkAgreement();
        });
  }
}
