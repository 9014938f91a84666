package dev.mien.engine.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleFacts.State;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.edit.Edit;
import dev.mien.segments.edit.Editing;
import dev.mien.segments.edit.Editor;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.Truth;
import dev.mien.segments.reference.Interpreter;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.WorkspaceReader;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Discovery in sessions whose classes are known, over attributes of every kind. */
class DiscoveryTest {
  private static final SourceText WORKSPACE =
      new SourceText(
          "shop.yaml",
          """
          workspace: { name: shop, timezone: UTC }
          schema:
            purposes:
              shopping: { title: "Show you what is relevant" }
            events:
              page_view: { category: { choice: [sale, shoes, drinks] } }
            attributes:
              device:       { choice: [mobile, desktop, tablet, television], from: site, purpose: shopping, benefit: "Fits" }
              basket_value: { number: EUR, edges: [0, 20, 50, 100], from: site, purpose: shopping, benefit: "Fits" }
              pages:        { count: page_view, upTo: 20, purpose: shopping, benefit: "Fits" }
              since_sale:   { recency: page_view where category is sale, edges: [30 seconds, 2 minutes, 10 minutes], purpose: shopping, benefit: "Fits" }
              interests:    { choices: [running, hiking, wine], from: site, purpose: shopping, benefit: "Fits" }
              member:       { flag: true, from: site, purpose: shopping, benefit: "Fits" }
              region:       { choice: [1, 2, 3, 4], from: site, purpose: shopping, benefit: "Fits" }
          segments:
            members: { title: Members, when: member is true }
            discovered-1: { title: Found before, when: pages >= 19 }
          slots:
            hero:
              purpose: shopping
              content: { headline: text }
              fallback: { headline: "Hello" }
              offers:
                - { for: members, variants: { plain: { headline: "Welcome" } } }
          """);

  private static Model model(List<SourceText> sources) {
    return switch (Workspaces.compile(sources)) {
      case Compilation.Accepted(var program, _) -> program.model();
      case Compilation.Rejected(var diagnostics) ->
          throw new AssertionError(diagnostics.toString());
    };
  }

  private static SampleFacts session(RandomGenerator random, int kind) {
    int[] pages = {random.nextInt(1, 4), random.nextInt(8, 21), random.nextInt(3, 10)};
    int[] basket = {random.nextInt(0, 2), random.nextInt(5, 9), random.nextInt(1, 4)};
    List<State> states =
        List.of(
            State.ofCode(random.nextInt(10) == 0 ? random.nextInt(4) : kind == 0 ? 0 : 1),
            State.ofCode(basket[kind]),
            State.ofCode(pages[kind]),
            kind == 2 && random.nextInt(10) > 0 ? State.ofCode(random.nextInt(4)) : State.MISSING,
            State.ofLabels(kind == 1 ? 1L | random.nextInt(8) : random.nextInt(8) & 6),
            State.ofCode(random.nextInt(4) == 0 ? 1 : 0),
            random.nextInt(4) == 0 ? State.WITHHELD : State.ofCode(random.nextInt(4)));
    return new SampleFacts(states);
  }

  private static Patterns patterns(Schema schema, RandomGenerator random, int sessions) {
    List<Column> finest =
        IntStream.range(0, schema.attributes().size())
            .mapToObj(i -> Column.finest(i, schema.attributes().get(i)))
            .toList();
    Patterns.Counter counter = new Patterns.Counter(schema, finest);
    for (int i = 0; i < sessions; i++) {
      int drawn = random.nextInt(10);
      counter.add(session(random, drawn < 5 ? 0 : drawn < 8 ? 1 : 2));
    }
    return counter.patterns();
  }

  @Test
  void whatIsSaidOfARuleIsWhatTheReferenceInterpreterCounts() {
    Model model = model(List.of(WORKSPACE));
    Interpreter interpreter = new Interpreter(model);
    for (long seed = 1; seed <= 3; seed++) {
      Patterns finest = patterns(model.schema(), new SplittableRandom(seed), 3_000);
      Patterns folded = Banding.folded(finest, 8).patterns();
      ClassSearch.Found found =
          new ClassSearch(
                  Cases.of(folded),
                  new SearchRules(8, 4, 3, seed),
                  labels -> Classes.of(folded, labels, Discovery.parts(labels)),
                  DiscoveryProgress.none())
              .run();
      ClassSearch.Chosen chosen = found.chosen().orElseThrow();
      List<Proposal> proposals = Discovery.proposals(chosen);
      assertEquals(3, proposals.size(), "seed " + seed + found.tried());
      for (Proposal proposal : proposals) {
        for (Proposal.DraftRule rule : proposal.rules()) {
          double admitted = 0;
          double right = 0;
          for (int i = 0; i < folded.patterns().size(); i++) {
            Patterns.Pattern pattern = folded.patterns().get(i);
            SampleFacts facts = PatternFacts.of(folded, pattern);
            if (interpreter.evaluate(rule.predicate(), facts) == Truth.TRUE) {
              admitted += pattern.sessions();
              right += chosen.classes().sessions().get(i)[proposal.number() - 1];
            }
          }
          String replay = "seed " + seed + ": " + rule.text();
          assertEquals(Math.round(admitted), rule.admitted(), replay);
          assertEquals(right / admitted, rule.precision(), 1e-12, replay);
          assertEquals(
              right / chosen.classes().totals()[proposal.number() - 1],
              rule.recall(),
              1e-12,
              replay);
        }
      }
    }
  }

  private static Discovery discovered(Patterns finest, SearchRules rules) {
    return switch (Discovery.ofPatterns(finest, rules, DiscoveryProgress.none())) {
      case Discovery.Result.Done(var discovery) -> discovery;
      case Discovery.Result.Refused(var why) -> throw new AssertionError(why);
    };
  }

  /** Written as drafts, the rules mean to the compiler what they meant to discovery. */
  @Test
  void everyDraftParsesChecksAndMeansWhatWasFound() {
    Model before = model(List.of(WORKSPACE));
    long seed = 5;
    Patterns finest = patterns(before.schema(), new SplittableRandom(seed), 3_000);
    Discovery discovery = discovered(finest, new SearchRules(8, 4, 3, seed));
    DraftSegments drafts = new DraftSegments(WorkspaceReader.read(List.of(WORKSPACE)).workspace());
    List<DraftSegments.Draft> made = drafts.of(discovery);
    assertFalse(made.isEmpty());
    List<Edit> edits = made.stream().map(draft -> draft.edit(DraftSegments.FILE)).toList();
    List<SourceText> texts =
        List.of(WORKSPACE, new SourceText(DraftSegments.FILE, DraftSegments.HEADING));
    Editing.Done done = assertInstanceOf(Editing.Done.class, Editor.apply(texts, edits));
    Compilation compilation = Workspaces.compile(done.files());
    assertEquals(
        made.size() + 1,
        compilation.diagnostics().stream()
            .filter(one -> one.code().equals("unused-segment"))
            .count(),
        "drafts are off: " + compilation.diagnostics());
    Model after = model(done.files());
    Interpreter interpreter = new Interpreter(after);
    for (DraftSegments.Draft draft : made) {
      assertTrue(!draft.name().equals("discovered-1"), "that name is taken");
      int position =
          IntStream.range(0, after.segments().size())
              .filter(i -> after.segments().get(i).name().text().equals(draft.name()))
              .findFirst()
              .orElseThrow();
      Segment segment = after.segments().get(position);
      assertEquals(draft.title(), segment.title());
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 500; i++) {
        SampleFacts facts = SampleFacts.random(random, after.schema());
        boolean admitted =
            draft.proposal().rules().stream()
                .anyMatch(rule -> interpreter.evaluate(rule.predicate(), facts) == Truth.TRUE);
        assertEquals(
            admitted,
            interpreter.segment(position, facts).admits(),
            "seed " + seed + " " + segment + facts);
      }
    }
  }

  @Test
  void knownClassesAreFoundAndSaid() {
    Model model = model(List.of(WORKSPACE));
    Patterns finest = patterns(model.schema(), new SplittableRandom(7), 6_000);
    Discovery discovery = discovered(finest, new SearchRules(10, 5, 4, 7));
    assertEquals(3, discovery.classes().orElseThrow(), discovery.tried().toString());
    double[] shares = {.5, .3, .2};
    for (Proposal proposal : discovery.proposals()) {
      assertEquals(shares[proposal.number() - 1], proposal.share(), .03);
      assertTrue(proposal.precision() > .9, proposal.toString());
      assertTrue(proposal.recall() > .8, proposal.toString());
      assertFalse(proposal.typical().isEmpty());
    }
  }

  @Test
  void sensitiveWordsOfADraftAreNamed() {
    Model model = model(List.of(WORKSPACE));
    Discovery discovery =
        discovered(
            patterns(model.schema(), new SplittableRandom(7), 3_000), new SearchRules(8, 3, 2, 7));
    Proposal of = discovery.proposals().getFirst();
    Condition wine = new Condition.Having(4, 4, 0);
    var expression = new Wording(model.schema()).all(List.of(wine));
    Proposal speaking =
        new Proposal(
            1, 600, .2, .9, List.of(new Proposal.Trait(expression, .9, .3)), of.rules(), 1, 1, 1);
    Discovery telling =
        new Discovery(
            3_000, discovery.lost(), discovery.tried(), discovery.classes(), List.of(speaking));
    DraftSegments drafts = new DraftSegments(WorkspaceReader.read(List.of(WORKSPACE)).workspace());
    assertEquals(
        "INTOXICANTS", drafts.of(telling).getFirst().sensitive().getFirst().category().name());
  }

  /** Where everything is drawn from one urn, nothing is proposed. */
  @Test
  void whereThereAreNoClassesNoneAreProposed() {
    Model model = model(List.of(WORKSPACE));
    for (long seed = 1; seed <= 3; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Column> finest = new ArrayList<>();
      for (int attribute : new int[] {0, 1, 5, 6}) {
        finest.add(Column.finest(attribute, model.schema().attributes().get(attribute)));
      }
      Patterns.Counter counter = new Patterns.Counter(model.schema(), finest);
      for (int i = 0; i < 4_000; i++) {
        counter.add(
            List.of(
                (long) random.nextInt(4),
                (long) random.nextInt(9),
                (long) random.nextInt(2),
                (long) random.nextInt(4)),
            1);
      }
      Discovery discovery = discovered(counter.patterns(), new SearchRules(5, 4, 4, seed));
      assertTrue(discovery.classes().isEmpty(), "seed " + seed + discovery.tried());
    }
  }

  @Test
  void fewSessionsAreRefused() {
    Model model = model(List.of(WORKSPACE));
    Patterns few = patterns(model.schema(), new SplittableRandom(1), 499);
    Discovery.Result.Refused refused =
        assertInstanceOf(
            Discovery.Result.Refused.class,
            Discovery.ofPatterns(few, SearchRules.standard(), DiscoveryProgress.none()));
    assertEquals(
        "there are 499 sessions, and nothing is looked for in fewer than 500", refused.why());
  }
}
