package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.VectorBytes;
import dev.mien.engine.counts.Vectors;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.pattern.PatternCells;
import dev.mien.engine.pattern.PatternCounts;
import dev.mien.engine.pattern.ReleasedGrid;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.release.Budget;
import dev.mien.engine.release.Debit;
import dev.mien.engine.release.InMemoryReleases;
import dev.mien.engine.release.Noise;
import dev.mien.engine.release.ReleasedParts;
import dev.mien.engine.release.Releaser;
import dev.mien.engine.release.Rho;
import dev.mien.engine.release.Seeded;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.CountedGrid;
import java.io.IOException;
import java.math.BigDecimal;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What is counted of sessions in grids, and what of it is shown. */
class PatternsTest {
  private static final String WORKSPACE =
      """
      schema:
        purposes:
          offers: { title: "Relevance during this visit" }
          comfort: { title: "Fit the page to you" }
        events:
          page_view: { category: { choice: [sale, help] } }
          buy: { goal: true }
          ask: { goal: true }
        attributes:
          device: { choice: [mobile, desktop], from: client-hints, purpose: comfort, benefit: "Fits" }
          interest: { choice: [running, hiking], from: visitor, purpose: offers, retention: 20 minutes, benefit: "Fits" }
          views: { count: page_view, upTo: 3, purpose: offers, benefit: "Fits" }
      segments:
        runners: { title: Runners, when: interest is running }
      grids:
        both: { of: [device, interest], goals: [buy, ask], after: 2 }
        looks: { of: [views, interest], goals: [buy] }
      """;

  private static final Site SITE = new Site("main");
  private static final Instant START = Instant.parse("2026-11-21T10:10:00Z");
  private static final int MINIMUM = 50;

  private Instant now = START;
  private final SplittableRandom random = new SplittableRandom(20_261_122);
  private final PatternCounts counts =
      new PatternCounts(() -> now, () -> Source.random(new SecureRandom()));
  private final Vectors vectors = counts.vectors(NobodyElse.INSTANCE, new InMemoryCountStore());
  private final Engine engine = SampleEngines.of(() -> now, () -> random, new PatternTally(counts));
  private Edition edition = SampleEngines.publish(engine, WORKSPACE);

  /** One visit. */
  private final class Visit {
    private Optional<String> capsule = Optional.empty();

    /** A request that states consent to these purposes, if it states any. */
    Visit ask(Optional<List<String>> purposes, Map<String, String> signals, String... events) {
      SignalReader reader = new SignalReader(edition.vocabulary());
      signals.forEach((name, label) -> reader.text(name, label, ""));
      for (String event : events) {
        reader.event(event, "");
      }
      ConsentStatement consent =
          purposes
              .<ConsentStatement>map(some -> new ConsentStatement.Stated(some, Optional.empty()))
              .orElseGet(ConsentStatement.Unsaid::new);
      Answer.Decided answer =
          assertInstanceOf(
              Answer.Decided.class,
              engine
                  .decide(
                      new DecideRequest(
                          edition,
                          SITE,
                          List.of(),
                          reader.finish(),
                          consent,
                          capsule,
                          Detail.PLAIN))
                  .toCompletableFuture()
                  .join());
      capsule = answer.capsule().map(Answer.Issued::text);
      return this;
    }

    Visit begin(Map<String, String> signals, String... events) {
      return ask(Optional.of(List.of("offers", "comfort")), signals, events);
    }

    Visit goOn(String... events) {
      return ask(Optional.empty(), Map.of(), events);
    }
  }

  /** All that was counted, by grid, what is counted, and values. */
  private Map<String, Long> counted() {
    return words(vectors.known(all()).value());
  }

  private Map<String, Long> words(Map<CountKey, CountVector> known) {
    Map<String, Long> words = new TreeMap<>();
    for (CountVector vector : known.values()) {
      vector
          .counts()
          .forEach(
              (cell, count) -> {
                CountedGrid grid =
                    edition.vocabulary().grids().stream()
                        .filter(one -> one.grid().name().text().equals(cell.slot()))
                        .findFirst()
                        .orElseThrow();
                List<String> values = new ArrayList<>();
                for (int i = 0; i < grid.grid().attributes().size(); i++) {
                  OptionalLong value = grid.value(Integer.parseInt(cell.variant()), i);
                  values.add(value.isPresent() ? Long.toString(value.getAsLong()) : "-");
                }
                words.merge(
                    cell.slot() + " " + cell.reason() + " " + String.join(".", values),
                    count,
                    Long::sum);
              });
    }
    return words;
  }

  private Asked all() {
    long hour = START.getEpochSecond() / 3_600;
    return new Asked(Optional.empty(), OptionalLong.empty(), hour - 2, hour + 60);
  }

  @Test
  void aSessionCountsOnceInEachGridAtItsRequest() {
    new Visit()
        .begin(Map.of("device", "mobile", "interest", "hiking"), "page_view")
        .goOn("page_view")
        .goOn("page_view")
        .goOn();
    assertEquals(Map.of("both pattern 0.1", 1L, "looks pattern 1.1", 1L), counted());
  }

  @Test
  void whatNobodySaidIsAValueOfItsOwn() {
    new Visit().begin(Map.of()).goOn();
    assertEquals(Map.of("both pattern -.-", 1L, "looks pattern 0.-", 1L), counted());
  }

  @Test
  void aGoalCountsOnceForWhereTheSessionWasCountedBefore() {
    new Visit()
        .begin(Map.of("device", "desktop", "interest", "running"), "buy")
        .goOn("ask")
        .goOn("buy")
        .goOn("buy", "ask");
    assertEquals(
        Map.of(
            "both pattern 1.0", 1L,
            "both pattern#buy 1.0", 1L,
            "both pattern#ask 1.0", 1L,
            "looks pattern 0.0", 1L,
            "looks pattern#buy 0.0", 1L),
        counted());
  }

  @Test
  void whoDoesNotAgreeToAllThatAGridAsksAboutIsNotCountedInIt() {
    new Visit()
        .ask(Optional.of(List.of("offers")), Map.of("device", "mobile", "interest", "running"))
        .goOn()
        .goOn("buy");
    assertEquals(
        Map.of("looks pattern 0.0", 1L, "looks pattern#buy 0.0", 1L),
        counted(),
        "comfort is not agreed to");
    new Visit().ask(Optional.empty(), Map.of("device", "mobile")).goOn("buy");
    assertEquals(2, counted().size(), "without a session nothing is counted");
  }

  @Test
  void whoWithdrawsAPurposeIsNotCountedUnderItAnyMore() {
    Visit early = new Visit().begin(Map.of("device", "mobile", "interest", "running"));
    early.ask(Optional.of(List.of("offers")), Map.of()).goOn().goOn("buy");
    assertEquals(
        Map.of("looks pattern 0.0", 1L, "looks pattern#buy 0.0", 1L),
        counted(),
        "withdrawn before it was counted");
    Visit late = new Visit().begin(Map.of("device", "mobile", "interest", "running")).goOn();
    late.ask(Optional.of(List.of("offers")), Map.of()).goOn("ask");
    // Agreed to again: where it was counted is forgotten, and that it was is not.
    late.begin(Map.of("device", "desktop")).goOn("ask").goOn("buy");
    assertEquals(1L, counted().get("both pattern 0.0"));
    assertEquals(
        List.of(),
        counted().keySet().stream()
            .filter(
                words -> words.startsWith("both pattern#") || words.startsWith("both pattern 1"))
            .toList());
  }

  @Test
  void aPlaceIsForgottenWithWhatItTells() {
    Visit visit = new Visit().begin(Map.of("device", "mobile", "interest", "running")).goOn();
    now = now.plus(Duration.ofMinutes(21));
    visit.goOn("buy");
    assertEquals(
        Map.of("both pattern 0.0", 1L, "looks pattern 0.0", 1L),
        counted(),
        "its interest is kept for 20 minutes, and so is what tells of it");
  }

  @Test
  void aSessionThatBeganUnderOtherGridsCountsInNone() {
    Visit visit = new Visit().begin(Map.of("interest", "running"));
    Map<String, Long> before = counted();
    edition = SampleEngines.publish(engine, WORKSPACE.replace("after: 2", "after: 3"));
    visit.goOn().goOn().goOn("buy");
    assertEquals(before, counted());
    // An edition that changes nothing of grids changes nothing of what is counted.
    Visit other = new Visit().begin(Map.of("interest", "hiking"));
    edition =
        SampleEngines.publish(
            engine, WORKSPACE.replace("after: 2", "after: 3").replace("Fit the", "Fit a"));
    other.goOn();
    assertEquals(1L, counted().get("looks pattern 0.1"));
  }

  /** Told twice, late and in any order, it is the same table to the last number. */
  @Test
  void whatIsToldTwiceLateAndInAnotherOrderGivesTheSameCounts() {
    for (long seed = 0; seed < 20; seed++) {
      SplittableRandom drawn = new SplittableRandom(seed);
      Map<CountKey, CountVector> exact = new HashMap<>();
      List<Map.Entry<CountKey, byte[]>> messages = new ArrayList<>();
      for (int node = 0; node < 3; node++) {
        PatternCounts each = new PatternCounts(() -> START, () -> Source.random(drawn));
        Vectors known = each.vectors(NobodyElse.INSTANCE, new InMemoryCountStore());
        for (int round = 0; round < 4; round++) {
          for (int i = 0; i < 100; i++) {
            PatternCounts.Running running =
                each.running(
                    edition.number(),
                    edition.vocabulary(),
                    START.getEpochSecond() / 3_600 + drawn.nextInt(3));
            int cell = drawn.nextInt(9);
            running.met(0, cell);
            running.reached(0, cell, drawn.nextInt(4));
          }
          known
              .known(all())
              .value()
              .forEach((key, vector) -> messages.add(Map.entry(key, VectorBytes.write(vector))));
        }
        exact.putAll(known.known(all()).value());
      }
      messages.addAll(messages.subList(0, messages.size() / 2));
      Collections.shuffle(messages, new Random(drawn.nextLong()));
      Map<CountKey, CountVector> merged = new HashMap<>();
      for (Map.Entry<CountKey, byte[]> each : messages) {
        merged.merge(each.getKey(), VectorBytes.read(each.getValue()), CountVector::join);
      }
      assertEquals(words(exact), words(merged), "seed " + seed);
      assertEquals(
          1_200L,
          words(merged).entrySet().stream()
              .filter(each -> each.getKey().startsWith("both pattern "))
              .mapToLong(Map.Entry::getValue)
              .sum());
    }
  }

  @Test
  void whatIsReleasedIsNoisedAndWhatFewSessionsHaveIsOneRemainder() throws IOException {
    InMemoryReleases releases = new InMemoryReleases();
    List<Debit> debits = new ArrayList<>();
    Budget budget = new Budget(new BigDecimal(3), 1);
    Counts none =
        new Counts(
            new Counts.Own(
                new DecisionCounts(() -> now, () -> Source.random(random)),
                new ReachCounts(() -> now)),
            NobodyElse.INSTANCE,
            new InMemoryCountStore());
    Releaser releaser =
        new Releaser(
            new Releaser.Sources(none, Releaser.Vectors.NONE, vectors::known),
            releases,
            budget,
            new Releaser.Surroundings(() -> now, new Seeded(7), debits::add));
    long hour = START.getEpochSecond() / 3_600;
    PatternCounts.Running running = counts.running(edition.number(), edition.vocabulary(), hour);
    long[] exact = {600, 400, 49, 45, 20, 1, 0, 0, 0};
    for (int cell = 0; cell < exact.length; cell++) {
      for (int i = 0; i < exact[cell]; i++) {
        running.met(0, cell);
        running.reached(0, cell, i % 4 == 0 ? 1 : 0);
      }
    }
    releaser.note(
        edition.number(),
        START,
        edition.model(),
        () ->
            new Releaser.Released(ReleasedParts.NONE, PatternCells.released(edition.vocabulary())));
    now = now.plus(Duration.ofHours(3));
    releaser.round();

    Statistics statistics = new Statistics(releases, MINIMUM, () -> now);
    ReleasedGrid grid =
        ReleasedGrid.of(
            edition.vocabulary().grids().getFirst(), statistics.patterns(all()).sums(), MINIMUM);
    // One session changes five numbers: two patterns, and two goals and one. The hour before is
    // released as well, for the edition may have counted sessions that began in it.
    Noise.DiscreteGaussian noise = (Noise.DiscreteGaussian) budget.noise(Statistic.PATTERNS, 5);
    long margin = (long) Math.ceil(1.96 * Math.sqrt(2.0 * noise.variance()));
    assertEquals(List.of(0, 1), grid.rows().stream().map(ReleasedGrid.Row::cell).toList());
    for (ReleasedGrid.Row row : grid.rows()) {
      assertEquals((double) exact[row.cell()], (double) row.counts().sessions(), 2.0 * margin);
      assertEquals(exact[row.cell()] / 4.0, row.counts().reached().getFirst(), 2.0 * margin);
      assertEquals(0.0, row.counts().reached().getLast(), 2.0 * margin);
      assertTrue(Math.abs(margin - row.counts().margin()) <= 1, row::toString);
    }
    assertEquals(7, grid.folded());
    assertEquals(115.0, (double) grid.remainder().orElseThrow().sessions(), 6.0 * margin);
    assertEquals(
        1,
        debits.stream()
            .filter(debit -> debit.account().statistic() == Statistic.PATTERNS)
            .map(Debit::price)
            .distinct()
            .toList()
            .size());
    Rho spent =
        debits.stream()
            .filter(debit -> debit.account().statistic() == Statistic.PATTERNS)
            .filter(debit -> debit.account().fromHour() == hour)
            .map(Debit::price)
            .reduce(Rho.NONE, Rho::plus);
    assertEquals(budget.limit(), spent, "of its hour the whole budget, and no more");
  }
}
