package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.Source;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.outcome.Allocations;
import dev.mien.engine.outcome.OfferShares;
import dev.mien.engine.outcome.Outcome;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.outcome.ShownArm;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is counted of what sessions are shown, and what is learned of it. */
class OutcomesTest {
  private static final String WORKSPACE =
      """
      workspace: { holdout: 10 % }
      schema:
        purposes:
          offers: { title: "Relevance during this visit", endsWith: [leave] }
        events:
          buy: { goal: true }
          ask: { goal: true }
          leave: { goal: true }
        attributes:
          interest: { choices: [running, hiking], from: visitor, purpose: offers, benefit: "Fits" }
      segments:
        runners: { title: Runners, when: "interest has running" }
        hikers: { title: Hikers, when: "interest has hiking" }
      slots:
        hero:
          purpose: offers
          content: { text: text }
          fallback: { text: "Outdoor" }
          offers:
            - for: runners
              variants: { one: { text: "1" }, two: { text: "2" } }
              learn: { goal: buy, by: bandit, floor: 5 % }
            - for: hikers
              variants: { hike: { text: "H" } }
        aside:
          purpose: offers
          content: { text: text }
          fallback: { text: "Aside" }
          offers:
            - for: hikers
              variants: { a: { text: "A" }, b: { text: "B" } }
              weights: { a: 3, b: 1 }
      """;

  private static final Site SITE = new Site("main");
  private static final List<String> GOALS = List.of("buy", "ask", "leave");

  private SplittableRandom random = new SplittableRandom(1);
  private Instant now = Instant.parse("2026-11-21T10:10:00Z");
  private final OutcomeCounts counts =
      new OutcomeCounts(() -> now, () -> Source.random(new SecureRandom()));
  private final Outcomes outcomes =
      new Outcomes(counts.vectors(NobodyElse.INSTANCE, new InMemoryCountStore()));
  private final Allocations allocations =
      new Allocations(Allocations.Rules.of(Duration.ofMinutes(30), 50));
  private final Engine engine =
      SampleEngines.of(() -> now, () -> random, new OutcomeTally(counts), allocations);
  private final Edition edition = SampleEngines.publish(engine, WORKSPACE);

  /** A visit, and what a simple account of it says that is to be counted. */
  private final class Visit {
    private final boolean consents;
    private Optional<String> capsule = Optional.empty();
    private Set<String> interests = Set.of();
    private final Map<String, ShownArm> last = new HashMap<>();
    private final Map<String, Set<ShownArm>> shown = new HashMap<>();
    private final Map<String, Set<String>> credited = new HashMap<>();

    Visit(boolean consents) {
      this.consents = consents;
    }

    List<SlotDecision> ask(Set<String> interests, List<String> slots, List<String> goals) {
      SignalReader reader = new SignalReader(edition.vocabulary());
      if (!interests.isEmpty()) {
        reader.labels("interest", List.copyOf(interests), "");
        this.interests = interests;
      }
      goals.forEach(goal -> reader.event(goal, ""));
      ConsentStatement consent =
          capsule.isEmpty() && consents
              ? new ConsentStatement.Stated(List.of("offers"), Optional.empty())
              : new ConsentStatement.Unsaid();
      Answer.Decided answer =
          assertInstanceOf(
              Answer.Decided.class,
              engine
                  .decide(
                      new DecideRequest(
                          edition, SITE, slots, reader.finish(), consent, capsule, Detail.PLAIN))
                  .toCompletableFuture()
                  .join());
      capsule = answer.capsule().map(Answer.Issued::text);
      return answer.decisions();
    }

    /** One request, counted in {@code exact} as it ought to be. */
    void step(Set<String> interests, List<String> goals, Map<ShownArm, Outcome> exact) {
      List<SlotDecision> decisions = ask(interests, List.of("hero", "aside"), goals);
      for (String goal : new HashSet<>(goals)) {
        last.forEach(
            (slot, arm) -> {
              if (credited.computeIfAbsent(slot, _ -> new HashSet<>()).add(goal)) {
                exact.merge(arm, new Outcome(0, Map.of(goal, 1L), 0), Outcome::plus);
              }
            });
      }
      if (capsule.isEmpty()) {
        last.clear();
        this.interests = Set.of();
        return;
      }
      for (SlotDecision decision : decisions) {
        ShownArm arm = arm(decision);
        if (shown.computeIfAbsent(decision.slot(), _ -> new HashSet<>()).add(arm)) {
          exact.merge(arm, new Outcome(1, Map.of(), 0), Outcome::plus);
        }
        last.put(decision.slot(), arm);
      }
    }

    private ShownArm arm(SlotDecision decision) {
      Optional<String> segment = decision.segment().map(Object::toString);
      Kind kind =
          switch (decision.reason()) {
            case MATCHED ->
                decision.slot().equals("hero") && segment.equals(Optional.of("runners"))
                    ? Kind.EXPLORED
                    : Kind.VARIANT;
            case HELD_OUT -> Kind.HELD_OUT;
            case FALLBACK, NO_CONSENT, TOO_FEW, UNKNOWN_SLOT -> Kind.FALLBACK;
          };
      if (kind == Kind.HELD_OUT) {
        boolean runs = decision.slot().equals("hero") && interests.contains("running");
        segment =
            runs
                ? Optional.of("runners")
                : Optional.of("hikers").filter(_ -> interests.contains("hiking"));
      }
      String offer = segment.orElse("");
      int slot = edition.vocabulary().slot(decision.slot());
      String experiment =
          segment
              .map(
                  name ->
                      edition
                          .vocabulary()
                          .experiment(slot, offer.equals("runners") ? 0 : slot == 0 ? 1 : 0))
              .orElse("");
      return new ShownArm(
          decision.slot(),
          kind,
          segment,
          decision.variant().orElseThrow().name().text(),
          offer,
          experiment);
    }
  }

  private Map<ShownArm, Outcome> counted() {
    long hour = now.getEpochSecond() / 3_600;
    Asked all = new Asked(Optional.empty(), OptionalLong.empty(), hour - 100, hour + 2);
    return Outcomes.sum(outcomes.known(all).value());
  }

  @Test
  void randomVisitsAreCountedAsASimpleAccountOfThemSays() {
    for (long seed = 1; seed <= 3; seed++) {
      random = new SplittableRandom(seed);
      Map<ShownArm, Outcome> before = counted();
      Map<ShownArm, Outcome> exact = new HashMap<>(before);
      List<Visit> visits = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        visits.add(new Visit(true));
      }
      for (int i = 0; i < 2_500; i++) {
        now = now.plusSeconds(random.nextInt(2));
        Visit visit = visits.get(random.nextInt(visits.size()));
        if (visit.capsule.isEmpty() && !visit.shown.isEmpty()) {
          continue; // it has ended with its goal
        }
        Set<String> interests =
            switch (random.nextInt(4)) {
              case 0 -> Set.of("running");
              case 1 -> Set.of("hiking");
              case 2 -> Set.of("running", "hiking");
              default -> Set.of();
            };
        List<String> goals =
            random.nextInt(4) == 0
                ? List.of(GOALS.get(random.nextInt(random.nextInt(5) == 0 ? 3 : 2)))
                : List.of();
        visit.step(interests, goals, exact);
      }
      Map<ShownArm, Outcome> after = counted();
      assertEquals(List.of(), difference(exact, after), "replay with seed " + seed);
      assertTrue(
          after.keySet().stream().anyMatch(arm -> arm.kind() == Kind.HELD_OUT),
          "some are held out");
      assertTrue(
          after.values().stream().anyMatch(outcome -> outcome.reached("leave") > 0),
          "a goal that ends a session is counted for what it showed");
    }
  }

  @Test
  void whoIsHeldOutAsAWholeSeesFallbacksEverywhereAndForGood() {
    int heldOut = 0;
    for (int i = 0; i < 1_000; i++) {
      Visit visit = new Visit(true);
      List<SlotDecision> first =
          visit.ask(Set.of("running", "hiking"), List.of("hero", "aside"), List.of());
      boolean out = first.getFirst().reason() == Reason.HELD_OUT;
      heldOut += out ? 1 : 0;
      for (int j = 0; j < 3; j++) {
        for (SlotDecision each : visit.ask(Set.of(), List.of("aside", "hero"), List.of())) {
          assertEquals(out, each.reason() == Reason.HELD_OUT);
        }
      }
    }
    assertTrue(heldOut > 60 && heldOut < 140, "held out of 1,000: " + heldOut);
  }

  /** Of one cell in one hour. */
  private record Released(long hour, Cell cell) {}

  /** The exact numbers that what is released of outcomes is made of. */
  private Map<Released, Long> released() {
    Set<Cell> cells = new HashSet<>();
    ReleasedCells.of(edition.vocabulary()).parts().forEach(cells::addAll);
    long hour = now.getEpochSecond() / 3_600;
    Map<Released, Long> numbers = new HashMap<>();
    outcomes
        .vectors(new Asked(Optional.empty(), OptionalLong.empty(), hour - 100, hour + 2))
        .value()
        .forEach(
            (key, vector) ->
                vector
                    .counts()
                    .forEach(
                        (cell, count) -> {
                          if (cells.contains(cell)) {
                            numbers.merge(new Released(key.hour(), cell), count, Long::sum);
                          }
                        }));
    return numbers;
  }

  @Test
  void aSessionChangesNoMoreOfWhatIsReleasedThanNoiseIsScaledTo() {
    int touched = ReleasedCells.of(edition.vocabulary()).touched();
    assertEquals(3 + 2 * 3, touched, "an arm of each offer, and each goal in each slot");
    long most = 0;
    for (long seed = 1; seed <= 60; seed++) {
      random = new SplittableRandom(seed);
      Map<Released, Long> without = released();
      Visit visit = new Visit(true);
      for (int i = 0; i < 30 && (visit.capsule.isPresent() || visit.shown.isEmpty()); i++) {
        now = now.plusSeconds(random.nextInt(20 * 60));
        Set<String> interests =
            List.of(Set.<String>of(), Set.of("running"), Set.of("hiking")).get(random.nextInt(3));
        String goal = GOALS.get(random.nextInt(20) == 0 ? 2 : random.nextInt(2));
        visit.step(interests, random.nextBoolean() ? List.of(goal) : List.of(), new HashMap<>());
      }
      long squares = 0;
      for (Map.Entry<Released, Long> each : released().entrySet()) {
        long more = each.getValue() - without.getOrDefault(each.getKey(), 0L);
        assertTrue(more == 0 || more == 1, "by one; replay with seed " + seed);
        squares += more * more;
      }
      assertTrue(squares <= touched, squares + " of " + touched + "; replay with seed " + seed);
      most = Math.max(most, squares);
    }
    assertTrue(most > touched / 2, "some sessions change many numbers: " + most);
  }

  @Test
  void aRequestWithoutASessionCountsNothing() {
    Visit visit = new Visit(false);
    for (int i = 0; i < 10; i++) {
      List<SlotDecision> _ = visit.ask(Set.of("running"), List.of("hero"), List.of("buy"));
    }
    assertEquals(Map.of(), counted());
  }

  /** An hour of visits of runners who buy with these probabilities; how often each was shown. */
  private Map<String, Integer> hour(int visits, double one, double two) {
    Map<String, Integer> shown = new HashMap<>();
    for (int i = 0; i < visits; i++) {
      Visit visit = new Visit(true);
      String variant =
          visit
              .ask(Set.of("running"), List.of("hero"), List.of())
              .getFirst()
              .variant()
              .orElseThrow()
              .name()
              .text();
      shown.merge(variant, 1, Integer::sum);
      double rate = variant.equals("one") ? one : variant.equals("two") ? two : 0.1;
      if (random.nextDouble() < rate) {
        List<SlotDecision> _ = visit.ask(Set.of(), List.of(), List.of("buy"));
      }
    }
    return shown;
  }

  private void refresh() {
    long hour = now.getEpochSecond() / 3_600;
    Asked all = new Asked(Optional.empty(), OptionalLong.empty(), hour - 700, hour + 2);
    allocations.refresh(edition.vocabulary(), outcomes.known(all).value(), now);
  }

  @Test
  void theBetterVariantIsDrawnMoreOnceItsHoursAreOverAndEachPropensityIsAddedUp() {
    random = new SplittableRandom(7);
    Map<String, Integer> before = hour(1_200, 0.10, 0.25);
    assertTrue(before.getOrDefault("two", 0) < 650, before::toString);
    refresh();
    assertEquals(OfferShares.State.TOO_FEW, allocations.offers().getFirst().state());
    assertEquals(Optional.empty(), allocations.offers().getFirst().since());

    now = now.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofMinutes(89));
    refresh();
    assertEquals(
        OfferShares.State.TOO_FEW,
        allocations.offers().getFirst().state(),
        "sessions of the hour may still buy");
    now = now.plus(Duration.ofMinutes(2));
    refresh();
    OfferShares learned = allocations.offers().getFirst();
    assertEquals(OfferShares.State.LEARNED, learned.state());
    double share = learned.shares().getLast().learned();
    assertTrue(share > 0.9 && share < 0.9501, () -> "the floor is 5 %: " + learned.shares());
    assertEquals(learned.sessions(), before.getOrDefault("one", 0) + before.getOrDefault("two", 0));

    Map<ShownArm, Outcome> old = counted();
    Map<String, Integer> after = hour(1_200, 0.10, 0.25);
    double served =
        (double) after.getOrDefault("two", 0)
            / (after.getOrDefault("one", 0) + after.getOrDefault("two", 0));
    double expected = 0.9 * share + 0.1 * 0.5;
    assertTrue(Math.abs(served - expected) < 0.04, served + " of " + expected);

    long explored = 0;
    long drawn = 0;
    for (Map.Entry<ShownArm, Outcome> each : counted().entrySet()) {
      ShownArm arm = each.getKey();
      if (arm.slot().equals("hero") && arm.segment().equals(Optional.of("runners"))) {
        long more = each.getValue().sessions() - old.getOrDefault(arm, none()).sessions();
        if (arm.kind() == Kind.EXPLORED) {
          explored += more;
          assertEquals(0, each.getValue().standsForBasisPoints());
        } else if (arm.kind() == Kind.VARIANT) {
          drawn += more;
          double p = arm.variant().equals("two") ? share : 1 - share;
          assertEquals(
              more * Math.round(1e8 / Math.round(p * 10_000)),
              each.getValue().standsForBasisPoints());
        }
      }
    }
    assertTrue(
        Math.abs((double) explored / (explored + drawn) - 0.1) < 0.03, explored + " explored");
  }

  @Test
  void anotherExperimentBeginsAnewAndTheSameGoesOnInALaterEdition() {
    random = new SplittableRandom(3);
    Map<String, Integer> _ = hour(1_000, 0.1, 0.3);
    now = now.plus(Duration.ofHours(2));
    long hour = now.getEpochSecond() / 3_600;
    Asked all = new Asked(Optional.empty(), OptionalLong.empty(), hour - 700, hour + 2);
    Edition reweighed =
        SampleEngines.publish(engine, WORKSPACE.replace("floor: 5 %", "floor: 1 %"));
    allocations.refresh(reweighed.vocabulary(), outcomes.known(all).value(), now);
    assertEquals(OfferShares.State.LEARNED, allocations.offers().getFirst().state());
    Edition changed =
        SampleEngines.publish(
            engine, WORKSPACE.replace("two: { text: \"2\" }", "two: { text: \"3\" }"));
    allocations.refresh(changed.vocabulary(), outcomes.known(all).value(), now);
    assertEquals(OfferShares.State.TOO_FEW, allocations.offers().getFirst().state());
    assertEquals(0, allocations.offers().getFirst().sessions());
    Edition apprentice =
        SampleEngines.publish(engine, WORKSPACE.replace("by: bandit", "by: apprentice"));
    allocations.refresh(apprentice.vocabulary(), outcomes.known(all).value(), now);
    assertEquals(OfferShares.State.LEARNED, allocations.offers().getFirst().state());
    assertEquals(
        null, allocations.shares(apprentice.model(), 0, 0), "an apprentice draws as written");
    assertFalse(allocations.offers().isEmpty());
  }

  private static List<String> difference(
      Map<ShownArm, Outcome> exact, Map<ShownArm, Outcome> counted) {
    Set<ShownArm> arms = new HashSet<>(exact.keySet());
    arms.addAll(counted.keySet());
    return arms.stream()
        .filter(arm -> !exact.getOrDefault(arm, none()).equals(counted.getOrDefault(arm, none())))
        .map(arm -> arm + ": " + exact.get(arm) + " but " + counted.get(arm))
        .toList();
  }

  private static Outcome none() {
    return new Outcome(0, Map.of(), 0);
  }
}
