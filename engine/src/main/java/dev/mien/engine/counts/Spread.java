package dev.mien.engine.counts;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Tells other nodes what this one has counted. A round a second: it tells what has changed since it
 * was last told for certain. What fails is told again in the next round, and everything is told
 * anew once a minute, in case others have lost it. For any number of threads.
 */
public final class Spread {
  private static final int ROUNDS_BETWEEN_ALL = 60;

  private final Teller decisions;
  private final Counts.Own own;
  private final SharedCounts shared;
  private final List<Teller> more;
  private CompletableFuture<Boolean> round = CompletableFuture.completedFuture(true);
  private int rounds;

  /**
   * @param more who else has something to tell
   */
  public Spread(Counts.Own own, SharedCounts shared, Teller... more) {
    this.decisions = new VectorTeller(own.decisions().hourly(), shared);
    this.own = own;
    this.shared = shared;
    this.more = List.of(more);
  }

  /** Something to tell; says whether it was told for certain. */
  public interface Telling extends Supplier<CompletionStage<Boolean>> {}

  /** Who has counts of another kind to tell. */
  public interface Teller {
    /** What others have not been told for certain; in one round a minute, what they have, too. */
    List<Telling> due(Extent extent);
  }

  /** How much of it is told. */
  public enum Extent {
    UNTOLD,
    ALL
  }

  /**
   * One round, or the one that has not ended yet.
   *
   * @return ends normally, and says whether all that this node had counted when the round began was
   *     told for certain
   */
  public synchronized CompletionStage<Boolean> round() {
    if (!round.isDone()) {
      return round;
    }
    rounds++;
    List<Telling> due = new ArrayList<>();
    Extent extent = isTurnOfAll() ? Extent.ALL : Extent.UNTOLD;
    due.addAll(decisions.due(extent));
    reachDue(due);
    for (Teller each : more) {
      due.addAll(each.due(extent));
    }
    // Where a round breaks off, the next one should not begin with the same.
    Collections.rotate(due, rounds * 61);
    Round begun = new Round(due.iterator());
    round = begun.ended;
    begun.goOn();
    return round;
  }

  private boolean isTurnOfAll() {
    return rounds % ROUNDS_BETWEEN_ALL == 0;
  }

  private void reachDue(List<Telling> due) {
    for (Bitmaps each : own.held()) {
      for (int i = 0; i < each.size(); i++) {
        int place = i;
        if (each.isUntold(place) || (isTurnOfAll() && each.bitmap(place).count() > 0)) {
          due.add(() -> tell(each, place));
        }
      }
    }
  }

  private CompletionStage<Boolean> tell(Bitmaps bitmaps, int place) {
    // Before it is read, so that a bit that is set meanwhile is told in the next round.
    bitmaps.takeUntold(place);
    return shared
        .join(bitmaps.key(place), bitmaps.bitmap(place))
        .handle(
            (_, failure) -> {
              if (failure != null) {
                bitmaps.tell(place);
              }
              return failure == null;
            });
  }

  /**
   * A round that is underway: so many at a time that sessions are not kept waiting behind counts,
   * until all is told, or something fails: then a member may hang, and the rest waits for the next
   * round.
   */
  private static final class Round {
    private static final int UNDERWAY_MAX = 64;

    private final Iterator<Telling> due;
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private boolean allTold = true;
    private boolean going;
    private int underway;

    Round(Iterator<Telling> due) {
      this.due = due;
    }

    synchronized void goOn() {
      // What is answered at once comes back here from within the loop.
      if (going) {
        return;
      }
      going = true;
      try {
        while (allTold && underway < UNDERWAY_MAX && due.hasNext()) {
          underway++;
          due.next().get().whenComplete((told, failure) -> answered(failure == null && told));
        }
      } catch (RuntimeException e) {
        // Whatever it is, there must be a next round.
        ended.completeExceptionally(e);
        throw e;
      } finally {
        going = false;
      }
      if (underway == 0) {
        ended.complete(allTold && !due.hasNext());
      }
    }

    private synchronized void answered(boolean told) {
      underway--;
      allTold &= told;
      goOn();
    }
  }
}
