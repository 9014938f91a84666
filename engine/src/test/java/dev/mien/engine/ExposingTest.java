package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.crowd.Asking;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.crowd.CrowdRule;
import dev.mien.engine.crowd.Crowds;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExposingTest {
  private static final Site MAIN = new Site("main");
  private static final String WORKSPACE =
      """
      schema:
        purposes:
          page: { title: "Fit" }
          ads: { title: "Tell others", thirdParties: ["Example Exchange", "Careful Exchange"] }
        attributes:
          device: { choice: [mobile, desktop], from: site, purpose: page, benefit: "b" }
          interest: { choices: [running, hiking], from: visitor, purpose: ads, benefit: "b" }
      segments:
        runners: { title: Runners, when: "interest has running" }
        hikers: { title: Hikers, when: "interest has hiking" }
      recipients:
        exchange: { title: "Example Exchange", purpose: ads, epsilon: 8, segments: { runners: 12, hikers: 7 }, most: 2 }
        careful: { title: "Careful Exchange", purpose: ads, epsilon: 0.5, segments: { runners: 12, hikers: 7 } }
      """;

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final InstantSource clock = () -> now;
  private final Editions editions = editions();
  private final SessionPolicy policy = SessionPolicy.standard();
  private final SecureRandom keys = new SecureRandom();
  private final Capsules capsules =
      new Capsules(new InMemoryHalfKeys(clock), new EpochRing(policy, keys), policy, keys);
  private final Engine engine =
      new Engine(
          new Engine.Parts(
              editions,
              capsules,
              clock,
              () -> new SplittableRandom(1),
              Tally.none(),
              CrowdGate.off(),
              PromiseLog.none()));
  private CrowdGate gate = CrowdGate.off();

  private Editions editions() {
    try {
      return Editions.open(new InMemoryEditions(), Workspaces::compile, clock);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @BeforeEach
  void publish() throws IOException {
    editions.publish(List.of(new SourceText("w.yaml", WORKSPACE)));
  }

  private String capsule(List<String> purposes, List<String> interests) {
    Edition edition = editions.inForce();
    SignalReader says = new SignalReader(edition.vocabulary());
    says.labels("interest", interests, "/signals/interest");
    Answer answer =
        engine
            .decide(
                new DecideRequest(
                    edition,
                    MAIN,
                    List.of(),
                    says.finish(),
                    new ConsentStatement.Stated(purposes, Optional.empty()),
                    Optional.empty(),
                    Detail.PLAIN))
            .toCompletableFuture()
            .join();
    return assertInstanceOf(Answer.Decided.class, answer).capsule().orElseThrow().text();
  }

  private Exposed expose(String capsule, String recipient) {
    return new Exposing(editions, capsules, clock, gate)
        .expose(MAIN, capsule, recipient)
        .toCompletableFuture()
        .join();
  }

  /** What is told most often of many sessions like this. */
  private Exposed usually(List<String> purposes, List<String> interests, String recipient) {
    List<Exposed> all = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      all.add(expose(capsule(purposes, interests), recipient));
    }
    return Collections.max(all, Comparator.comparingInt(each -> Collections.frequency(all, each)));
  }

  @Test
  void whatHoldsIsToldSortedByIdToWhomItMayBe() {
    assertEquals(
        new Exposed.Told(List.of(7, 12)),
        usually(List.of("ads"), List.of("running", "hiking"), "exchange"));
    assertEquals(
        new Exposed.Told(List.of(12)), usually(List.of("ads"), List.of("running"), "exchange"));
    assertEquals(Exposed.Told.NOTHING, usually(List.of("ads"), List.of(), "exchange"));
  }

  @Test
  void nothingIsToldWithoutConsentToThePurposeOfTheRecipient() {
    for (int i = 0; i < 100; i++) {
      assertEquals(
          Exposed.Told.NOTHING, expose(capsule(List.of("page"), List.of("running")), "careful"));
    }
  }

  @Test
  void nothingIsToldOnceConsentHasLapsed() {
    String capsule = capsule(List.of("ads"), List.of("running"));
    now = now.plus(Duration.ofMinutes(31));
    assertInstanceOf(Exposed.Unreadable.class, expose(capsule, "exchange"));
  }

  private static final int LEAST = 5;

  /** How often two, one and none are told of many sessions that are in both. */
  private List<Integer> told(int sessions) {
    List<Integer> told = new ArrayList<>(List.of(0, 0, 0));
    for (int i = 0; i < sessions; i++) {
      Exposed exposed = expose(capsule(List.of("ads"), List.of("running", "hiking")), "exchange");
      int segments = assertInstanceOf(Exposed.Told.class, exposed).ids().size();
      told.set(segments, told.get(segments) + 1);
    }
    return told;
  }

  @Test
  void aPairIsToldOnceAsManySessionsHadItAsAResponseNeeds() {
    gate = new CrowdGate(new Crowds(CrowdRule.of(LEAST, Duration.ofDays(7))));
    for (int session = 1; session < LEAST; session++) {
      assertEquals(List.of(1, 0, 0), told(1), "session " + session);
    }
    assertTrue(told(100).getLast() > 50, "and then it is");
  }

  /** What pages were shown to sessions that hold the same is no crowd for a recipient. */
  @Test
  void responsesAreNoCrowdForWhatIsTold() {
    gate = new CrowdGate(new Crowds(CrowdRule.of(LEAST, Duration.ofDays(7))));
    Vocabulary vocabulary = editions.inForce().vocabulary();
    for (int token = 0; token < 10 * LEAST; token++) {
      Asking response = gate.ofSession(vocabulary, token, now, now);
      boolean _ = response.suffices(new int[] {0, 1});
      response.answered();
    }
    assertTrue(gate.ofSession(vocabulary, 4_000, now, now).suffices(new int[] {0, 1}));
    assertEquals(Exposed.Told.NOTHING, usually(List.of("ads"), List.of("running"), "exchange"));
    assertEquals(List.of(1, 0, 0), told(1));
  }

  /** Asking again is no crowd, and to be shown who is told what is none either. */
  @Test
  void aSessionCountsOnceAndLookingCountsNothing() {
    gate = new CrowdGate(new Crowds(CrowdRule.of(LEAST, Duration.ofDays(7))));
    String capsule = capsule(List.of("ads"), List.of("running", "hiking"));
    for (int i = 0; i < 20 * LEAST; i++) {
      assertEquals(Exposed.Told.NOTHING, expose(capsule, "exchange"));
      String other = capsule(List.of("ads"), List.of("running", "hiking"));
      assertEquals(
          List.of(),
          new Exposing(editions, capsules, clock, gate)
              .toWhom(MAIN, other)
              .toCompletableFuture()
              .join()
              .getFirst()
              .segments());
    }
  }

  @Test
  void nothingIsToldWhereNoCrowdIsEnough() {
    gate = new CrowdGate(new Crowds(CrowdRule.of(50, Duration.ofDays(7))));
    for (int i = 0; i < 20; i++) {
      assertEquals(
          Exposed.Told.NOTHING, expose(capsule(List.of("ads"), List.of("running")), "careful"));
    }
  }

  @Test
  void aSessionGivesOneAnswerUntilItsEpochEnds() {
    Set<Exposed> ofSessions = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      String capsule = capsule(List.of("ads"), List.of("running"));
      Exposed first = expose(capsule, "careful");
      ofSessions.add(first);
      for (int view = 0; view < 20; view++) {
        assertEquals(first, expose(capsule, "careful"));
      }
    }
    assertEquals(3, ofSessions.size(), "of many sessions each answer is given by some");
  }

  @Test
  void theVisitorSeesWhoIsToldWhat() {
    for (int i = 0; i < 20; i++) {
      String capsule = capsule(List.of("ads"), List.of("running", "hiking"));
      List<Exposing.ToldTo> shown =
          new Exposing(editions, capsules, clock, gate)
              .toWhom(MAIN, capsule)
              .toCompletableFuture()
              .join();
      assertEquals(
          List.of("Example Exchange", "Careful Exchange"),
          shown.stream().map(Exposing.ToldTo::recipient).toList());
      for (int at = 0; at < 2; at++) {
        Exposed told = expose(capsule, List.of("exchange", "careful").get(at));
        List<Integer> ids = assertInstanceOf(Exposed.Told.class, told).ids();
        assertEquals(
            ids.stream().map(id -> id == 7 ? "Hikers" : "Runners").toList(),
            shown.get(at).segments());
      }
    }
    String other = capsule(List.of("page"), List.of("running"));
    assertEquals(
        List.of(),
        new Exposing(editions, capsules, clock, gate)
            .toWhom(MAIN, other)
            .toCompletableFuture()
            .join());
  }

  @Test
  void anErasedSessionTellsNothing() {
    String capsule = capsule(List.of("ads"), List.of("running"));
    engine.erase(MAIN, capsule).toCompletableFuture().join();
    assertInstanceOf(Exposed.Erased.class, expose(capsule, "exchange"));
  }

  @Test
  void aRecipientThatIsNotDeclaredIsToldSo() {
    assertInstanceOf(
        Exposed.UnknownRecipient.class,
        expose(capsule(List.of("ads"), List.of("running")), "nobody"));
  }
}
