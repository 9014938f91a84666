package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.SampleEditions;
import dev.mien.engine.counts.Source;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.experiment.ArmCounts;
import dev.mien.engine.experiment.Arms;
import dev.mien.engine.experiment.Comparison;
import dev.mien.engine.experiment.Comparison.Verdict;
import dev.mien.engine.experiment.Readout;
import dev.mien.engine.experiment.ReadoutRules;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.release.Budget;
import dev.mien.engine.release.Debit;
import dev.mien.engine.release.InMemoryReleases;
import dev.mien.engine.release.Noise;
import dev.mien.engine.release.ReleasedParts;
import dev.mien.engine.release.Releaser;
import dev.mien.engine.release.Seeded;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.session.Exposure.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** From what was counted of outcomes, over what is released of it, to what is read out. */
class ExperimentEstimateTest {
  private static final Edition EDITION = SampleEditions.withAGoal();
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final long HOUR = TEN.toEpochMilli() / CountKey.HOUR_MILLIS;
  private static final int HOURS = 3;
  private static final int MINIMUM = 50;
  private static final int HERO = 0;

  private Instant now = TEN;
  private final Budget budget = new Budget(new BigDecimal(3), 1);
  private final InMemoryCountStore store = new InMemoryCountStore();
  private final List<Debit> debits = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(5);
  private final OutcomeCounts counted = new OutcomeCounts(() -> now, () -> Source.random(random));
  private final InMemoryReleases releases = new InMemoryReleases();
  private final Outcomes outcomes =
      new Outcomes(counted.vectors(NobodyElse.INSTANCE, new InMemoryCountStore()));
  private final Releaser releaser =
      new Releaser(
          new Releaser.Sources(
              new Counts(
                  new Counts.Own(
                      new DecisionCounts(() -> now, () -> Source.random(random)),
                      new ReachCounts(() -> now)),
                  NobodyElse.INSTANCE,
                  store),
              outcomes::vectors,
              Releaser.Vectors.NONE),
          releases,
          budget,
          new Releaser.Surroundings(() -> now, new Seeded(5), debits::add));
  private final Statistics statistics = new Statistics(releases, MINIMUM, () -> now);

  /** What happens in an hour to one arm of the first offer of the first slot. */
  private void count(long hour, Kind kind, int variant, int sessions, int successes) {
    OutcomeCounts.Running running = counted.running(1, EDITION.vocabulary(), hour);
    for (int session = 0; session < sessions; session++) {
      running.shown(HERO, kind, 0, variant);
      if (session < successes) {
        running.reached(HERO, kind, 0, variant, 1);
      }
    }
  }

  private void round() throws IOException {
    releaser.note(
        1,
        TEN,
        EDITION.model(),
        () -> new Releaser.Released(ReleasedCells.of(EDITION.vocabulary()), ReleasedParts.NONE));
    releaser.round();
  }

  private ExperimentEstimate.Found found() throws IOException {
    Asked asked = new Asked(Optional.empty(), OptionalLong.empty(), HOUR, HOUR + HOURS);
    return ExperimentEstimate.of(EDITION, statistics.outcomes(asked).sums(), MINIMUM, List.of());
  }

  @Test
  void whatIsReleasedOfAnExperimentIsReadOutWithItsNoise() throws IOException {
    for (long hour = HOUR; hour < HOUR + HOURS; hour++) {
      count(hour, Kind.VARIANT, 0, 2_000, 200);
      count(hour, Kind.VARIANT, 1, 2_000, 320);
      count(hour, Kind.HELD_OUT, 0, 800, 70);
      now = Instant.ofEpochMilli((hour + 1) * CountKey.HOUR_MILLIS);
      round();
    }
    now = Instant.ofEpochMilli((HOUR + HOURS + 2) * CountKey.HOUR_MILLIS);
    round();

    ExperimentEstimate.Found found = found();

    assertEquals(1, found.experiments().size(), () -> found.toString());
    Arms arms = found.experiments().getFirst();
    assertEquals("home.hero", arms.slot());
    assertEquals("purchase", arms.goal());
    assertEquals(
        List.of("run", "race", Readout.HELD_OUT),
        arms.arms().stream().map(ArmCounts::variant).toList());
    // Three arms of the other offers were never shown, so what was released of them is noise.
    assertTrue(found.withheld() >= 3, () -> found.toString());
    Noise.DiscreteGaussian noise = (Noise.DiscreteGaussian) budget.noise(Statistic.OUTCOMES, 4);
    double variance = (double) HOURS * noise.variance();
    for (ArmCounts arm : arms.arms()) {
      double sessions = arm.kind() == ArmCounts.Kind.HELD_OUT ? 2_400 : 6_000;
      assertEquals(variance, arm.noiseVariance(), 0.1 * variance);
      assertEquals(sessions, arm.sessions(), 6 * Math.sqrt(variance), "seed 5");
      assertTrue(arm.sessions() != sessions || arm.successes() != 600, "noise was added; seed 5");
    }
    Readout readout = Readout.of(arms, ReadoutRules.STANDARD);
    Comparison overall = readout.overall().getFirst();
    assertEquals(Verdict.BETTER, overall.verdict(), () -> readout.sure().toString());
    assertEquals(0.06, overall.difference().value(), 0.015);
    assertFalse(readout.mismatched());
  }

  @Test
  void anHourOfOutcomesIsPaidForOnceAndWithinTheBudget() throws IOException {
    count(HOUR, Kind.VARIANT, 0, 100, 10);
    round();
    assertEquals(List.of(), ofOutcomes(), "the hour is not over");
    now = Instant.ofEpochMilli((HOUR + 2) * CountKey.HOUR_MILLIS).plusSeconds(60);
    round();
    assertEquals(List.of(), ofOutcomes(), "goals still count for it, and nodes still tell of it");
    now = now.plusSeconds(61);
    round();
    round();
    List<Debit> paid = ofOutcomes();
    assertEquals(1, paid.size(), paid::toString);
    assertTrue(paid.getFirst().price().compareTo(budget.limit()) <= 0);
  }

  /** Those of the hour that is counted in. */
  private List<Debit> ofOutcomes() {
    return debits.stream()
        .filter(debit -> debit.account().statistic() == Statistic.OUTCOMES)
        .filter(debit -> debit.account().fromHour() == HOUR)
        .toList();
  }

  @Test
  void whatIsNotComparedIsNotReleased() {
    ReleasedParts parts = ReleasedCells.of(EDITION.vocabulary());
    assertEquals(4, parts.touched(), "an arm of each of three offers, and a goal in their slot");
    assertTrue(
        parts.parts().stream()
            .flatMap(List::stream)
            .allMatch(cell -> cell.slot().equals("home.hero")),
        "the other slot shows one variant to all");
    assertTrue(
        parts.parts().stream()
            .flatMap(List::stream)
            .noneMatch(cell -> cell.reason().startsWith("fallback")));
  }

  @Test
  void anOfferThatWasChangedBeginsAnew() throws IOException {
    Edition other = SampleEditions.editions(1).getFirst();
    count(HOUR, Kind.VARIANT, 0, 1_000, 100);
    count(HOUR, Kind.VARIANT, 1, 1_000, 100);
    round();
    now = Instant.ofEpochMilli((HOUR + 3) * CountKey.HOUR_MILLIS);
    round();
    assertEquals(1, found().experiments().size());
    Asked asked = new Asked(Optional.empty(), OptionalLong.empty(), HOUR, HOUR + HOURS);
    assertEquals(
        List.of(),
        ExperimentEstimate.of(other, statistics.outcomes(asked).sums(), MINIMUM, List.of())
            .experiments(),
        "an edition without goals has nothing to compare");
  }
}
