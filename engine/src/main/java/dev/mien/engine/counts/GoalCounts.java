package dev.mien.engine.counts;

import dev.mien.segments.model.Event;
import dev.mien.segments.model.Model;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this process counts for each goal of the edition in force, and all of them
 * beside: what a goal is a share of. They are counted as {@link ReachCounts} counts those of a
 * segment, in the hour in which they began and in no other, so that a session counts for a goal
 * once, however often it reaches it. For any number of threads; costs nothing where an edition
 * declares no goal.
 */
public final class GoalCounts {
  private final LatestHours hours;

  /** The newest model that was seen to declare none, so that its requests need not even look. */
  private volatile @Nullable Model without;

  public GoalCounts(InstantSource clock) {
    this.hours = new LatestHours(clock, GoalCounts::names);
  }

  /** The names of what is counted for an edition: all sessions first; none if it has no goal. */
  public static List<String> names(Model model) {
    List<String> names = new ArrayList<>();
    for (Event event : model.schema().events()) {
      if (event.goal() == Event.Role.GOAL) {
        names.add(ReachKey.ofGoal(event.name().text()));
      }
    }
    if (!names.isEmpty()) {
      names.addFirst(ReachKey.OF_SESSIONS);
    }
    return names;
  }

  /**
   * Counts a session, and the goals among what happened in it.
   *
   * @param events their positions, as bits
   * @param began the hour in which it began, since the epoch
   */
  @SuppressWarnings("ReferenceEquality") // an edition has one model
  public void count(long edition, Model model, long events, long began, int token) {
    if (model == without) {
      return;
    }
    Bitmaps open = hours.open(edition, model, began);
    if (open == null) {
      return;
    }
    if (open.size() == 0) {
      without = model;
      return;
    }
    open.set(0, token);
    List<Event> declared = model.schema().events();
    int goal = 0;
    for (int i = 0; events >>> i != 0 && i < declared.size(); i++) {
      if (declared.get(i).goal() == Event.Role.GOAL) {
        goal++;
        if ((events >>> i & 1) != 0) {
          open.set(goal, token);
        }
      }
    }
  }

  /** The keys of all goals of an edition that may still grow, or have just grown. */
  public Set<ReachKey> keys(long edition, Model model) {
    return hours.keys(edition, model);
  }

  List<Bitmaps> held() {
    return hours.held();
  }
}
