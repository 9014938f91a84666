package dev.mien.engine.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.bandit.PolicyValue;
import dev.mien.engine.experiment.ArmCounts.Kind;
import dev.mien.engine.experiment.Arms.Drawing;
import dev.mien.engine.experiment.Comparison.Verdict;
import dev.mien.engine.experiment.ReadoutRules.Planned;
import dev.mien.engine.statistics.Estimate;
import dev.mien.engine.statistics.Ratios;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReadoutTest {
  private static final ReadoutRules PLAIN = new ReadoutRules(0.05, 1, 5000, Optional.empty());
  private static final int RUNS = Boolean.getBoolean("mien.full") ? 2000 : 400;
  private static final long SEED = 20_261_122;

  private static ArmCounts arm(Kind kind, String segment, double sessions, double successes) {
    String variant =
        switch (kind) {
          case CONTROL -> "plain";
          case VARIANT -> "bold";
          case HELD_OUT -> Readout.HELD_OUT;
        };
    return new ArmCounts(kind, segment, variant, 1, sessions, successes, 0);
  }

  private static Readout read(ReadoutRules rules, ArmCounts... arms) {
    return Readout.of(new Arms("hero", "purchase", Drawing.FIXED, List.of(arms)), rules);
  }

  /** The mailing to women of a public experiment: 3,238 of 21,387 against 2,262 of 21,306. */
  @Test
  void aDifferenceThatIsKnownIsToldAsItIsKnown() {
    Readout readout =
        read(
            PLAIN,
            arm(Kind.CONTROL, "all", 21_306, 2_262),
            arm(Kind.VARIANT, "all", 21_387, 3_238));

    Comparison found = readout.overall().getFirst();
    assertEquals(0.0452331, found.difference().value(), 1e-7);
    assertEquals(0.0032344, found.difference().error(), 1e-6);
    assertEquals(0.0388938, found.once().low(), 1e-5);
    assertEquals(0.0515724, found.once().high(), 1e-5);
    assertEquals(Verdict.BETTER, found.verdict());
    assertTrue(found.always().low() > 0 && found.always().low() < found.once().low());
    assertFalse(readout.mismatched());
    assertEquals(List.of("Show bold to all."), readout.next());
    assertTrue(readout.limits().getFirst().startsWith("Counted are sessions."));
  }

  @Test
  void theDesignEffectAndNoiseWidenEveryInterval() {
    ArmCounts control = arm(Kind.CONTROL, "all", 2_000, 200);
    ArmCounts variant = arm(Kind.VARIANT, "all", 2_000, 250);
    ArmCounts noisy = new ArmCounts(Kind.VARIANT, "all", "bold", 1, 2_000, 250, 400);

    double plain = read(PLAIN, control, variant).overall().getFirst().difference().error();
    double wider =
        read(new ReadoutRules(0.05, 1.21, 5000, Optional.empty()), control, variant)
            .overall()
            .getFirst()
            .difference()
            .error();
    Readout released = read(PLAIN, control, noisy);

    assertEquals(1.1, wider / plain, 1e-9);
    assertEquals(
        Math.sqrt(plain * plain + 400 * (1 + 0.125 * 0.125) / 4e6),
        released.overall().getFirst().difference().error(),
        1e-9);
    assertTrue(released.limits().stream().anyMatch(limit -> limit.contains("noise")));
    ArmRate rate = released.groups().getFirst().arms().getLast();
    assertTrue(
        rate.interval().width()
            > read(PLAIN, control, variant)
                .groups()
                .getFirst()
                .arms()
                .getLast()
                .interval()
                .width());
  }

  @Test
  void sessionsThatDidNotArriveAsPlannedEndTheReading() {
    Readout readout =
        read(
            PLAIN,
            arm(Kind.CONTROL, "new", 10_000, 900),
            arm(Kind.VARIANT, "new", 11_000, 1_300),
            arm(Kind.CONTROL, "back", 5_000, 400),
            arm(Kind.VARIANT, "back", 5_010, 420));

    assertTrue(readout.mismatched());
    assertEquals(List.of(true, false), readout.groups().stream().map(Group::mismatched).toList());
    assertEquals(Verdict.MISMATCH, readout.overall().getFirst().verdict());
    assertEquals(1, readout.next().size());
    assertTrue(readout.next().getFirst().contains("segment new"), () -> readout.next().toString());
  }

  @Test
  void aVariantShownMoreWhereMoreBuyGainsNothingByIt() {
    // Simpson: within either segment the variant does worse; thrown together it would do better.
    ArmCounts[] arms = {
      new ArmCounts(Kind.CONTROL, "few", "plain", 4, 8_000, 400, 0),
      new ArmCounts(Kind.VARIANT, "few", "bold", 1, 2_000, 80, 0),
      new ArmCounts(Kind.CONTROL, "many", "plain", 1, 2_000, 600, 0),
      new ArmCounts(Kind.VARIANT, "many", "bold", 4, 8_000, 2_240, 0),
    };
    Readout readout = read(PLAIN, arms);

    Comparison overall = readout.overall().getFirst();
    assertEquals(-0.015, overall.difference().value(), 1e-12);
    assertTrue(2_320 / 10_000.0 > 1_000 / 10_000.0, "thrown together it would look better");
    assertEquals(
        Ratios.lift(new Estimate(0.175, 0), new Estimate(0.16, 0)).value(),
        overall.lift().value(),
        1e-12);
  }

  @Test
  void whatIsHeldOutIsComparedWithAllThatWasShown() {
    Readout readout =
        read(
            PLAIN,
            arm(Kind.CONTROL, "all", 20_000, 2_000),
            arm(Kind.VARIANT, "all", 20_000, 2_400),
            arm(Kind.HELD_OUT, "all", 2_000, 120));

    Comparison uplift = readout.overall().getLast();
    assertEquals(Readout.SHOWN, uplift.variant());
    assertEquals(Readout.HELD_OUT, uplift.against());
    assertEquals(0.11 - 0.06, uplift.difference().value(), 1e-12);
    assertEquals(Verdict.BETTER, uplift.verdict());
    assertFalse(readout.mismatched(), "what is held out is no part of the plan's weights");
  }

  @Test
  void aPlannedLookFindsWhatTheAlwaysValidDoesNotYet() {
    ReadoutRules planned = PLAIN.withPlanned(new Planned(5, 5));
    ArmCounts control = arm(Kind.CONTROL, "all", 10_000, 1_000);
    ArmCounts variant = arm(Kind.VARIANT, "all", 10_000, 1_110);

    assertEquals(Verdict.UNSURE, read(PLAIN, control, variant).overall().getFirst().verdict());
    Comparison last = read(planned, control, variant).overall().getFirst();
    assertEquals(Verdict.BETTER_AS_PLANNED, last.verdict());
    assertEquals(2.04, last.bound().orElseThrow().bound(), 0.01);
    Comparison first =
        read(PLAIN.withPlanned(new Planned(5, 1)), control, variant).overall().getFirst();
    assertEquals(Verdict.UNSURE, first.verdict(), "the first of five looks asks for far more");
  }

  @Test
  void fewSessionsAreToldToBeFew() {
    Readout none = read(PLAIN, arm(Kind.CONTROL, "all", 0, 0), arm(Kind.VARIANT, "all", 0, 0));
    assertEquals(Verdict.TOO_FEW, none.overall().getFirst().verdict());
    Readout few = read(PLAIN, arm(Kind.CONTROL, "all", 40, 0), arm(Kind.VARIANT, "all", 41, 20));
    assertEquals(Verdict.TOO_FEW, few.overall().getFirst().verdict());
    assertTrue(few.sure().getFirst().contains("too early"), () -> few.sure().toString());
  }

  @Test
  void countsThatCannotBeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> arm(Kind.CONTROL, "all", 10, 11));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Arms("hero", "purchase", Drawing.FIXED, List.of()));
    assertThrows(IllegalArgumentException.class, () -> new Planned(5, 6));
    ArmCounts released = new ArmCounts(Kind.CONTROL, "all", "plain", 1, -3, 2, 25);
    assertEquals(0, released.sessions(), "noise may take a count below zero, what it is of is not");
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Truth(double control, double[] lifts, double noise) {}

  private static Readout simulate(SplittableRandom random, Truth truth, int sessions) {
    List<ArmCounts> arms = new ArrayList<>();
    for (int segment = 0; segment < truth.lifts.length; segment++) {
      String name = "s" + segment;
      double rate = truth.control * (1 + truth.lifts[segment]);
      arms.add(counted(random, Kind.CONTROL, name, sessions, truth.control, truth.noise));
      arms.add(counted(random, Kind.VARIANT, name, sessions, rate, truth.noise));
    }
    return Readout.of(new Arms("hero", "purchase", Drawing.FIXED, arms), PLAIN);
  }

  private static ArmCounts counted(
      SplittableRandom random, Kind kind, String segment, int sessions, double rate, double noise) {
    int hits = 0;
    for (int session = 0; session < sessions; session++) {
      hits += random.nextDouble() < rate ? 1 : 0;
    }
    double spread = Math.sqrt(noise);
    ArmCounts exact = arm(kind, segment, sessions, hits);
    return noise == 0
        ? exact
        : new ArmCounts(
            kind,
            segment,
            exact.variant(),
            1,
            Math.rint(sessions + spread * random.nextGaussian()),
            Math.rint(hits + spread * random.nextGaussian()),
            noise);
  }

  @Test
  void intervalsCoverTheTruthAsOftenAsTheySay() {
    for (double noise : new double[] {0, 900}) {
      SplittableRandom random = new SplittableRandom(SEED);
      Truth truth = new Truth(0.1, new double[] {0.2, 0, -0.1}, noise);
      double once = 0;
      double always = 0;
      double overall = 0;
      double rates = 0;
      for (int run = 0; run < RUNS; run++) {
        Readout readout = simulate(random, truth, 2_000);
        for (int segment = 0; segment < 3; segment++) {
          Group group = readout.groups().get(segment);
          Comparison of = group.comparisons().getFirst();
          double difference = 0.1 * truth.lifts[segment];
          once += of.once().contains(difference) ? 1 : 0;
          always += of.always().contains(difference) ? 1 : 0;
          rates += group.arms().getFirst().interval().contains(0.1) ? 1 : 0;
        }
        overall += readout.overall().getFirst().once().contains(0.1 * 0.1 / 3) ? 1 : 0;
      }
      double margin = 4 * Math.sqrt(0.05 * 0.95 / RUNS);
      String said = "noise " + noise + ", seed " + SEED;
      assertEquals(0.95, once / RUNS / 3, margin, said);
      assertEquals(0.95, overall / RUNS, margin, said);
      assertEquals(0.95, rates / RUNS / 3, margin, said);
      assertTrue(always / RUNS / 3 > 0.97, said + ": " + always / RUNS / 3);
    }
  }

  @Test
  void ofWhatIsCalledFewAreFalse() {
    SplittableRandom random = new SplittableRandom(SEED);
    // Of ten segments two have an effect.
    double[] lifts = {0.5, 0.5, 0, 0, 0, 0, 0, 0, 0, 0};
    double falseShares = 0;
    double found = 0;
    double uncorrected = 0;
    for (int run = 0; run < RUNS / 4; run++) {
      Readout readout = simulate(random, new Truth(0.1, lifts, 0), 2_000);
      double called = 0;
      double wrong = 0;
      for (int segment = 0; segment < lifts.length; segment++) {
        Comparison of = readout.groups().get(segment).comparisons().getFirst();
        boolean calls = of.adjusted() < 0.05;
        called += calls ? 1 : 0;
        wrong += calls && lifts[segment] == 0 ? 1 : 0;
        found += calls && lifts[segment] > 0 ? 1 : 0;
        uncorrected += of.p() < 0.05 && lifts[segment] == 0 ? 1 : 0;
      }
      falseShares += called == 0 ? 0 : wrong / called;
    }
    double rate = falseShares / (RUNS / 4.0);
    assertTrue(rate <= 0.05 + 3 * 0.15 / Math.sqrt(RUNS / 4.0), "false share " + rate);
    assertTrue(found / (RUNS / 4.0) > 1.8, "both are found mostly; seed " + SEED);
    assertTrue(uncorrected / (RUNS / 4.0) > 0.2, "without correction more would be called");
  }

  @Test
  void liftsOfSegmentsThatDoNotDifferAreDrawnTogether() {
    SplittableRandom random = new SplittableRandom(SEED);
    double raw = 0;
    double shrunk = 0;
    for (int run = 0; run < 50; run++) {
      Readout readout =
          simulate(random, new Truth(0.1, new double[] {0.1, 0.1, 0.1, 0.1, 0.1, 0.1}, 0), 2_000);
      for (Group group : readout.groups()) {
        Comparison of = group.comparisons().getFirst();
        raw += Math.pow(of.lift().value() - 0.1, 2);
        shrunk += Math.pow(of.shrunk().orElseThrow().value() - 0.1, 2);
      }
    }
    assertTrue(shrunk < raw / 2, "squared errors " + shrunk + " against " + raw);
  }

  /** Half of the sessions saw what was learned to be the better, which all of them would see. */
  @Test
  void whatOtherWaysToDrawWouldHaveReachedIsReadOffSessionsDrawnAsWritten() {
    Readout readout =
        read(
            PLAIN,
            learned(arm(Kind.CONTROL, "new", 5_000, 400), 0.05),
            learned(arm(Kind.VARIANT, "new", 5_000, 600), 0.95),
            arm(Kind.HELD_OUT, "new", 1_000, 60));

    assertEquals(
        List.of(Policy.Drawn.AS_WRITTEN, Policy.Drawn.AS_LEARNED),
        readout.policies().stream().map(Policy::drawn).toList());
    assertEquals(0.1, estimated(readout, 0).robust().value(), 1e-9);
    assertEquals(10_000, estimated(readout, 0).support().effective(), 1e-6);
    assertEquals(0.05 * 0.08 + 0.95 * 0.12, estimated(readout, 1).robust().value(), 1e-4);
    // (0.1 + 1.9)² / (0.1² + 1.9²) of a half of all.
    assertEquals(5_525, estimated(readout, 1).support().effective(), 1);
    assertTrue(readout.policies().getLast().inWords().startsWith("Drawn as learned: 11.80 %"));
  }

  @Test
  void aWayToDrawThatIsTooFarFromWhatWasDrawnIsRefused() {
    Readout few =
        read(
            PLAIN,
            learned(arm(Kind.CONTROL, "new", 80, 8), 0.01),
            learned(arm(Kind.VARIANT, "new", 80, 12), 0.99));
    assertTrue(few.policies().getLast().value() instanceof PolicyValue.TooFew, few::toString);
    assertTrue(few.policies().getLast().inWords().contains("100 are needed"), few::toString);
  }

  @Test
  void noiseAndTheDesignEffectWidenWhatOtherWaysToDrawWouldHaveReached() {
    ArmCounts control = learned(arm(Kind.CONTROL, "new", 2_000, 200), 0.5);
    ArmCounts variant = learned(arm(Kind.VARIANT, "new", 2_000, 250), 0.5);
    ArmCounts noisy =
        new ArmCounts(Kind.VARIANT, "new", "bold", 1, 2_000, 250, 10_000, OptionalDouble.of(0.5));
    double plain = estimated(read(PLAIN, control, variant), 1).robust().error();
    ReadoutRules wide = new ReadoutRules(0.05, 1.21, 5000, Optional.empty());

    assertEquals(1.1 * plain, estimated(read(wide, control, variant), 1).robust().error(), 1e-9);
    assertEquals(
        Math.sqrt(plain * plain + 10_000 * (1 + 0.125 * 0.125) / 16e6),
        estimated(read(PLAIN, control, noisy), 1).robust().error(),
        1e-6);
  }

  /** An arm that was withheld leaves shares of which nobody knows what they are of. */
  @Test
  void nothingIsSaidOfOtherWaysToDrawWhereNothingOrNotAllWasLearned() {
    ArmCounts control = arm(Kind.CONTROL, "new", 2_000, 200);
    ArmCounts variant = arm(Kind.VARIANT, "new", 2_000, 250);
    assertEquals(List.of(), read(PLAIN, control, variant).policies());
    assertEquals(List.of(), read(PLAIN, learned(control, 0.2), learned(variant, 0.3)).policies());
  }

  private static ArmCounts learned(ArmCounts arm, double share) {
    return arm.withLearned(OptionalDouble.of(share));
  }

  private static PolicyValue.Estimated estimated(Readout readout, int at) {
    return assertInstanceOf(
        PolicyValue.Estimated.class, readout.policies().get(at).value(), readout::toString);
  }
}
