package dev.mien.engine.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * The counts of this process for one edition and hour, while they are being counted.
 *
 * <p>For any number of threads. To count is one atomic increment in an array that few threads
 * share: it never waits, and allocates only when a part of the edition is counted for the first
 * time. Counts that are read while others count are of no one instant, but each only grows.
 *
 * @param <S> what the places of cells are those of: one model, or one vocabulary
 */
public final class LiveCounts<S, L extends Layout> {
  /** More would only take memory: threads of one stripe share it, they do not wait for it. */
  private static final int STRIPES_MAX = 8;

  private static final int STRIPES =
      Math.min(STRIPES_MAX, Integer.highestOneBit(Runtime.getRuntime().availableProcessors()));

  private final S subject;
  private final L layout;
  private final long edition;
  private final long hour;
  private final Supplier<Source> sources;
  private final AtomicReferenceArray<LiveCounts<S, L>.Part> parts;

  /** Rounds in a row that found nothing to do here; see {@link #quietRounds}. */
  private int quietRounds;

  LiveCounts(S subject, L layout, Span span, Supplier<Source> sources) {
    this.subject = subject;
    this.layout = layout;
    this.edition = span.edition();
    this.hour = span.hour();
    this.sources = sources;
    this.parts = new AtomicReferenceArray<>(layout.parts());
  }

  /**
   * What is counted together.
   *
   * @param hour since the epoch
   */
  record Span(long edition, long hour) {}

  @SuppressWarnings("ReferenceEquality") // places are those of one subject
  boolean isOf(long edition, S subject, long hour) {
    return this.hour == hour && this.edition == edition && this.subject == subject;
  }

  /** Whether another is of the same edition and hour, or of earlier ones. */
  boolean isNewerThan(LiveCounts<S, L> other) {
    return edition > other.edition || (edition == other.edition && hour >= other.hour);
  }

  /** Where its cells are. */
  public L layout() {
    return layout;
  }

  /** Counts so many more at a place. */
  public void add(int part, int place, long more) {
    part(part).add(place, more);
  }

  private Part part(int position) {
    Part part = parts.get(position);
    if (part != null) {
      return part;
    }
    parts.compareAndSet(position, null, new Part(position));
    return parts.get(position);
  }

  /** The parts that have been counted in. */
  List<Part> parts() {
    List<Part> counted = new ArrayList<>(parts.length());
    for (int i = 0; i < parts.length(); i++) {
      Part part = parts.get(i);
      if (part != null) {
        counted.add(part);
      }
    }
    return counted;
  }

  /** Whether all that was counted has been told, at the last look. */
  boolean isTold() {
    return parts().stream().allMatch(Part::isTold);
  }

  /** Takes note of a round; answers how many quiet ones there were in a row. */
  int quietRounds(boolean quiet) {
    quietRounds = quiet ? quietRounds + 1 : 0;
    return quietRounds;
  }

  /** Some slots, counted as one source. */
  final class Part {
    private final int position;
    private final CountKey key;
    private final AtomicLongArray[] stripes;
    private final AtomicLong told = new AtomicLong();

    private Part(int position) {
      this.position = position;
      this.key = new CountKey(sources.get(), edition, hour);
      this.stripes = new AtomicLongArray[STRIPES];
      for (int i = 0; i < STRIPES; i++) {
        stripes[i] = new AtomicLongArray(layout.size(position));
      }
    }

    private void add(int place, long more) {
      stripes[(int) Thread.currentThread().threadId() & (STRIPES - 1)].getAndAdd(place, more);
    }

    CountKey key() {
      return key;
    }

    /** All counts together. */
    long total() {
      long total = 0;
      for (AtomicLongArray stripe : stripes) {
        for (int i = 0; i < stripe.length(); i++) {
          total += stripe.get(i);
        }
      }
      return total;
    }

    /** Others have been told of a vector with this total; answers come in any order. */
    void told(long total) {
      told.accumulateAndGet(total, Math::max);
    }

    boolean isTold() {
      return total() == told.get();
    }

    CountVector vector() {
      List<Cell> names = layout.of(position);
      Map<Cell, Long> counts = new HashMap<>();
      for (int i = 0; i < names.size(); i++) {
        long count = 0;
        for (AtomicLongArray stripe : stripes) {
          count += stripe.get(i);
        }
        if (count > 0) {
          counts.merge(names.get(i), count, Long::sum);
        }
      }
      return new CountVector(counts);
    }
  }
}
