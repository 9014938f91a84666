package dev.mien.engine;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.experiment.ArmCounts;
import dev.mien.engine.experiment.Arms;
import dev.mien.engine.experiment.Arms.Drawing;
import dev.mien.engine.experiment.Readout;
import dev.mien.engine.outcome.OfferShares;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.outcome.ScoredBin;
import dev.mien.engine.outcome.ShownArm;
import dev.mien.engine.outcome.ShownArm.Measure;
import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Subject;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The experiments of an edition, as what was released of their outcomes tells of them. An offer
 * that was changed began anew, so only sessions that were shown it as it stands count for it. What
 * was released of an arm and is below the minimum stays out.
 */
public final class ExperimentEstimate {
  /** Half of a 95 % interval, in standard deviations, squared. */
  private static final double SQUARE_95 = 1.96 * 1.96;

  private final Vocabulary vocabulary;
  private final int minimum;
  private final List<OfferShares> learned;
  private final Map<ShownArm, Map<String, Sum>> reached = new HashMap<>();
  private final Map<ShownArm, Sum> sessions = new HashMap<>();
  private int withheld;

  private ExperimentEstimate(Vocabulary vocabulary, int minimum, List<OfferShares> learned) {
    this.vocabulary = vocabulary;
    this.minimum = minimum;
    this.learned = List.copyOf(learned);
  }

  /**
   * What can be read out.
   *
   * @param withheld how many arms stay out, for less than the minimum was released of them
   */
  public record Found(List<Arms> experiments, int withheld) {
    public Found {
      experiments = List.copyOf(experiments);
    }
  }

  /**
   * The experiments of an edition.
   *
   * @param released all hours together, of any editions
   * @param minimum what is below it is withheld
   * @param learned the shares of offers that learn, of the same edition
   */
  public static Found of(
      Edition edition, List<Sum> released, int minimum, List<OfferShares> learned) {
    ExperimentEstimate estimate = new ExperimentEstimate(edition.vocabulary(), minimum, learned);
    for (Sum sum : released) {
      if (sum.subject() instanceof Subject.Way(Cell cell) && ScoredBin.of(cell).isEmpty()) {
        estimate.take(cell, sum);
      }
    }
    List<Arms> experiments = estimate.experiments();
    return new Found(experiments, estimate.withheld);
  }

  private void take(Cell cell, Sum sum) {
    ShownArm.Counted counted = ShownArm.of(cell);
    switch (counted.measure()) {
      case Measure.Sessions _ -> sessions.put(counted.arm(), sum);
      case Measure.Reached(var goal) ->
          reached.computeIfAbsent(counted.arm(), _ -> new HashMap<>()).put(goal, sum);
      case Measure.Propensity _ -> {}
    }
  }

  private List<Arms> experiments() {
    List<Arms> experiments = new ArrayList<>();
    List<Slot> slots = vocabulary.model().slots();
    for (int slot = 0; slot < slots.size(); slot++) {
      for (Drawing drawing : List.of(Drawing.FIXED, Drawing.EXPLORED)) {
        List<ShownArm> arms = arms(slot, drawing);
        for (int goal : vocabulary.goals()) {
          String name = vocabulary.model().schema().events().get(goal).name().text();
          List<ArmCounts> counts = new ArrayList<>();
          for (ShownArm arm : arms) {
            counts(slot, arm, name).ifPresent(counts::add);
          }
          if (counts.size() > 1) {
            experiments.add(new Arms(slots.get(slot).name().text(), name, drawing, counts));
          }
        }
      }
    }
    return experiments;
  }

  /** What is compared in a slot, as it is drawn. */
  private List<ShownArm> arms(int slot, Drawing drawing) {
    Slot of = vocabulary.model().slots().get(slot);
    List<ShownArm> arms = new ArrayList<>();
    for (int i = 0; i < of.offers().size(); i++) {
      Offer offer = of.offers().get(i);
      boolean learns = offer.learn().map(Learning::by).equals(Optional.of(Learning.By.BANDIT));
      if (learns == (drawing == Drawing.EXPLORED)
          && ReleasedCells.compares(vocabulary.model(), of, offer)) {
        for (Variant variant : offer.variants()) {
          arms.add(arm(slot, i, learns ? Kind.EXPLORED : Kind.VARIANT, variant.name().text()));
        }
        arms.add(arm(slot, i, Kind.HELD_OUT, Variant.FALLBACK.text()));
      }
    }
    arms.removeIf(arm -> !isShown(arm));
    return arms;
  }

  private boolean isShown(ShownArm arm) {
    Sum sum = sessions.get(arm);
    if (sum == null) {
      return false;
    }
    if (sum.value() < minimum) {
      withheld++;
      return false;
    }
    return true;
  }

  private ShownArm arm(int slot, int offer, Kind kind, String variant) {
    Slot of = vocabulary.model().slots().get(slot);
    return new ShownArm(
        of.name().text(),
        kind,
        Optional.of(segment(of.offers().get(offer))),
        variant,
        of.offers().get(offer).name().text(),
        vocabulary.experiment(slot, offer));
  }

  private String segment(Offer offer) {
    return vocabulary.model().segments().get(offer.audience()).name().text();
  }

  private Optional<ArmCounts> counts(int slot, ShownArm arm, String goal) {
    Sum shown = sessions.get(arm);
    Sum came = reached.getOrDefault(arm, Map.of()).get(goal);
    if (shown == null || came == null) {
      return Optional.empty();
    }
    Slot of = vocabulary.model().slots().get(slot);
    Offer offer =
        of.offers().stream()
            .filter(one -> one.name().text().equals(arm.offer()))
            .findFirst()
            .orElseThrow();
    long alike = of.offers().stream().filter(one -> one.audience() == offer.audience()).count();
    boolean heldOut = arm.kind() == Kind.HELD_OUT;
    boolean first = offer.variants().getFirst().name().text().equals(arm.variant());
    ArmCounts.Kind kind =
        heldOut ? ArmCounts.Kind.HELD_OUT : first ? ArmCounts.Kind.CONTROL : ArmCounts.Kind.VARIANT;
    ArmCounts counts =
        new ArmCounts(
            kind,
            segment(offer) + (alike > 1 ? " (" + arm.offer() + ")" : ""),
            heldOut ? Readout.HELD_OUT : arm.variant(),
            heldOut ? 0 : weight(offer, arm.variant()),
            shown.value(),
            came.value(),
            variance(shown));
    return Optional.of(heldOut ? counts : counts.withLearned(learned(arm, goal)));
  }

  /**
   * The share that the arm would be drawn by for the goal, if enough is known of it. It follows
   * from exact counts, so it leaves rounded, as shares do wherever they are shown.
   */
  private OptionalDouble learned(ShownArm arm, String goal) {
    return learned.stream()
        .filter(
            offer ->
                offer.slot().equals(arm.slot())
                    && offer.offer().equals(arm.offer())
                    && offer.goal().equals(goal)
                    && offer.state() == OfferShares.State.LEARNED)
        .flatMap(offer -> offer.shares().stream())
        .filter(share -> share.variant().equals(arm.variant()))
        .mapToDouble(OfferShares.Share::shown)
        .findFirst();
  }

  /** The variance of the noise in a sum. */
  static double variance(Sum sum) {
    return sum.spread() / SQUARE_95;
  }

  private static double weight(Offer offer, String variant) {
    return offer.variants().stream()
        .filter(one -> one.name().text().equals(variant))
        .mapToInt(Variant::weight)
        .sum();
  }
}
