package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
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
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Expressed;
import dev.mien.engine.privacy.GlobalPrivacyControl;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.release.Seeded;
import dev.mien.engine.session.Capsule;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.Turn;
import dev.mien.engine.shadow.Shadow;
import dev.mien.engine.shadow.ShadowSegment;
import dev.mien.engine.shadow.ShadowSegment.Standing;
import dev.mien.engine.signal.Corrections;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Counting for drafts, beside what the same draft counts once it is published. */
class ShadowReachTest {
  private static final String SCHEMA =
      """
      workspace: { name: shop }
      schema:
        purposes:
          page: { title: "Fit this page", contextual: true }
          personalization: { title: "Relevance during this visit" }
          buying: { title: "Help you to buy", endsWith: [purchase] }
        attributes:
          device: { choice: [mobile, tablet, desktop], from: client-hints, purpose: page, benefit: "Fits" }
          interest: { choices: [running, hiking, climbing], from: visitor, purpose: personalization, benefit: "Fits" }
          basket: { number: EUR, edges: [20, 50], from: site, purpose: buying, benefit: "Fits" }
          sale_views: { count: page_view where category is sale, upTo: 4, within: 30 minutes, purpose: personalization, benefit: "Fits" }
        events:
          page_view: { category: { choice: [sale, help] } }
          purchase: { goal: true }
      """;

  private static final String SLOTS =
      """
      slots:
        home.hero:
          purposes: [page, personalization]
          holdout: 20 %
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - for: runners
              variants: { run: { headline: "Run" }, race: { headline: "Race" } }
      """;

  private static final String IN_FORCE =
      SCHEMA
          + """
          segments:
            runners: { title: Runners, when: "interest has any of [running]" }
            on-the-move: { title: On the move, when: device is mobile }
            bargains: { title: Bargains, when: sale_views >= 2 }
          """
          + SLOTS;

  /** Other rules, other places of all attributes, and one segment as it is in force. */
  private static final String DRAFT =
      """
      workspace: { name: shop }
      schema:
        purposes:
          buying: { title: "Help you to buy", endsWith: [purchase] }
          personalization: { title: "Relevance during this visit" }
          page: { title: "Fit this page", contextual: true }
        attributes:
          sale_views: { count: page_view where category is sale, upTo: 4, within: 30 minutes, purpose: personalization, benefit: "Fits" }
          basket: { number: EUR, edges: [20, 50], from: site, purpose: buying, benefit: "Fits" }
          interest: { choices: [running, hiking, climbing], from: visitor, purpose: personalization, benefit: "Fits" }
          device: { choice: [mobile, tablet, desktop], from: client-hints, purpose: page, benefit: "Fits" }
        events:
          purchase: { goal: true }
          page_view: { category: { choice: [help, sale] } }
      segments:
        spenders: { title: Spenders, when: basket >= 50 and not (device is mobile) }
        on-the-move: { title: On the move, when: device is mobile }
        runners: { title: Runners, when: "interest has any of [running, climbing]" }
        keen: { title: Keen, when: runners and (spenders or sale_views >= 3) }
        bargains: { title: Bargains, when: sale_views >= 1 and basket is unknown }
      """
          + SLOTS;

  private static final Instant TEN = Instant.parse("2026-11-21T10:00:00Z");
  private static final Site SITE = new Site("main");

  /** An engine whose chances come again with the same seed, and what it counts. */
  private static final class Run {
    private final Counts.Own own;
    private final Counts counts;
    private final ShadowReach shadows;
    private final Edition edition;
    private final Engine engine;
    private Instant now = TEN;

    Run(String workspace, long seed) {
      SplittableRandom draws = new SplittableRandom(seed);
      this.own =
          new Counts.Own(
              new DecisionCounts(() -> now, () -> Source.random(new SplittableRandom(seed))),
              new ReachCounts(() -> now));
      this.counts = new Counts(own, NobodyElse.INSTANCE, new InMemoryCountStore());
      this.shadows = new ShadowReach(own.shadows());
      try {
        Editions editions = Editions.open(new InMemoryEditions(), Workspaces::compile, () -> now);
        this.edition =
            assertInstanceOf(
                    Publication.Published.class,
                    editions.publish(List.of(new SourceText("shop.yaml", workspace))))
                .edition();
        SessionPolicy policy = SessionPolicy.standard();
        Seeded random = new Seeded(seed);
        this.engine =
            new Engine(
                new Engine.Parts(
                    editions,
                    new Capsules(
                        new InMemoryHalfKeys(() -> now),
                        new EpochRing(policy, random),
                        policy,
                        random),
                    () -> now,
                    () -> draws,
                    new SegmentReach(own.reach())
                        .and(new DecisionTally(own.decisions()))
                        .and(new GoalTally(own.goals()))
                        .and(shadows),
                    CrowdGate.off(),
                    PromiseLog.none()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Run shadowing(String... drafts) {
      List<Shadow.Compiled> compiled = new ArrayList<>();
      for (String draft : drafts) {
        compiled.add(new Shadow.Compiled("draft-" + compiled.size(), program(draft)));
      }
      shadows.shadow(Shadow.of(edition, compiled));
      return this;
    }

    Shadow shadow(String draft) {
      return Shadow.of(edition, List.of(new Shadow.Compiled("draft", program(draft))));
    }

    /** What some visitors are answered, who do the same whenever the seed is the same. */
    List<Answer> visits(long seed, int visitors) {
      SplittableRandom random = new SplittableRandom(seed);
      Map<Integer, String> capsules = new HashMap<>();
      List<Answer> answers = new ArrayList<>();
      for (int i = 0; i < visitors * 6; i++) {
        now = now.plusSeconds(1 + random.nextInt(20));
        int visitor = random.nextInt(visitors);
        Optional<String> capsule = Optional.ofNullable(capsules.get(visitor));
        Answer answer = decide(capsule, random);
        answers.add(answer);
        capsules.remove(visitor);
        if (answer instanceof Answer.Decided decided) {
          decided.capsule().ifPresent(issued -> capsules.put(visitor, issued.text()));
        }
      }
      return answers;
    }

    private Answer decide(Optional<String> capsule, SplittableRandom random) {
      Vocabulary vocabulary = edition.vocabulary();
      SignalReader reader = new SignalReader(vocabulary);
      reader.text("device", List.of("mobile", "tablet", "desktop").get(random.nextInt(3)), "");
      if (random.nextBoolean()) {
        List<String> likes = new ArrayList<>();
        for (String each : List.of("running", "hiking", "climbing")) {
          if (random.nextInt(3) == 0) {
            likes.add(each);
          }
        }
        reader.labels("interest", likes, "");
      }
      if (random.nextInt(3) == 0) {
        reader.number("basket", random.nextInt(90), "");
      }
      if (random.nextInt(2) == 0) {
        reader.event("page_view", "");
        reader.fieldText("category", random.nextInt(3) == 0 ? "help" : "sale", "");
      }
      if (random.nextInt(25) == 0) {
        reader.event("purchase", "");
      }
      ConsentStatement consent = new ConsentStatement.Unsaid();
      if (capsule.isEmpty() || random.nextInt(15) == 0) {
        List<String> purposes = new ArrayList<>();
        for (String each : List.of("page", "personalization", "buying")) {
          if (random.nextInt(4) > 0) {
            purposes.add(each);
          }
        }
        consent = new ConsentStatement.Stated(purposes, Optional.empty());
      }
      Corrections corrections = Corrections.none();
      if (random.nextInt(20) == 0) {
        int runners = vocabulary.segment("runners");
        corrections = new Corrections(List.of(), List.of(), List.of(runners), List.of(), List.of());
      }
      return engine
          .decide(
              new DecideRequest(
                  edition,
                  SITE,
                  List.of("home.hero"),
                  new Turn.Said(
                      new Expressed(consent, GlobalPrivacyControl.NOT_ASKED),
                      reader.finish(),
                      corrections),
                  capsule.map(Capsule::of),
                  random.nextInt(10) == 0 ? Detail.EXPLAINED : Detail.PLAIN))
          .toCompletableFuture()
          .join();
    }

    private Bitmap met(ReachKey key) {
      return counts.reach(Set.of(key)).value().getOrDefault(key, Bitmap.EMPTY);
    }
  }

  private static dev.mien.segments.compile.Program program(String workspace) {
    return assertInstanceOf(
            Compilation.Accepted.class,
            Workspaces.compile(List.of(new SourceText("shop.yaml", workspace))))
        .program();
  }

  private static long hour(Instant instant) {
    return instant.toEpochMilli() / CountKey.HOUR_MILLIS;
  }

  /** Byte for byte, capsules included. */
  @Test
  void answersAreTheSameWhetherDraftsAreCountedForOrNot() {
    for (long seed = 0; seed < 5; seed++) {
      List<String> without = new ArrayList<>();
      new Run(IN_FORCE, seed).visits(seed, 25).forEach(answer -> without.add(text(answer)));
      List<String> with = new ArrayList<>();
      new Run(IN_FORCE, seed)
          .shadowing(DRAFT, DRAFT.replace("sale_views >= 3", "sale_views >= 2"))
          .visits(seed, 25)
          .forEach(answer -> with.add(text(answer)));
      assertEquals(without, with, "seed " + seed);
      assertTrue(with.stream().anyMatch(text -> text.contains("capsule")), "seed " + seed);
    }
  }

  private static String text(Answer answer) {
    return answer instanceof Answer.Decided decided
        ? decided.mode()
            + " "
            + decided.decisions()
            + " "
            + decided.notices()
            + " "
            + decided.settled()
            + decided.capsule().map(issued -> " capsule " + issued).orElse("")
        : answer.toString();
  }

  /** The slow twin publishes the draft and lets the same visitors come again. */
  @Test
  void whatADraftCountsIsWhatItCountsOncePublished() {
    int compared = 0;
    for (long seed = 0; seed < 12; seed++) {
      Run shadowing = new Run(IN_FORCE, seed).shadowing(DRAFT);
      shadowing.visits(seed, 40);
      Run published = new Run(DRAFT, seed);
      published.visits(seed, 40);
      for (ShadowSegment segment : shadowing.shadow(DRAFT).segments("draft").orElseThrow()) {
        assertEquals(new Standing.Counted(), segment.standing());
        // What came later than an hour after it began counts in neither.
        for (long hour = hour(TEN); hour <= hour(shadowing.now); hour++) {
          Bitmap expected = published.met(new ReachKey(1, hour, segment.name()));
          Bitmap actual = shadowing.met(ReachKey.ofShadow(hour, segment.knownBy()));
          assertEquals(expected, actual, segment.name() + ", seed " + seed);
          compared += expected.count();
        }
      }
    }
    assertTrue(compared > 500, compared + " sessions were compared");
  }

  @Test
  void onlySegmentsThatAreNotInForceAsTheyStandThereAreCounted() {
    Run run = new Run(IN_FORCE, 1);
    assertEquals(
        List.of("spenders", "runners", "keen", "bargains"),
        run.shadow(DRAFT).segments("draft").orElseThrow().stream()
            .map(ShadowSegment::name)
            .toList());
    Shadow same = run.shadow(IN_FORCE.replace("Outdoor", "Indoor"));
    assertEquals(Optional.of(List.of()), same.segments("draft"));
    assertFalse(same.counts(run.edition));
  }

  @Test
  void aSegmentThatAsksForWhatIsNotCollectedSaysSo() {
    String draft =
        DRAFT
            .replace("basket: { number: EUR, edges: [20, 50]", "basket: { number: EUR, edges: [20]")
            .replace("basket >= 50", "basket >= 20");
    List<ShadowSegment> segments =
        new Run(IN_FORCE, 1).shadow(draft).segments("draft").orElseThrow();
    Map<String, Standing> standings = new HashMap<>();
    segments.forEach(segment -> standings.put(segment.name(), segment.standing()));
    assertEquals(new Standing.NotCountable("basket"), standings.get("spenders"));
    assertEquals(new Standing.NotCountable("basket"), standings.get("keen"), "by another segment");
    assertEquals(new Standing.Counted(), standings.get("runners"));
  }

  @Test
  void thereIsRoomForSoManySegmentsOfTheNewestDraftFirst() {
    StringBuilder many = new StringBuilder(DRAFT.replace(SLOTS, ""));
    for (int i = 0; i < Shadow.SEGMENTS_MAX; i++) {
      many.append("  more-%d: { title: More, when: sale_views >= 1 }%n".formatted(i));
    }
    Run run = new Run(IN_FORCE, 1);
    Shadow shadow =
        Shadow.of(
            run.edition,
            List.of(
                new Shadow.Compiled("newest", program(DRAFT)),
                new Shadow.Compiled("older", program(many + SLOTS))));
    assertEquals(Shadow.SEGMENTS_MAX, shadow.names().size());
    assertTrue(
        shadow.segments("newest").orElseThrow().stream()
            .allMatch(segment -> segment.standing() instanceof Standing.Counted));
    assertEquals(
        4,
        shadow.segments("older").orElseThrow().stream()
            .filter(segment -> segment.standing() instanceof Standing.TooMany)
            .count());
  }

  @Test
  void aSegmentIsComparedWithItsOldSelfFirstAndThenWithThoseThatAskForTheSame() {
    List<ShadowSegment> segments =
        new Run(IN_FORCE, 1).shadow(DRAFT).segments("draft").orElseThrow();
    List<String> ofBargains =
        segments.getLast().relatives().stream().map(ShadowSegment.Relative::name).toList();
    assertEquals(List.of("bargains", "runners", "on-the-move"), ofBargains);
    List<String> ofSpenders =
        segments.getFirst().relatives().stream().map(ShadowSegment.Relative::name).toList();
    assertEquals(List.of("on-the-move", "runners", "bargains"), ofSpenders);
  }

  @Test
  void aSegmentGoesOnBeingCountedWhileOthersOfItsDraftChange() {
    Run run = new Run(IN_FORCE, 3).shadowing(DRAFT);
    run.visits(3, 20);
    ShadowSegment spenders = run.shadow(DRAFT).segments("draft").orElseThrow().getFirst();
    ReachKey key = ReachKey.ofShadow(hour(TEN), spenders.knownBy());
    int before = run.met(key).count();
    assertTrue(before > 0);
    run.shadowing(DRAFT.replace("sale_views >= 1", "sale_views >= 2"));
    run.now = TEN.plusSeconds(1_800);
    run.visits(4, 20);
    assertTrue(run.met(key).count() >= before);
  }

  /** Definitions and hours, and bits that many sessions share: nothing else is held. */
  @Test
  void nothingIsKeptOfASession() {
    Run run = new Run(IN_FORCE, 5).shadowing(DRAFT);
    run.visits(5, 60);
    Set<String> names = new TreeSet<>(run.shadows.names());
    Set<ReachKey> keys = run.own.shadows().keys(List.copyOf(run.shadows.names()));
    assertEquals(names, new TreeSet<>(keys.stream().map(ReachKey::segment).distinct().toList()));
    assertTrue(
        keys.stream()
            .allMatch(key -> key.edition() == 0 && Math.abs(key.hour() - hour(run.now)) <= 3));
    run.now = run.now.plus(Duration.ofHours(9));
    run.visits(6, 5);
    assertTrue(
        run.own.shadows().keys(List.of()).stream().allMatch(key -> key.hour() >= hour(run.now) - 3),
        "and what is over goes");
  }

  /** The decision path pays a look at a variable, and no memory. */
  @Test
  void whereNothingIsShadowedCountingAllocatesNothing() {
    Run run = new Run(IN_FORCE.replace(", endsWith: [purchase]", "").replace("goal: true", ""), 1);
    Tally tally = new GoalTally(run.own.goals()).and(new ShadowReach(run.own.shadows()));
    Turn.Said said =
        new Turn.Said(
            new ConsentStatement.Stated(List.of("page"), Optional.empty()), RequestSignals.none());
    Turn turn = Turn.first(run.edition.vocabulary(), said, TEN);
    Mark mark = Mark.of(7, TEN);
    ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    int calls = 20_000;
    for (int i = 0; i < calls; i++) {
      tally.happened(run.edition, turn, mark);
    }
    long before = memory.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < calls; i++) {
      tally.happened(run.edition, turn, mark);
    }
    long each = (memory.getCurrentThreadAllocatedBytes() - before) / calls;
    assertEquals(0, each, "bytes a request");
  }
}
