package dev.mien.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.Shop;
import dev.mien.engine.privacy.ConsentInForce.Change;
import dev.mien.engine.privacy.ConsentStatement.Stated;
import dev.mien.engine.privacy.ConsentStatement.Unsaid;
import dev.mien.engine.privacy.Permission.Mode;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.Notice.Kind;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Schema;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class ConsentRulesTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final long OFFERS = 1L << Shop.OFFERS;
  private static final long COMFORT = 1L << Shop.COMFORT;

  private final Vocabulary shop = Shop.vocabulary();

  @Test
  void whoSaysNothingAndBringsNothingIsAnsweredFromTheRequestAlone() {
    ConsentInForce none = rule(new Unsaid(), Remembered.nothing(), NOW);
    assertEquals(Consent.none(), none.consent());
    assertEquals(Permission.of(0, COMFORT), none.permission());
    assertEquals(Change.NONE, none.change());
  }

  @Test
  void refusingAtFirstChangesNothing() {
    ConsentInForce none = rule(stated(), Remembered.nothing(), NOW);
    assertEquals(Mode.CONTEXTUAL, none.permission().mode());
    assertEquals(Change.NONE, none.change());
  }

  @Test
  void consentLastsAsLongAsTheShortestOfItsPurposesAllows() {
    ConsentInForce offers = rule(stated("offers"), Remembered.nothing(), NOW);
    assertEquals(NOW.plus(Duration.ofDays(30)), offers.consent().until());
    assertEquals(Permission.of(OFFERS, COMFORT), offers.permission());
    assertEquals(Change.BEGUN, offers.change());
    assertEquals(0, offers.continued());

    ConsentInForce both = rule(stated("offers", "comfort"), Remembered.nothing(), NOW);
    assertEquals(NOW.plus(Duration.ofDays(1)), both.consent().until());
  }

  @Test
  void aVisitorMayAskForLessTimeButNotForMore() {
    Instant soon = NOW.plusSeconds(90);
    assertEquals(soon, rule(until(soon), Remembered.nothing(), NOW).consent().until());
    assertEquals(
        NOW.plus(Duration.ofDays(30)),
        rule(until(Instant.MAX), Remembered.nothing(), NOW).consent().until());
  }

  @Test
  void consentUntilAMomentThatHasPassedIsNone() {
    for (Instant past : List.of(NOW, NOW.minusSeconds(1), Instant.MIN, NOW.plusMillis(1))) {
      assertTrue(rule(until(past), Remembered.nothing(), NOW).consent().isEmpty());
    }
  }

  @Test
  void purposesThatAreNotDeclaredAreNoticedByTheirPlace() {
    ConsentInForce some = rule(stated("ofers", "comfort"), Remembered.nothing(), NOW);
    assertEquals(List.of(new Notice("/consent/purposes/0", Kind.UNKNOWN_PURPOSE)), some.notices());
    assertEquals(Permission.of(COMFORT, COMFORT), some.permission());
  }

  @Test
  void aStatementNamesSoManyPurposesAtTheMost() {
    List<String> names = new ArrayList<>(Collections.nCopies(ConsentRules.STATED_MAX, "comfort"));
    names.add("offers");
    ConsentInForce some = rule(new Stated(names, Optional.empty()), Remembered.nothing(), NOW);
    assertEquals(Permission.of(COMFORT, COMFORT), some.permission());
    assertEquals(List.of(new Notice("/consent/purposes", Kind.TOO_MANY)), some.notices());
  }

  @Test
  void consentGoesOnUntilItsMoment() {
    Remembered both = remembered("offers", "comfort");
    Instant last = both.consent().until().minusSeconds(1);
    ConsentInForce still = rule(new Unsaid(), new Remembered(both.consent(), last), last);
    assertEquals(both.consent(), still.consent());
    assertEquals(Change.NONE, still.change());
    assertEquals(OFFERS | COMFORT, still.continued());

    Instant end = both.consent().until();
    ConsentInForce over = rule(new Unsaid(), new Remembered(both.consent(), last), end);
    assertEquals(Mode.CONTEXTUAL, over.permission().mode());
    assertEquals(Change.ENDED, over.change());
  }

  @Test
  void inactivityEndsEachPurposeByItself() {
    Remembered both = remembered("offers", "comfort");
    Instant idle = NOW.plus(Duration.ofMinutes(10));
    assertEquals(OFFERS | COMFORT, rule(new Unsaid(), both, idle).continued(), "not yet");

    ConsentInForce offers = rule(new Unsaid(), both, idle.plusSeconds(1));
    assertEquals(Permission.of(OFFERS, COMFORT), offers.permission());
    assertEquals(Change.NONE, offers.change(), "older capsules lapse alike");

    ConsentInForce none = rule(new Unsaid(), both, NOW.plus(Duration.ofMinutes(31)));
    assertEquals(Change.ENDED, none.change());
  }

  @Test
  void whatLapsedDoesNotGoOnThoughItIsAllowedAnew() {
    ConsentInForce anew =
        rule(
            stated("offers", "comfort"),
            remembered("offers", "comfort"),
            NOW.plus(Duration.ofMinutes(11)));
    assertEquals(OFFERS, anew.continued());
    assertEquals(Permission.of(OFFERS | COMFORT, COMFORT), anew.permission());
    assertEquals(Change.CHANGED, anew.change());

    ConsentInForce begun =
        rule(stated("offers"), remembered("offers"), NOW.plus(Duration.ofMinutes(31)));
    assertEquals(Change.BEGUN, begun.change());
    assertEquals(0, begun.continued());
  }

  @Test
  void sayingTheSameAgainChangesNothing() {
    ConsentInForce again = rule(stated("offers"), remembered("offers"), NOW.plusSeconds(60));
    assertEquals(Change.NONE, again.change());
    assertEquals(OFFERS, again.continued());
    assertEquals(NOW.plusSeconds(60), again.consent().since());
  }

  @Test
  void lessTimeMoreOrFewerPurposesAreAChange() {
    assertEquals(
        Change.CHANGED, rule(until(NOW.plusSeconds(60)), remembered("offers"), NOW).change());
    assertEquals(
        Change.CHANGED, rule(stated("offers", "comfort"), remembered("offers"), NOW).change());
    ConsentInForce fewer = rule(stated("offers"), remembered("offers", "comfort"), NOW);
    assertEquals(Change.CHANGED, fewer.change());
    assertEquals(OFFERS, fewer.continued());
  }

  @Test
  void takingAllBackIsWithdrawal() {
    ConsentInForce none = rule(stated(), remembered("offers"), NOW);
    assertEquals(Change.WITHDRAWN, none.change());
    assertEquals(Permission.of(0, COMFORT), none.permission());
    assertEquals(
        Change.WITHDRAWN,
        rule(stated(), remembered("offers"), NOW.plus(Duration.ofDays(60))).change(),
        "also of what had lapsed");
  }

  @Test
  void anEditionThatAllowsLessTimeEndsConsentEarlier() {
    Vocabulary strict =
        changed(
            purpose ->
                new Purpose(
                    purpose.name(),
                    purpose.title(),
                    purpose.thirdParties(),
                    purpose.legal(),
                    purpose.bitsMax(),
                    Duration.ofMinutes(5),
                    purpose.idleMax(),
                    purpose.endsWith(),
                    purpose.iab()));
    ConsentInForce over =
        ConsentRules.inForce(
            strict, Expressed.nothing(), remembered("offers"), NOW.plus(Duration.ofMinutes(5)));
    assertEquals(Change.ENDED, over.change());
  }

  @Test
  void anotherThirdPartyIsAnotherPurposeWhichNobodyAllowedYet() {
    Vocabulary shared =
        changed(
            purpose ->
                new Purpose(
                    purpose.name(),
                    purpose.title(),
                    List.of("An advertiser"),
                    purpose.legal(),
                    purpose.bitsMax(),
                    purpose.consentMax(),
                    purpose.idleMax(),
                    purpose.endsWith(),
                    purpose.iab()));
    ConsentInForce over =
        ConsentRules.inForce(shared, Expressed.nothing(), remembered("offers"), NOW);
    assertEquals(Change.ENDED, over.change());
  }

  @Test
  void aClockThatRunsBehindEndsNothing() {
    assertEquals(
        OFFERS, rule(new Unsaid(), remembered("offers"), NOW.minusSeconds(20)).continued());
  }

  /**
   * For whatever is said and remembered: nothing is in force that was not stated or remembered;
   * nothing lasts beyond what a purpose allows; settling twice is settling once; silence only ever
   * ends purposes as time goes by.
   */
  @Test
  void theLawsOfConsentHold() {
    for (long seed = 0; seed < 20_000; seed++) {
      String replay = "replay with seed " + seed;
      RandomGenerator random = new SplittableRandom(seed);
      Remembered before = randomlyRemembered(random);
      ConsentStatement statement = randomlyStated(random);
      Instant now = randomInstant(random);

      ConsentInForce settled = rule(statement, before, now);

      Consent consent = settled.consent();
      long allowed =
          statement instanceof Stated(var purposes, _)
              ? bits(purposes)
              : ConsentRules.permission(shop, before.consent()).consented();
      boolean session = settled.permission().mode() == Mode.SESSION;
      assertEquals(session, !consent.isEmpty(), replay);
      if (session) {
        assertEquals(0, settled.permission().consented() & ~allowed, replay);
        assertTrue(consent.until().isAfter(now), replay);
      }
      assertEquals(0, settled.continued() & ~settled.permission().consented(), replay);
      for (int purpose : List.of(Shop.OFFERS, Shop.COMFORT)) {
        Duration max = shop.purposeAt(purpose).consentMax();
        if (consent.allows(shop.purposeId(purpose))) {
          assertFalse(consent.until().isAfter(consent.since().plus(max)), replay);
        }
      }
      Remembered after = new Remembered(consent, now);
      assertEquals(consent, rule(new Unsaid(), after, now).consent(), replay);
      Instant later = now.plusSeconds(random.nextInt(5_000));
      long then = rule(new Unsaid(), after, later).continued();
      assertEquals(0, then & ~ConsentRules.permission(shop, consent).consented(), replay);
      long evenLater = rule(new Unsaid(), after, later.plusSeconds(60)).continued();
      assertEquals(0, evenLater & ~then, replay);
    }
  }

  private ConsentInForce rule(ConsentStatement statement, Remembered before, Instant now) {
    return ConsentRules.inForce(
        shop, new Expressed(statement, GlobalPrivacyControl.NOT_ASKED), before, now);
  }

  private Remembered remembered(String... purposes) {
    return new Remembered(rule(stated(purposes), Remembered.nothing(), NOW).consent(), NOW);
  }

  private static Stated stated(String... purposes) {
    return new Stated(List.of(purposes), Optional.empty());
  }

  private static Stated until(Instant until) {
    return new Stated(List.of("offers"), Optional.of(until));
  }

  private Vocabulary changed(UnaryOperator<Purpose> change) {
    Schema schema = Shop.schema();
    Model model =
        new Model(
            "shop",
            new Schema(
                schema.purposes().stream().map(change).toList(),
                schema.attributes(),
                schema.events()),
            List.of(),
            List.of());
    StableIds ids = Vocabulary.extend(shop.ids(), model);
    return Vocabulary.of(model, ids);
  }

  private Remembered randomlyRemembered(RandomGenerator random) {
    List<Integer> ids = new ArrayList<>();
    for (int id = 0; id < 6; id++) {
      if (random.nextBoolean()) {
        ids.add(id);
      }
    }
    return new Remembered(
        new Consent(ids, Consent.Ground.GIVEN, randomInstant(random), randomInstant(random)),
        randomInstant(random));
  }

  private static ConsentStatement randomlyStated(RandomGenerator random) {
    if (random.nextBoolean()) {
      return new Unsaid();
    }
    List<String> names = new ArrayList<>();
    for (String name : List.of("offers", "comfort", "", "offers")) {
      if (random.nextBoolean()) {
        names.add(name);
      }
    }
    return new Stated(
        names, random.nextBoolean() ? Optional.empty() : Optional.of(randomInstant(random)));
  }

  private static Instant randomInstant(RandomGenerator random) {
    return NOW.plusMillis(random.nextLong(-4_000_000, 4_000_000));
  }

  private static long bits(List<String> names) {
    return (names.contains("offers") ? OFFERS : 0) | (names.contains("comfort") ? COMFORT : 0);
  }
}
