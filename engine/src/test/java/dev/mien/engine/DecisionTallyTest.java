package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.SampleEditions;
import dev.mien.engine.counts.Source;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
import dev.mien.segments.model.SegmentName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What an engine counts, beside a tally that keeps every answer by its names. */
class DecisionTallyTest {
  private static final List<String> SLOTS = List.of("home.hero", "home.device", "home.typo");

  private Instant now = Instant.parse("2026-11-21T10:00:00Z");
  private final InstantSource clock = () -> now;
  private final SplittableRandom random = new SplittableRandom(42);
  private final Counts.Own own =
      new Counts.Own(
          new DecisionCounts(clock, () -> Source.random(random)), new ReachCounts(clock));
  private final Map<Long, Map<Cell, Long>> exact = new HashMap<>();

  private void exactly(Answer.Decided answer) {
    for (SlotDecision each : answer.decisions()) {
      each.variant()
          .ifPresent(
              variant ->
                  exact
                      .computeIfAbsent(answer.edition().number(), _ -> new HashMap<>())
                      .merge(
                          new Cell(
                              each.slot(),
                              each.reason().code(),
                              each.segment().map(SegmentName::text),
                              variant.name().text()),
                          1L,
                          Long::sum));
    }
  }

  private Optional<String> ask(Engine engine, Edition edition, Optional<String> capsule) {
    SignalReader says = new SignalReader(edition.vocabulary());
    if (random.nextBoolean()) {
      says.text("device", "mobile", "/signals/device");
    }
    if (random.nextBoolean()) {
      says.labels(
          "interest", List.of(random.nextBoolean() ? "running" : "hiking"), "/signals/interest");
    }
    ConsentStatement consent =
        capsule.isEmpty() && random.nextBoolean()
            ? new ConsentStatement.Stated(List.of("page", "personalization"), Optional.empty())
            : new ConsentStatement.Unsaid();
    Answer answer =
        engine
            .decide(
                new DecideRequest(
                    edition,
                    new Site("main"),
                    SLOTS,
                    says.finish(),
                    consent,
                    capsule,
                    Detail.PLAIN))
            .toCompletableFuture()
            .join();
    return answer instanceof Answer.Decided decided
        ? decided.capsule().map(Answer.Issued::text)
        : Optional.empty();
  }

  @Test
  void everyDecisionIsCountedOnceByItsNames() throws IOException {
    Engine engine =
        SampleEngines.of(
            clock,
            () -> random,
            new DecisionTally(own.decisions()).and((answer, _, _) -> exactly(answer)));
    List<Edition> editions = SampleEditions.editions(3);
    Optional<String> capsule = Optional.empty();
    for (int i = 0; i < 5_000; i++) {
      capsule = ask(engine, editions.get(random.nextInt(editions.size())), capsule);
      if (random.nextInt(10) == 0) {
        capsule = Optional.empty();
        now = now.plus(Duration.ofMinutes(1));
      }
    }
    Counts counts = new Counts(own, NobodyElse.INSTANCE, new InMemoryCountStore());
    long until = now.toEpochMilli() / CountKey.HOUR_MILLIS + 1;
    Map<Long, Map<Cell, Long>> counted = new HashMap<>();
    Set<String> reasons = new HashSet<>();
    Map<CountKey, CountVector> vectors =
        counts
            .decisions(new Asked(Optional.empty(), OptionalLong.empty(), until - 48, until))
            .value();
    vectors.forEach(
        (key, vector) ->
            vector
                .counts()
                .forEach(
                    (cell, count) -> {
                      counted
                          .computeIfAbsent(key.edition(), _ -> new HashMap<>())
                          .merge(cell, count, Long::sum);
                      reasons.add(cell.reason());
                    }));
    assertEquals(exact, counted);
    assertEquals(Set.of("matched", "fallback", "held-out", "no-consent"), reasons);
    assertTrue(vectors.size() > 3, "several hours");
  }
}
