package dev.mien.engine.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cells;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.SampleEditions;
import dev.mien.engine.counts.Snapshots;
import dev.mien.engine.counts.Source;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.release.Releases.Sum;
import dev.mien.engine.release.Statistics.Figure;
import dev.mien.engine.release.Statistics.State;
import dev.mien.engine.vocabulary.SegmentIdentities;
import dev.mien.segments.model.Slot;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ReleaserTest {
  private static final List<Edition> EDITIONS = SampleEditions.editions(3);
  private static final Edition EDITION = EDITIONS.getFirst();
  private static final int SEGMENTS = EDITION.model().segments().size();
  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final long HOUR = hour(TEN);

  private static long hour(Instant instant) {
    return instant.toEpochMilli() / CountKey.HOUR_MILLIS;
  }

  /** What a node counts and releases. */
  private static final class Node {
    private final InMemoryReleases releases;
    private final InMemoryCountStore store;
    private final List<Debit> debits = new ArrayList<>();
    private final Counts.Own own;
    private final Counts counts;
    private final Snapshots snapshots;
    private final Releaser releaser;
    private final Statistics statistics;
    private Instant now;

    Node(InMemoryReleases releases, InMemoryCountStore store, long seed) {
      this.releases = releases;
      this.store = store;
      this.now = TEN;
      SplittableRandom random = new SplittableRandom(seed);
      this.own =
          new Counts.Own(
              new DecisionCounts(() -> now, () -> Source.random(random)),
              new ReachCounts(() -> now));
      this.counts = new Counts(own, NobodyElse.INSTANCE, store);
      this.snapshots = new Snapshots(counts, NobodyElse.INSTANCE, store, () -> now);
      this.releaser =
          new Releaser(
              counts,
              releases,
              new Budget(new BigDecimal(3), 1),
              new Releaser.Surroundings(() -> now, new Seeded(seed), debits::add));
      this.statistics = new Statistics(releases, 1, () -> now);
    }

    static Node fresh(long seed) {
      return new Node(new InMemoryReleases(), new InMemoryCountStore(), seed);
    }

    void decide(int slot, int times) {
      Slot decided = EDITION.model().slots().get(slot);
      for (int i = 0; i < times; i++) {
        own.decisions().count(1, EDITION.model(), slot, Reason.FALLBACK, decided.fallback());
      }
    }

    void meet(BitSet holding, long began, int token) {
      own.reach().count(1, EDITION.model(), Membership.of(SEGMENTS, holding), began, token);
    }

    void keep() throws IOException {
      snapshots.round(own.reach().keys(1, EDITION.model()));
    }

    void round(Edition edition) throws IOException {
      snapshots.round(own.reach().keys(edition.number(), edition.model()));
      releaser.note(edition.number(), TEN, edition.model());
      releaser.round();
    }

    void round() throws IOException {
      round(EDITION);
    }

    Map<Subject, Long> released(Statistic statistic, long hour) throws IOException {
      Asked asked = new Asked(Optional.empty(), OptionalLong.empty(), hour, hour + 1);
      Map<Subject, Long> numbers = new HashMap<>();
      for (Sum sum : new Releases(releases).sums(statistic, asked, By.HOUR)) {
        numbers.put(sum.subject(), sum.value());
      }
      return numbers;
    }
  }

  private static Set<Subject> everyWay() {
    Set<Subject> ways = new HashSet<>();
    Cells.parts(EDITION.model())
        .forEach(part -> part.forEach(cell -> ways.add(new Subject.Way(cell))));
    return ways;
  }

  private static BitSet all() {
    BitSet all = new BitSet();
    all.set(0, SEGMENTS);
    return all;
  }

  @Test
  void anHourIsReleasedOnceItIsOverAndEveryNumberHasNoise() throws IOException {
    Node node = Node.fresh(1);
    node.decide(0, 1_000);
    node.now = TEN.plus(Duration.ofMinutes(61));
    node.round();
    assertEquals(Map.of(), node.released(Statistic.DECISIONS, HOUR));
    node.now = TEN.plus(Duration.ofMinutes(62));
    node.round();
    Map<Subject, Long> released = node.released(Statistic.DECISIONS, HOUR);
    assertEquals(everyWay(), released.keySet());
    assertTrue(
        released.values().stream().filter(number -> number != 0 && number < 900).count() > 3,
        "also what was never counted: " + released);
    assertEquals(1, released.values().stream().filter(number -> number > 900).count());
  }

  @Test
  void reachIsReleasedOnceNoSessionOfTheHourCountsAnyMore() throws IOException {
    Node node = Node.fresh(1);
    for (int token = 0; token < 500; token++) {
      node.meet(all(), HOUR, token);
    }
    node.now = TEN.plus(Duration.ofMinutes(121));
    node.round();
    assertEquals(Map.of(), node.released(Statistic.REACH, HOUR));
    node.now = TEN.plus(Duration.ofMinutes(122));
    node.round();
    Map<Subject, Long> released = node.released(Statistic.REACH, HOUR);
    assertEquals(SEGMENTS, released.size());
    released.values().forEach(number -> assertEquals(500, number, 80));
  }

  @Test
  void askingAgainGivesTheSameNumbersWhateverIsCountedLater() throws IOException {
    Node node = Node.fresh(1);
    node.decide(0, 100);
    node.now = TEN.plus(Duration.ofMinutes(62));
    node.round();
    Map<Subject, Long> first = node.released(Statistic.DECISIONS, HOUR);
    Asked asked = new Asked(Optional.empty(), OptionalLong.empty(), HOUR, HOUR + 1);
    Statistics.Decisions shown = node.statistics.decisions(asked, By.ALL);
    node.now = TEN.plus(Duration.ofMinutes(59));
    node.decide(0, 100);
    node.now = TEN.plus(Duration.ofMinutes(63));
    for (int i = 0; i < 1_000; i++) {
      node.round();
      assertEquals(shown, node.statistics.decisions(asked, By.ALL));
    }
    Node restarted = new Node(node.releases, node.store, 2);
    restarted.now = node.now;
    restarted.round();
    assertEquals(first, restarted.released(Statistic.DECISIONS, HOUR));
    assertEquals(List.of(), restarted.debits);
  }

  @Test
  void hoursThatWereMissedAreMadeUpFor() throws IOException {
    Node node = Node.fresh(1);
    node.decide(0, 300);
    node.round();
    Node later = new Node(node.releases, node.store, 2);
    later.now = TEN.plus(Duration.ofMinutes(9 * 60 + 2));
    later.round();
    for (int hour = 0; hour < 9; hour++) {
      assertEquals(
          everyWay(), later.released(Statistic.DECISIONS, HOUR + hour).keySet(), "hour " + hour);
    }
    assertTrue(later.released(Statistic.DECISIONS, HOUR).values().stream().anyMatch(n -> n > 250));
  }

  @Test
  void anHourThatCannotBeCountedInFullWaits() throws IOException {
    Node node = Node.fresh(1);
    node.decide(0, 100);
    node.round();
    node.now = TEN.plus(Duration.ofMinutes(62));
    node.store.away(true);
    assertThrows(IOException.class, node::round);
    node.releaser.round();
    assertEquals(Map.of(), node.released(Statistic.DECISIONS, HOUR));
    node.store.away(false);
    node.round();
    assertEquals(everyWay(), node.released(Statistic.DECISIONS, HOUR).keySet());
  }

  @Test
  void everyDebitIsToldOnceAndTheLedgerAddsUpToWhatIsSpent() throws IOException {
    Node node = Node.fresh(1);
    for (int i = 0; i < 10; i++) {
      node.now = TEN.plus(Duration.ofMinutes(31L * i));
      node.round();
    }
    assertEquals(node.releases.debits(0), node.debits);
    assertEquals(new HashSet<>(node.debits).size(), node.debits.size());
    Spending spending = Spending.of(node.releases.debits(0));
    assertEquals(2, spending.accounts().size());
    for (Spending.Entry entry : spending.accounts()) {
      long spent =
          node.debits.stream()
              .filter(debit -> debit.account().equals(entry.account()))
              .mapToLong(debit -> debit.price().billionths())
              .sum();
      assertEquals(spent, entry.spent().billionths());
      assertEquals(
          node.debits.stream()
              .filter(debit -> debit.account().statistic() == entry.account().statistic())
              .mapToLong(debit -> debit.account().fromHour())
              .max()
              .orElseThrow(),
          entry.account().fromHour());
    }
  }

  @Test
  void aThirdEditionInAnHourExhaustsTheBudgetOfItsReach() throws IOException {
    Node node = Node.fresh(1);
    for (Edition edition : EDITIONS) {
      node.now = node.now.plus(Duration.ofMinutes(5));
      node.round(edition);
    }
    node.now = TEN.plus(Duration.ofMinutes(125));
    node.round(EDITIONS.getLast());
    assertEquals(
        List.of(State.RELEASED, State.RELEASED, State.BUDGET_EXHAUSTED),
        List.of(state(node, 1), state(node, 2), state(node, 3)));
    Asked third = new Asked(Optional.empty(), OptionalLong.of(3), HOUR, HOUR + 1);
    assertEquals(List.of(), new Releases(node.releases).sums(Statistic.REACH, third, By.HOUR));
    assertEquals(
        State.RELEASED,
        node.statistics.decisions(third, By.ALL).hours().get(HOUR),
        "a decision is made by one edition");
  }

  private static State state(Node node, long edition) throws IOException {
    return node.statistics.reach(edition).hours().getOrDefault(HOUR, State.NOT_YET);
  }

  /** The unit that is protected: the same draws, and one decision more. */
  @Test
  void oneDecisionChangesOneNumberByOne() throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      Node without = Node.fresh(seed);
      Node with = Node.fresh(seed);
      for (Node node : List.of(without, with)) {
        node.decide(0, 50);
        node.decide(1, 70);
      }
      with.decide((int) seed % 2, 1);
      assertEquals(
          1,
          changes(without, with, Statistic.DECISIONS).values().stream().mapToLong(Math::abs).sum(),
          "seed " + seed);
    }
  }

  /** The unit that is protected: the same draws, and one session more, which does what it likes. */
  @Test
  void oneSessionChangesTheReachOfASegmentByOneAtTheMostAndInOneHour() throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Node without = Node.fresh(seed);
      Node with = Node.fresh(seed);
      for (int token = 0; token < 60; token++) {
        without.meet(all(), HOUR, token);
        with.meet(all(), HOUR, token);
      }
      int token = random.nextInt(100);
      for (int i = 0; i < 200; i++) {
        with.now = TEN.plus(Duration.ofMinutes(i));
        BitSet holding = new BitSet();
        holding.set(random.nextInt(SEGMENTS));
        with.meet(holding, HOUR, token);
        with.keep();
      }
      without.now = with.now;
      Map<String, Long> changes = changes(without, with, Statistic.REACH);
      changes.values().forEach(change -> assertTrue(Math.abs(change) == 1, changes::toString));
      assertTrue(changes.size() <= SEGMENTS, changes::toString);
      assertTrue(
          changes.keySet().stream().allMatch(name -> name.startsWith(HOUR + " ")),
          changes::toString);
    }
  }

  /** What differs, by hour and subject. */
  private static Map<String, Long> changes(Node without, Node with, Statistic statistic)
      throws IOException {
    Map<String, Long> changes = new HashMap<>();
    for (Node node : List.of(without, with)) {
      node.now = TEN.plus(Duration.ofHours(6));
      node.round();
    }
    for (long hour = HOUR - 1; hour < HOUR + 4; hour++) {
      Map<Subject, Long> before = without.released(statistic, hour);
      for (Map.Entry<Subject, Long> each : with.released(statistic, hour).entrySet()) {
        long change = each.getValue() - before.getOrDefault(each.getKey(), Long.MIN_VALUE);
        if (change != 0) {
          changes.put(hour + " " + each.getKey(), change);
        }
      }
    }
    return changes;
  }

  @Test
  void whatIsBelowTheMinimumWithItsNoiseIsWithheldAndItsSumOverHoursIsNot() throws IOException {
    Node node = Node.fresh(1);
    for (int i = 0; i < 6; i++) {
      node.decide(0, 40);
      node.round();
      node.now = node.now.plus(Duration.ofHours(1));
    }
    node.now = node.now.plus(Duration.ofMinutes(3));
    node.round();
    Statistics shy = new Statistics(node.releases, 80, () -> node.now);
    Asked asked = new Asked(Optional.of("home.hero"), OptionalLong.empty(), HOUR, HOUR + 7);
    Statistics.Decisions byHour = shy.decisions(asked, By.HOUR);
    byHour.rows().forEach(row -> assertEquals(new Figure.Withheld(80), row.figure()));
    List<Figure> shown =
        shy.decisions(asked, By.ALL).rows().stream()
            .map(Statistics.Row::figure)
            .filter(Figure.Released.class::isInstance)
            .toList();
    assertEquals(1, shown.size());
    assertTrue(
        shown.getFirst() instanceof Figure.Released(long number, long margin)
            && Math.abs(number - 240) <= 2 * margin,
        shown::toString);
    assertEquals(State.NOT_YET, byHour.hours().get(HOUR + 6));
    assertNotEquals(0, node.debits.size());
  }

  private static final String DRAFTED = "0123456789abcdef0123456789abcdef";
  private static final List<String> DRAFTS = List.of(DRAFTED);

  private static Subject either(int segment) {
    return new Subject.Either(
        DRAFTED, SegmentIdentities.of(EDITION.model()).get(segment).toString());
  }

  /** Plans, and lets sessions come: 300 in the draft, of which 100 are in the first segment. */
  private static Node drafting() {
    Node node = Node.fresh(1);
    Set<Subject> numbers = Set.of(new Subject.Shadow(DRAFTED), either(0), either(1));
    node.releases.plan(HOUR, numbers, 100);
    node.releases.plan(HOUR + 1, numbers, 100);
    BitSet first = new BitSet();
    first.set(0);
    for (int token = 0; token < 500; token++) {
      if (token < 300) {
        node.own.shadows().count(DRAFTS, 0, HOUR, token);
      }
      if (token >= 200) {
        node.meet(first, HOUR, token);
      }
    }
    return node;
  }

  @Test
  void whatADraftCoversIsReleasedAfterReachFromTheSameBudget() throws IOException {
    Node node = drafting();
    node.now = TEN.plus(Duration.ofMinutes(121));
    node.round();
    assertEquals(Map.of(), node.released(Statistic.SHADOW, HOUR));
    node.now = TEN.plus(Duration.ofMinutes(122));
    node.round();
    Map<Subject, Long> released = node.released(Statistic.SHADOW, HOUR);
    assertEquals(3, released.size());
    assertEquals(300, released.getOrDefault(new Subject.Shadow(DRAFTED), 0L), 60);
    assertEquals(500, released.getOrDefault(either(0), 0L), 60);
    assertEquals(300, released.getOrDefault(either(1), 0L), 60);
    List<Debit> ofHour =
        node.debits.stream()
            .filter(debit -> debit.account().equals(new Account(Statistic.REACH, HOUR)))
            .toList();
    assertEquals(
        List.of("hour " + HOUR + ", edition 1", "hour " + HOUR + ", drafts"),
        ofHour.stream().map(Debit::what).toList());
    Rho spent = ofHour.stream().map(Debit::price).reduce(Rho.NONE, Rho::plus);
    assertTrue(spent.compareTo(new Budget(new BigDecimal(3), 1).limit()) <= 0);
    node.round();
    assertEquals(released, node.released(Statistic.SHADOW, HOUR), "once");
  }

  @Test
  void whatWasNotPlannedForBothHoursOfASessionIsNotReleased() throws IOException {
    Node node = Node.fresh(1);
    node.releases.plan(HOUR, Set.of(new Subject.Shadow(DRAFTED)), 100);
    node.releases.plan(HOUR + 1, Set.of(new Subject.Shadow("another")), 100);
    node.own.shadows().count(DRAFTS, 0, HOUR, 7);
    node.now = TEN.plus(Duration.ofMinutes(245));
    node.round();
    assertEquals(Map.of(), node.released(Statistic.SHADOW, HOUR));
    assertTrue(node.debits.stream().noneMatch(debit -> debit.what().contains("drafts")));
  }

  @Test
  void inAnHourInWhichAnEditionFollowsAnotherDraftsHaveNoBudget() throws IOException {
    Node node = drafting();
    node.round(EDITIONS.getFirst());
    node.now = TEN.plus(Duration.ofMinutes(5));
    node.round(EDITIONS.get(1));
    node.now = TEN.plus(Duration.ofMinutes(125));
    node.round(EDITIONS.get(1));
    assertEquals(State.RELEASED, state(node, 1));
    assertEquals(State.RELEASED, state(node, 2));
    Asked asked = new Asked(Optional.empty(), OptionalLong.empty(), HOUR, HOUR + 1);
    assertEquals(Map.of(HOUR, State.BUDGET_EXHAUSTED), node.statistics.shadow(asked).hours());
  }

  /** The unit that is protected: the same draws, and one session more. */
  @Test
  void oneSessionChangesEachNumberOfADraftByOneAtTheMost() throws IOException {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Node without = drafting();
      Node with = drafting();
      int token = random.nextInt(4_000);
      BitSet holding = new BitSet();
      holding.set(random.nextInt(SEGMENTS));
      with.meet(holding, HOUR, token);
      with.own.shadows().count(DRAFTS, 0, HOUR, token);
      for (Node node : List.of(without, with)) {
        node.keep();
        node.now = TEN.plus(Duration.ofMinutes(122));
        node.round();
      }
      Map<Subject, Long> before = without.released(Statistic.SHADOW, HOUR);
      with.released(Statistic.SHADOW, HOUR)
          .forEach(
              (subject, number) ->
                  assertTrue(
                      Math.abs(number - before.getOrDefault(subject, Long.MIN_VALUE)) <= 1,
                      () -> subject + ", " + number + " and " + before));
    }
  }

  @Test
  void goalsAreReleasedBesideAllSessionsAndLeaveTheBudgetToReach() throws IOException {
    Edition edition = SampleEditions.withAGoal();
    Node node = Node.fresh(1);
    for (int token = 0; token < 600; token++) {
      node.own.goals().count(1, edition.model(), token < 200 ? 1 : 0, HOUR, token);
    }
    node.now = TEN.plus(Duration.ofMinutes(122));
    node.round(edition);
    Map<Subject, Long> released = node.released(Statistic.GOALS, HOUR);
    assertEquals(Set.of(new Subject.Sessions(), new Subject.Goal("purchase")), released.keySet());
    assertEquals(600, released.getOrDefault(new Subject.Sessions(), 0L), 40);
    assertEquals(200, released.getOrDefault(new Subject.Goal("purchase"), 0L), 40);
    List<String> ofHour =
        node.debits.stream()
            .filter(debit -> debit.account().equals(new Account(Statistic.REACH, HOUR)))
            .map(Debit::what)
            .toList();
    assertEquals(
        List.of("hour " + HOUR + ", edition 1", "hour " + HOUR + ", goals of edition 1"), ofHour);
    assertEquals(Map.of(), node.released(Statistic.SHADOW, HOUR));
  }
}
