package dev.mien.engine.counts;

import dev.mien.engine.counts.Known.Place;
import java.io.IOException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been counted of one kind, wherever it is known: in this process, by the other nodes, in
 * the store. What is known of one source in several places is the same counts at different times,
 * and is joined, never added up; so no place is ever counted twice.
 *
 * <p>Reading blocks, for a second or two at the most; where a place does not answer, the rest is
 * told and that place named.
 */
public final class Vectors {
  private static final Logger LOG = LoggerFactory.getLogger(Vectors.class);

  private final HourlyCounts<?, ?> own;
  private final SharedVectors shared;
  private final VectorStore store;

  public Vectors(HourlyCounts<?, ?> own, SharedVectors shared, VectorStore store) {
    this.own = own;
    this.shared = shared;
    this.store = store;
  }

  /** What has been counted, by source. */
  public Known<Map<CountKey, CountVector>> known(Asked asked) {
    Known<Map<CountKey, CountVector>> live = live(asked::includes);
    Set<Place> missing = EnumSet.noneOf(Place.class);
    missing.addAll(live.missing());
    Map<CountKey, CountVector> all = new HashMap<>(live.value());
    all.replaceAll((_, vector) -> asked.of(vector));
    try {
      Map<CountKey, CountVector> kept = store.vectors(asked);
      // What was folded has come together with the rest of its day.
      all.keySet().removeIf(key -> kept.containsKey(folded(key)));
      kept.forEach((key, vector) -> all.merge(key, vector, CountVector::join));
    } catch (IOException e) {
      LOG.warn("counts that are kept cannot be read: {}", e.getMessage());
      missing.add(Place.STORE);
    }
    return new Known<>(all, missing);
  }

  private static CountKey folded(CountKey key) {
    return new CountKey(Source.FOLDED, key.edition(), Source.foldedHour(key.hour()));
  }

  /** What is known without the store. */
  Known<Map<CountKey, CountVector>> live(Predicate<CountKey> wanted) {
    Map<CountKey, CountVector> all = own.vectors(wanted);
    try {
      shared
          .vectors(wanted)
          .toCompletableFuture()
          .join()
          .forEach((key, vector) -> all.merge(key, vector, CountVector::join));
      return new Known<>(all, Set.of());
    } catch (CompletionException e) {
      LOG.warn("the counts of other nodes cannot be read: {}", String.valueOf(e.getCause()));
      return new Known<>(all, Set.of(Place.CLUSTER));
    }
  }
}
