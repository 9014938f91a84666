package dev.mien.engine;

import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.ReleaseStore.Sum;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.release.Statistics.State;
import dev.mien.engine.release.Subject;
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many sessions a segment covers, estimated from what was released of its tokens. Of m tokens
 * with z not met, m ln(m / z) sessions have come: linear counting (K.-Y. Whang and others, A
 * linear-time probabilistic counting algorithm, ACM TODS 1990). A session is counted in the hour in
 * which it began and in no other, so the sessions of several hours add up.
 *
 * <p>Noise was added to the tokens before, exactly; what is made of them here needs no more.
 */
public final class ReachEstimate {
  /** Beyond so many tokens the estimate of an hour says little: about 12,000 sessions. */
  private static final double MET_MAX = Bitmap.BITS - Bitmap.BITS / 20.0;

  /** Half of a 95 % interval, in standard deviations. */
  private static final double NORMAL_95 = 1.96;

  private double sessions;
  private double squareMargin;
  private boolean many;

  private ReachEstimate() {}

  /** The reach of one segment. */
  public record Row(String segment, Reach reach) {}

  /** The reach of every segment of an edition; what is below {@code minimum} is withheld. */
  public static List<Row> rows(Edition edition, Statistics.Reach released, int minimum) {
    Map<String, ReachEstimate> estimates = new HashMap<>();
    for (Sum sum : released.tokens()) {
      if (sum.subject() instanceof Subject.Segment(String name)) {
        estimates.computeIfAbsent(name, _ -> new ReachEstimate()).add(sum.value(), sum.spread());
      }
    }
    State state = state(released.hours().values());
    List<Row> rows = new ArrayList<>(edition.model().segments().size());
    for (Segment segment : edition.model().segments()) {
      String name = segment.name().text();
      ReachEstimate estimate = estimates.get(name);
      rows.add(
          new Row(name, estimate == null ? new Reach.Unreleased(state) : estimate.reach(minimum)));
    }
    return rows;
  }

  /** Why there is no number at all. */
  private static State state(Collection<State> hours) {
    return hours.contains(State.BUDGET_EXHAUSTED) ? State.BUDGET_EXHAUSTED : State.NOT_YET;
  }

  /** The reach by one hour. */
  static Reach of(long met, long spread, int minimum) {
    ReachEstimate estimate = new ReachEstimate();
    estimate.add(met, spread);
    return estimate.reach(minimum);
  }

  // Noise may have made the number of tokens negative; the formula goes on there, so that sums of
  // hours stay unbiased.
  private void add(long met, long spread) {
    many |= met > MET_MAX;
    double bounded = Math.min((double) met, MET_MAX);
    double clear = 1 - bounded / Bitmap.BITS;
    double load = -Math.log(clear);
    sessions += Bitmap.BITS * load;
    // The variance of linear counting at a load of t sessions a token, and the noise as it comes
    // through the formula.
    double counting = Bitmap.BITS * Math.max(0, Math.exp(load) - load - 1);
    squareMargin += NORMAL_95 * NORMAL_95 * counting + (double) spread / (clear * clear);
  }

  private Reach reach(int minimum) {
    long shown = Math.round(sessions);
    if (shown < minimum) {
      return new Reach.Withheld(minimum);
    }
    return many
        ? new Reach.Many(shown)
        : new Reach.Estimated(shown, (long) Math.ceil(Math.sqrt(squareMargin)));
  }
}
