package dev.mien.engine.outcome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.InMemoryCountStore;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.VectorBytes;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What is told twice, late, in another order, or not to the end changes nothing of outcomes but how
 * fresh they are, and so of shares.
 */
class OutcomeMergeTest {
  private static final String WORKSPACE =
      """
      schema:
        purposes: { offers: { title: "Relevance during this visit" } }
        events: { buy: { goal: true }, ask: { goal: true } }
        attributes:
          interest: { choices: [running, hiking], from: visitor, purpose: offers, benefit: "Fits" }
      segments:
        runners: { title: Runners, when: "interest has running" }
        hikers: { title: Hikers, when: "interest has hiking" }
      slots:
        hero:
          purpose: offers
          content: { text: text }
          fallback: { text: "Outdoor" }
          offers:
            - for: runners
              variants: { one: { text: "1" }, two: { text: "2" }, three: { text: "3" } }
              learn: { goal: buy }
            - for: hikers
              variants: { one: { text: "1" }, two: { text: "2" }, three: { text: "3" } }
              learn: { goal: buy }
      """;

  private static final int RUNS = 60;
  private static final Instant START = Instant.parse("2026-11-20T00:10:00Z");

  private final Edition edition = edition();

  private static Edition edition() {
    try {
      Editions editions = Editions.open(new InMemoryEditions(), Workspaces::compile, () -> START);
      Publication came = editions.publish(List.of(new SourceText("shop.yaml", WORKSPACE)));
      assertTrue(came instanceof Publication.Published, came::toString);
      return editions.inForce();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** One node, and all that it would have told others in the course of time. */
  private final class Telling {
    private final OutcomeCounts counts;
    private final InMemoryCountStore nothing = new InMemoryCountStore();
    private final List<Map<CountKey, byte[]>> told = new ArrayList<>();

    Telling(SplittableRandom random) {
      this.counts = new OutcomeCounts(() -> START, () -> Source.random(random));
    }

    void count(SplittableRandom random, int sessions) {
      for (int i = 0; i < sessions; i++) {
        long hour = START.getEpochSecond() / 3_600 + random.nextInt(40);
        int offer = random.nextInt(2);
        int variant = random.nextInt(3);
        Kind kind = random.nextInt(10) == 0 ? Kind.EXPLORED : Kind.VARIANT;
        OutcomeCounts.Running running =
            counts.running(edition.number(), edition.vocabulary(), hour);
        running.shown(0, kind, offer, variant);
        if (random.nextDouble() < 0.1 + 0.1 * variant) {
          running.reached(0, kind, offer, variant, 1 + random.nextInt(3));
        }
      }
      Map<CountKey, byte[]> bytes = new HashMap<>();
      vectors().forEach((key, vector) -> bytes.put(key, VectorBytes.write(vector)));
      told.add(bytes);
    }

    Map<CountKey, CountVector> vectors() {
      return counts.vectors(NobodyElse.INSTANCE, nothing).known(ALL).value();
    }
  }

  private static final Asked ALL =
      new Asked(
          Optional.empty(),
          OptionalLong.empty(),
          START.getEpochSecond() / 3_600,
          START.getEpochSecond() / 3_600 + 50);

  private List<OfferShares> shares(Map<CountKey, CountVector> vectors) {
    Allocations allocations = new Allocations(Allocations.Rules.of(Duration.ofMinutes(30), 50));
    allocations.refresh(
        edition.vocabulary(), Outcomes.of(vectors), START.plus(Duration.ofHours(45)));
    return allocations.offers();
  }

  @Test
  void whatIsToldTwiceLateAndInAnotherOrderGivesTheSameOutcomesAndShares() {
    for (long seed = 0; seed < RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Map<CountKey, CountVector> exact = new HashMap<>();
      List<Map.Entry<CountKey, byte[]>> messages = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Telling node = new Telling(random);
        for (int j = 0; j < 4; j++) {
          node.count(random, 200);
        }
        exact.putAll(node.vectors());
        node.told.forEach(each -> messages.addAll(each.entrySet()));
        // Some of it is told again, long after.
        messages.addAll(node.told.get(random.nextInt(4)).entrySet());
      }
      List<OfferShares> expected = shares(exact);
      assertEquals(OfferShares.State.LEARNED, expected.getFirst().state());
      for (int order = 0; order < 3; order++) {
        Collections.shuffle(messages, new Random(random.nextLong()));
        Map<CountKey, CountVector> merged = new HashMap<>();
        for (Map.Entry<CountKey, byte[]> each : messages) {
          merged.merge(each.getKey(), VectorBytes.read(each.getValue()), CountVector::join);
        }
        assertEquals(
            Outcomes.sum(Outcomes.of(exact)), Outcomes.sum(Outcomes.of(merged)), "seed " + seed);
        assertEquals(expected, shares(merged), "seed " + seed);
      }
    }
  }

  /** What a node had told before it died is there, and nothing is counted twice. */
  @Test
  void aNodeThatIsLostTakesOnlyWithItWhatItHadNotTold() {
    for (long seed = 0; seed < RUNS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Telling lost = new Telling(random);
      Telling left = new Telling(random);
      lost.count(random, 500);
      left.count(random, 500);
      long told = total(lost.vectors()) + total(left.vectors());
      Map<CountKey, CountVector> known = new HashMap<>(left.vectors());
      lost.told
          .getLast()
          .forEach((key, bytes) -> known.merge(key, VectorBytes.read(bytes), CountVector::join));
      lost.count(random, 100);
      assertEquals(told, total(known), "seed " + seed);
      assertTrue(total(known) < total(lost.vectors()) + total(left.vectors()));
      long sessions =
          Outcomes.sum(Outcomes.of(known)).values().stream().mapToLong(Outcome::sessions).sum();
      assertEquals(1_000, sessions, "seed " + seed);
    }
  }

  private static long total(Map<CountKey, CountVector> vectors) {
    return vectors.values().stream().mapToLong(CountVector::total).sum();
  }
}
