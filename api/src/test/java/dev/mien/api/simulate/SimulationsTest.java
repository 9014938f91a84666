package dev.mien.api.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.bandit.PolicyValue;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Learning.By;
import dev.mien.segments.source.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Runs that are watched, and what the engine counted in them. */
class SimulationsTest {
  private static final SourceText SHOP =
      new SourceText(
          "shop.yaml",
          """
          workspace: { name: shop, timezone: UTC, holdout: 10 % }
          schema:
            purposes:
              shopping: { title: "Show you what is relevant" }
            attributes:
              device: { choice: [mobile, desktop], from: site, purpose: shopping, benefit: "Pages that fit" }
            events:
              buy: { goal: true }
          segments:
            on-the-move: { title: On the move, when: device is mobile }
          slots:
            hero:
              purpose: shopping
              content: { text: text }
              fallback: { text: Welcome }
              offers:
                - { for: on-the-move, variants: { plain: { text: A }, bold: { text: B } } }
          """);
  private static final SourceText CROWD =
      new SourceText(
          "crowd.yaml",
          """
          days: 2
          sessionsPerDay: 1200
          learn: { goal: buy }
          kinds:
            movers:
              share: 100 %
              belongs: [on-the-move]
              signals: { device: mobile }
              reaches: { buy: { chance: 10 %, hero: { plain: 10 %, bold: 30 % } } }
          """);

  private static Simulated simulated(Simulations.Watch watch) {
    return assertInstanceOf(
            Simulations.Outcome.Done.class,
            new Simulations(Workspaces::compile).run(List.of(SHOP), CROWD, 11, watch))
        .simulated();
  }

  /** What it learns by is said by the population, and every session is counted once. */
  @Test
  void theEngineCountsEachSessionOnceAndLearnsOfThem() {
    List<Simulations.Progress> told = new ArrayList<>();
    Simulated all = simulated(told::add);
    Simulated.Experiment experiment = all.experiments().getFirst();
    long counted = experiment.heldOut().sessions();
    for (Simulated.Arm arm : experiment.arms()) {
      counted += arm.sessions();
    }
    assertEquals(2_400, all.sessions());
    assertEquals(2_400, counted);
    assertEquals(Optional.of(By.BANDIT), experiment.by());
    assertTrue(experiment.arms().getLast().weight() > 0.9, experiment::toString);
    assertEquals(96, told.size(), "twice an hour");
    assertEquals(new Simulations.Progress(2, 2, 2_376), told.getLast());
  }

  /** The log of draws is worth what was drawn: its weights average 1. */
  @Test
  void aPolicyThatWasNotServedIsReadOffTheLog() {
    Simulated.Experiment experiment = simulated(_ -> true).experiments().getFirst();
    PolicyValue.Estimated alike =
        assertInstanceOf(PolicyValue.Estimated.class, experiment.uniform());
    assertEquals(1, alike.support().meanWeight(), 0.05);
    assertTrue(alike.support().greatestWeight() < 20, alike::toString);
    assertEquals(experiment.uniformTruth(), alike.robust().value(), 4 * alike.robust().error());
  }

  @Test
  void aRunThatIsEndedTellsWhatWasLearnedUntilThen() {
    Simulated part = simulated(progress -> progress.sessions() < 800);
    assertEquals(1, part.days());
    assertEquals(801, part.sessions());
    Simulated.Experiment experiment = part.experiments().getFirst();
    assertEquals(1, experiment.days().size());
    assertTrue(experiment.arms().getLast().sessions() > 300, experiment::toString);
  }
}
