package dev.mien.engine;

import dev.mien.engine.ReachEstimate.Series;
import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.release.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * How many sessions reach a goal, and which share of all that is, estimated from what was released
 * of their tokens as {@link ReachEstimate} does.
 */
public final class GoalEstimate {
  private GoalEstimate() {}

  /**
   * One goal.
   *
   * @param share of all sessions; none where either is not shown
   */
  public record Row(String goal, Series series, Optional<Share> share) {}

  /** All sessions, and of them those that reach a goal. */
  public record Rows(Series sessions, List<Row> goals) {
    public Rows {
      goals = List.copyOf(goals);
    }
  }

  /**
   * The goals that something was released of, and those that are declared now, by name.
   *
   * @param declared their names
   */
  public static Rows rows(List<String> declared, Statistics.Reach released, int minimum) {
    SortedSet<String> names = new TreeSet<>(declared);
    Map<Subject, ReachEstimate> sums = new HashMap<>();
    for (Sum sum : released.tokens()) {
      if (sum.subject() instanceof Subject.Goal(String event)) {
        names.add(event);
      }
      sums.computeIfAbsent(sum.subject(), _ -> ReachEstimate.none()).add(sum.value(), sum.spread());
    }
    List<Subject> subjects = new ArrayList<>();
    subjects.add(new Subject.Sessions());
    names.forEach(name -> subjects.add(new Subject.Goal(name)));
    List<Series> series = ReachEstimate.series(subjects, released, minimum);
    ReachEstimate all = sums.getOrDefault(new Subject.Sessions(), ReachEstimate.none());
    List<Row> goals = new ArrayList<>();
    int place = 1;
    for (String name : names) {
      ReachEstimate of = sums.getOrDefault(new Subject.Goal(name), ReachEstimate.none());
      Series one = series.get(place++);
      boolean shown =
          one.reach() instanceof Reach.Estimated
              && series.getFirst().reach() instanceof Reach.Estimated;
      goals.add(new Row(name, one, shown ? Optional.of(of.of(all)) : Optional.empty()));
    }
    return new Rows(series.getFirst(), goals);
  }
}
