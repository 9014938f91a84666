package dev.mien.attacks;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.SampleEditions;
import dev.mien.engine.counts.Source;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.release.Budget;
import dev.mien.engine.release.By;
import dev.mien.engine.release.InMemoryReleases;
import dev.mien.engine.release.Releaser;
import dev.mien.engine.release.Releases;
import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Rho;
import dev.mien.engine.release.Statistic;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Tells from released statistics whether one session was there: the reach of all segments, every
 * one of which the session is in, where all others who were there are known. For noise of this kind
 * no test is better than to add up all numbers and to say yes from some sum on.
 */
final class Presence implements Attack {
  static final String NAME = "membership";

  private static final Edition EDITION = SampleEditions.editions(1).getFirst();
  private static final int SEGMENTS = EDITION.model().segments().size();
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final long HOUR = TEN.toEpochMilli() / CountKey.HOUR_MILLIS;

  /** The whole hour after, and what it takes for the nodes to tell each other. */
  private static final Instant OVER = TEN.plus(Duration.ofMinutes(123));

  private static final int OTHERS = 40;
  private static final int TARGET = 4_000;

  /** What a server releases by unless it is told otherwise. */
  private static final Budget BUDGET = new Budget(new BigDecimal(3), 1);

  /** How often somebody asks who hopes for other noise. */
  private static final int ASKINGS = 120;

  private static final int SIGMAS = 3;

  private final SecureRandom random = new SecureRandom();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "all statistics that were released, and who else was there";
  }

  @Override
  public List<Row> run(Setup setup) throws IOException {
    Counts with = counted(true);
    Counts without = counted(false);
    int tries = setup.either(1_000, 40_000);
    if (setup.has(Weakness.FRESH_NOISE)) {
      tries /= 2;
    }
    long[] there = scores(setup, with, tries);
    long[] absent = scores(setup, without, tries);
    long[] absentToo = scores(setup, without, tries);
    double epsilon = price().epsilon().doubleValue();
    double delta = Rho.DELTA.doubleValue();
    double most = (Math.expm1(epsilon) + 2 * delta) / (Math.exp(epsilon) + 1);
    double chance = SIGMAS * Math.sqrt(0.5 / (tries / 2.0));
    double advantage = advantage(there, absent);
    return List.of(
        new Row(
            NAME,
            "advantage of the best test for one session in the reach of %d segments, of %,d releases"
                .formatted(SEGMENTS, 2 * tries),
            "≤ %s, which epsilon %s allows, and what chance adds"
                .formatted(rounded(most), rounded(epsilon)),
            rounded(advantage),
            "where it never was %s; chance alone gives ± %s"
                .formatted(rounded(advantage(absentToo, absent)), rounded(chance)),
            Row.of(advantage <= most + chance)));
  }

  private static Counts counted(boolean withTarget) {
    ReachCounts reach = new ReachCounts(() -> TEN);
    BitSet all = new BitSet();
    all.set(0, SEGMENTS);
    Membership every = Membership.of(SEGMENTS, all);
    for (int i = 0; i < OTHERS; i++) {
      reach.count(EDITION.number(), EDITION.model(), every, HOUR, i);
    }
    if (withTarget) {
      reach.count(EDITION.number(), EDITION.model(), every, HOUR, TARGET);
    }
    Source source = Source.random(new SecureRandom());
    return new Counts(
        new Counts.Own(new DecisionCounts(() -> TEN, () -> source), reach),
        NobodyElse.INSTANCE,
        new InMemoryCountStore());
  }

  private long[] scores(Setup setup, Counts counts, int tries) throws IOException {
    long[] scores = new long[tries];
    for (int i = 0; i < tries; i++) {
      int askings = setup.has(Weakness.FRESH_NOISE) ? ASKINGS : 1;
      for (int asked = 0; asked < askings; asked++) {
        scores[i] += setup.has(Weakness.EXACT_COUNTS) ? exact(counts) : sum(released(counts));
      }
    }
    return scores;
  }

  private static long exact(Counts counts) {
    Set<ReachKey> keys = new HashSet<>();
    EDITION
        .model()
        .segments()
        .forEach(segment -> keys.add(new ReachKey(EDITION.number(), HOUR, segment.name().text())));
    return counts.reach(keys).value().values().stream().mapToLong(each -> each.count()).sum();
  }

  private InMemoryReleases released(Counts counts) throws IOException {
    InMemoryReleases releases = new InMemoryReleases();
    Releaser releaser =
        new Releaser(
            counts, releases, BUDGET, new Releaser.Surroundings(() -> OVER, random, _ -> {}));
    releaser.note(EDITION.number(), TEN, EDITION.model());
    releaser.round();
    return releases;
  }

  private static long sum(InMemoryReleases releases) throws IOException {
    Asked hour = new Asked(Optional.empty(), OptionalLong.empty(), HOUR, HOUR + 1);
    List<Sum> sums = new Releases(releases).sums(Statistic.REACH, hour, By.ALL);
    if (sums.size() != SEGMENTS) {
      throw new IllegalStateException("all segments are released; got " + sums.size());
    }
    return sums.stream().mapToLong(Sum::value).sum();
  }

  /** What the ledger says that the release cost. */
  private Rho price() throws IOException {
    return released(counted(false)).debits(0).stream()
        .filter(debit -> debit.account().statistic() == Statistic.REACH)
        .map(debit -> debit.price())
        .findFirst()
        .orElseThrow();
  }

  /** How much oftener it is said that the session was there if it was, by what one half taught. */
  private static double advantage(long[] there, long[] absent) {
    int half = there.length / 2;
    long[] thresholds = Arrays.copyOf(there, half);
    Arrays.sort(thresholds);
    long best = 0;
    double highest = -1;
    long[] seen = Arrays.copyOf(absent, half);
    Arrays.sort(seen);
    for (int i = 0; i < half; i++) {
      double here = 1 - (double) below(thresholds, thresholds[i]) / half;
      double gone = 1 - (double) below(seen, thresholds[i]) / half;
      if (here - gone > highest) {
        highest = here - gone;
        best = thresholds[i];
      }
    }
    return share(there, half, best) - share(absent, half, best);
  }

  private static int below(long[] rising, long value) {
    int low = 0;
    int high = rising.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rising[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double share(long[] scores, int from, long least) {
    return (double) Arrays.stream(scores, from, scores.length).filter(each -> each >= least).count()
        / (scores.length - from);
  }

  private static String rounded(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }
}
