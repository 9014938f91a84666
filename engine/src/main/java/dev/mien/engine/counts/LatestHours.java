package dev.mien.engine.counts;

import dev.mien.segments.model.Model;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The bitmaps that sessions set for the edition in force, for each hour in which sessions began.
 * Those of an hour are open in it and in the next. For any number of threads; finding them is one
 * volatile read, but for the first session of an hour.
 */
final class LatestHours {
  /** How many hours are open at a time. */
  static final int OPEN = 2;

  /** One more than are open: others may have to be told of it. */
  private static final int HELD = OPEN + 1;

  private final InstantSource clock;
  private final Function<Model, List<String>> names;
  private volatile @Nullable Held held;

  /**
   * @param names of what an edition counts, each with a bitmap
   */
  LatestHours(InstantSource clock, Function<Model, List<String>> names) {
    this.clock = clock;
    this.names = names;
  }

  /**
   * Bitmaps of the latest hours.
   *
   * @param hours the running one first, and each the one before the last
   */
  private record Held(long edition, long hour, List<Bitmaps> hours) {}

  /**
   * The bitmaps for sessions that began in an hour; none if these count no more, or the edition is
   * not the newest: a request may have begun before the last publication, and counts for none.
   */
  @Nullable Bitmaps open(long edition, Model model, long began) {
    Held now = current(edition, model);
    long back = now.hour() - began;
    return now.edition() == edition && back >= 0 && back < OPEN
        ? now.hours().get((int) back)
        : null;
  }

  private long hour() {
    return clock.millis() / CountKey.HOUR_MILLIS;
  }

  private Held current(long edition, Model model) {
    Held now = held;
    return now != null && now.edition() == edition && now.hour() == hour()
        ? now
        : next(edition, model);
  }

  private synchronized Held next(long edition, Model model) {
    Held now = held;
    long hour = hour();
    if (now == null || edition > now.edition()) {
      now = held(edition, model, hour, null);
    } else if (edition == now.edition() && now.hour() != hour) {
      now = held(edition, model, hour, now);
    }
    held = now;
    return now;
  }

  private Held held(long edition, Model model, long hour, @Nullable Held earlier) {
    List<Bitmaps> hours = new ArrayList<>(HELD);
    for (int back = 0; back < HELD; back++) {
      long place = earlier == null ? -1 : earlier.hour() - (hour - back);
      hours.add(
          earlier != null && place >= 0 && place < HELD
              ? earlier.hours().get((int) place)
              : new Bitmaps(keys(edition, model, hour - back)));
    }
    return new Held(edition, hour, List.copyOf(hours));
  }

  private List<ReachKey> keys(long edition, Model model, long hour) {
    return names.apply(model).stream().map(name -> new ReachKey(edition, hour, name)).toList();
  }

  /** The keys of all bitmaps of an edition that may still grow, or have just grown. */
  Set<ReachKey> keys(long edition, Model model) {
    long hour = hour();
    Set<ReachKey> keys = new HashSet<>();
    for (int back = 0; back < HELD; back++) {
      keys.addAll(keys(edition, model, hour - back));
    }
    return keys;
  }

  List<Bitmaps> held() {
    Held now = held;
    return now == null ? List.of() : now.hours();
  }
}
