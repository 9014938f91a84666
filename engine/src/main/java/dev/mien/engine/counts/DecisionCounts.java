package dev.mien.engine.counts;

import dev.mien.engine.decision.Reason;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Variant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The decisions that this process counts, by edition and hour.
 *
 * <p>For any number of threads. The edition in force and the hour that it is are one volatile read
 * away; a request that began before the last publication finds the counts of its own edition with a
 * lock. What is over is kept until others have been told of it, and for a while longer, so that a
 * thread that was about to count still does.
 */
public final class DecisionCounts {
  /** At a round a second, about an hour. */
  private static final int QUIET_ROUNDS_MAX = 3_600;

  /** Editions and hours that are held at a time; beyond, the oldest is let go, told or not. */
  private static final int HELD_MAX = 1_000;

  private final InstantSource clock;
  private final Supplier<Source> sources;
  private final List<LiveCounts> held = new ArrayList<>();
  private volatile @Nullable LiveCounts current;

  /**
   * @param sources draws a source nobody has drawn before
   */
  public DecisionCounts(InstantSource clock, Supplier<Source> sources) {
    this.clock = clock;
    this.sources = sources;
  }

  /** The counts of one edition in one hour. */
  public interface Running {
    /** Counts one decision of the slot at a position. */
    void count(int slot, Reason reason, Variant variant);
  }

  /** What decisions of an edition count in now; all of one answer in the same. */
  public Running running(long edition, Model model) {
    return of(edition, model);
  }

  /** Counts one decision of the slot at a position, by the edition that decided it. */
  public void count(long edition, Model model, int slot, Reason reason, Variant variant) {
    of(edition, model).count(slot, reason, variant);
  }

  private LiveCounts of(long edition, Model model) {
    long hour = clock.millis() / CountKey.HOUR_MILLIS;
    LiveCounts now = current;
    return now != null && now.isOf(edition, model, hour) ? now : other(edition, model, hour);
  }

  private synchronized LiveCounts other(long edition, Model model, long hour) {
    LiveCounts found = null;
    for (LiveCounts each : held) {
      if (each.isOf(edition, model, hour)) {
        found = each;
      }
    }
    if (found == null) {
      found = new LiveCounts(model, edition, hour, sources);
      if (held.size() == HELD_MAX) {
        held.removeFirst();
      }
      held.add(found);
    }
    LiveCounts now = current;
    if (now == null || edition >= now.edition()) {
      current = found;
    }
    return found;
  }

  /** All counts that are held. */
  synchronized List<LiveCounts> held() {
    return List.copyOf(held);
  }

  /** Lets go what is over, has been told, and was quiet for long. Once a round of spreading. */
  synchronized void letGo() {
    held.removeIf(each -> each.quietRounds(each != current && each.isTold()) > QUIET_ROUNDS_MAX);
  }

  /** All that is held, as vectors. */
  Map<CountKey, CountVector> vectors() {
    Map<CountKey, CountVector> vectors = new HashMap<>();
    for (LiveCounts each : held()) {
      for (LiveCounts.Part part : each.parts()) {
        vectors.put(part.key(), part.vector());
      }
    }
    return vectors;
  }
}
