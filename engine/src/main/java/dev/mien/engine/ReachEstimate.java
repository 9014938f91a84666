package dev.mien.engine;

import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.release.Statistics.State;
import dev.mien.engine.release.Subject;
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    Map<Subject, ReachEstimate> estimates = estimates(released);
    State state = state(released.hours().values());
    List<Row> rows = new ArrayList<>(edition.model().segments().size());
    for (Segment segment : edition.model().segments()) {
      String name = segment.name().text();
      rows.add(new Row(name, reach(estimates.get(new Subject.Segment(name)), state, minimum)));
    }
    return rows;
  }

  private static Map<Subject, ReachEstimate> estimates(Statistics.Reach released) {
    Map<Subject, ReachEstimate> estimates = new HashMap<>();
    for (Sum sum : released.tokens()) {
      estimates
          .computeIfAbsent(sum.subject(), _ -> new ReachEstimate())
          .add(sum.value(), sum.spread());
    }
    return estimates;
  }

  private static Reach reach(@Nullable ReachEstimate estimate, State state, int minimum) {
    return estimate == null ? new Reach.Unreleased(state) : estimate.reach(minimum);
  }

  /**
   * A number of sessions over time.
   *
   * @param reach in all hours together
   * @param hours in each of them, in their order
   */
  public record Series(Reach reach, List<Reach> hours) {
    public Series {
      hours = List.copyOf(hours);
    }
  }

  /** The reach of {@code subjects} hour by hour, each at the place of its subject. */
  public static List<Series> series(
      List<? extends Subject> subjects, Statistics.Reach released, int minimum) {
    Map<Subject, ReachEstimate> estimates = estimates(released);
    State state = state(released.hours().values());
    long first = released.hours().firstKey();
    Map<Subject, Map<Integer, Reach>> known = new HashMap<>();
    for (Sum sum : released.tokens()) {
      int place = (int) (sum.hour().orElseThrow() - first);
      known
          .computeIfAbsent(sum.subject(), _ -> new HashMap<>())
          .put(place, of(sum.value(), sum.spread(), minimum));
    }
    List<Reach> none =
        released.hours().values().stream().<Reach>map(ReachEstimate::unreleased).toList();
    List<Series> series = new ArrayList<>(subjects.size());
    for (Subject subject : subjects) {
      List<Reach> hours = new ArrayList<>(none);
      known.getOrDefault(subject, Map.of()).forEach(hours::set);
      series.add(new Series(reach(estimates.get(subject), state, minimum), hours));
    }
    return series;
  }

  /** The subjects of the segments of an edition, in their order. */
  public static List<Subject> segments(Edition edition) {
    return edition.model().segments().stream()
        .<Subject>map(segment -> new Subject.Segment(segment.name().text()))
        .toList();
  }

  // An hour that was released and has no number of a segment was one of an edition without it.
  private static Reach.Unreleased unreleased(State state) {
    return new Reach.Unreleased(state == State.RELEASED ? State.NOT_RELEASED : state);
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

  /** Nothing so far. */
  static ReachEstimate none() {
    return new ReachEstimate();
  }

  void add(long met, long spread) {
    add(met, spread, 1);
  }

  /** Takes the sessions of an hour off; how uncertain they are adds up all the same. */
  void takeOff(long met, long spread) {
    add(met, spread, -1);
  }

  // Noise may have made the number of tokens negative; the formula goes on there, so that sums of
  // hours stay unbiased.
  private void add(long met, long spread, int sign) {
    many |= met > MET_MAX;
    double bounded = Math.min((double) met, MET_MAX);
    double clear = 1 - bounded / Bitmap.BITS;
    double load = -Math.log(clear);
    sessions += sign * Bitmap.BITS * load;
    // The variance of linear counting at a load of t sessions a token, and the noise as it comes
    // through the formula.
    double counting = Bitmap.BITS * Math.max(0, Math.exp(load) - load - 1);
    squareMargin += NORMAL_95 * NORMAL_95 * counting + (double) spread / (clear * clear);
  }

  /** How many of these sessions are also among {@code others}, as a share; with its margin. */
  Share of(ReachEstimate others) {
    double share = others.sessions <= 0 ? 0 : sessions / others.sessions;
    double bounded = Math.clamp(share, 0, 1);
    double margin =
        others.sessions <= 0
            ? 1
            : Math.sqrt(squareMargin + bounded * bounded * others.squareMargin) / others.sessions;
    return new Share(bounded, Math.min(1, margin));
  }

  Reach reach(int minimum) {
    long shown = Math.round(sessions);
    if (shown < minimum) {
      return new Reach.Withheld(minimum);
    }
    return many
        ? new Reach.Many(shown)
        : new Reach.Estimated(shown, (long) Math.ceil(Math.sqrt(squareMargin)));
  }
}
