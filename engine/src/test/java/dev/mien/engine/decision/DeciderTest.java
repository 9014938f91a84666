package dev.mien.engine.decision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.membership.Membership;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.session.Assignment;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.IabTerms;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.OfferName;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.PurposeName;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.RuleName;
import dev.mien.segments.model.Schedule;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.SlotName;
import dev.mien.segments.model.Variant;
import dev.mien.segments.model.VariantName;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

class DeciderTest {
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Permission ALLOWED = Permission.of(0b1, 0);
  private static final Permission REFUSED = Permission.of(0, 0);

  private static Variant variant(String name, int weight) {
    return new Variant(new VariantName(name), weight, Content.empty());
  }

  private static Offer offer(String name, int audience, Variant... variants) {
    return new Offer(new OfferName(name), audience, 0, List.of(variants), Schedule.always());
  }

  private static Slot slot(int holdoutBasisPoints, Offer... offers) {
    return new Slot(
        new SlotName("home.hero"),
        "",
        0b1,
        new LinkedHashMap<>(),
        new Variant(Variant.FALLBACK, 1, Content.empty()),
        holdoutBasisPoints,
        List.of(offers));
  }

  private static Model model(Slot slot) {
    List<Segment> segments =
        IntStream.range(0, 3)
            .mapToObj(
                i ->
                    new Segment(
                        new SegmentName("segment" + i),
                        "",
                        List.of(
                            new Rule(
                                new RuleName("segment" + i),
                                new Predicate.Known(0),
                                "a is known"))))
            .toList();
    Purpose purpose =
        new Purpose(
            new PurposeName("p"),
            "",
            List.of(),
            Purpose.Basis.CONSENT,
            48,
            Duration.ofDays(30),
            Duration.ofMinutes(30),
            Set.of(),
            IabTerms.none());
    Attribute attribute =
        new Attribute(
            new AttributeName("a"),
            new Alphabet.Flag(),
            new Origin.Signal(Origin.Provenance.SITE, Optional.empty()),
            0,
            "");
    return new Model(
        "shop",
        new Schema(List.of(purpose), List.of(attribute), List.of()),
        segments,
        List.of(slot));
  }

  private static Decider decider(Slot slot, Permission permission, long seed) {
    Model model = model(slot);
    return new Decider(
        Vocabulary.of(model, Vocabulary.extend(StableIds.none(), model)),
        permission,
        NOW,
        new SplittableRandom(seed));
  }

  private static Membership holding(int... segments) {
    BitSet bits = new BitSet();
    IntStream.of(segments).forEach(bits::set);
    return Membership.of(3, bits);
  }

  @Test
  void theFirstOfferWhoseAudienceAdmitsFillsTheSlot() {
    Slot slot = slot(0, offer("a", 0, variant("x", 1)), offer("b", 1, variant("y", 1)));
    Decider decider = decider(slot, ALLOWED, 1);
    Decision both = decider.decide(slot, holding(0, 1), Draws.passing());
    assertEquals(Reason.MATCHED, both.reason());
    assertEquals("x", both.variant().name().text());
    assertEquals(0, both.segment().orElseThrow());
    assertEquals("y", decider.decide(slot, holding(1), Draws.passing()).variant().name().text());
  }

  @Test
  void anOfferThatIsNotOnIsPassedOver() {
    Offer over =
        new Offer(
            new OfferName("over"),
            0,
            9,
            List.of(variant("x", 1)),
            new Schedule(Optional.empty(), Optional.of(NOW)));
    Slot slot = slot(0, over, offer("b", 1, variant("y", 1)));
    assertEquals(
        "y",
        decider(slot, ALLOWED, 1)
            .decide(slot, holding(0, 1), Draws.passing())
            .variant()
            .name()
            .text());
  }

  /** Which variant was drawn tells that the audience held, and nobody consented to keeping that. */
  @Test
  void whatContextualSignalsMayHaveDecidedIsNotKept() {
    Slot slot = slot(0, offer("a", 0, variant("x", 1), variant("y", 1)));
    Permission passing = Permission.of(0b10, 0b1);
    Draws draws = Draws.of(List.of());
    Decision decision = decider(slot, passing, 1).decide(slot, holding(0), draws);
    assertEquals(Reason.MATCHED, decision.reason());
    assertEquals(List.of(), draws.kept());
  }

  @Test
  void theFallbackSaysWhetherAPurposeIsMissing() {
    Slot slot = slot(0, offer("a", 0, variant("x", 1)));
    assertEquals(
        Reason.FALLBACK,
        decider(slot, ALLOWED, 1).decide(slot, holding(), Draws.passing()).reason());
    assertEquals(
        Reason.NO_CONSENT,
        decider(slot, REFUSED, 1).decide(slot, holding(), Draws.passing()).reason());
  }

  @Test
  void aVariantOnceDrawnIsKeptForTheSession() {
    Slot slot = slot(0, offer("a", 0, variant("x", 1), variant("y", 1)));
    Draws draws = Draws.of(List.of());
    String first =
        decider(slot, ALLOWED, 7).decide(slot, holding(0), draws).variant().name().text();
    for (long seed = 0; seed < 100; seed++) {
      assertEquals(
          first,
          decider(slot, ALLOWED, seed)
              .decide(slot, holding(0), Draws.of(draws.kept()))
              .variant()
              .name()
              .text(),
          "seed " + seed);
    }
  }

  @Test
  void aDrawForAVariantThatIsGoneIsDrawnAnew() {
    Slot slot = slot(0, offer("a", 0, variant("x", 1), variant("y", 1)));
    Model model = model(slot);
    Vocabulary vocabulary = Vocabulary.of(model, Vocabulary.extend(StableIds.none(), model));
    int offerId = vocabulary.offerId(slot, slot.offers().getFirst());
    Draws draws = Draws.of(List.of(new Assignment(offerId, 60_000)));
    decider(slot, ALLOWED, 7).decide(slot, holding(0), draws);
    assertEquals(1, draws.kept().size());
    assertTrue(draws.kept().getFirst().choice() < 60_000);
  }

  @Test
  void variantsAreDrawnByWeight() {
    Slot slot = slot(0, offer("a", 0, variant("x", 70), variant("y", 0), variant("z", 30)));
    Decider decider = decider(slot, ALLOWED, 20_261_121);
    long[] drawn = new long[2];
    for (int i = 0; i < 20_000; i++) {
      String name = decider.decide(slot, holding(0), Draws.of(List.of())).variant().name().text();
      drawn[name.equals("x") ? 0 : 1] += name.equals("y") ? -100_000 : 1;
    }
    assertTrue(
        new ChiSquareTest().chiSquareTest(new double[] {0.7, 0.3}, drawn) > 1e-4,
        "x " + drawn[0] + ", z " + drawn[1]);
  }

  @Test
  void theHeldOutShareSeesTheFallbackAndStaysHeldOut() {
    Slot slot = slot(500, offer("a", 0, variant("x", 1)));
    Decider decider = decider(slot, ALLOWED, 20_261_121);
    long[] sides = new long[2];
    for (int i = 0; i < 20_000; i++) {
      Draws draws = Draws.of(List.of());
      Decision decision = decider.decide(slot, holding(0), draws);
      sides[decision.reason() == Reason.HELD_OUT ? 0 : 1]++;
      assertEquals(
          decision.reason(),
          decider.decide(slot, holding(0), Draws.of(draws.kept())).reason(),
          "draw " + i);
    }
    assertTrue(
        new ChiSquareTest().chiSquareTest(new double[] {0.05, 0.95}, sides) > 1e-4,
        "held out " + sides[0]);
  }

  @Test
  void nobodyIsHeldOutWithoutASession() {
    Slot slot = slot(5_000, offer("a", 0, variant("x", 1)));
    Decider decider = decider(slot, REFUSED, 3);
    for (int i = 0; i < 100; i++) {
      assertEquals(
          Reason.MATCHED, decider.decide(slot, holding(0), Draws.passing()).reason(), "try " + i);
    }
  }

  @Test
  void noMoreDrawsAreKeptThanACapsuleHolds() {
    Draws draws = Draws.of(List.of());
    for (int subject = 1; subject <= 100; subject++) {
      draws.choice(subject, () -> 1);
    }
    assertEquals(Draws.KEPT_MAX, draws.kept().size());
  }
}
