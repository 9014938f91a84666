package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.SessionView.ShownAssignment;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.explain.Explainer;
import dev.mien.engine.explain.Why.SegmentWhy;
import dev.mien.engine.index.MatchIndex;
import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleModels;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.Corrections;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Truth;
import dev.mien.segments.reference.Interpreter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A segment that a visitor drops does not hold until the visitor takes it back. */
class DroppedSegmentsTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Site SITE = new Site("main");
  private static final long CASES = 300;

  private static final String WORKSPACE =
      """
      schema:
        purposes:
          offers: { title: "Relevance during this visit" }
        attributes:
          interest: { choices: [running, hiking], from: visitor, purpose: offers, benefit: "Fits" }
      segments:
        runners: { title: Runners, when: "interest has any of [running]" }
        others: { title: Others, when: "not runners" }
        both: { title: Both, when: "runners and interest has any of [hiking]" }
        hikers: { title: Hikers, when: "interest has any of [hiking]" }
      slots:
        hero:
          purpose: offers
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - for: runners
              priority: 9
              variants: { run: { headline: "Run" }, jog: { headline: "Jog" } }
            - for: both
              priority: 5
              variants: { both: { headline: "Both" } }
            - for: hikers
              variants: { hike: { headline: "Hike" } }
      """;

  private final Engine engine =
      SampleEngines.of(() -> NOW, () -> new SplittableRandom(1), Tally.none());

  @BeforeEach
  void publish() {
    Edition _ = SampleEngines.publish(engine, WORKSPACE);
  }

  @Test
  void aDroppedSegmentAndWhatIsBuiltOnItDoNotHold() {
    Answer.Decided first = begun();
    assertEquals(Optional.of("runners"), segment(first));

    Answer.Decided dropped = correct(first, drop("runners"));
    assertEquals(Optional.of("hikers"), segment(ask(dropped)));

    Answer.Decided restored = correct(dropped, restore("runners"));
    assertEquals(Optional.of("runners"), segment(ask(restored)));
  }

  @Test
  void noOlderCapsuleBringsADroppedSegmentBack() {
    Answer.Decided first = begun();
    Answer.Decided dropped = correct(first, drop("runners"));
    assertInstanceOf(Answer.Unreadable.class, answer(first, Corrections.none()));
    assertEquals(Optional.of("hikers"), segment(ask(dropped)));
  }

  @Test
  void whatIsDroppedIsExplainedAndShown() {
    Answer.Decided dropped = correct(begun(), drop("runners"));
    SessionView.Shown shown =
        assertInstanceOf(
            SessionView.Shown.class,
            engine.show(SITE, capsule(dropped)).toCompletableFuture().join());
    assertEquals(List.of("runners"), shown.dropped());
    assertEquals(List.of("hikers"), shown.segments().stream().map(SegmentWhy::segment).toList());
    assertTrue(shown.cluster().toString().contains("the number 2"), shown.cluster()::toString);
  }

  @Test
  void theVariantThatWasDrawnForADroppedSegmentIsForgotten() {
    Answer.Decided first = begun();
    assertEquals(
        List.of("hero runners", "hero runners"),
        shown(first).assignments().stream().map(ShownAssignment::subject).toList());
    assertEquals(
        List.of("hero hikers"),
        shown(correct(first, drop("runners"))).assignments().stream()
            .map(ShownAssignment::subject)
            .toList(),
        "what it shows now");
  }

  @Test
  void aSessionDropsSoManyAtTheMost() {
    Model model = engine.editions().inForce().model();
    Vocabulary vocabulary = engine.editions().inForce().vocabulary();
    assertTrue(model.segments().size() < SessionState.DROPPED_MAX);
    List<Integer> full = new ArrayList<>();
    for (int i = 0; i < SessionState.DROPPED_MAX; i++) {
      full.add(60_000 + i);
    }
    Turn begun =
        Turn.first(
            vocabulary,
            new Turn.Said(
                new ConsentStatement.Stated(List.of("offers"), Optional.empty()),
                RequestSignals.none()),
            NOW);
    SessionState state = begun.state().orElseThrow();
    SessionState crowded =
        new SessionState(
            state.startedAt(),
            state.seenAt(),
            state.leasedAt(),
            state.consent(),
            state.held(),
            state.assignments(),
            full);
    Turn turn =
        Turn.next(
            vocabulary,
            crowded,
            new Turn.Said(Expressed.nothing(), RequestSignals.none(), drop("runners")),
            NOW);
    assertEquals(List.of(new Notice("/segments/drop", Notice.Kind.TOO_MANY)), turn.notices());
    assertEquals(full, turn.state().orElseThrow().dropped());
  }

  /**
   * For random models, facts and drops: what the index leaves after dropping is what the
   * interpreter admits, less everything from which a walk through the rules reaches a dropped
   * segment; the explanations say the same; and nothing is ever added.
   */
  @Test
  void indexAndInterpreterAgreeOnWhatIsLeft() {
    int left = 0;
    for (long seed = 0; seed < CASES; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      Program program = SampleModels.program(random);
      Model model = program.model();
      Vocabulary vocabulary = Vocabulary.of(model, Vocabulary.extend(StableIds.none(), model));
      List<Integer> ids = new ArrayList<>();
      BitSet positions = new BitSet();
      for (int i = 0; i < model.segments().size(); i++) {
        if (random.nextInt(6) == 0) {
          positions.set(i);
          ids.add(vocabulary.segmentId(i));
        }
      }
      BitSet dropped = vocabulary.droppedWith(ids);
      for (int i = 0; i < model.segments().size(); i++) {
        assertEquals(reaches(model, i, positions), dropped.get(i), "replay with seed " + seed);
      }
      Facts facts = SampleFacts.random(random, model.schema());
      Membership membership = MatchIndex.of(program).matcher().match(facts).without(dropped);
      BitSet expected = new Interpreter(model).admitted(facts);
      expected.andNot(dropped);
      assertEquals(expected, membership.toBitSet(), "replay with seed " + seed);
      Explainer explainer = new Explainer(program, facts, dropped);
      for (int i = 0; i < model.segments().size(); i++) {
        SegmentWhy why = explainer.segment(i);
        assertEquals(membership.holds(i), why.truth() == Truth.TRUE, "replay with seed " + seed);
        assertEquals(dropped.get(i), why.remark().isPresent(), "replay with seed " + seed);
      }
      left += membership.count();
    }
    assertTrue(left > 0, "somebody is left in something");
  }

  private static boolean reaches(Model model, int from, BitSet dropped) {
    return dropped.get(from)
        || model.segments().get(from).rules().stream()
            .anyMatch(rule -> reaches(model, rule.predicate(), dropped));
  }

  private static boolean reaches(Model model, Predicate predicate, BitSet dropped) {
    return switch (predicate) {
      case Predicate.AllOf(var parts) ->
          parts.stream().anyMatch(part -> reaches(model, part, dropped));
      case Predicate.AnyOf(var parts) ->
          parts.stream().anyMatch(part -> reaches(model, part, dropped));
      case Predicate.Not(var part) -> reaches(model, part, dropped);
      case Predicate.InSegment(int segment) -> reaches(model, segment, dropped);
      case Predicate.OneOf _,
          Predicate.HasAny _,
          Predicate.HasAll _,
          Predicate.Known _,
          Predicate.Scored _ ->
          false;
    };
  }

  private Corrections drop(String segment) {
    int position = engine.editions().inForce().vocabulary().segment(segment);
    return new Corrections(List.of(), List.of(), List.of(position), List.of(), List.of());
  }

  private Corrections restore(String segment) {
    int position = engine.editions().inForce().vocabulary().segment(segment);
    return new Corrections(List.of(), List.of(), List.of(), List.of(position), List.of());
  }

  private Answer.Decided begun() {
    return decided(
        Optional.empty(),
        new Turn.Said(
            new ConsentStatement.Stated(List.of("offers"), Optional.empty()),
            signals(
                says ->
                    says.labels("interest", List.of("running", "hiking"), "/signals/interest"))));
  }

  private Answer.Decided ask(Answer.Decided before) {
    return decided(
        before.capsule().map(Answer.Issued::text),
        new Turn.Said(new ConsentStatement.Unsaid(), RequestSignals.none()));
  }

  private Answer.Decided correct(Answer.Decided before, Corrections corrections) {
    return assertInstanceOf(Answer.Decided.class, answer(before, corrections));
  }

  private Answer answer(Answer.Decided before, Corrections corrections) {
    return decide(
        before.capsule().map(Answer.Issued::text),
        new Turn.Said(Expressed.nothing(), RequestSignals.none(), corrections));
  }

  private Answer.Decided decided(Optional<String> capsule, Turn.Said said) {
    return assertInstanceOf(Answer.Decided.class, decide(capsule, said));
  }

  private Answer decide(Optional<String> capsule, Turn.Said said) {
    return engine
        .decide(
            new DecideRequest(
                engine.editions().inForce(),
                SITE,
                List.of("hero"),
                said,
                capsule.map(Capsule::of),
                Detail.PLAIN))
        .toCompletableFuture()
        .join();
  }

  private RequestSignals signals(Consumer<SignalReader> says) {
    SignalReader reader = new SignalReader(engine.editions().inForce().vocabulary());
    says.accept(reader);
    return reader.finish();
  }

  private SessionView.Shown shown(Answer.Decided answer) {
    return assertInstanceOf(
        SessionView.Shown.class, engine.show(SITE, capsule(answer)).toCompletableFuture().join());
  }

  private static String capsule(Answer.Decided answer) {
    return answer.capsule().orElseThrow().text();
  }

  private static Optional<String> segment(Answer.Decided answer) {
    return answer.decisions().getFirst().segment().map(name -> name.text());
  }
}
