package dev.mien.engine.release;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Source;
import dev.mien.engine.release.ReleaseStore.Settled;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What was released, to be read. Numbers that were read once stay in memory, for what is released
 * never changes: of a workspace with thousands of segments a month of hours takes a store far too
 * long to tell again each time. What is settled is asked of the store anew. For any number of
 * threads; blocks.
 */
public final class Releases {
  /** How many numbers are kept in memory; each takes about 16 bytes. */
  private static final int KEPT_MAX = 1_000_000;

  /** A month of a large workspace, hour by hour, must not take all the memory. */
  private static final int ROWS_MAX = 1_000_000;

  private static final int HOURS_A_DAY = 24;

  /** Days whose sums are kept in memory: more than can be asked for at a time. */
  private static final int DAYS_MAX = 40;

  private final ReleaseStore store;
  private final TreeMap<Long, Map<ReleaseKey, Figures>> days = new TreeMap<>();

  // By last use, the longest unused first.
  private final Map<ReleaseKey, Figures> kept = new LinkedHashMap<>(64, 0.75f, true);
  private int keptNumbers;

  public Releases(ReleaseStore store) {
    this.store = store;
  }

  /**
   * A sum of released numbers.
   *
   * @param hour none where hours are summed
   * @param spread the sum of {@link Noise#spread}
   */
  public record Sum(OptionalLong hour, Subject subject, long value, long spread) {}

  /**
   * What is settled of the hours asked for, and the numbers of just that.
   *
   * @param editions those of which something was released, by hour
   */
  record Read(
      Map<Long, Settled> hours, SortedMap<Long, SortedSet<Long>> editions, List<Sum> sums) {}

  /** How the numbers of several editions come together where they are about the same hour. */
  enum Joining {
    /** They are about different things, such as decisions, and add up. */
    ADDED,
    /** They may be about the same, such as sessions that two editions met: the largest is told. */
    LARGEST
  }

  /** Which of the hours asked for were released, and which refused. */
  public Map<Long, Settled> hours(Statistic statistic, Asked asked) throws IOException {
    return hours(settled(statistic, asked));
  }

  /** The sums of what was released. */
  public List<Sum> sums(Statistic statistic, Asked asked, By by) throws IOException {
    return read(statistic, asked, by, Joining.ADDED).sums();
  }

  Read read(Statistic statistic, Asked asked, By by, Joining joining) throws IOException {
    Map<ReleaseKey, Settled> settled = settled(statistic, asked);
    SortedMap<Long, SortedSet<Long>> editions = new TreeMap<>();
    Map<Subject, Total> all = new HashMap<>();
    List<Sum> sums = new ArrayList<>();
    SortedMap<Long, List<ReleaseKey>> released = released(settled);
    if (by == By.ALL && joining == Joining.ADDED && statistic == Statistic.OUTCOMES) {
      takeDays(asked, released, all);
    }
    for (Map.Entry<Long, List<ReleaseKey>> each : released.entrySet()) {
      long hour = each.getKey();
      Map<Subject, Total> ofHour = new HashMap<>();
      for (ReleaseKey key : each.getValue()) {
        editions.computeIfAbsent(hour, _ -> new TreeSet<>()).add(key.edition());
        take(figures(key), asked, joining, ofHour);
      }
      switch (by) {
        case HOUR ->
            ofHour.forEach((subject, total) -> sums.add(total.sum(OptionalLong.of(hour), subject)));
        case ALL ->
            ofHour.forEach(
                (subject, total) ->
                    all.merge(subject, total, (one, other) -> one.plus(other.value, other.spread)));
      }
      if (sums.size() > ROWS_MAX) {
        throw new IOException(
            "more than " + ROWS_MAX + " numbers are asked for; ask for one slot, or fewer hours");
      }
    }
    all.forEach((subject, total) -> sums.add(total.sum(OptionalLong.empty(), subject)));
    return new Read(hours(settled), editions, sums);
  }

  /**
   * Takes what was released on whole days from their sums, where they are made, so that hours of
   * them need not be read; takes those hours out of {@code released}.
   */
  private void takeDays(
      Asked asked, SortedMap<Long, List<ReleaseKey>> released, Map<Subject, Total> all)
      throws IOException {
    long first = Source.firstHour(asked.fromHour() + HOURS_A_DAY - 1);
    for (long day = first; day + HOURS_A_DAY <= asked.untilHour(); day += HOURS_A_DAY) {
      SortedMap<Long, List<ReleaseKey>> hours = released.subMap(day, day + HOURS_A_DAY);
      if (hours.isEmpty()) {
        continue;
      }
      Map<ReleaseKey, Figures> figures = day(day);
      if (!figures.isEmpty()) {
        figures.forEach(
            (key, each) -> {
              if (asked.edition().isEmpty() || asked.edition().getAsLong() == key.edition()) {
                take(each, asked, Joining.ADDED, all);
              }
            });
        hours.clear();
      }
    }
  }

  private Map<ReleaseKey, Figures> day(long first) throws IOException {
    synchronized (this) {
      Map<ReleaseKey, Figures> known = days.get(first);
      if (known != null) {
        return known;
      }
    }
    Map<ReleaseKey, Figures> read = store.days(Statistic.OUTCOMES, first, first + HOURS_A_DAY);
    synchronized (this) {
      if (!read.isEmpty()) {
        days.put(first, read);
        while (days.size() > DAYS_MAX) {
          days.pollFirstEntry();
        }
      }
    }
    return read;
  }

  private Map<ReleaseKey, Settled> settled(Statistic statistic, Asked asked) throws IOException {
    Map<ReleaseKey, Settled> settled =
        new HashMap<>(store.settled(statistic, asked.fromHour(), asked.untilHour()));
    if (asked.edition().isPresent()) {
      settled.keySet().removeIf(key -> key.edition() != asked.edition().getAsLong());
    }
    return settled;
  }

  private static Map<Long, Settled> hours(Map<ReleaseKey, Settled> settled) {
    Map<Long, Settled> hours = new HashMap<>();
    settled.forEach(
        (key, how) ->
            hours.merge(key.hour(), how, (one, other) -> one == Settled.RELEASED ? one : other));
    return hours;
  }

  private static SortedMap<Long, List<ReleaseKey>> released(Map<ReleaseKey, Settled> settled) {
    SortedMap<Long, List<ReleaseKey>> released = new TreeMap<>();
    settled.forEach(
        (key, how) -> {
          if (how == Settled.RELEASED) {
            released.computeIfAbsent(key.hour(), _ -> new ArrayList<>()).add(key);
          }
        });
    released
        .values()
        .forEach(
            keys ->
                keys.sort(
                    Comparator.comparingLong(ReleaseKey::edition)
                        .thenComparingInt(ReleaseKey::part)));
    return released;
  }

  /** What has come together of one subject. */
  private static final class Total {
    private long value;
    private long spread;

    Total(long value, long spread) {
      this.value = value;
      this.spread = spread;
    }

    Total plus(long more, long moreSpread) {
      value += more;
      spread += moreSpread;
      return this;
    }

    Total orLarger(long other, long otherSpread) {
      if (other > value) {
        value = other;
        spread = otherSpread;
      }
      return this;
    }

    Sum sum(OptionalLong hour, Subject subject) {
      return new Sum(hour, subject, value, spread);
    }
  }

  private static void take(
      Figures figures, Asked asked, Joining joining, Map<Subject, Total> totals) {
    long spread = figures.spread();
    figures.forEach(
        (subject, number) -> {
          if (isOf(subject, asked)) {
            Total known = totals.get(subject);
            if (known == null) {
              totals.put(subject, new Total(number, spread));
            } else {
              Total _ =
                  switch (joining) {
                    case ADDED -> known.plus(number, spread);
                    case LARGEST -> known.orLarger(number, spread);
                  };
            }
          }
        });
  }

  private static boolean isOf(Subject subject, Asked asked) {
    return asked.slot().isEmpty()
        || (subject instanceof Subject.Way way && way.cell().slot().equals(asked.slot().get()));
  }

  private Figures figures(ReleaseKey key) throws IOException {
    Figures known = known(key);
    if (known != null) {
      return known;
    }
    Map<ReleaseKey, Figures> read = store.figures(key.statistic(), key.hour());
    read.forEach(this::keep);
    // What was forgotten meanwhile is gone.
    return read.getOrDefault(key, Figures.of(Map.of(), 0));
  }

  private synchronized @Nullable Figures known(ReleaseKey key) {
    return kept.get(key);
  }

  private synchronized void keep(ReleaseKey key, Figures figures) {
    Figures before =
        kept.get(new ReleaseKey(key.statistic(), key.edition(), key.hour() - 1, key.part()));
    Figures shared = before == null ? figures : figures.sharing(before);
    Figures replaced = kept.put(key, shared);
    keptNumbers += shared.size() - (replaced == null ? 0 : replaced.size());
    var longestUnused = kept.entrySet().iterator();
    while (keptNumbers > KEPT_MAX && longestUnused.hasNext()) {
      keptNumbers -= longestUnused.next().getValue().size();
      longestUnused.remove();
    }
  }
}
