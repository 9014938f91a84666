package dev.mien.engine.release;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cell;
import java.io.IOException;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What has been released, as far as it is shown. Reading costs no budget and changes nothing: the
 * same question about hours that are settled has the same answer for ever. For any number of
 * threads; blocks.
 */
public final class Statistics {
  /** How many hours of reach are told of. */
  public static final int REACH_HOURS = 24;

  private final ReleaseStore store;
  private final int minimum;
  private final InstantSource clock;

  /**
   * @param minimum a released number below it is withheld
   */
  public Statistics(ReleaseStore store, int minimum, InstantSource clock) {
    this.store = store;
    this.minimum = minimum;
    this.clock = clock;
  }

  /** How it stands with an hour. */
  public enum State {
    RELEASED("released"),
    /** It is not over, or the last of it is not told. */
    NOT_YET("not-yet"),
    BUDGET_EXHAUSTED("budget-exhausted"),
    /** No node was there to count, or they could not be asked since. */
    NOT_RELEASED("not-released");

    private final String code;

    State(String code) {
      this.code = code;
    }

    public String code() {
      return code;
    }
  }

  /** A number as far as it is shown. */
  public sealed interface Figure {
    /**
     * A sum of released numbers.
     *
     * @param margin half the width of the interval that holds the true sum 95 times of 100
     */
    record Released(long number, long margin) implements Figure {}

    /** With its noise it is below {@code minimum}. */
    record Withheld(int minimum) implements Figure {}
  }

  /**
   * How often a slot was decided in one way.
   *
   * @param hour none where hours are summed
   */
  public record Row(OptionalLong hour, Cell cell, Figure figure) {}

  /** What is known of decisions. */
  public record Decisions(SortedMap<Long, State> hours, List<Row> rows) {}

  /** The decisions that are asked for. */
  public Decisions decisions(Asked asked, By by) throws IOException {
    List<Row> rows = new ArrayList<>();
    Read read = read(Statistic.DECISIONS, asked, by);
    for (ReleaseStore.Sum sum : read.sums()) {
      if (sum.subject() instanceof Subject.Way(Cell cell)) {
        rows.add(new Row(sum.hour(), cell, figure(sum)));
      }
    }
    rows.sort(
        Comparator.comparingLong((Row row) -> row.hour().orElse(0))
            .thenComparing(Row::cell, Cell.BY_NAME));
    return new Decisions(hours(Statistic.DECISIONS, asked, read.settled()), rows);
  }

  /** What is settled, and the sums of just that. */
  private record Read(Map<Long, ReleaseStore.Settled> settled, List<ReleaseStore.Sum> sums) {}

  // An hour may be released between two reads; it was released before or after both, then.
  private Read read(Statistic statistic, Asked asked, By by) throws IOException {
    Map<Long, ReleaseStore.Settled> before = store.hours(statistic, asked);
    while (true) {
      List<ReleaseStore.Sum> sums = store.sums(statistic, asked, by);
      Map<Long, ReleaseStore.Settled> after = store.hours(statistic, asked);
      if (after.equals(before)) {
        return new Read(after, sums);
      }
      before = after;
    }
  }

  private Figure figure(ReleaseStore.Sum sum) {
    return sum.value() < minimum
        ? new Figure.Withheld(minimum)
        : new Figure.Released(
            sum.value(), Whole.rootUp(BigInteger.valueOf(sum.spread())).longValueExact());
  }

  /** What is known of the reach of an edition: the tokens that its segments met, hour by hour. */
  public record Reach(SortedMap<Long, State> hours, List<ReleaseStore.Sum> tokens) {}

  /** The reach of an edition in the last {@link #REACH_HOURS} hours that are over. */
  public Reach reach(long edition) throws IOException {
    long until = Statistic.REACH.lastOver(clock.instant()) + 1;
    Asked asked = new Asked(Optional.empty(), OptionalLong.of(edition), until - REACH_HOURS, until);
    Read read = read(Statistic.REACH, asked, By.HOUR);
    return new Reach(hours(Statistic.REACH, asked, read.settled()), read.sums());
  }

  private SortedMap<Long, State> hours(
      Statistic statistic, Asked asked, Map<Long, ReleaseStore.Settled> settled) {
    long lastOver = statistic.lastOver(clock.instant());
    SortedMap<Long, State> hours = new TreeMap<>();
    for (long hour = asked.fromHour(); hour < asked.untilHour(); hour++) {
      ReleaseStore.Settled known = settled.get(hour);
      hours.put(hour, known == null ? unsettled(hour, lastOver) : state(known));
    }
    return hours;
  }

  private static State unsettled(long hour, long lastOver) {
    return hour > lastOver ? State.NOT_YET : State.NOT_RELEASED;
  }

  private static State state(ReleaseStore.Settled settled) {
    return switch (settled) {
      case RELEASED -> State.RELEASED;
      case REFUSED -> State.BUDGET_EXHAUSTED;
    };
  }
}
