package dev.mien.engine.counts;

import dev.mien.engine.counts.Spread.Extent;
import dev.mien.engine.counts.Spread.Telling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Tells other nodes what this one has counted of one kind. For any number of threads. */
public final class VectorTeller implements Spread.Teller {
  private final HourlyCounts<?, ?> counts;
  private final SharedVectors shared;

  public VectorTeller(HourlyCounts<?, ?> counts, SharedVectors shared) {
    this.counts = counts;
    this.shared = shared;
  }

  @Override
  public List<Telling> due(Extent extent) {
    List<Telling> due = new ArrayList<>();
    for (LiveCounts<?, ?> each : counts.held()) {
      for (LiveCounts<?, ?>.Part part : each.parts()) {
        if (extent == Extent.ALL || !part.isTold()) {
          due.add(() -> tell(part));
        }
      }
    }
    counts.letGo();
    return due;
  }

  private CompletionStage<Boolean> tell(LiveCounts<?, ?>.Part part) {
    CountVector vector = part.vector();
    long total = vector.total();
    return shared
        .join(part.key(), vector)
        .handle(
            (_, failure) -> {
              if (failure == null) {
                part.told(total);
              }
              return failure == null;
            });
  }
}
