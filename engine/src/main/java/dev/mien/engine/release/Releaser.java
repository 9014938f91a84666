package dev.mien.engine.release;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.Cells;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.GoalCounts;
import dev.mien.engine.counts.Known;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.Source;
import dev.mien.engine.vocabulary.SegmentIdentities;
import dev.mien.engine.vocabulary.SegmentIdentity;
import dev.mien.segments.model.Model;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases what was counted in hours that are over: every number that an edition in force could
 * have counted, those that are 0 included, so that it does not show by a gap what happened. A round
 * every few seconds; for one thread.
 *
 * <p>Several nodes may do it at a time: the store lets each release be made once. An hour that
 * cannot be counted in full just now, since the store or the others do not answer, waits for a
 * later round.
 */
public final class Releaser {
  private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);

  /** Hours are released so much later at the most: exact counts are kept a little longer. */
  private static final int HOURS_BACK = 24;

  /** Releases older than a quarter of a year are let go. */
  private static final Duration KEPT = Duration.ofDays(92);

  private static final int EDITIONS_MAX = 16;

  /** Reach before goals, which take what it leaves of the budget. */
  private static final List<Statistic> OF_EDITIONS =
      List.of(
          Statistic.REACH,
          Statistic.DECISIONS,
          Statistic.GOALS,
          Statistic.OUTCOMES,
          Statistic.PATTERNS);

  private static final int SEGMENTS_A_PART = 1_000;

  private final Counts counts;
  private final Vectors outcomes;
  private final Vectors patterns;
  private final ReleaseStore store;
  private final Budget budget;
  private final Surroundings around;
  private final Deque<InForce> seen = new ArrayDeque<>();
  private final Set<ReleaseKey> settled = new HashSet<>();

  /** Hours for which nothing was planned of drafts. */
  private final Set<Long> unplanned = new HashSet<>();

  private long settledFrom = Long.MAX_VALUE;
  private long forgottenHour;
  private long foldedHour = Long.MIN_VALUE;

  /**
   * What a releaser lives in.
   *
   * @param random where noise comes from
   * @param debits told of what is spent
   */
  public record Surroundings(InstantSource clock, SecureRandom random, Debits debits) {}

  /** What is counted of one kind, by source, wherever it is known. */
  public interface Vectors extends Function<Asked, Known<Map<CountKey, CountVector>>> {
    /** Nothing. */
    Vectors NONE = _ -> new Known<>(Map.of(), Set.of());
  }

  /** What is counted, wherever it is known. */
  public record Sources(Counts counts, Vectors outcomes, Vectors patterns) {}

  /** What an edition releases beside what every edition does. */
  public record Released(ReleasedParts outcomes, ReleasedParts patterns) {
    public static final Released NOTHING = new Released(ReleasedParts.NONE, ReleasedParts.NONE);
  }

  /** One that releases neither outcomes nor patterns. */
  public Releaser(Counts counts, ReleaseStore store, Budget budget, Surroundings around) {
    this(new Sources(counts, Vectors.NONE, Vectors.NONE), store, budget, around);
  }

  public Releaser(Sources sources, ReleaseStore store, Budget budget, Surroundings around) {
    this.counts = sources.counts();
    this.outcomes = sources.outcomes();
    this.patterns = sources.patterns();
    this.store = store;
    this.budget = budget;
    this.around = around;
  }

  /**
   * An edition and the hours it was in force, the last included.
   *
   * @param segments their names, by what they are known by across editions
   */
  private record InForce(
      long edition,
      Model model,
      Released released,
      Map<String, String> segments,
      long fromHour,
      long untilHour) {
    InForce until(long hour) {
      return new InForce(edition, model, released, segments, fromHour, hour);
    }

    boolean covers(Statistic statistic, long hour) {
      // A session that began in the hour before may be the new edition's.
      return hour >= fromHour - statistic.hours() + 1 && hour <= untilHour;
    }
  }

  /** The numbers of one release before noise is added. */
  private record Exact(ReleaseKey key, Map<Subject, Long> values) {}

  /**
   * Takes note of the edition in force, for its counts are to be released when the hour is over.
   *
   * @param publishedAt when it came into force
   */
  public void note(long edition, Instant publishedAt, Model model) {
    note(edition, publishedAt, model, () -> Released.NOTHING);
  }

  /**
   * The same, of an edition that releases more.
   *
   * @param released asked once for an edition
   */
  public void note(long edition, Instant publishedAt, Model model, Supplier<Released> released) {
    long hour = hour(around.clock().millis());
    InForce last = seen.peekLast();
    if (last != null && last.edition() == edition) {
      seen.removeLast();
      seen.addLast(last.until(hour));
    } else if (edition > 0) {
      seen.addLast(
          new InForce(
              edition,
              model,
              released.get(),
              byIdentity(model),
              hour(publishedAt.toEpochMilli()),
              hour));
    }
    while (seen.size() > EDITIONS_MAX) {
      seen.removeFirst();
    }
  }

  /**
   * Releases what is due.
   *
   * @throws IOException if the store cannot be read or written; then some of it may be released
   */
  public void round() throws IOException {
    long now = hour(around.clock().millis());
    recall(now - HOURS_BACK);
    for (Statistic statistic : OF_EDITIONS) {
      long last = statistic.lastOver(around.clock().instant());
      for (InForce edition : List.copyOf(seen)) {
        long first = Math.max(edition.fromHour() - statistic.hours() + 1, now - HOURS_BACK);
        for (long hour = first; hour <= Math.min(last, edition.untilHour()); hour++) {
          release(statistic, edition, hour);
        }
      }
    }
    long last = Statistic.SHADOW.lastOver(around.clock().instant());
    for (long hour = now - HOURS_BACK; hour <= last; hour++) {
      releaseShadow(hour);
    }
    forget(now);
    fold(now);
  }

  private static Map<String, String> byIdentity(Model model) {
    List<SegmentIdentity> identities = SegmentIdentities.of(model);
    Map<String, String> names = HashMap.newHashMap(identities.size());
    for (int i = 0; i < identities.size(); i++) {
      names.put(identities.get(i).toString(), model.segments().get(i).name().text());
    }
    return names;
  }

  private static long hour(long millis) {
    return Math.floorDiv(millis, CountKey.HOUR_MILLIS);
  }

  // What other nodes, or this one before a restart, have released is not counted again.
  private void recall(long fromHour) throws IOException {
    if (settledFrom > fromHour) {
      settled.addAll(store.settled(fromHour));
      settledFrom = fromHour;
    }
    settled.removeIf(key -> key.hour() < fromHour);
    unplanned.removeIf(hour -> hour < fromHour);
    seen.removeIf(edition -> edition.untilHour() < fromHour);
  }

  private void release(Statistic statistic, InForce edition, long hour) throws IOException {
    int parts = parts(statistic, edition);
    List<Integer> due = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      if (!settled.contains(new ReleaseKey(statistic, edition.edition(), hour, part))) {
        due.add(part);
      }
    }
    if (due.isEmpty() || (statistic == Statistic.GOALS && !isReachSettled(hour))) {
      return;
    }
    Optional<Map<Subject, Long>> counted =
        switch (statistic) {
          case REACH -> reach(edition, hour);
          case DECISIONS -> decisions(edition, hour);
          case GOALS -> goals(edition, hour);
          case OUTCOMES -> ways(outcomes, edition, hour);
          case PATTERNS -> ways(patterns, edition, hour);
          case SHADOW -> throw new IllegalArgumentException("drafts are of no edition");
        };
    if (counted.isPresent()) {
      for (int part : due) {
        ReleaseKey key = new ReleaseKey(statistic, edition.edition(), hour, part);
        Exact exact = new Exact(key, exact(edition, key, counted.get()));
        release(exact, numbers(statistic, edition));
      }
    }
  }

  /** How many numbers one unit may change, in all parts. */
  private static int numbers(Statistic statistic, InForce edition) {
    return switch (statistic) {
      case REACH, DECISIONS, SHADOW -> edition.model().segments().size();
      case GOALS -> GoalCounts.names(edition.model()).size();
      case OUTCOMES -> edition.released().outcomes().touched();
      case PATTERNS -> edition.released().patterns().touched();
    };
  }

  private boolean isReachSettled(long hour) {
    for (InForce edition : seen) {
      if (edition.covers(Statistic.REACH, hour)) {
        for (int part = 0; part < parts(Statistic.REACH, edition); part++) {
          if (!settled.contains(new ReleaseKey(Statistic.REACH, edition.edition(), hour, part))) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /**
   * Releases the numbers of drafts that were planned for an hour and for the next: their sessions
   * were counted for as long as those of that hour count.
   */
  private void releaseShadow(long hour) throws IOException {
    ReleaseKey key = new ReleaseKey(Statistic.SHADOW, 0, hour, 0);
    if (settled.contains(key) || unplanned.contains(hour) || !isReachSettled(hour)) {
      return;
    }
    Set<Subject> numbers = new HashSet<>(store.planned(hour));
    if (!numbers.isEmpty()) {
      numbers.retainAll(store.planned(hour + 1));
    }
    numbers.removeIf(number -> keys(number, hour).isEmpty());
    if (numbers.isEmpty()) {
      unplanned.add(hour);
      return;
    }
    Set<ReachKey> keys = new HashSet<>();
    numbers.forEach(number -> keys.addAll(keys(number, hour)));
    Known<Map<ReachKey, Bitmap>> known = counts.reach(keys);
    Map<Subject, Long> exact = new HashMap<>();
    for (Subject number : numbers) {
      Bitmap met = Bitmap.EMPTY;
      for (ReachKey each : keys(number, hour)) {
        met = met.join(known.value().getOrDefault(each, Bitmap.EMPTY));
      }
      exact.put(number, (long) met.count());
    }
    Optional<Map<Subject, Long>> counted = whole(known, exact);
    if (counted.isPresent()) {
      release(new Exact(key, counted.get()), numbers.size());
    }
  }

  /** What a number of drafts is the union of; nothing if that is not known here any more. */
  private Set<ReachKey> keys(Subject number, long hour) {
    return switch (number) {
      case Subject.Shadow(String segment) -> Set.of(ReachKey.ofShadow(hour, segment));
      case Subject.Either(String segment, String other) -> {
        Set<ReachKey> keys = new HashSet<>();
        for (InForce edition : seen) {
          String name = edition.segments().get(other);
          if (name != null && edition.covers(Statistic.REACH, hour)) {
            keys.add(new ReachKey(edition.edition(), hour, name));
          }
        }
        if (!keys.isEmpty()) {
          keys.add(ReachKey.ofShadow(hour, segment));
        }
        yield keys;
      }
      case Subject.Way _, Subject.Segment _, Subject.Goal _, Subject.Sessions _ -> Set.of();
    };
  }

  private static int parts(Statistic statistic, InForce edition) {
    Model model = edition.model();
    return switch (statistic) {
      case OUTCOMES -> edition.released().outcomes().parts().size();
      case PATTERNS -> edition.released().patterns().parts().size();
      case REACH -> (model.segments().size() + SEGMENTS_A_PART - 1) / SEGMENTS_A_PART;
      case DECISIONS -> Cells.parts(model).size();
      case GOALS -> GoalCounts.names(model).isEmpty() ? 0 : 1;
      case SHADOW -> 1;
    };
  }

  /** All numbers of a part, 0 for what was not counted. */
  private static Map<Subject, Long> exact(
      InForce edition, ReleaseKey key, Map<Subject, Long> counted) {
    Model model = edition.model();
    Map<Subject, Long> exact = new HashMap<>();
    switch (key.statistic()) {
      case REACH -> {
        int from = key.part() * SEGMENTS_A_PART;
        int until = Math.min(from + SEGMENTS_A_PART, model.segments().size());
        for (int i = from; i < until; i++) {
          Subject segment = new Subject.Segment(model.segments().get(i).name().text());
          exact.put(segment, counted.getOrDefault(segment, 0L));
        }
      }
      case DECISIONS -> ways(Cells.parts(model).get(key.part()), counted, exact);
      case OUTCOMES -> ways(edition.released().outcomes().parts().get(key.part()), counted, exact);
      case PATTERNS -> ways(edition.released().patterns().parts().get(key.part()), counted, exact);
      case GOALS -> {
        for (String name : GoalCounts.names(model)) {
          Subject goal = goal(name);
          exact.put(goal, counted.getOrDefault(goal, 0L));
        }
      }
      case SHADOW -> throw new IllegalArgumentException("drafts are of no edition");
    }
    return exact;
  }

  private static void ways(
      Collection<Cell> cells, Map<Subject, Long> counted, Map<Subject, Long> exact) {
    for (Cell cell : cells) {
      Subject way = new Subject.Way(cell);
      exact.put(way, counted.getOrDefault(way, 0L));
    }
  }

  private Optional<Map<Subject, Long>> reach(InForce edition, long hour) {
    Set<ReachKey> keys = HashSet.newHashSet(edition.model().segments().size());
    edition
        .model()
        .segments()
        .forEach(segment -> keys.add(new ReachKey(edition.edition(), hour, segment.name().text())));
    Known<Map<ReachKey, Bitmap>> known = counts.reach(keys);
    Map<Subject, Long> reach = new HashMap<>();
    known
        .value()
        .forEach(
            (key, bitmap) -> reach.put(new Subject.Segment(key.segment()), (long) bitmap.count()));
    return whole(known, reach);
  }

  private Optional<Map<Subject, Long>> goals(InForce edition, long hour) {
    Set<ReachKey> keys = new HashSet<>();
    for (String name : GoalCounts.names(edition.model())) {
      keys.add(new ReachKey(edition.edition(), hour, name));
    }
    Known<Map<ReachKey, Bitmap>> known = counts.reach(keys);
    Map<Subject, Long> goals = new HashMap<>();
    known.value().forEach((key, bitmap) -> goals.put(goal(key.segment()), (long) bitmap.count()));
    return whole(known, goals);
  }

  private static Subject goal(String name) {
    Optional<String> event = ReachKey.goal(name);
    return event.isPresent() ? new Subject.Goal(event.get()) : new Subject.Sessions();
  }

  private Optional<Map<Subject, Long>> decisions(InForce edition, long hour) {
    return ways(counts::decisions, edition, hour);
  }

  private static Optional<Map<Subject, Long>> ways(Vectors counted, InForce edition, long hour) {
    Known<Map<CountKey, CountVector>> known =
        counted.apply(
            new Asked(Optional.empty(), OptionalLong.of(edition.edition()), hour, hour + 1));
    Map<Subject, Long> decisions = new HashMap<>();
    known
        .value()
        .values()
        .forEach(
            vector ->
                vector
                    .counts()
                    .forEach(
                        (cell, count) -> decisions.merge(new Subject.Way(cell), count, Long::sum)));
    return whole(known, decisions);
  }

  private static <T> Optional<T> whole(Known<?> known, T counted) {
    return known.missing().isEmpty() ? Optional.of(counted) : Optional.empty();
  }

  private void release(Exact exact, int numbers) throws IOException {
    Terms terms = budget.terms(exact.key(), numbers);
    Outcome outcome =
        store.release(exact.key(), terms, () -> noised(exact.values(), terms.noise()));
    settled.add(exact.key());
    switch (outcome) {
      case DEBITED -> around.debits().debited(terms.debit());
      case REFUSED ->
          LOG.warn(
              "the budget does not allow to release {} of hour {} by edition {}",
              exact.key().statistic().code(),
              exact.key().hour(),
              exact.key().edition());
      case MADE, BEFORE -> {}
    }
  }

  private Map<Subject, Long> noised(Map<Subject, Long> exact, Noise noise) {
    Bits bits = new Bits(around.random());
    Map<Subject, Long> noised = new HashMap<>(exact);
    noised.replaceAll((_, count) -> count + noise.draw(bits));
    return noised;
  }

  // Of hours that are too old to be released nothing changes any more.
  private void fold(long hour) throws IOException {
    long before = Source.firstHour(hour - HOURS_BACK);
    if (foldedHour < before) {
      foldedHour = store.fold(before);
    }
  }

  private void forget(long hour) throws IOException {
    if (hour != forgottenHour) {
      store.forget(hour - KEPT.toHours());
      forgottenHour = hour;
    }
  }
}
