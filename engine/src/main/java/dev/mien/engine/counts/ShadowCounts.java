package dev.mien.engine.counts;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that this process counts for segments of drafts, as {@link ReachCounts} counts them
 * for those in force. What is counted is known by what it means and not by an edition, so that a
 * segment goes on being counted while others of its draft change, and while editions do. For any
 * number of threads.
 */
public final class ShadowCounts {
  /** The most bitmaps that are held, half a kilobyte each; beyond, none is opened. */
  private static final int HELD_MAX = 4_096;

  /** One more hour than sessions are counted in: others may have to be told of it. */
  private static final int HELD_HOURS = LatestHours.OPEN + 1;

  private final InstantSource clock;
  private final Map<ReachKey, Bitmaps> held = new ConcurrentHashMap<>();
  private volatile @Nullable Open open;

  public ShadowCounts(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * What is counted just now.
   *
   * @param names of what is counted
   * @param hours their bitmaps, by how many hours ago sessions began; null where there are too many
   */
  private record Open(long hour, List<String> names, List<@Nullable Bitmaps[]> hours) {}

  /**
   * Counts a session.
   *
   * @param names of what is counted, in a list that is the same for as long as that is
   * @param place in the list
   * @param began the hour in which it began, since the epoch
   */
  public void count(List<String> names, int place, long began, int token) {
    Open now = current(names);
    long back = now.hour() - began;
    if (back >= 0 && back < LatestHours.OPEN) {
      Bitmaps bitmaps = now.hours().get((int) back)[place];
      if (bitmaps != null) {
        bitmaps.set(0, token);
      }
    }
  }

  private long hour() {
    return clock.millis() / CountKey.HOUR_MILLIS;
  }

  @SuppressWarnings("ReferenceEquality") // places are those of one list
  private Open current(List<String> names) {
    Open now = open;
    return now != null && now.names() == names && now.hour() == hour() ? now : opened(names);
  }

  private synchronized Open opened(List<String> names) {
    long hour = hour();
    letGo(hour);
    List<@Nullable Bitmaps[]> hours = new ArrayList<>(LatestHours.OPEN);
    for (int back = 0; back < LatestHours.OPEN; back++) {
      @Nullable Bitmaps[] bitmaps = new Bitmaps[names.size()];
      for (int place = 0; place < bitmaps.length; place++) {
        bitmaps[place] = bitmaps(ReachKey.ofShadow(hour - back, names.get(place)));
      }
      hours.add(bitmaps);
    }
    Open now = new Open(hour, names, hours);
    open = now;
    return now;
  }

  private void letGo(long hour) {
    held.keySet().removeIf(key -> key.hour() <= hour - HELD_HOURS);
  }

  private @Nullable Bitmaps bitmaps(ReachKey key) {
    Bitmaps known = held.get(key);
    if (known == null && held.size() < HELD_MAX) {
      known = new Bitmaps(List.of(key));
      held.put(key, known);
    }
    return known;
  }

  /** The keys of all that may still grow, or has just grown; of what others count, too. */
  public Set<ReachKey> keys(List<String> names) {
    Set<ReachKey> keys = new HashSet<>(held.keySet());
    long hour = hour();
    for (int back = 0; back < HELD_HOURS; back++) {
      for (String name : names) {
        keys.add(ReachKey.ofShadow(hour - back, name));
      }
    }
    return keys;
  }

  List<Bitmaps> held() {
    letGo(hour());
    return List.copyOf(held.values());
  }
}
