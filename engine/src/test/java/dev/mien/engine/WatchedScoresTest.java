package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.ScoreEstimate.Found;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.Source;
import dev.mien.engine.drift.ScoreReadout;
import dev.mien.engine.drift.ScoreReadout.Verdict;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.outcome.ScoredBin;
import dev.mien.engine.outcome.ScoredBin.Measure;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.release.Budget;
import dev.mien.engine.release.InMemoryReleases;
import dev.mien.engine.release.ReleasedParts;
import dev.mien.engine.release.Releaser;
import dev.mien.engine.release.Seeded;
import dev.mien.engine.release.Statistics;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.statistics.Logistic;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From visits that a score is asked about, over what is counted and released, to the verdict. */
class WatchedScoresTest {
  private static final int MINIMUM = 20;
  private static final double INTERCEPT = -2.5;
  private static final Site SITE = new Site("main");

  private static final String WORKSPACE =
      """
      schema:
        purposes:
          offers: { title: "Relevance during this visit" }
          advice: { title: "Help you choose" }
        attributes:
          basket: { number: EUR, edges: [20, 50], from: site, purpose: offers, benefit: "Fits" }
        events:
          buy: { goal: true }
          ask: { goal: true }
      segments:
        buyers:
          title: Buyers
          score:
            base: 0
            points: { basket between 20 and 50: 1, basket > 50: 2 }
            enter: 30 %
            calibration: { slope: 1, intercept: INTERCEPT }
            goal: buy
        askers:
          title: Askers
          score: { base: -1, points: { basket > 50: 1 }, enter: 30 % }
      """;

  private final long first = 494_000;
  private final SplittableRandom random = new SplittableRandom(11);
  private Instant now = Instant.ofEpochMilli(first * CountKey.HOUR_MILLIS);
  private final OutcomeCounts counted = new OutcomeCounts(() -> now, () -> Source.random(random));
  private final Outcomes outcomes =
      new Outcomes(counted.vectors(NobodyElse.INSTANCE, new InMemoryCountStore()));
  private final InMemoryReleases releases = new InMemoryReleases();
  private final Statistics statistics = new Statistics(releases, MINIMUM, () -> now);
  private final Releaser releaser =
      new Releaser(
          new Releaser.Sources(
              new Counts(
                  new Counts.Own(
                      new DecisionCounts(() -> now, () -> Source.random(random)),
                      new ReachCounts(() -> now)),
                  NobodyElse.INSTANCE,
                  new InMemoryCountStore()),
              outcomes::vectors,
              Releaser.Vectors.NONE),
          releases,
          new Budget(new BigDecimal(3), 1),
          new Releaser.Surroundings(() -> now, new Seeded(5), _ -> {}));
  private final Engine engine =
      SampleEngines.of(() -> now, () -> random, new OutcomeTally(counted));
  private Edition edition = engine.editions().inForce();

  @BeforeEach
  void publish() {
    publish(INTERCEPT);
  }

  private void publish(double intercept) {
    String workspace = WORKSPACE.replace("INTERCEPT", Double.toString(intercept));
    edition = SampleEngines.publish(engine, workspace);
  }

  /** One request of a visit; answers the capsule. */
  private Optional<String> ask(Optional<String> capsule, List<String> purposes, Said said) {
    SignalReader reader = new SignalReader(edition.vocabulary());
    if (said.basket() >= 0) {
      reader.number("basket", said.basket(), "");
    }
    said.goals().forEach(goal -> reader.event(goal, ""));
    ConsentStatement consent =
        capsule.isEmpty() && !purposes.isEmpty()
            ? new ConsentStatement.Stated(purposes, Optional.empty())
            : new ConsentStatement.Unsaid();
    return assertInstanceOf(
            Answer.Decided.class,
            engine
                .decide(
                    new DecideRequest(
                        edition, SITE, List.of(), reader.finish(), consent, capsule, Detail.PLAIN))
                .toCompletableFuture()
                .join())
        .capsule()
        .map(Answer.Issued::text);
  }

  /**
   * What a request says.
   *
   * @param basket in euros; nothing where it is below 0
   */
  private record Said(int basket, List<String> goals) {
    static Said basket(int euros) {
      return new Said(euros, List.of());
    }

    static Said goals(String... goals) {
      return new Said(-1, List.of(goals));
    }
  }

  /** What is counted, by measure and bin. */
  private Map<String, Long> exact() {
    Map<String, Long> exact = new TreeMap<>();
    Asked all = new Asked(Optional.empty(), OptionalLong.empty(), first - 1, first + 100);
    outcomes
        .vectors(all)
        .value()
        .values()
        .forEach(
            vector ->
                vector
                    .counts()
                    .forEach(
                        (cell, count) ->
                            ScoredBin.of(cell)
                                .filter(_ -> count > 0)
                                .ifPresent(bin -> exact.merge(name(bin), count, Long::sum))));
    return exact;
  }

  private static String name(ScoredBin bin) {
    int number = bin.measure() == Measure.SESSIONS ? bin.number() / 2 : bin.number();
    return bin.segment() + " " + bin.measure() + " " + number;
  }

  @Test
  void aSessionCountsWhereItWasFirstAndOnceForWhatCameLater() {
    List<String> offers = List.of("offers");
    Optional<String> visit = ask(Optional.empty(), offers, Said.basket(30));
    visit = ask(visit, offers, Said.basket(60));
    visit = ask(visit, offers, Said.goals("ask"));
    // The probability at 30 euros is 18 of 100: the bin from 10 to 20.
    assertEquals(Map.of("buyers SESSIONS 4", 1L), exact());

    visit = ask(visit, offers, Said.goals("buy"));
    visit = ask(visit, offers, Said.goals("buy", "ask"));
    assertTrue(visit.isPresent());
    assertEquals(Map.of("buyers REACHED 4", 1L, "buyers SESSIONS 4", 1L), exact());
  }

  @Test
  void withoutConsentToAllThatIsAskedNothingIsCounted() {
    assertEquals(Optional.empty(), ask(Optional.empty(), List.of(), Said.basket(30)));
    Optional<String> advice = ask(Optional.empty(), List.of("advice"), Said.basket(30));
    assertTrue(ask(advice, List.of(), Said.goals("buy")).isPresent());
    assertEquals(Map.of(), exact());
  }

  @Test
  void whatCameBeforeIsNoneOfWhatThePredictionIsAbout() {
    Optional<String> visit = ask(Optional.empty(), List.of("offers"), new Said(60, List.of("buy")));
    assertTrue(visit.isPresent());
    assertEquals(Map.of("buyers SESSIONS 6", 1L), exact());
  }

  @Test
  void theVisitorSeesWhereItWasCounted() {
    Optional<String> visit = ask(Optional.empty(), List.of("offers"), Said.basket(30));
    visit = ask(visit, List.of(), Said.goals("buy"));
    SessionView view = engine.show(SITE, visit.orElseThrow()).toCompletableFuture().join();
    List<SessionView.ShownAssignment> held =
        assertInstanceOf(SessionView.Shown.class, view).assignments();
    assertEquals(1, held.size(), held::toString);
    assertEquals("buyers", held.getFirst().subject());
    assertTrue(
        held.getFirst().choice().contains("among visits with a probability of 10 % to 20 %"),
        held::toString);
    assertTrue(held.getFirst().choice().endsWith("counted for buy"), held::toString);
  }

  /** Hours of visits that buy as this intercept has it. */
  private void hours(int hours, double truth) throws IOException {
    for (int hour = 0; hour < hours; hour++) {
      for (int i = 0; i < 2_500; i++) {
        int basket = List.of(10, 30, 60).get(random.nextInt(10) < 5 ? 0 : random.nextInt(1, 3));
        double points = basket < 20 ? 0 : basket < 50 ? 1 : 2;
        Optional<String> visit = ask(Optional.empty(), List.of("offers"), Said.basket(basket));
        if (random.nextDouble() < Logistic.sigmoid(truth + points)) {
          visit = ask(visit, List.of(), Said.goals("buy"));
        }
        assertTrue(visit.isPresent());
      }
      now = now.plusMillis(CountKey.HOUR_MILLIS);
      round();
    }
  }

  private void round() throws IOException {
    releaser.note(
        edition.number(),
        now,
        edition.model(),
        () -> new Releaser.Released(ReleasedCells.of(edition.vocabulary()), ReleasedParts.NONE));
    releaser.round();
  }

  private List<Found> found(long from, long until) throws IOException {
    return ScoreEstimate.of(
        edition,
        new ScoreEstimate.Released(
            statistics.outcomes(asked(from, until)).sums(),
            statistics.outcomes(asked(2 * from - until, from)).sums()),
        MINIMUM);
  }

  private static Asked asked(long from, long until) {
    return new Asked(Optional.empty(), OptionalLong.empty(), from, until);
  }

  /** As it was, then more buy, then the intercept is set to what the read-out says. */
  @Test
  void aBaseRateThatMovesIsSeenAndTheInterceptThatIsProposedMendsIt() throws IOException {
    hours(2, INTERCEPT);
    hours(2, INTERCEPT + 0.7);
    now = now.plusMillis(3 * CountKey.HOUR_MILLIS);
    round();

    assertEquals(Verdict.HOLDS, buyers(first, first + 2).verdict());
    ScoreReadout moved = buyers(first + 2, first + 4);
    assertEquals(Verdict.MORE, moved.verdict(), moved::toString);
    assertTrue(moved.interval().low() > 1.1, moved::toString);
    assertTrue(moved.stability().orElseThrow() < 0.02, moved::toString);
    assertEquals(INTERCEPT + 0.7, moved.intercept().doubleValue(), 0.1, moved::toString);
    assertEquals(new Found.Aimless("askers"), found(first, first + 2).getLast());

    long from = now.toEpochMilli() / CountKey.HOUR_MILLIS;
    publish(moved.intercept().doubleValue());
    assertInstanceOf(Found.Withheld.class, found(first + 2, first + 4).getFirst());
    hours(3, INTERCEPT + 0.7);
    now = now.plusMillis(3 * CountKey.HOUR_MILLIS);
    round();
    ScoreReadout mended = buyers(from, from + 3);
    assertEquals(Verdict.HOLDS, mended.verdict(), mended::toString);
    assertEquals(1, mended.observedByExpected().value(), 0.1, mended::toString);
  }

  private ScoreReadout buyers(long from, long until) throws IOException {
    Found found = found(from, until).getFirst();
    return assertInstanceOf(Found.Read.class, found, found::toString).readout();
  }
}
