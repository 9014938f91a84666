package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.explain.Why.PredicateWhy;
import dev.mien.engine.explain.Why.RuleWhy;
import dev.mien.engine.explain.Why.ScoreWhy;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A visit in segments by points: it gets in, stays a while, and leaves. */
class ScoredSegmentsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Site SITE = new Site("main");

  private static final String WORKSPACE =
      """
      schema:
        purposes:
          offers: { title: "Relevance during this visit" }
          advice: { title: "Help you choose" }
        attributes:
          device: { choice: [mobile, desktop], from: site, purpose: offers, benefit: "Fits" }
          basket: { number: EUR, edges: [20, 50], from: site, purpose: advice, benefit: "Fits" }
          browsing:
            evidence: page_view.category
            steps: { start > sale: 0.5, sale > sale: 0.75, sale > help: -1.5 }
            edges: [0, 1]
            purpose: offers
            benefit: "Fits"
        events:
          page_view: { category: { choice: [sale, help] } }
      segments:
        buyers:
          title: Buyers
          score:
            base: -1
            points:
              basket < 20: -0.5
              basket between 20 and 50: 0.9
              basket > 50: 1.8
              device is desktop: 0.2
            enter: 60 %
            leave: 45 %
        browsers:
          title: Browsers
          score: { base: -2, points: { browsing >= 1: 3 }, enter: 50 % }
        neither: { title: Neither, when: "not buyers and not browsers" }
      slots:
        hero:
          purposes: [offers, advice]
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - { for: buyers, priority: 9, variants: { buy: { headline: "Buy" } } }
            - { for: browsers, priority: 5, variants: { look: { headline: "Look" } } }
            - { for: neither, priority: 1, variants: { hello: { headline: "Hello" } } }
      """;

  private final Engine engine =
      SampleEngines.of(() -> NOW, () -> new SplittableRandom(1), Tally.none());

  @BeforeEach
  void publish() {
    Edition _ = SampleEngines.publish(engine, WORKSPACE);
  }

  @Test
  void whoIsInStaysInUntilBelowTheLowerThreshold() {
    assertEquals(Optional.of("neither"), segment(begun(basket(30))));

    Answer.Decided in = begun(basket(60));
    assertEquals(Optional.of("buyers"), segment(in));
    Answer.Decided still = ask(in, basket(30));
    assertEquals(Optional.of("buyers"), segment(still));
    assertEquals(Optional.of("buyers"), segment(ask(still, basket(40))));

    Answer.Decided out = ask(still, basket(10));
    assertEquals(Optional.of("neither"), segment(out));
    assertEquals(Optional.of("neither"), segment(ask(out, basket(30))));
  }

  @Test
  void theVisitorSeesThatItIsRemembered() {
    assertEquals(
        List.of("was in it, and stays for as long as its probability is at least 45 %"),
        ofBuyers(shown(begun(basket(60)))));
    assertEquals(List.of(), ofBuyers(shown(begun(basket(30)))));
  }

  @Test
  void withdrawingOnePurposeForgetsItAndPutsNobodyAnywhere() {
    Answer.Decided in = begun(basket(60));
    Answer.Decided withdrawn =
        decided(
            in.capsule().map(Answer.Issued::text),
            new Turn.Said(
                new ConsentStatement.Stated(List.of("offers"), Optional.empty()),
                RequestSignals.none()));
    assertEquals(Optional.empty(), segment(withdrawn));
    assertEquals(List.of(), ofBuyers(shown(withdrawn)));
  }

  /** What is held of the segment, beside what slots have shown. */
  private static List<String> ofBuyers(SessionView.Shown shown) {
    return shown.assignments().stream()
        .filter(assignment -> assignment.subject().equals("buyers"))
        .map(SessionView.ShownAssignment::choice)
        .toList();
  }

  @Test
  void aVisitIsExplainedByWhatAddsMost() {
    RuleWhy rule =
        begun(
                says -> {
                  says.number("basket", 60, "/signals/basket");
                  says.text("device", "desktop", "/signals/device");
                })
            .decisions()
            .getFirst()
            .why()
            .orElseThrow()
            .matched()
            .orElseThrow()
            .rules()
            .getFirst();
    assertEquals(
        List.of("basket > 50", "device is desktop"),
        rule.predicates().stream().limit(2).map(PredicateWhy::text).toList());
    assertEquals("1.8", rule.predicates().getFirst().points().orElseThrow().toPlainString());
    ScoreWhy score = rule.score().orElseThrow();
    assertEquals("1", score.least().toPlainString());
    assertEquals(1 / (1 + Math.exp(-1)), score.leastProbability(), 1e-12);
    assertEquals(0.6, score.enough());
  }

  @Test
  void evidenceIsKnownAfterItsSecondEvent() {
    Answer.Decided first = begun(view("sale"));
    assertEquals(Optional.of("neither"), segment(first));
    Answer.Decided second = ask(first, view("sale"));
    assertEquals(Optional.of("browsers"), segment(second));
    String held =
        shown(second).attributes().stream()
            .filter(one -> one.attribute().equals("browsing"))
            .map(SessionView.HeldAttribute::value)
            .findFirst()
            .orElseThrow();
    assertEquals("1.25 weighed from 2 or more events, the last of which was sale", held);
    assertEquals(Optional.of("neither"), segment(ask(second, view("help"))));
  }

  private static Consumer<SignalReader> basket(double value) {
    return says -> says.number("basket", value, "/signals/basket");
  }

  private static Consumer<SignalReader> view(String category) {
    return says -> {
      says.event("page_view", "/events/0");
      says.fieldText("category", category, "/events/0/fields/category");
    };
  }

  private Answer.Decided begun(Consumer<SignalReader> says) {
    return decided(
        Optional.empty(),
        new Turn.Said(
            new ConsentStatement.Stated(List.of("offers", "advice"), Optional.empty()),
            signals(says)));
  }

  private Answer.Decided ask(Answer.Decided before, Consumer<SignalReader> says) {
    return decided(
        before.capsule().map(Answer.Issued::text),
        new Turn.Said(new ConsentStatement.Unsaid(), signals(says)));
  }

  private Answer.Decided decided(Optional<String> capsule, Turn.Said said) {
    return assertInstanceOf(
        Answer.Decided.class,
        engine
            .decide(
                new DecideRequest(
                    engine.editions().inForce(),
                    SITE,
                    List.of("hero"),
                    said,
                    capsule.map(Capsule::of),
                    Detail.EXPLAINED))
            .toCompletableFuture()
            .join());
  }

  private RequestSignals signals(Consumer<SignalReader> says) {
    SignalReader reader = new SignalReader(engine.editions().inForce().vocabulary());
    says.accept(reader);
    return reader.finish();
  }

  private SessionView.Shown shown(Answer.Decided answer) {
    return assertInstanceOf(
        SessionView.Shown.class,
        engine.show(SITE, answer.capsule().orElseThrow().text()).toCompletableFuture().join());
  }

  private static Optional<String> segment(Answer.Decided answer) {
    return answer.decisions().getFirst().segment().map(name -> name.text());
  }
}
