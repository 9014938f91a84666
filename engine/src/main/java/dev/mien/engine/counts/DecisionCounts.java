package dev.mien.engine.counts;

import dev.mien.engine.decision.Reason;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Variant;
import java.time.InstantSource;
import java.util.function.Supplier;

/** The decisions that this process counts, by edition and hour. For any number of threads. */
public final class DecisionCounts {
  private final HourlyCounts<Model, Cells> hourly;

  /**
   * @param sources draws a source nobody has drawn before
   */
  public DecisionCounts(InstantSource clock, Supplier<Source> sources) {
    this.hourly = new HourlyCounts<>(clock, sources, Cells::new);
  }

  /** What decisions of an edition count in now; all of one answer in the same. */
  public LiveCounts<Model, Cells> running(long edition, Model model) {
    return hourly.now(edition, model);
  }

  /** Counts one decision of the slot at a position. */
  public static void count(
      LiveCounts<Model, Cells> running, int slot, Reason reason, Variant variant) {
    Cells cells = running.layout();
    int place = cells.place(slot, reason, variant);
    if (place >= 0) {
      running.add(cells.part(slot), place, 1);
    }
  }

  /** Counts one decision of the slot at a position, by the edition that decided it. */
  public void count(long edition, Model model, int slot, Reason reason, Variant variant) {
    count(running(edition, model), slot, reason, variant);
  }

  HourlyCounts<Model, Cells> hourly() {
    return hourly;
  }
}
