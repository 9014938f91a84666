package dev.mien.engine.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.release.ReleaseStore.Settled;
import dev.mien.engine.release.Releases.Sum;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every place for releases does. */
public abstract class ReleaseStoreContract {
  private static final Noise NOISE = new Noise.DiscreteLaplace(1, 2);
  private static final Subject RUN =
      new Subject.Way(new Cell("hero", "matched", Optional.of("runners"), "run"));
  private static final Subject REST =
      new Subject.Way(new Cell("hero", "fallback", Optional.empty(), "fallback"));
  private static final Subject TEASER =
      new Subject.Way(new Cell("teaser", "fallback", Optional.empty(), "fallback"));
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** A place that holds nothing. */
  protected abstract ReleaseStore store() throws Exception;

  /** The same place for another node, or after a restart. */
  protected abstract ReleaseStore again() throws Exception;

  private static ReleaseKey key(long edition, long hour, int part) {
    return new ReleaseKey(Statistic.DECISIONS, edition, hour, part);
  }

  private static Terms terms(long hour, String what, long price, long limit) {
    Account account = new Account(Statistic.DECISIONS, hour);
    return new Terms(NOISE, new Debit(account, what, new Rho(price)), new Rho(limit));
  }

  private static Asked asked(long from, long until) {
    return new Asked(Optional.empty(), OptionalLong.empty(), from, until);
  }

  private static Map<Subject, Long> never() {
    throw new AssertionError("nothing may be drawn");
  }

  private static Set<Sum> sums(ReleaseStore store, Asked asked, By by) throws IOException {
    return new HashSet<>(new Releases(store).sums(Statistic.DECISIONS, asked, by));
  }

  private static Sum sum(long hour, Subject subject, long value, int hours) {
    OptionalLong of = hour == 0 ? OptionalLong.empty() : OptionalLong.of(hour);
    return new Sum(of, subject, value, hours * NOISE.spread());
  }

  @Test
  void aReleaseIsMadeOnceAndStaysAsItIs() throws Exception {
    ReleaseStore store = store();
    Terms terms = terms(7, "hour 7", 10, 100);
    assertEquals(
        Outcome.DEBITED, store.release(key(1, 7, 0), terms, () -> Map.of(RUN, 40L, REST, -3L)));
    for (int i = 0; i < 20; i++) {
      assertEquals(
          Outcome.BEFORE, again().release(key(1, 7, 0), terms, ReleaseStoreContract::never));
      assertEquals(
          Set.of(sum(7, RUN, 40, 1), sum(7, REST, -3, 1)), sums(again(), asked(0, 9), By.HOUR));
    }
    assertEquals(List.of(terms.debit()), again().debits(0));
    assertEquals(
        Map.of(7L, Settled.RELEASED), new Releases(store).hours(Statistic.DECISIONS, asked(0, 9)));
    assertEquals(Map.of(), new Releases(store).hours(Statistic.REACH, asked(0, 9)));
    assertEquals(Set.of(key(1, 7, 0)), store.settled(7));
    assertEquals(Set.of(), store.settled(8));
  }

  private static ReleaseKey outcomes(long edition, long hour, int part) {
    return new ReleaseKey(Statistic.OUTCOMES, edition, hour, part);
  }

  @Test
  void daysOfOutcomesAddUpToTheSameWhetherTheyAreFoldedOrNot() throws Exception {
    ReleaseStore store = store();
    SplittableRandom random = new SplittableRandom(12);
    for (long hour = 0; hour < 80; hour += 1 + random.nextInt(3)) {
      for (int part = 0; part < 1 + random.nextInt(2); part++) {
        long edition = 1L + random.nextInt(2);
        Map<Subject, Long> numbers =
            part == 0
                ? Map.of(RUN, random.nextLong(-5, 50), REST, random.nextLong(-5, 50))
                : Map.of(TEASER, random.nextLong(-5, 50));
        Outcome _ =
            store.release(outcomes(edition, hour, part), terms(hour, "a", 1, 9), () -> numbers);
      }
    }
    List<Asked> asked = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      long from = random.nextInt(60);
      asked.add(
          new Asked(
              random.nextInt(3) == 0 ? Optional.of("hero") : Optional.empty(),
              random.nextInt(3) == 0 ? OptionalLong.of(2) : OptionalLong.empty(),
              from,
              from + 1 + random.nextInt(60)));
    }
    List<Set<Sum>> before = new ArrayList<>();
    for (Asked each : asked) {
      before.add(new HashSet<>(new Releases(store).sums(Statistic.OUTCOMES, each, By.ALL)));
    }
    while (store.fold(60) < 48) {
      Thread.onSpinWait();
    }
    assertEquals(48, again().fold(60));
    assertEquals(Map.of(), store.days(Statistic.DECISIONS, 0, 48));
    assertEquals(Map.of(), store.days(Statistic.OUTCOMES, 48, 72));
    assertTrue(!store.days(Statistic.OUTCOMES, 0, 24).isEmpty(), "the first day is added up");
    Releases folded = new Releases(again());
    for (int i = 0; i < asked.size(); i++) {
      Set<Sum> now = new HashSet<>(folded.sums(Statistic.OUTCOMES, asked.get(i), By.ALL));
      assertEquals(before.get(i), now, "seed 12, " + asked.get(i));
    }
    store.forget(30);
    assertEquals(Map.of(), store.days(Statistic.OUTCOMES, 0, 48), "a part of a day is none");
  }

  @Test
  void nothingIsReleasedAnyMoreOfADayThatIsAddedUp() throws Exception {
    ReleaseStore store = store();
    store.release(outcomes(1, 7, 0), terms(7, "a", 1, 9), () -> Map.of(RUN, 1L));
    while (store.fold(24) < 24) {
      Thread.onSpinWait();
    }
    assertEquals(
        Outcome.REFUSED,
        again().release(outcomes(1, 9, 0), terms(9, "a", 1, 9), ReleaseStoreContract::never));
    assertEquals(
        Outcome.DEBITED,
        store.release(outcomes(1, 24, 0), terms(24, "a", 1, 9), () -> Map.of(RUN, 1L)));
    assertEquals(
        Outcome.DEBITED, store.release(key(1, 9, 0), terms(9, "b", 1, 9), () -> Map.of(RUN, 1L)));
  }

  @Test
  void numbersAreSummedByHourOrInAll() throws Exception {
    ReleaseStore store = store();
    store.release(key(1, 7, 0), terms(7, "a", 1, 100), () -> Map.of(RUN, 40L, REST, 5L));
    store.release(key(1, 7, 1), terms(7, "a", 1, 100), () -> Map.of(TEASER, 9L));
    store.release(key(2, 7, 0), terms(7, "a", 1, 100), () -> Map.of(RUN, 2L));
    store.release(key(2, 8, 0), terms(8, "a", 1, 100), () -> Map.of(RUN, 100L));
    assertEquals(
        Set.of(sum(0, RUN, 142, 3), sum(0, REST, 5, 1), sum(0, TEASER, 9, 1)),
        sums(store, asked(7, 9), By.ALL));
    assertEquals(
        Set.of(sum(7, RUN, 42, 2), sum(8, RUN, 100, 1)),
        sums(store, new Asked(Optional.of("hero"), OptionalLong.empty(), 7, 9), By.HOUR).stream()
            .filter(sum -> sum.subject().equals(RUN))
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of(sum(0, RUN, 102, 2)),
        sums(store, new Asked(Optional.empty(), OptionalLong.of(2), 7, 9), By.ALL));
    assertEquals(Set.of(), sums(store, asked(9, 10), By.ALL));
    assertEquals(
        Set.of(),
        sums(store, new Asked(Optional.of("' OR 1=1"), OptionalLong.empty(), 7, 9), By.ALL));
  }

  @Test
  void segmentsAreReleasedByTheirNames() throws Exception {
    ReleaseStore store = store();
    Subject segment = new Subject.Segment("läufer");
    ReleaseKey key = new ReleaseKey(Statistic.REACH, 1, 7, 0);
    store.release(key, terms(7, "a", 1, 100), () -> Map.of(segment, 12L));
    assertEquals(
        List.of(sum(7, segment, 12, 1)),
        new Releases(store).sums(Statistic.REACH, asked(7, 8), By.HOUR));
    assertEquals(Set.of(), sums(store, asked(7, 8), By.HOUR));
  }

  @Test
  void goalsAndWhatDraftsCoverAreReleasedUnderTheirNames() throws Exception {
    ReleaseStore store = store();
    Map<Subject, Long> goals = Map.of(new Subject.Sessions(), 90L, new Subject.Goal("bought"), 7L);
    Map<Subject, Long> drafts =
        Map.of(new Subject.Shadow("a1"), 50L, new Subject.Either("a1", "b2"), 80L);
    store.release(new ReleaseKey(Statistic.GOALS, 1, 7, 0), terms(7, "goals", 1, 100), () -> goals);
    store.release(
        new ReleaseKey(Statistic.SHADOW, 0, 7, 0), terms(7, "drafts", 1, 100), () -> drafts);
    assertEquals(goals, numbers(again(), Statistic.GOALS));
    assertEquals(drafts, numbers(again(), Statistic.SHADOW));
    assertEquals(Map.of(), numbers(again(), Statistic.REACH));
  }

  private static Map<Subject, Long> numbers(ReleaseStore store, Statistic statistic)
      throws IOException {
    return new Releases(store)
        .sums(statistic, asked(7, 8), By.ALL).stream()
            .collect(Collectors.toMap(Sum::subject, Sum::value));
  }

  @Test
  void whatIsPlannedForAnHourIsWhatAllNodesPlannedUpToSoManyNumbers() throws Exception {
    ReleaseStore store = store();
    Subject one = new Subject.Shadow("a1");
    Subject with = new Subject.Either("a1", "b2");
    store.plan(7, Set.of(one, with), 3);
    again().plan(7, Set.of(one), 3);
    assertEquals(Set.of(one, with), again().planned(7));
    assertEquals(Set.of(), again().planned(8));
    again().plan(7, Set.of(one, new Subject.Shadow("c3"), new Subject.Shadow("d4")), 3);
    assertEquals(3, again().planned(7).size());
    store.forget(8);
    assertEquals(Set.of(), again().planned(7));
  }

  @Test
  void partsThatAreUnderOneDebitArePaidForOnce() throws Exception {
    ReleaseStore store = store();
    Terms terms = terms(7, "hour 7", 10, 10);
    assertEquals(Outcome.DEBITED, store.release(key(1, 7, 0), terms, () -> Map.of(RUN, 1L)));
    assertEquals(Outcome.MADE, store.release(key(1, 7, 1), terms, () -> Map.of(TEASER, 1L)));
    assertEquals(1, store.debits(0).size());
    // Under other noise it is another debit.
    assertEquals(
        Outcome.REFUSED,
        store.release(key(1, 7, 2), terms(7, "hour 7", 9, 10), ReleaseStoreContract::never));
  }

  @Test
  void whatTheBudgetDoesNotAllowLeavesNoTraceInWhatIsRead() throws Exception {
    ReleaseStore store = store();
    store.release(key(1, 7, 0), terms(7, "a", 60, 100), () -> Map.of(RUN, 1L));
    assertEquals(
        Outcome.REFUSED,
        store.release(key(2, 7, 0), terms(7, "b", 41, 100), ReleaseStoreContract::never));
    // Also not when there is more budget later.
    assertEquals(
        Outcome.BEFORE,
        again().release(key(2, 7, 0), terms(7, "b", 41, 900), ReleaseStoreContract::never));
    assertEquals(Set.of(sum(0, RUN, 1, 1)), sums(store, asked(7, 8), By.ALL));
    Asked refused = new Asked(Optional.empty(), OptionalLong.of(2), 7, 8);
    assertEquals(
        Map.of(7L, Settled.REFUSED), new Releases(store).hours(Statistic.DECISIONS, refused));
    assertEquals(
        Map.of(7L, Settled.RELEASED), new Releases(store).hours(Statistic.DECISIONS, asked(7, 8)));
    assertEquals(
        Outcome.DEBITED,
        store.release(key(3, 7, 0), terms(7, "c", 40, 100), () -> Map.of(RUN, 1L)));
    // Another period has a budget of its own.
    assertEquals(
        Outcome.DEBITED,
        store.release(key(2, 8, 0), terms(8, "b", 41, 100), () -> Map.of(RUN, 1L)));
  }

  @Test
  void aDrawThatFailsCostsNothing() throws Exception {
    ReleaseStore store = store();
    Terms terms = terms(7, "a", 60, 100);
    assertThrows(
        IllegalStateException.class,
        () ->
            store.release(
                key(1, 7, 0),
                terms,
                () -> {
                  throw new IllegalStateException("no bits");
                }));
    assertEquals(List.of(), store.debits(0));
    assertEquals(Outcome.DEBITED, store.release(key(1, 7, 0), terms, () -> Map.of(RUN, 1L)));
  }

  @Test
  void releasesAreForgottenAndDebitsAreNot() throws Exception {
    ReleaseStore store = store();
    store.release(key(1, 7, 0), terms(7, "a", 1, 100), () -> Map.of(RUN, 1L));
    store.release(key(1, 8, 0), terms(8, "a", 1, 100), () -> Map.of(RUN, 2L));
    store.forget(8);
    assertEquals(Set.of(sum(8, RUN, 2, 1)), sums(store, asked(0, 100), By.HOUR));
    assertEquals(
        Map.of(8L, Settled.RELEASED),
        new Releases(store).hours(Statistic.DECISIONS, asked(0, 100)));
    assertEquals(2, store.debits(0).size());
    assertEquals(1, store.debits(8).size());
  }

  /**
   * Several nodes, some of which start anew now and then, release in random order what is more than
   * the budget allows, and each other's.
   */
  @Test
  void whateverNodesDoAtATimeNoBudgetIsOverspentAndNothingIsReleasedTwice() throws Exception {
    long seed = System.nanoTime();
    int accounts = 3;
    int keys = 12;
    long limit = 1_000;
    List<ReleaseStore> nodes = List.of(store(), again(), again());
    Map<ReleaseKey, AtomicInteger> draws = new HashMap<>();
    List<ReleaseKey> all = new ArrayList<>();
    for (int account = 0; account < accounts; account++) {
      for (int edition = 0; edition < keys; edition++) {
        ReleaseKey key = key(edition, 100L + account, 0);
        all.add(key);
        draws.put(key, new AtomicInteger());
      }
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(nodes.size())) {
      List<Future<Integer>> ends = new ArrayList<>();
      for (int node = 0; node < nodes.size(); node++) {
        ReleaseStore store = nodes.get(node);
        SplittableRandom random = new SplittableRandom(seed + node);
        ends.add(
            threads.submit(
                () -> {
                  List<ReleaseKey> order = new ArrayList<>(all);
                  Collections.shuffle(order, new Random(random.nextLong()));
                  int debited = 0;
                  for (ReleaseKey key : order) {
                    ReleaseStore at = random.nextInt(10) == 0 ? again() : store;
                    debited += released(at, key, draws) == Outcome.DEBITED ? 1 : 0;
                  }
                  return debited;
                }));
      }
      int debited = 0;
      for (Future<Integer> end : ends) {
        debited += end.get();
      }
      List<Debit> debits = nodes.getFirst().debits(0);
      assertTrue(debited <= debits.size(), "seed " + seed);
      for (int account = 0; account < accounts; account++) {
        long hour = 100L + account;
        long spent =
            debits.stream()
                .filter(debit -> debit.account().fromHour() == hour)
                .mapToLong(debit -> debit.price().billionths())
                .sum();
        assertTrue(spent <= limit, spent + " of " + limit + ", seed " + seed);
        assertTrue(spent > limit - 400, spent + " of " + limit + ", seed " + seed);
      }
      assertEquals(new HashSet<>(debits).size(), debits.size(), "seed " + seed);
      assertEquals(
          debits.size(),
          sums(nodes.getFirst(), asked(0, 500), By.HOUR).stream()
              .mapToInt(sum -> (int) (sum.spread() / NOISE.spread()))
              .sum(),
          "a number for each debit, seed " + seed);
    }
  }

  /** As a node does it: what is not certain is asked for again. */
  private static Outcome released(
      ReleaseStore store, ReleaseKey key, Map<ReleaseKey, AtomicInteger> draws) throws IOException {
    Terms terms = terms(key.hour(), "edition " + key.edition(), 100 + 25 * key.edition(), 1_000);
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return store.release(
            key,
            terms,
            () ->
                Map.of(RUN, (long) draws.getOrDefault(key, new AtomicInteger()).incrementAndGet()));
      } catch (IOException e) {
        if (System.nanoTime() > end) {
          throw e;
        }
      }
    }
  }
}
