package dev.mien.engine.counts;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What this process counts of one kind, by edition and hour.
 *
 * <p>For any number of threads. The edition in force and the hour that it is are one volatile read
 * away; a request that began before the last publication, or counts for an earlier hour, finds its
 * counts with a lock. What is over is kept until others have been told of it, and for a while
 * longer, so that a thread that was about to count still does.
 *
 * @param <S> what the places of cells are those of
 * @param <L> where cells are
 */
public final class HourlyCounts<S, L extends Layout> {
  /** At a round a second, about an hour. */
  private static final int QUIET_ROUNDS_MAX = 3_600;

  /** Editions and hours that are held at a time; beyond, the oldest is let go, told or not. */
  private static final int HELD_MAX = 1_000;

  private final InstantSource clock;
  private final Supplier<Source> sources;
  private final Function<S, L> layout;
  private final List<LiveCounts<S, L>> held = new ArrayList<>();
  private volatile @Nullable LiveCounts<S, L> current;

  /**
   * @param sources draws a source nobody has drawn before
   * @param layout of what is counted for a subject
   */
  public HourlyCounts(InstantSource clock, Supplier<Source> sources, Function<S, L> layout) {
    this.clock = clock;
    this.sources = sources;
    this.layout = layout;
  }

  /** The counts of an edition in the hour that it is. */
  public LiveCounts<S, L> now(long edition, S subject) {
    return of(edition, subject, clock.millis() / CountKey.HOUR_MILLIS);
  }

  /**
   * The counts of an edition in one hour.
   *
   * @param hour since the epoch
   */
  public LiveCounts<S, L> of(long edition, S subject, long hour) {
    LiveCounts<S, L> now = current;
    return now != null && now.isOf(edition, subject, hour) ? now : other(edition, subject, hour);
  }

  private synchronized LiveCounts<S, L> other(long edition, S subject, long hour) {
    LiveCounts<S, L> found = null;
    for (LiveCounts<S, L> each : held) {
      if (each.isOf(edition, subject, hour)) {
        found = each;
      }
    }
    if (found == null) {
      found =
          new LiveCounts<>(
              subject, layout.apply(subject), new LiveCounts.Span(edition, hour), sources);
      if (held.size() == HELD_MAX) {
        held.removeFirst();
      }
      held.add(found);
    }
    LiveCounts<S, L> now = current;
    if (now == null || found.isNewerThan(now)) {
      current = found;
    }
    return found;
  }

  /** All counts that are held. */
  synchronized List<LiveCounts<S, L>> held() {
    return List.copyOf(held);
  }

  /** Lets go what is over, has been told, and was quiet for long. Once a round of spreading. */
  @SuppressWarnings("ReferenceEquality") // that very one
  synchronized void letGo() {
    held.removeIf(each -> each.quietRounds(each != current && each.isTold()) > QUIET_ROUNDS_MAX);
  }

  /** All that is held, as vectors. */
  Map<CountKey, CountVector> vectors() {
    return vectors(_ -> true);
  }

  /** What is held of the keys that are wanted, as vectors. */
  Map<CountKey, CountVector> vectors(Predicate<CountKey> wanted) {
    Map<CountKey, CountVector> vectors = new HashMap<>();
    for (LiveCounts<S, L> each : held()) {
      for (LiveCounts<S, L>.Part part : each.parts()) {
        if (wanted.test(part.key())) {
          vectors.put(part.key(), part.vector());
        }
      }
    }
    return vectors;
  }
}
