package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.crowd.CrowdRule;
import dev.mien.engine.crowd.CrowdStatus;
import dev.mien.engine.crowd.Crowds;
import dev.mien.engine.crowd.ThresholdNoise;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.UnansweredException;
import dev.mien.engine.signal.SignalReader;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipeline with a crowd gate, from requests to answers. */
class GatedEngineTest {
  private static final String WORKSPACE =
      """
      workspace: { name: shop }
      schema:
        purposes:
          page: { title: "Fit this page", contextual: true }
          personalization: { title: "Relevance during this visit" }
        attributes:
          device: { choice: [mobile, desktop], from: client-hints, purpose: page, benefit: "Fits" }
          interest: { choices: [running, hiking], from: visitor, purpose: personalization, benefit: "Fits" }
      segments:
        on-the-move: { title: On the move, when: device is mobile }
        runners: { title: Runners, when: "interest has any of [running]" }
      slots:
        home.hero:
          purpose: personalization
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - { for: runners, priority: 5, variants: { run: { headline: "Run" }, jog: { headline: "Jog" } } }
        home.device:
          purpose: page
          content: { headline: text }
          fallback: { headline: "Wide" }
          offers:
            - { for: on-the-move, variants: { small: { headline: "Narrow" } } }
      """;

  private static final int K = 3;

  /** Without the secret of a deployment the noise is the largest. */
  private static final int THRESHOLD = K + ThresholdNoise.MAX;

  private static final Site SITE = new Site("main");
  private static final ConsentStatement UNSAID = new ConsentStatement.Unsaid();
  private static final ConsentStatement CONSENT =
      new ConsentStatement.Stated(List.of("page", "personalization"), Optional.empty());

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final InstantSource clock = () -> now;
  private final InMemoryHalfKeys inMemory = new InMemoryHalfKeys(clock);
  private boolean frozen;
  private final Crowds crowds = new Crowds(CrowdRule.of(K, Duration.ofDays(7)));
  private final Engine engine = engine();

  /** Half-keys that may begin no session, as in a frozen cluster. */
  private final class Frozen implements HalfKeys {
    @Override
    public CompletionStage<Entry> find(Handle handle) {
      return inMemory.find(handle);
    }

    @Override
    public CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease) {
      return frozen
          ? CompletableFuture.failedFuture(
              new UnansweredException(new IllegalStateException("frozen")))
          : inMemory.begin(handle, key, lease);
    }

    @Override
    public CompletionStage<Kept> look(Handle handle) {
      return inMemory.look(handle);
    }

    @Override
    public CompletionStage<Void> renew(Handle handle, Duration lease) {
      return inMemory.renew(handle, lease);
    }

    @Override
    public CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease) {
      return inMemory.raise(handle, fromVersion, lease);
    }

    @Override
    public CompletionStage<Void> erase(Handle handle, Duration tombstone) {
      return inMemory.erase(handle, tombstone);
    }
  }

  private Engine engine() {
    try {
      SessionPolicy policy = SessionPolicy.standard();
      SecureRandom random = new SecureRandom();
      SplittableRandom draws = new SplittableRandom(1);
      return new Engine(
          new Engine.Parts(
              Editions.open(new InMemoryEditions(), Workspaces::compile, clock),
              new Capsules(new Frozen(), new EpochRing(policy, random), policy, random),
              clock,
              () -> draws,
              Tally.none(),
              new CrowdGate(crowds),
              PromiseLog.none()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void publish() throws IOException {
    assertInstanceOf(
        Publication.Published.class,
        engine.editions().publish(List.of(new SourceText("shop.yaml", WORKSPACE))));
  }

  private Answer.Decided ask(Optional<String> capsule, ConsentStatement consent) {
    Edition edition = engine.editions().inForce();
    SignalReader says = new SignalReader(edition.vocabulary());
    says.text("device", "mobile", "/signals/device");
    says.labels("interest", List.of("running"), "/signals/interest");
    Answer answer =
        engine
            .decide(
                new DecideRequest(
                    edition,
                    SITE,
                    List.of("home.hero", "home.typo", "home.device"),
                    says.finish(),
                    consent,
                    capsule,
                    Detail.EXPLAINED))
            .toCompletableFuture()
            .join();
    return assertInstanceOf(Answer.Decided.class, answer);
  }

  private static List<String> shown(Answer.Decided answer) {
    return answer.decisions().stream()
        .map(
            decision ->
                decision.reason().code()
                    + decision.why().flatMap(why -> why.dropped()).map(" for "::concat).orElse(""))
        .toList();
  }

  private static final List<String> ALL = List.of("matched", "unknown-slot", "matched");
  private static final List<String> NONE =
      List.of("too-few for runners", "unknown-slot", "too-few for on-the-move");

  /** Until tokens are shared no more than that, this many sessions set enough bits. */
  private int open() {
    int sessions = 0;
    while (!shown(ask(Optional.empty(), CONSENT)).equals(ALL)) {
      sessions++;
      assertTrue(sessions < 2 * THRESHOLD, "it opens");
    }
    return sessions;
  }

  @Test
  void theFirstSessionsSeeTheFallbackAndAreToldOfNoNumber() {
    assertEquals(NONE, shown(ask(Optional.empty(), CONSENT)));
    int sessions = 1 + open();
    assertTrue(sessions >= THRESHOLD - 1, "not before: " + sessions);
    assertEquals(List.of(CrowdStatus.ENOUGH, CrowdStatus.ENOUGH), statuses());
  }

  private List<CrowdStatus> statuses() {
    return engine.crowds(engine.editions().inForce().model());
  }

  @Test
  void oneSessionIsNoCrowdHoweverOftenItComesBack() {
    Answer.Decided answer = ask(Optional.empty(), CONSENT);
    for (int i = 0; i < 200; i++) {
      answer = ask(answer.capsule().map(Answer.Issued::text), UNSAID);
      assertEquals(NONE, shown(answer), "request " + i);
      now = now.plusSeconds(20);
    }
  }

  @Test
  void aCapsuleThatIsShownAgainCountsNoMoreThanOnce() {
    Optional<String> old = ask(Optional.empty(), CONSENT).capsule().map(Answer.Issued::text);
    for (int i = 0; i < 100; i++) {
      assertEquals(NONE, shown(ask(old, UNSAID)), "request " + i);
    }
  }

  @Test
  void aSessionThatCouldNotBeginIsNotCounted() {
    frozen = true;
    for (int i = 0; i < 5 * THRESHOLD; i++) {
      Answer.Decided answer = ask(Optional.empty(), CONSENT);
      assertTrue(answer.capsule().isEmpty());
    }
    frozen = false;
    assertEquals(NONE, shown(ask(Optional.empty(), CONSENT)));
    assertTrue(open() >= THRESHOLD - 3);
  }

  /** All requests of a moment may be from one visitor. */
  @Test
  void requestsWithoutConsentBecomeACrowdSlowlyAndOnlyForEachOther() {
    List<String> refused = List.of("no-consent", "unknown-slot", "too-few for on-the-move");
    for (int i = 0; i < 500; i++) {
      assertEquals(refused, shown(ask(Optional.empty(), UNSAID)), "request " + i);
    }
    for (int i = 0; i < 2 * THRESHOLD; i++) {
      now = now.plusSeconds(10);
      Answer.Decided _ = ask(Optional.empty(), UNSAID);
    }
    assertEquals(
        List.of("no-consent", "unknown-slot", "matched"), shown(ask(Optional.empty(), UNSAID)));
    assertEquals(NONE, shown(ask(Optional.empty(), CONSENT)));
  }

  /** A variant that was drawn is kept with the session, so that it tells what was shown. */
  @Test
  void nothingIsDrawnForASlotThatShowsTheFallback() {
    String capsule = ask(Optional.empty(), CONSENT).capsule().orElseThrow().text();
    SessionView.Shown shown =
        assertInstanceOf(
            SessionView.Shown.class, engine.show(SITE, capsule).toCompletableFuture().join());
    assertEquals(
        List.of(),
        shown.assignments().stream()
            .filter(each -> !each.choice().startsWith("showed its fallback, first"))
            .toList());
  }

  @Test
  void aRuleThatChangesIsCountedAnew() throws IOException {
    int _ = open();
    String changed = WORKSPACE.replace("any of [running]", "any of [running, hiking]");
    assertInstanceOf(
        Publication.Published.class,
        engine.editions().publish(List.of(new SourceText("shop.yaml", changed))));
    assertEquals(List.of(CrowdStatus.ENOUGH, CrowdStatus.NOT_COUNTED_YET), statuses());
    assertEquals("too-few for runners", shown(ask(Optional.empty(), CONSENT)).getFirst());
  }
}
