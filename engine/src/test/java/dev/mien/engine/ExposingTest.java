package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.exposure.Crowd;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
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
  private Crowd crowd = (_, _) -> true;

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
    return new Exposing(editions, capsules, clock, (edition, of) -> crowd.enough(edition, of))
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

  @Test
  void asManyAreToldAsEnoughSessionsShare() {
    crowd = (_, segments) -> segments.size() == 1;
    assertEquals(
        new Exposed.Told(List.of(7)),
        usually(List.of("ads"), List.of("running", "hiking"), "exchange"));
    crowd = (_, _) -> false;
    for (int i = 0; i < 50; i++) {
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
          new Exposing(editions, capsules, clock, crowd)
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
        new Exposing(editions, capsules, clock, crowd)
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
