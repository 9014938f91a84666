package dev.mien.segments.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.segments.model.Content;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Schedule;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.Variant;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of slots and offers. */
class SlotsTest {
  private static final String WORKSPACE =
      """
      workspace: { name: shop, timezone: Europe/Berlin, holdout: 2.5 % }
      schema:
        events: { seen: {}, signed_up: { goal: true }, purchase: { goal: true } }
        purposes: { p: { title: Show what is relevant }, q: { title: Help } }
        attributes:
          device: { choice: [mobile, tablet], from: site, purpose: q, benefit: Fit }
      segments:
        on-the-go: { title: On the go, when: "( device is mobile )" }
        on-the-sofa: { title: On the sofa, when: not on-the-go and device is tablet }
      slots:
        home.hero:
          purposes: [p, q]
          content: { headline: text, link: url, stars: number, framed: flag }
          fallback: { framed: true, stars: 4.50, link: /, headline: "" }
          holdout: 12.34 %
          offers:
            - { for: on-the-go, variants: { a: &A } }
            - for: on-the-go
              variants: { a: &A }
            - for: on-the-sofa
              name: on-the-go-3
              priority: 5
              variants: { a: &A, b: &A, c: &A }
              weights: { a: 0, b: 70, c: 30 }
              learn: { goal: purchase, by: apprentice, floor: 12.5 % }
              from: 2026-03-29
              until: 2026-03-30
            - for: on-the-go
              from: 2026-07-01T12:00:30Z
              variants: { a: &A, b: &A }
              learn: { goal: signed_up }
      """
          .replace(
              "&A",
              "{ headline: Hi, link: 'https://example.org/x?y=1#z', stars: -1, framed: false }");

  private final Model model = Workbench.model(Workbench.compile(WORKSPACE));
  private final Slot slot = model.slots().getFirst();

  @Test
  void offersAreOrderedByPriorityAndThenAsWritten() {
    assertEquals(
        List.of("on-the-go-3", "on-the-go", "on-the-go-2", "on-the-go-4"),
        slot.offers().stream().map(offer -> offer.name().text()).toList());
    assertEquals(1, slot.offers().getFirst().audience());
  }

  /** That day is one hour short in Berlin. */
  @Test
  void aDateIsTheStartOfThatDayInTheWorkspacesZone() {
    Schedule schedule = slot.offers().getFirst().schedule();
    assertEquals(Optional.of(Instant.parse("2026-03-28T23:00:00Z")), schedule.from());
    assertEquals(Optional.of(Instant.parse("2026-03-29T22:00:00Z")), schedule.until());
  }

  @Test
  void aDateTimeSaysItsOwnOffset() {
    Schedule schedule = slot.offers().getLast().schedule();
    assertEquals(Optional.of(Instant.parse("2026-07-01T12:00:30Z")), schedule.from());
    assertEquals(Optional.empty(), schedule.until());
  }

  @Test
  void weightsAreAsWrittenOrAllEqual() {
    assertEquals(List.of(0, 70, 30), weights(slot.offers().getFirst()));
    assertEquals(List.of(1, 1), weights(slot.offers().getLast()));
  }

  @Test
  void anOfferLearnsAsWrittenOrAsABanditWithAFloorOfOneInAHundred() {
    assertEquals(
        Optional.of(new Learning(2, Learning.By.APPRENTICE, 1_250)),
        slot.offers().getFirst().learn());
    assertEquals(
        Optional.of(new Learning(1, Learning.By.BANDIT, 100)), slot.offers().getLast().learn());
    assertEquals(Optional.empty(), slot.offers().get(1).learn());
  }

  @Test
  void theWorkspaceHoldsOutSessionsAsAWhole() {
    assertEquals(250, model.holdoutBasisPoints());
  }

  @Test
  void contentStandsInDeclaredOrderWithItsTypes() {
    Content content = slot.fallback().content();
    assertEquals(
        List.of("headline", "link", "stars", "framed"), List.copyOf(content.fields().keySet()));
    assertEquals(new Content.Value.Numeral(new BigDecimal("4.50")), content.fields().get("stars"));
    assertEquals(new Content.Value.Flag(true), content.fields().get("framed"));
    assertEquals(Variant.FALLBACK, slot.fallback().name());
  }

  @Test
  void theRestIsAsDeclared() {
    assertEquals("shop", model.name());
    assertEquals(0b11, slot.purposes());
    assertEquals(1234, slot.holdoutBasisPoints());
    assertEquals("home.hero", slot.title());
  }

  @Test
  void rulesAreShownInCanonicalForm() {
    assertEquals("device is mobile", model.segments().getFirst().rules().getFirst().text());
    assertEquals("on-the-go", model.segments().getFirst().rules().getFirst().name().text());
  }

  private static List<Integer> weights(Offer offer) {
    return offer.variants().stream().map(Variant::weight).toList();
  }
}
