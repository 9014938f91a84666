package dev.mien.api.replay;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What came of a replay, in counts alone.
 *
 * @param ending how it ended
 * @param ragged rows with more or fewer cells than columns, which were left out
 * @param outOfOrder rows whose order falls within their session; they were replayed as they stand
 * @param begunAgain sessions whose rows came again after their time had run out; each counts twice
 * @param contextual requests answered without a session
 */
public record Replayed(
    Ending ending,
    Duration took,
    long rows,
    Lines ragged,
    Lines outOfOrder,
    long sessions,
    long begunAgain,
    long contextual,
    List<SegmentCount> segments,
    List<DecisionCount> decisions,
    List<DropCount> dropped) {
  public Replayed {
    segments = List.copyOf(segments);
    decisions = List.copyOf(decisions);
    dropped = List.copyOf(dropped);
  }

  /** How a replay ended. */
  public sealed interface Ending {
    record Complete() implements Ending {}

    /** Somebody stopped it. */
    record Stopped() implements Ending {}

    /** As many rows were replayed as were asked for. */
    record Limited() implements Ending {}

    /** The file cannot be read further. */
    record Broken(String why) implements Ending {}
  }

  /** How many rows, and the lines of the first of them. */
  public record Lines(long rows, List<Long> first) {
    public static final int FIRST_MAX = 10;

    public Lines {
      first = List.copyOf(first);
    }
  }

  /**
   * How many sessions a segment admitted.
   *
   * @param atTheEnd at the last row of a session
   * @param ever at any row of a session
   */
  public record SegmentCount(String segment, String title, long atTheEnd, long ever) {}

  /** How often a slot was decided in one way. */
  public record DecisionCount(
      String slot,
      String reason,
      Optional<String> segment,
      Optional<String> variant,
      long decisions) {
    /** By slot, then the most frequent first. */
    public static final Comparator<DecisionCount> MOST_FIRST =
        Comparator.comparing(DecisionCount::slot)
            .thenComparing(Comparator.comparingLong(DecisionCount::decisions).reversed())
            .thenComparing(count -> count.reason() + count.segment() + count.variant());
  }

  /**
   * How often something was left out.
   *
   * @param where the column, or the event, or what the engine points at
   */
  public record DropCount(String code, String where, String pointer, long times) {
    public static final Comparator<DropCount> MOST_FIRST =
        Comparator.comparingLong(DropCount::times)
            .reversed()
            .thenComparing(DropCount::code)
            .thenComparing(DropCount::pointer);
  }

  public double perSecond(long count) {
    double seconds = took.toNanos() / 1e9;
    return seconds <= 0 ? 0 : count / seconds;
  }
}
