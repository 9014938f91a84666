package dev.mien.api.simulate;

import dev.mien.engine.bandit.Drawn;
import dev.mien.engine.bandit.HourlyArm;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Offer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What one offer comes to: what is counted of it, as a node would count, and what is true of the
 * same sessions, which no node can know.
 */
final class Trial {
  /** The arm of sessions that are held out. */
  static final int HELD_OUT = -1;

  final int slot;
  final int offer;
  final Offer said;
  final List<String> variants;
  final Aim aim;
  private final Map<Long, Hour> hours = new TreeMap<>();
  private final Day[] days;
  private List<Double> weights;
  private long heldOut;
  private long heldOutReached;
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

  /** What is counted of sessions that were first shown the offer within an hour. */
  private static final class Hour {
    final double[] propensities;
    final long[] sessions;
    final long[] reached;

    Hour(double[] propensities) {
      this.propensities = propensities;
      this.sessions = new long[propensities.length];
      this.reached = new long[propensities.length];
    }
  }

  /** What is true of sessions that were first shown the offer on a day. */
  private static final class Day {
    /** How many would have reached the goal with each variant. */
    final double[] with;

    List<Double> weights;
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

  /** Whether what is learned is served. */
  boolean isServed() {
    return aim.learning.filter(each -> each.by() == Learning.By.BANDIT).isPresent();
  }

  /** How often a variant is drawn, by what is learned. */
  double weight(int variant) {
    return weights.get(variant);
  }

  /** These weights hold from now on. */
  void weigh(List<Double> next) {
    weights = next;
  }

  /**
   * A session is shown a variant for the first time.
   *
   * @param propensities with which each variant was drawn then
   */
  void shown(long hour, int variant, double[] propensities) {
    if (variant == HELD_OUT) {
      heldOut++;
    } else {
      hours.computeIfAbsent(hour, _ -> new Hour(propensities)).sessions[variant]++;
    }
  }

  /** A session that was shown a variant last reached the goal. */
  void reached(long hour, int variant) {
    if (variant == HELD_OUT) {
      heldOutReached++;
    } else {
      Objects.requireNonNull(hours.get(hour)).reached[variant]++;
    }
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
  }

  /** The counts by variant and hour. */
  List<List<HourlyArm>> counts() {
    List<List<HourlyArm>> counts = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      int variant = v;
      counts.add(
          hours.entrySet().stream()
              .map(
                  hour ->
                      new HourlyArm(
                          hour.getKey(),
                          hour.getValue().sessions[variant],
                          hour.getValue().reached[variant]))
              .toList());
    }
    return counts;
  }

  /** What was drawn, with which probability. */
  List<Drawn> log() {
    List<Drawn> log = new ArrayList<>();
    for (Hour hour : hours.values()) {
      for (int v = 0; v < variants.size(); v++) {
        if (hour.sessions[v] > 0) {
          log.add(new Drawn(0, v, hour.propensities[v], hour.sessions[v], hour.reached[v]));
        }
      }
    }
    return log;
  }

  /** Whether any session was in it. */
  boolean isSeen() {
    return exposed > 0;
  }

  /** What came of it. */
  Simulated.Experiment result(String slotName, String segment) {
    List<List<HourlyArm>> counts = counts();
    List<Simulated.Arm> arms = new ArrayList<>();
    for (int v = 0; v < variants.size(); v++) {
      long sessions = 0;
      long reached = 0;
      for (HourlyArm hour : counts.get(v)) {
        sessions += hour.sessions();
        reached += hour.successes();
      }
      arms.add(
          new Simulated.Arm(
              variants.get(v),
              sessions,
              reached,
              exposed == 0 ? 0 : withVariant[v] / exposed,
              weights.get(v)));
    }
    return new Simulated.Experiment(
        slotName,
        segment,
        aim.goal,
        aim.learning.map(Learning::by),
        arms,
        new Simulated.Arm(
            "held out", heldOut, heldOutReached, exposed == 0 ? 0 : withFallback / exposed, 0),
        Arrays.stream(days).map(this::result).toList(),
        log());
  }

  private Simulated.Day result(Day day) {
    return new Simulated.Day(
        day.sessions, day.served, Arrays.stream(day.with).boxed().toList(), day.weights);
  }
}
