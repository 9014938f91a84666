package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.Preview.Explained;
import dev.mien.engine.Preview.Known;
import dev.mien.engine.Preview.Step;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.persona.Visit;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.promise.Logged;
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
import dev.mien.segments.model.Truth;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pipeline from end to end, on one node with everything in memory. */
class EngineTest {
  private static final String WORKSPACE =
      """
      workspace: { name: shop }
      schema:
        purposes:
          page: { title: "Fit this page", contextual: true }
          personalization: { title: "Relevance during this visit", endsWith: [purchase] }
        events:
          page_view: { category: { choice: [sale, help] } }
          purchase: { goal: true }
        attributes:
          device: { choice: [mobile, desktop], from: client-hints, purpose: page, benefit: "Fits" }
          interest: { choices: [running, hiking], from: visitor, purpose: personalization, benefit: "Fits" }
          sale_views: { count: page_view where category is sale, upTo: 8, purpose: personalization, benefit: "Fits" }
      segments:
        on-the-move: { title: On the move, when: device is mobile }
        runners: { title: Runners, when: "interest has any of [running]" }
        bargain-hunters: { title: Bargain hunters, when: sale_views >= 2 }
      slots:
        home.hero:
          purposes: [page, personalization]
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - for: bargain-hunters
              priority: 9
              variants: { sale: { headline: "Sale" } }
            - for: runners
              priority: 5
              variants: { run: { headline: "Run" } }
            - for: on-the-move
              variants: { small: { headline: "Small" } }
        home.device:
          purpose: page
          content: { headline: text }
          fallback: { headline: "Wide" }
          offers:
            - for: on-the-move
              variants: { small: { headline: "Narrow" } }
      """;

  private static final Site SITE = new Site("main");
  private static final ConsentStatement UNSAID = new ConsentStatement.Unsaid();

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final InstantSource clock = () -> now;
  private final Frozen halfKeys = new Frozen(new InMemoryHalfKeys(clock));
  private final List<Answer.Decided> counted = new ArrayList<>();
  private final List<Leaf> promised = new ArrayList<>();
  private Engine engine = engine();

  /** Half-keys that can be made to answer nothing, as in a frozen cluster. */
  private static final class Frozen implements HalfKeys {
    private final HalfKeys inner;
    private boolean frozen;

    Frozen(HalfKeys inner) {
      this.inner = inner;
    }

    private <T> CompletionStage<T> unlessFrozen(CompletionStage<T> stage) {
      return frozen
          ? CompletableFuture.failedFuture(
              new UnansweredException(new IllegalStateException("frozen")))
          : stage;
    }

    @Override
    public CompletionStage<Entry> find(Handle handle) {
      return unlessFrozen(inner.find(handle));
    }

    @Override
    public CompletionStage<Kept> look(Handle handle) {
      return unlessFrozen(inner.look(handle));
    }

    @Override
    public CompletionStage<Void> begin(Handle handle, HalfKey key, Duration lease) {
      return unlessFrozen(inner.begin(handle, key, lease));
    }

    @Override
    public CompletionStage<Void> renew(Handle handle, Duration lease) {
      return unlessFrozen(inner.renew(handle, lease));
    }

    @Override
    public CompletionStage<Entry> raise(Handle handle, int fromVersion, Duration lease) {
      return unlessFrozen(inner.raise(handle, fromVersion, lease));
    }

    @Override
    public CompletionStage<Void> erase(Handle handle, Duration tombstone) {
      return unlessFrozen(inner.erase(handle, tombstone));
    }
  }

  private CompletionStage<Logged> promised(Leaf leaf) {
    promised.add(leaf);
    return CompletableFuture.completedFuture(new Logged.Pending(leaf));
  }

  private Engine engine() {
    try {
      SessionPolicy policy = SessionPolicy.standard();
      SecureRandom random = new SecureRandom();
      return new Engine(
          new Engine.Parts(
              Editions.open(new InMemoryEditions(), Workspaces::compile, clock),
              new Capsules(halfKeys, new EpochRing(policy, random), policy, random),
              clock,
              () -> new SplittableRandom(1),
              (answer, _, _) -> counted.add(answer),
              CrowdGate.off(),
              this::promised));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @BeforeEach
  void publish() throws IOException {
    publish(WORKSPACE);
  }

  private void publish(String workspace) throws IOException {
    Publication publication =
        engine.editions().publish(List.of(new SourceText("shop.yaml", workspace)));
    assertInstanceOf(Publication.Published.class, publication, publication.toString());
  }

  private Answer ask(
      Optional<String> capsule, ConsentStatement consent, Consumer<SignalReader> says) {
    SignalReader reader = new SignalReader(engine.editions().inForce().vocabulary());
    says.accept(reader);
    return engine
        .decide(
            new DecideRequest(
                engine.editions().inForce(),
                SITE,
                List.of("home.hero", "home.device", "home.typo"),
                reader.finish(),
                consent,
                capsule,
                Detail.EXPLAINED))
        .toCompletableFuture()
        .join();
  }

  private Answer.Decided decided(Answer answer) {
    return assertInstanceOf(Answer.Decided.class, answer);
  }

  private Answer.Decided begin(Consumer<SignalReader> says) {
    return decided(ask(Optional.empty(), consent("page", "personalization"), says));
  }

  private static ConsentStatement consent(String... purposes) {
    return new ConsentStatement.Stated(Arrays.asList(purposes), Optional.empty());
  }

  private static Optional<String> capsule(Answer.Decided answer) {
    return answer.capsule().map(Answer.Issued::text);
  }

  private static String shown(Answer.Decided answer, int slot) {
    SlotDecision decision = answer.decisions().get(slot);
    return decision.reason().code()
        + " "
        + decision.variant().map(variant -> variant.name().text()).orElse("-");
  }

  private static void views(SignalReader says, String category) {
    says.event("page_view", "/events/0");
    says.fieldText("category", category, "/events/0/fields/category");
  }

  private static void nothing(SignalReader says) {}

  @Test
  void withoutConsentOnlyContextualSignalsOfThisRequestCount() {
    Answer.Decided answer =
        decided(
            ask(
                Optional.empty(),
                UNSAID,
                says -> {
                  says.text("device", "mobile", "/signals/device");
                  says.labels("interest", List.of("running"), "/signals/interest");
                }));
    assertEquals(Mode.CONTEXTUAL, answer.mode());
    assertTrue(answer.capsule().isEmpty());
    assertEquals("matched small", shown(answer, 0));
    assertEquals("matched small", shown(answer, 1));
    assertEquals("unknown-slot -", shown(answer, 2));
    assertEquals("not-permitted", answer.notices().getFirst().kind().code());
  }

  @Test
  void theFallbackOfASlotWhosePurposeIsMissingSaysSo() {
    Answer.Decided answer = decided(ask(Optional.empty(), UNSAID, EngineTest::nothing));
    assertEquals("no-consent fallback", shown(answer, 0));
    assertEquals("fallback fallback", shown(answer, 1));
  }

  @Test
  void aSessionTravelsInItsCapsule() {
    Answer.Decided first = begin(says -> views(says, "sale"));
    assertEquals(Mode.SESSION, first.mode());
    assertEquals("fallback fallback", shown(first, 0));
    Answer.Decided second = decided(ask(capsule(first), UNSAID, says -> views(says, "sale")));
    assertEquals("matched sale", shown(second, 0));
    assertNotEquals(capsule(first), capsule(second));
    assertEquals(now.plus(Duration.ofMinutes(30)), second.capsule().orElseThrow().expires());
  }

  @Test
  void higherPriorityIsAskedFirst() {
    Answer.Decided answer =
        begin(
            says -> {
              says.text("device", "mobile", "/signals/device");
              says.labels("interest", List.of("running"), "/signals/interest");
            });
    assertEquals("matched run", shown(answer, 0));
  }

  @Test
  void withdrawingDestroysTheSessionAndAnswersLikeANewcomers() {
    Answer.Decided newcomer = decided(ask(Optional.empty(), UNSAID, EngineTest::nothing));
    Answer.Decided first =
        begin(says -> says.labels("interest", List.of("running"), "/signals/interest"));
    assertEquals("matched run", shown(first, 0));
    Answer.Decided withdrawn = decided(ask(capsule(first), consent(), EngineTest::nothing));
    assertEquals(newcomer.decisions(), withdrawn.decisions());
    assertEquals(Optional.empty(), withdrawn.capsule());
    Settled settled = withdrawn.settled().orElseThrow();
    assertEquals(Settled.Outcome.WITHDRAWN, settled.outcome());
    assertEquals(2, settled.before().purposeIds().size());
    assertEquals(newcomer, decided(ask(Optional.empty(), UNSAID, EngineTest::nothing)));
    assertInstanceOf(Answer.Erased.class, ask(capsule(first), UNSAID, EngineTest::nothing));
  }

  @Test
  void narrowedConsentDropsWhatWasHeldUnderItAndShutsOlderCapsules() {
    Answer.Decided first =
        begin(says -> says.labels("interest", List.of("running"), "/signals/interest"));
    Answer.Decided narrowed = decided(ask(capsule(first), consent("page"), EngineTest::nothing));
    assertEquals("no-consent fallback", shown(narrowed, 0));
    assertInstanceOf(Answer.Unreadable.class, ask(capsule(first), UNSAID, EngineTest::nothing));
    Answer.Decided again =
        decided(ask(capsule(narrowed), consent("page", "personalization"), EngineTest::nothing));
    assertEquals("fallback fallback", shown(again, 0));
  }

  @Test
  void aGoalEndsItsPurposeInTheSameRequest() {
    Answer.Decided first =
        begin(says -> says.labels("interest", List.of("running"), "/signals/interest"));
    Answer.Decided bought =
        decided(ask(capsule(first), UNSAID, says -> says.event("purchase", "/events/0")));
    assertEquals(Mode.SESSION, bought.mode());
    assertEquals("no-consent fallback", shown(bought, 0));
    assertInstanceOf(Answer.Unreadable.class, ask(capsule(first), UNSAID, EngineTest::nothing));
  }

  @Test
  void aSessionThatIdledTooLongIsOver() {
    Answer.Decided first = begin(EngineTest::nothing);
    now = now.plus(Duration.ofMinutes(31));
    assertInstanceOf(Answer.Unreadable.class, ask(capsule(first), UNSAID, EngineTest::nothing));
  }

  @Test
  void aSessionThatIsHeardOfStaysOpenUntilItsLongestLife() {
    Answer.Decided answer = begin(EngineTest::nothing);
    Instant end = now.plus(Duration.ofHours(12));
    while (now.plus(Duration.ofMinutes(20)).isBefore(end)) {
      now = now.plus(Duration.ofMinutes(20));
      answer = decided(ask(capsule(answer), UNSAID, EngineTest::nothing));
    }
    now = end.plusSeconds(1);
    assertInstanceOf(Answer.Unreadable.class, ask(capsule(answer), UNSAID, EngineTest::nothing));
  }

  @Test
  void erasingTwiceIsErasingOnce() {
    Answer.Decided first = begin(EngineTest::nothing);
    Answer.Decided second = decided(ask(capsule(first), UNSAID, EngineTest::nothing));
    String capsule = capsule(first).orElseThrow();
    assertInstanceOf(Erasure.Done.class, engine.erase(SITE, capsule).toCompletableFuture().join());
    assertInstanceOf(Erasure.Done.class, engine.erase(SITE, capsule).toCompletableFuture().join());
    assertEquals(2, promised.size());
    // What is known of the half-key is known once; the subject is the same, so one leaf is logged.
    assertTrue(promised.getFirst().text("key").isPresent());
    assertTrue(promised.getLast().text("key").isEmpty());
    assertEquals(promised.getFirst().subject(), promised.getLast().subject());
    assertInstanceOf(Answer.Erased.class, ask(capsule(second), UNSAID, EngineTest::nothing));
    assertInstanceOf(
        SessionView.Erased.class, engine.show(SITE, capsule).toCompletableFuture().join());
  }

  @Test
  void aCapsuleSurvivesAPublicationThatKeepsItsAttributes() throws IOException {
    Answer.Decided first =
        begin(
            says -> {
              says.labels("interest", List.of("running"), "/signals/interest");
              views(says, "sale");
            });
    publish(
        WORKSPACE
            .replace("    purchase: { goal: true }", "    basket: {}\n    purchase: { goal: true }")
            .replace(
                "    device: {",
                "    logged_in: { flag: true, from: site, purpose: page, benefit: \"x\" }\n"
                    + "    device: {"));
    Answer.Decided second = decided(ask(capsule(first), UNSAID, says -> views(says, "sale")));
    assertEquals(2, second.edition().number());
    assertEquals("matched sale", shown(second, 0));
  }

  @Test
  void whileTheClusterDoesNotAnswerDecisionsGoOnWithoutTheSession() {
    Answer.Decided first =
        begin(says -> says.labels("interest", List.of("running"), "/signals/interest"));
    halfKeys.frozen = true;
    Answer.Decided meanwhile = decided(ask(capsule(first), UNSAID, EngineTest::nothing));
    assertEquals(Mode.CONTEXTUAL, meanwhile.mode());
    assertTrue(meanwhile.capsule().isEmpty());
    assertInstanceOf(Answer.Unavailable.class, ask(capsule(first), consent(), EngineTest::nothing));
    assertInstanceOf(
        Erasure.Unavailable.class,
        engine.erase(SITE, capsule(first).orElseThrow()).toCompletableFuture().join());
    Answer.Decided newcomer = begin(EngineTest::nothing);
    assertEquals(Mode.CONTEXTUAL, newcomer.mode());
    halfKeys.frozen = false;
    assertEquals(
        "matched run", shown(decided(ask(capsule(first), UNSAID, EngineTest::nothing)), 0));
  }

  @Test
  void whatIsHeldIsShownInWords() {
    Answer.Decided first =
        begin(
            says -> {
              says.labels("interest", List.of("running"), "/signals/interest");
              says.text("device", "mobile", "/signals/device");
              views(says, "sale");
            });
    SessionView.Shown shown =
        assertInstanceOf(
            SessionView.Shown.class,
            engine.show(SITE, capsule(first).orElseThrow()).toCompletableFuture().join());
    assertEquals(
        List.of("device mobile observed", "interest running declared", "sale_views 1 observed"),
        shown.attributes().stream()
            .map(held -> held.attribute() + " " + held.value() + " " + held.provenance())
            .sorted()
            .toList());
    assertEquals(
        List.of("on-the-move", "runners"),
        shown.segments().stream().map(SegmentWhy::segment).toList());
    assertEquals(2, shown.consent().size());
  }

  @Test
  void anExplanationNamesWhatMatchedAndTheNearestMiss() {
    Answer.Decided answer = begin(says -> says.text("device", "mobile", "/signals/device"));
    var why = answer.decisions().getFirst().why().orElseThrow();
    assertEquals("on-the-move", why.matched().orElseThrow().segment());
    SegmentWhy miss = why.nearestMiss().orElseThrow();
    assertEquals("bargain-hunters", miss.segment());
    assertEquals(Truth.FALSE, miss.truth());
    assertEquals("0", miss.rules().getFirst().predicates().getFirst().actual());
  }

  @Test
  void aPreviewCountsNothingAndDecidesAlike() {
    SignalReader reader = new SignalReader(engine.editions().inForce().vocabulary());
    reader.labels("interest", List.of("running"), "/signals/interest");
    counted.clear();
    Preview preview =
        engine.preview(
            engine.editions().inForce(),
            Visit.of(consent("page", "personalization"), reader.finish(), List.of()),
            new Explained.All());
    assertEquals(Reason.MATCHED, preview.decisions().getFirst().reason());
    assertEquals(3, preview.segments().size());
    assertTrue(counted.isEmpty());
  }

  @Test
  void aPreviewPlaysEventsOneAfterTheOther() {
    SignalReader reader = new SignalReader(engine.editions().inForce().vocabulary());
    reader.text("device", "mobile", "/signals/device");
    for (int i = 0; i < 2; i++) {
      reader.event("page_view", "/events/" + i);
      reader.fieldText("category", "sale", "/events/" + i + "/fields/category");
    }
    reader.event("purchase", "/events/2");
    counted.clear();
    Preview preview =
        engine.preview(
            engine.editions().inForce(),
            Visit.of(
                consent("page", "personalization"),
                reader.finish(),
                List.of(Duration.ZERO, Duration.ofMinutes(2))),
            new Explained.Held());
    List<Step> steps = preview.steps();
    assertEquals(4, steps.size());
    assertEquals(List.of("on-the-move"), steps.getFirst().entered());
    assertEquals(2, steps.getFirst().decisions().size());
    assertEquals(
        List.of(new Known("device", "mobile"), new Known("sale_views", "0")),
        steps.getFirst().known());
    assertEquals(List.of(new Known("sale_views", "1")), steps.get(1).known());
    assertEquals(List.of(), steps.get(1).entered());
    assertEquals(List.of(), steps.get(1).decisions());
    assertEquals(Optional.of("page_view"), steps.get(2).event());
    assertEquals(Duration.ofMinutes(2), steps.get(2).at());
    assertEquals(List.of("bargain-hunters"), steps.get(2).entered());
    assertEquals(
        List.of("home.hero"), steps.get(2).decisions().stream().map(SlotDecision::slot).toList());
    assertEquals(List.of("bargain-hunters"), steps.get(3).left());
    assertEquals(
        List.of(1, 0, 0), preview.segments().stream().map(one -> one.rules().size()).toList());
    assertTrue(steps.get(3).known().contains(new Known("sale_views", "not permitted")));
    assertTrue(counted.isEmpty());
    assertTrue(promised.isEmpty());
  }

  @Test
  void everyDecisionThatLeavesIsCountedOnce() {
    counted.clear();
    Answer.Decided first = begin(EngineTest::nothing);
    ask(capsule(first), UNSAID, EngineTest::nothing);
    ask(capsule(first), consent("page"), EngineTest::nothing);
    ask(Optional.of("nonsense"), UNSAID, EngineTest::nothing);
    assertEquals(3, counted.size());
    assertFalse(counted.getFirst().decisions().isEmpty());
  }
}
