package dev.mien.api.simulate;

import dev.mien.engine.outcome.Outcome;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Offer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is true of the sessions that see one offer, which no node can know. */
final class Trial {
  /** The arm of sessions that are held out. */
  static final int HELD_OUT = -1;

  final int slot;
  final int offer;
  final Offer said;
  final List<String> variants;
  final Aim aim;
  private final Day[] days;
  private List<Double> weights;
  private long exposed;
  private double withFallback;
  private final double[] withVariant;

  Trial(int slot, int offer, Offer said, Aim aim, int days) {
    this.slot = slot;
    this.offer = offer;
    this.said = said;
    this.aim = aim;
    this.variants = said.variants().stream().map(variant -> variant.name().text()).toList();
    this.days = new Day[days];
    this.weights = planned();
    this.withVariant = new double[variants.size()];
    for (int day = 0; day < days; day++) {
      this.days[day] = new Day(weights);
    }
  }

  /** What an offer is for: a goal, and how it learns to reach it, if it does. */
  record Aim(String goal, Optional<Learning> learning) {}

  /** What is true of sessions that were first shown the offer on a day. */
  private static final class Day {
    /** How many would have reached the goal with each variant. */
    final double[] with;

    List<Double> weights;
    boolean isBegun;
    long sessions;
    double served;

    Day(List<Double> weights) {
      this.with = new double[weights.size()];
      this.weights = weights;
    }
  }

  /** The weights that were written, which add up to 1. */
  List<Double> planned() {
    double sum = said.variants().stream().mapToInt(variant -> variant.weight()).sum();
    return said.variants().stream().map(variant -> variant.weight() / sum).toList();
  }

  /** Whether it is about the offer of that name. */
  boolean isOf(String offerName) {
    return said.name().text().equals(offerName);
  }

  /** These weights hold from now on. */
  void weigh(List<Double> next) {
    weights = next;
  }

  /**
   * What is true of a session that was shown a variant.
   *
   * @param day on which it was
   * @param with how probably it would have reached the goal with each variant
   * @param without how probably with the fallback
   */
  void truth(int day, int variant, double[] with, double without) {
    exposed++;
    withFallback += without;
    for (int v = 0; v < with.length; v++) {
      withVariant[v] += with[v];
    }
    // Nobody draws for a session that is held out, so nothing is lost on it.
    if (variant != HELD_OUT) {
      Day on = days[day];
      on.sessions++;
      on.served += with[variant];
      for (int v = 0; v < with.length; v++) {
        on.with[v] += with[v];
      }
    }
  }

  /** The weights hold on this day, or what is left of it. */
  void onDay(int day) {
    days[day].weights = weights;
    days[day].isBegun = true;
  }

  /** Whether any session was in it. */
  boolean isSeen() {
    return exposed > 0;
  }

  /** What came of it, by what was counted of its experiment. */
  Simulated.Experiment result(Simulated.Place place, Trialled counted) {
    List<Simulated.Arm> arms = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      Outcome outcome = counted.variant(variants.get(v));
      arms.add(
          new Simulated.Arm(
              variants.get(v),
              outcome.sessions(),
              Math.min(outcome.sessions(), outcome.reached(aim.goal)),
              exposed == 0 ? 0 : withVariant[v] / exposed,
              weights.get(v)));
    }
    Outcome heldOut = counted.heldOut();
    return new Simulated.Experiment(
        place,
        aim.goal,
        aim.learning.map(Learning::by),
        arms,
        new Simulated.Arm(
            "held out",
            heldOut.sessions(),
            Math.min(heldOut.sessions(), heldOut.reached(aim.goal)),
            exposed == 0 ? 0 : withFallback / exposed,
            0),
        Arrays.stream(days).filter(day -> day.isBegun).map(this::result).toList(),
        counted.log(aim.goal, variants, planned()));
  }

  private Simulated.Day result(Day day) {
    return new Simulated.Day(
        day.sessions, day.served, Arrays.stream(day.with).boxed().toList(), day.weights);
  }
}
