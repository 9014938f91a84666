package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.Shop;
import dev.mien.engine.privacy.ConsentInForce.Change;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.privacy.Permission;
import dev.mien.engine.session.Turn.Said;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Facts.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** One visit to the shop, request by request. */
class TurnTest {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00.9Z");
  private static final Instant SECOND = Instant.parse("2026-11-21T20:00:00Z");

  private final Vocabulary shop = Shop.vocabulary();

  @Test
  void withoutConsentOnlyThisRequestsContextualSignalsAreKnown() {
    Turn turn =
        first(
            unsaid(
                said -> {
                  said.text("device", "mobile", "");
                  said.text("country", "29", "");
                  said.event("page_view", "");
                }));
    assertEquals(Optional.empty(), turn.state());
    assertEquals(Standing.KNOWN, turn.facts().standing(Shop.DEVICE));
    for (int i = 1; i < turn.facts().size(); i++) {
      assertEquals(Standing.WITHHELD, turn.facts().standing(i), "attribute " + i);
    }
    assertEquals(
        List.of("not-permitted", "events-need-consent"),
        turn.notices().stream().map(notice -> notice.kind().code()).toList());
  }

  @Test
  void withoutConsentWhatARequestDoesNotCarryIsWithheldAndNotMissing() {
    Turn turn = first(unsaid(_ -> {}));
    assertEquals(Standing.WITHHELD, turn.facts().standing(Shop.DEVICE));
    assertEquals(Standing.WITHHELD, turn.facts().standing(Shop.HELP_VIEWS));
  }

  @Test
  void aSessionKnowsCountsFromTheStartAndMissesWhatNobodySaid() {
    Turn turn = first(stated(_ -> {}, "offers"));
    assertEquals(Standing.KNOWN, turn.facts().standing(Shop.SALE_VIEWS));
    assertEquals(Standing.KNOWN, turn.facts().standing(Shop.SPENT));
    assertEquals(Standing.KNOWN, turn.facts().standing(Shop.SALE_THEN_HELP));
    assertEquals(0, turn.facts().code(Shop.SALE_VIEWS));
    assertEquals(Standing.MISSING, turn.facts().standing(Shop.COUNTRY));
    assertEquals(Standing.MISSING, turn.facts().standing(Shop.LAST_CATEGORY));
    assertEquals(Standing.MISSING, turn.facts().standing(Shop.LAST_SALE));
    assertEquals(Standing.WITHHELD, turn.facts().standing(Shop.DEVICE));
    assertEquals(0, turn.facts().code(Shop.COUNTRY));
    assertEquals(Change.BEGUN, turn.change());
  }

  @Test
  void signalsAndEventsOfOneRequestAreKnownInItsAnswer() {
    Turn turn =
        first(
            stated(
                said -> {
                  said.labels("interest", List.of("running", "hiking"), "");
                  said.number("basket_value", 20, "");
                  view(said, "sale", 12);
                  view(said, "sale", 27);
                  view(said, "help", -3);
                },
                "offers"));
    assertEquals(0b11, turn.facts().labels(Shop.INTEREST));
    assertEquals(0, turn.facts().labels(Shop.BASKET));
    assertEquals(3, turn.facts().code(Shop.BASKET), "20 is an edge");
    assertEquals(2, turn.facts().code(Shop.SALE_VIEWS));
    assertEquals(2, turn.facts().code(Shop.SPENT), "10 and 30 lie between 20 and 50");
    assertEquals(2, turn.facts().code(Shop.LAST_CATEGORY));
    assertEquals(0, turn.facts().code(Shop.LAST_SALE));
    assertEquals(1, turn.facts().code(Shop.SALE_THEN_HELP), "the second sale armed it anew");
  }

  @Test
  void momentsAreKeptInWholeSeconds() {
    SessionState state =
        first(stated(said -> view(said, "sale", 1), "offers")).state().orElseThrow();
    assertEquals(SECOND, state.startedAt());
    assertEquals(SECOND, state.seenAt());
    assertEquals(SECOND, state.consent().since());
    assertTrue(state.held().stream().allMatch(held -> held.since() == SECOND.getEpochSecond()));
  }

  @Test
  void measuresForgetAsTheirWindowPasses() {
    SessionState state =
        first(stated(said -> view(said, "sale", 4), "offers")).state().orElseThrow();
    Instant within = SECOND.plus(Shop.WINDOW).minusSeconds(61);
    Turn still = Turn.next(shop, state, unsaid(_ -> {}), within);
    assertEquals(1, still.facts().code(Shop.SALE_VIEWS));
    assertEquals(2, still.facts().code(Shop.LAST_SALE));

    Instant past = SECOND.plus(Shop.WINDOW);
    Turn over = Turn.next(shop, state, unsaid(_ -> {}), past);
    assertEquals(0, over.facts().code(Shop.SALE_VIEWS));
    assertEquals(Standing.MISSING, over.facts().standing(Shop.LAST_SALE));
    assertEquals(Standing.MISSING, over.facts().standing(Shop.LAST_CATEGORY));
    List<Integer> held = over.state().orElseThrow().held().stream().map(Held::attributeId).toList();
    assertEquals(
        List.of(), held, "what can tell nothing more is dropped; 4 rounds to no step of 10");
  }

  @Test
  void aSignalIsMissingOnceItsRetentionIsOver() {
    SessionState state =
        first(stated(said -> said.number("basket_value", 34, ""), "offers")).state().orElseThrow();
    Instant last = SECOND.plus(Shop.BASKET_RETENTION).minusSeconds(1);
    assertEquals(Standing.KNOWN, facts(state, last).standing(Shop.BASKET));
    assertEquals(Standing.MISSING, facts(state, last.plusSeconds(1)).standing(Shop.BASKET));
  }

  @Test
  void aGoalEndsItsPurposeInTheRequestThatReportsIt() {
    Turn before =
        first(
            stated(
                said -> {
                  said.text("device", "mobile", "");
                  view(said, "sale", 12);
                },
                "offers",
                "comfort"));
    Turn turn =
        Turn.next(
            shop, before.state().orElseThrow(), unsaid(said -> said.event("purchase", "")), NOW);
    assertEquals(Permission.of(1L << Shop.COMFORT, 0), turn.permission());
    assertEquals(Standing.WITHHELD, turn.facts().standing(Shop.SALE_VIEWS));
    assertEquals(Standing.KNOWN, turn.facts().standing(Shop.DEVICE));
    assertEquals(Change.CHANGED, turn.change(), "no older capsule may bring it back");
    assertTrue(
        turn.state().orElseThrow().held().stream()
            .allMatch(held -> held.attributeId() == shop.attributeId(Shop.DEVICE)));
  }

  @Test
  void aGoalThatEndsTheLastPurposeEndsTheSession() {
    SessionState state =
        first(stated(said -> view(said, "sale", 12), "offers")).state().orElseThrow();
    Turn turn =
        Turn.next(
            shop,
            state,
            unsaid(
                said -> {
                  said.text("device", "tablet", "");
                  said.event("purchase", "");
                }),
            NOW);
    assertEquals(Optional.empty(), turn.state());
    assertEquals(Change.ENDED, turn.change());
    assertEquals(1, turn.facts().code(Shop.DEVICE), "answered as for a newcomer");
    assertEquals(List.of(), turn.notices());
  }

  @Test
  void aSessionThatBeginsAndEndsInOneRequestNeverWas() {
    Turn turn = first(stated(said -> said.event("purchase", ""), "offers"));
    assertEquals(Optional.empty(), turn.state());
    assertEquals(Change.NONE, turn.change());
  }

  @Test
  void whatWasHeldUnderAWithdrawnPurposeIsGoneAndDoesNotComeBack() {
    SessionState state =
        first(stated(said -> said.text("country", "29", ""), "offers", "comfort"))
            .state()
            .orElseThrow();
    Turn less = Turn.next(shop, state, stated(_ -> {}, "comfort"), NOW);
    assertEquals(List.of(), less.state().orElseThrow().held());
    Turn again = Turn.next(shop, less.state().orElseThrow(), stated(_ -> {}, "offers"), NOW);
    assertEquals(Standing.MISSING, again.facts().standing(Shop.COUNTRY));
  }

  @Test
  void whatWasHeldUnderALapsedPurposeDoesNotComeBackWithNewConsent() {
    SessionState state =
        first(stated(said -> said.text("device", "mobile", ""), "offers", "comfort"))
            .state()
            .orElseThrow();
    Turn anew =
        Turn.next(
            shop, state, stated(_ -> {}, "offers", "comfort"), SECOND.plus(Duration.ofMinutes(11)));
    assertEquals(Standing.MISSING, anew.facts().standing(Shop.DEVICE));
  }

  @Test
  void withdrawingEverythingLeavesNoSession() {
    SessionState state =
        first(stated(said -> said.text("country", "29", ""), "offers")).state().orElseThrow();
    Turn none = Turn.next(shop, state, stated(_ -> {}), NOW);
    assertEquals(Optional.empty(), none.state());
    assertEquals(Change.WITHDRAWN, none.change());
  }

  @Test
  void anAssignmentStaysThoughAPurposeOfItsSlotWasNeverAllowed() {
    Assignment heldOut = new Assignment(shop.slotId(shop.slot("home")), 1);
    SessionState drawn =
        first(stated(_ -> {}, "offers")).state().orElseThrow().with(List.of(heldOut));
    Turn next = Turn.next(shop, drawn, unsaid(_ -> {}), NOW.plusSeconds(5));
    Turn more =
        Turn.next(shop, next.state().orElseThrow(), stated(_ -> {}, "offers", "comfort"), NOW);
    assertEquals(List.of(heldOut), next.state().orElseThrow().assignments());
    assertEquals(List.of(heldOut), more.state().orElseThrow().assignments());
  }

  @Test
  void anAssignmentEndsWithAnyPurposeOfItsSlot() {
    Assignment heldOut = new Assignment(shop.slotId(shop.slot("home")), 1);
    SessionState drawn =
        first(stated(_ -> {}, "offers", "comfort")).state().orElseThrow().with(List.of(heldOut));
    Turn withdrawn = Turn.next(shop, drawn, stated(_ -> {}, "comfort"), NOW);
    Turn bought = Turn.next(shop, drawn, unsaid(said -> said.event("purchase", "")), NOW);
    assertEquals(List.of(), withdrawn.state().orElseThrow().assignments());
    assertEquals(List.of(), bought.state().orElseThrow().assignments());
  }

  @Test
  void anAssignmentOfASlotThatIsGoneIsDropped() {
    SessionState drawn =
        first(stated(_ -> {}, "offers"))
            .state()
            .orElseThrow()
            .with(List.of(new Assignment(60_000, 1)));
    Turn next = Turn.next(shop, drawn, unsaid(_ -> {}), NOW);
    assertEquals(List.of(), next.state().orElseThrow().assignments());
  }

  @Test
  void aClockThatRanAheadNeitherFailsNorAges() {
    SessionState state =
        first(stated(said -> view(said, "sale", 12), "offers")).state().orElseThrow();
    Turn turn =
        Turn.next(shop, state, unsaid(said -> view(said, "sale", 12)), SECOND.minusSeconds(90));
    assertEquals(2, turn.facts().code(Shop.SALE_VIEWS));
    assertEquals(0, turn.facts().code(Shop.LAST_SALE));
  }

  @Test
  void withoutConsentEverythingOfASessionIsWithheld() {
    SessionState state =
        first(stated(said -> said.text("country", "29", ""), "offers")).state().orElseThrow();
    SessionFacts facts = SessionFacts.of(shop, state, Permission.of(0, 0b11), NOW);
    for (int i = 0; i < facts.size(); i++) {
      assertEquals(Standing.WITHHELD, facts.standing(i), "attribute " + i);
    }
  }

  @Test
  void aContextualSignalOfThisRequestIsKnownInASessionAndNotKept() {
    Turn turn = first(stated(said -> said.text("device", "tablet", ""), "offers"));
    assertEquals(1, turn.facts().code(Shop.DEVICE));
    assertEquals(List.of(), turn.state().orElseThrow().held());
    assertEquals(List.of(), turn.notices());
    Turn next = Turn.next(shop, turn.state().orElseThrow(), unsaid(_ -> {}), NOW);
    assertEquals(Standing.WITHHELD, next.facts().standing(Shop.DEVICE));
  }

  private SessionFacts facts(SessionState state, Instant now) {
    return Turn.next(shop, state, unsaid(_ -> {}), now).facts();
  }

  private Turn first(Said said) {
    return Turn.first(shop, said, NOW);
  }

  private Said unsaid(Consumer<SignalReader> says) {
    return new Said(new ConsentStatement.Unsaid(), read(says));
  }

  private Said stated(Consumer<SignalReader> says, String... purposes) {
    return new Said(new ConsentStatement.Stated(List.of(purposes), Optional.empty()), read(says));
  }

  private RequestSignals read(Consumer<SignalReader> says) {
    SignalReader reader = new SignalReader(shop);
    says.accept(reader);
    return reader.finish();
  }

  private static void view(SignalReader said, String category, double price) {
    said.event("page_view", "");
    said.fieldText("category", category, "");
    said.fieldNumber("price", price, "");
  }
}
