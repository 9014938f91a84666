package dev.mien.engine.release;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.release.Releases.Joining;
import dev.mien.engine.release.Releases.Read;
import dev.mien.engine.release.Releases.Sum;
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
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * What has been released, as far as it is shown. Reading costs no budget and changes nothing: the
 * same question about hours that are settled has the same answer for ever. For any number of
 * threads; blocks.
 */
public final class Statistics {
  /** How many hours of reach are told of. */
  public static final int REACH_HOURS = 24;

  private final Releases releases;
  private final int minimum;
  private final InstantSource clock;

  /**
   * @param minimum a released number below it is withheld
   */
  public Statistics(ReleaseStore store, int minimum, InstantSource clock) {
    this.releases = new Releases(store);
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
    Read read = releases.read(Statistic.DECISIONS, asked, by, Joining.ADDED);
    for (Sum sum : read.sums()) {
      if (sum.subject() instanceof Subject.Way(Cell cell)) {
        rows.add(new Row(sum.hour(), cell, figure(sum)));
      }
    }
    rows.sort(
        Comparator.comparingLong((Row row) -> row.hour().orElse(0))
            .thenComparing(Row::cell, Cell.BY_NAME));
    return new Decisions(hours(Statistic.DECISIONS, asked, read.hours()), rows);
  }

  private Figure figure(Sum sum) {
    return sum.value() < minimum
        ? new Figure.Withheld(minimum)
        : new Figure.Released(
            sum.value(), Whole.rootUp(BigInteger.valueOf(sum.spread())).longValueExact());
  }

  /**
   * What is known of reach: the tokens that segments met, hour by hour.
   *
   * @param editions those that met them, by hour; where there are several, a segment has the
   *     largest of their numbers
   */
  public record Reach(
      SortedMap<Long, State> hours, SortedMap<Long, SortedSet<Long>> editions, List<Sum> tokens) {}

  /** The reach of an edition in the last {@link #REACH_HOURS} hours that are over. */
  public Reach reach(long edition) throws IOException {
    long until = Statistic.REACH.lastOver(clock.instant()) + 1;
    return reach(new Asked(Optional.empty(), OptionalLong.of(edition), until - REACH_HOURS, until));
  }

  /** The reach in the hours asked for. */
  public Reach reach(Asked asked) throws IOException {
    return tokens(Statistic.REACH, asked);
  }

  /** The tokens that goals met, and all sessions. */
  public Reach goals(Asked asked) throws IOException {
    return tokens(Statistic.GOALS, asked);
  }

  /** The tokens that segments of drafts met, alone or together with segments in force. */
  public Reach shadow(Asked asked) throws IOException {
    return tokens(Statistic.SHADOW, asked);
  }

  /**
   * What is known of outcomes, or of patterns.
   *
   * @param sums of all hours together; whoever shows them withholds what is below the minimum
   */
  public record Ways(SortedMap<Long, State> hours, List<Sum> sums) {}

  /** The outcomes that were counted in the hours asked for. */
  public Ways outcomes(Asked asked) throws IOException {
    return ways(Statistic.OUTCOMES, asked);
  }

  /** The patterns that were counted in the hours asked for. */
  public Ways patterns(Asked asked) throws IOException {
    return ways(Statistic.PATTERNS, asked);
  }

  private Ways ways(Statistic statistic, Asked asked) throws IOException {
    Read read = releases.read(statistic, asked, By.ALL, Joining.ADDED);
    return new Ways(hours(statistic, asked, read.hours()), read.sums());
  }

  private Reach tokens(Statistic statistic, Asked asked) throws IOException {
    Read read = releases.read(statistic, asked, By.HOUR, Joining.LARGEST);
    return new Reach(hours(statistic, asked, read.hours()), read.editions(), read.sums());
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
