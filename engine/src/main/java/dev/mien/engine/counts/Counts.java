package dev.mien.engine.counts;

import dev.mien.engine.counts.Known.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.BinaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has been counted, wherever it is known: in this process, by the other nodes, in the store.
 * What is known of one source in several places is the same counts at different times, and is
 * joined, never added up; so no place is ever counted twice.
 *
 * <p>Reading blocks, for a second or two at the most; where a place does not answer, the rest is
 * told and that place named. Exact counts: they leave only as they are released, with noise.
 */
public final class Counts {
  private static final Logger LOG = LoggerFactory.getLogger(Counts.class);

  private final Own own;
  private final SharedCounts shared;
  private final CountStore store;
  private final Vectors decisions;

  /** What this process counts. */
  public record Own(
      DecisionCounts decisions, ReachCounts reach, GoalCounts goals, ShadowCounts shadows) {
    /** What a process counts, by the clock that {@code reach} goes by. */
    public Own(DecisionCounts decisions, ReachCounts reach) {
      this(decisions, reach, new GoalCounts(reach.clock()), new ShadowCounts(reach.clock()));
    }

    /** All bitmaps that are counted in, or were in the latest hours. */
    List<Bitmaps> held() {
      List<Bitmaps> held = new ArrayList<>(reach.held());
      held.addAll(goals.held());
      held.addAll(shadows.held());
      return held;
    }

    private Map<ReachKey, Bitmap> bitmaps() {
      Map<ReachKey, Bitmap> all = new HashMap<>();
      for (Bitmaps each : held()) {
        for (int i = 0; i < each.size(); i++) {
          Bitmap bitmap = each.bitmap(i);
          if (bitmap.count() > 0) {
            all.put(each.key(i), bitmap);
          }
        }
      }
      return all;
    }
  }

  public Counts(Own own, SharedCounts shared, CountStore store) {
    this.own = own;
    this.shared = shared;
    this.store = store;
    this.decisions = new Vectors(own.decisions().hourly(), shared, store);
  }

  /** A question to the store. */
  private interface StoreRead<T> {
    T read() throws IOException;
  }

  /** What has been counted of decisions, by source. */
  public Known<Map<CountKey, CountVector>> decisions(Asked asked) {
    return decisions.known(asked);
  }

  Vectors decisions() {
    return decisions;
  }

  /** The tokens that segments have met. */
  public Known<Map<ReachKey, Bitmap>> reach(Set<ReachKey> keys) {
    Known<Map<ReachKey, Bitmap>> live = liveBitmaps(keys);
    Set<Place> missing = places(live);
    Map<ReachKey, Bitmap> all = new HashMap<>(live.value());
    fromStore(() -> store.bitmaps(keys), all, Bitmap::join, missing);
    return new Known<>(all, missing);
  }

  private static Set<Place> places(Known<?> known) {
    Set<Place> places = EnumSet.noneOf(Place.class);
    places.addAll(known.missing());
    return places;
  }

  private static <K, V> void fromStore(
      StoreRead<Map<K, V>> read, Map<K, V> all, BinaryOperator<V> join, Set<Place> missing) {
    try {
      read.read().forEach((key, value) -> all.merge(key, value, join));
    } catch (IOException e) {
      LOG.warn("counts that are kept cannot be read: {}", e.getMessage());
      missing.add(Place.STORE);
    }
  }

  /** What is known without the store. */
  Known<Map<ReachKey, Bitmap>> liveBitmaps(Set<ReachKey> keys) {
    Map<ReachKey, Bitmap> ours = own.bitmaps();
    ours.keySet().retainAll(keys);
    return joined(ours, shared.bitmaps(keys), Bitmap::join);
  }

  private static <K, V> Known<Map<K, V>> joined(
      Map<K, V> ours, CompletionStage<Map<K, V>> asked, BinaryOperator<V> join) {
    Map<K, V> all = new HashMap<>(ours);
    try {
      asked.toCompletableFuture().join().forEach((key, value) -> all.merge(key, value, join));
      return new Known<>(all, Set.of());
    } catch (CompletionException e) {
      LOG.warn("the counts of other nodes cannot be read: {}", String.valueOf(e.getCause()));
      return new Known<>(all, Set.of(Place.CLUSTER));
    }
  }
}
