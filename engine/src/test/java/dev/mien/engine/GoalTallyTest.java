package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.Source;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Goals, from requests to counts. */
class GoalTallyTest {
  /** A purchase ends all that there is to consent to, and with it the session. */
  private static final String WORKSPACE =
      """
      workspace: { name: shop }
      schema:
        purposes:
          offers: { title: "Offers that suit you", endsWith: [purchase] }
        attributes:
          views: { count: page_view, upTo: 4, purpose: offers, benefit: "Fits" }
        events:
          page_view: { category: { choice: [sale, help] } }
          signed_up: { goal: true }
          purchase: { goal: true }
      segments:
        keen: { title: Keen, when: views >= 2 }
      slots:
        hero:
          purpose: offers
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers: [{ for: keen, variants: { more: { headline: "More" } } }]
      """;

  private static final Site SITE = new Site("main");

  private Instant now = Instant.parse("2026-11-21T10:10:00Z");
  private Edition edition = Editions.empty(now);
  private final Counts.Own own =
      new Counts.Own(
          new DecisionCounts(() -> now, () -> Source.random(new SplittableRandom(1))),
          new ReachCounts(() -> now));
  private final Counts counts = new Counts(own, NobodyElse.INSTANCE, new InMemoryCountStore());
  private final Engine engine =
      SampleEngines.of(() -> now, () -> new SplittableRandom(1), new GoalTally(own.goals()));

  @BeforeEach
  void publish() {
    edition = SampleEngines.publish(engine, WORKSPACE);
  }

  private Optional<String> ask(Optional<String> capsule, String... events) {
    SignalReader reader = new SignalReader(edition.vocabulary());
    for (String event : events) {
      reader.event(event, "");
    }
    ConsentStatement consent =
        capsule.isEmpty()
            ? new ConsentStatement.Stated(List.of("offers"), Optional.empty())
            : new ConsentStatement.Unsaid();
    Answer answer =
        engine
            .decide(
                new DecideRequest(
                    edition, SITE, List.of(), reader.finish(), consent, capsule, Detail.PLAIN))
            .toCompletableFuture()
            .join();
    return assertInstanceOf(Answer.Decided.class, answer).capsule().map(Answer.Issued::text);
  }

  private int met(String name, Instant began) {
    ReachKey key =
        new ReachKey(edition.number(), began.toEpochMilli() / CountKey.HOUR_MILLIS, name);
    return counts.reach(Set.of(key)).value().getOrDefault(key, Bitmap.EMPTY).count();
  }

  @Test
  void aSessionCountsOnceForAGoalInTheHourInWhichItBegan() {
    Instant began = now;
    Optional<String> capsule = ask(Optional.empty());
    for (int i = 0; i < 8; i++) {
      now = now.plus(Duration.ofMinutes(10));
      capsule = ask(capsule, "signed_up", "page_view", "signed_up");
    }
    assertEquals(1, met(ReachKey.ofGoal("signed_up"), began));
    assertEquals(0, met(ReachKey.ofGoal("signed_up"), began.plus(Duration.ofHours(1))));
    assertEquals(0, met(ReachKey.ofGoal("purchase"), began));
    assertEquals(1, met(ReachKey.OF_SESSIONS, began));
  }

  @Test
  void aGoalThatEndsTheSessionIsCounted() {
    Optional<String> capsule = ask(Optional.empty(), "page_view");
    assertEquals(Optional.empty(), ask(capsule, "purchase"));
    assertEquals(1, met(ReachKey.ofGoal("purchase"), now));
    assertEquals(1, met(ReachKey.OF_SESSIONS, now));
  }

  @Test
  void sessionsAreCountedWhetherTheyReachAGoalOrNot() {
    for (int i = 0; i < 40; i++) {
      Optional<String> capsule = ask(Optional.empty(), "page_view");
      if (i % 4 == 0) {
        capsule = ask(capsule, "signed_up");
      }
    }
    assertEquals(10, met(ReachKey.ofGoal("signed_up"), now), 1);
    assertEquals(40, met(ReachKey.OF_SESSIONS, now), 2);
  }

  @Test
  void withoutConsentNothingIsCounted() {
    SignalReader reader = new SignalReader(edition.vocabulary());
    reader.event("purchase", "");
    Answer answer =
        engine
            .decide(
                new DecideRequest(
                    edition,
                    SITE,
                    List.of(),
                    reader.finish(),
                    new ConsentStatement.Unsaid(),
                    Optional.empty(),
                    Detail.PLAIN))
            .toCompletableFuture()
            .join();
    assertInstanceOf(Answer.Decided.class, answer);
    assertEquals(0, met(ReachKey.ofGoal("purchase"), now));
    assertEquals(0, met(ReachKey.OF_SESSIONS, now));
  }

  @Test
  void anEditionWithoutAGoalCountsNothing() {
    edition =
        SampleEngines.publish(
            engine, WORKSPACE.replace(", endsWith: [purchase]", "").replace("goal: true", ""));
    Optional<String> _ = ask(Optional.empty(), "page_view");
    assertEquals(Set.of(), own.goals().keys(edition.number(), edition.model()));
    assertEquals(0, met(ReachKey.OF_SESSIONS, now));
  }
}
