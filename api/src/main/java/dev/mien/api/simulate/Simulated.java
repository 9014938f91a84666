package dev.mien.api.simulate;

import dev.mien.engine.bandit.Drawn;
import dev.mien.engine.bandit.OffPolicy;
import dev.mien.engine.bandit.PolicyValue;
import dev.mien.engine.statistics.Interval;
import dev.mien.engine.statistics.Rate;
import dev.mien.segments.model.Learning.By;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What came of a simulation.
 *
 * @param seed the same seed gives the same result
 * @param contextual sessions that were answered without one being kept, for want of consent
 * @param membership what was found of each segment
 * @param experiments one for each offer with something to compare, of the slots asked for
 */
public record Simulated(
    long seed,
    int days,
    long sessions,
    long requests,
    long contextual,
    List<Found> membership,
    List<Experiment> experiments) {
  public Simulated {
    membership = List.copyOf(membership);
    experiments = List.copyOf(experiments);
  }

  /**
   * What was found of a segment.
   *
   * @param belong sessions that belong to it in truth
   * @param found sessions that were in it at one time or other
   * @param both those of them that belong to it
   */
  public record Found(String segment, long belong, long found, long both) {
    /**
     * The share of those found that belong; none where the population says of none that it does.
     */
    public OptionalDouble precision() {
      return found == 0 || belong == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of((double) both / found);
    }

    /** The share of those that belong that were found. */
    public OptionalDouble recall() {
      return belong == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) both / belong);
    }
  }

  /**
   * What was counted of a variant, and what is true of it.
   *
   * @param truth the share of all sessions of the offer that would have reached the goal with it
   * @param weight what it was drawn with at the end
   */
  public record Arm(String variant, long sessions, long reached, double truth, double weight) {
    private static final double ALPHA = 0.05;

    /** The share of its sessions that reached the goal. */
    public double estimate() {
      return sessions == 0 ? 0 : (double) reached / sessions;
    }

    /** What holds the true share 95 times of 100. */
    public Interval interval() {
      return new Rate(sessions, reached).wilson(ALPHA);
    }
  }

  /**
   * One day of an offer. Successes are those to be expected, and no matter of luck.
   *
   * @param sessions sessions that a variant was drawn for
   * @param served how many of them reach the goal with what they were shown
   * @param with how many would with each variant
   * @param weights of the variants at its end
   */
  public record Day(long sessions, double served, List<Double> with, List<Double> weights) {
    public Day {
      with = List.copyOf(with);
      weights = List.copyOf(weights);
    }
  }

  /** Where an offer is, and the segment it is for. */
  public record Place(String slot, String segment) {}

  /**
   * One offer.
   *
   * @param by how it learns; none where it does not
   * @param heldOut sessions that would have been offered it, had they not been held out
   * @param log what was drawn with which probability
   */
  public record Experiment(
      Place place,
      String goal,
      Optional<By> by,
      List<Arm> arms,
      Arm heldOut,
      List<Day> days,
      List<Drawn> log) {
    public Experiment {
      arms = List.copyOf(arms);
      days = List.copyOf(days);
      log = List.copyOf(log);
    }

    /** The position of the variant that is the best in truth. */
    public int best() {
      int best = 0;
      for (int v = 1; v < arms.size(); v++) {
        best = arms.get(v).truth() > arms.get(best).truth() ? v : best;
      }
      return best;
    }

    /** By day, how many fewer sessions reached the goal than with the best variant always. */
    public List<Double> regret() {
      return days.stream().map(day -> day.with().get(best()) - day.served()).toList();
    }

    /** The same had all variants been drawn alike. */
    public List<Double> regretOfUniform() {
      return days.stream()
          .map(
              day ->
                  day.with().get(best())
                      - day.with().stream().mapToDouble(Double::doubleValue).average().orElse(0))
          .toList();
    }

    /** The rate that is read off the log for variants drawn alike. */
    public PolicyValue uniform() {
      return OffPolicy.of(log, List.of(Collections.nCopies(arms.size(), 1.0 / arms.size())));
    }

    /** What {@link #uniform} should say. */
    public double uniformTruth() {
      return arms.stream().mapToDouble(Arm::truth).average().orElse(0);
    }
  }
}
