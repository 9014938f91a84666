package dev.mien.engine.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.mien.engine.Shop;
import dev.mien.engine.signal.Notice;
import dev.mien.engine.signal.Notice.Kind;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.engine.vocabulary.Vocabulary;
import java.util.List;
import org.junit.jupiter.api.Test;

class GateTest {
  private static final CodedSignal DEVICE = new CodedSignal(Shop.DEVICE, 1, 0);
  private static final CodedSignal COUNTRY = new CodedSignal(Shop.COUNTRY, 0, 0);
  private static final CodedEvent VIEW = new CodedEvent(Shop.PAGE_VIEW, 0, List.of());
  private static final CodedEvent PURCHASE = new CodedEvent(Shop.PURCHASE, 0, List.of());
  private static final CodedEvent SCROLL = new CodedEvent(Shop.UNUSED, 0, List.of());

  private final Vocabulary shop = Shop.vocabulary();
  private final Notice read = new Notice("/signals/x", Kind.UNKNOWN_SIGNAL);
  private final RequestSignals said =
      new RequestSignals(List.of(DEVICE, COUNTRY), List.of(VIEW, SCROLL, PURCHASE), List.of(read));

  @Test
  void withoutConsentOnlySignalsOfContextualPurposesPass() {
    PermittedSignals permitted = Gate.admit(shop, said, Permission.of(0, 1L << Shop.COMFORT));
    assertEquals(List.of(DEVICE), permitted.signals());
    assertEquals(List.of(), permitted.events());
    assertEquals(
        List.of(
            read,
            new Notice("/signals/country", Kind.NOT_PERMITTED),
            new Notice("/events", Kind.EVENTS_NEED_CONSENT)),
        permitted.notices());
  }

  @Test
  void withConsentToAllEverythingNeededPasses() {
    PermittedSignals permitted = Gate.admit(shop, said, Permission.of(0b11, 0));
    assertEquals(List.of(DEVICE, COUNTRY), permitted.signals());
    assertEquals(List.of(VIEW, PURCHASE), permitted.events(), "nothing folds a scroll");
    assertEquals(List.of(read), permitted.notices());
  }

  @Test
  void aGoalPassesUnderAnyPurposeSinceItMayEndOne() {
    PermittedSignals permitted = Gate.admit(shop, said, Permission.of(1L << Shop.COMFORT, 0));
    assertEquals(List.of(VIEW, PURCHASE), permitted.events());
    assertEquals(
        List.of(read, new Notice("/signals/country", Kind.NOT_PERMITTED)), permitted.notices());
  }

  @Test
  void anEventThatOnlyRefusedPurposesNeedIsRefused() {
    PermittedSignals permitted = Gate.admit(shop, said, Permission.of(1L << 7, 0));
    assertEquals(List.of(PURCHASE), permitted.events());
    assertEquals(new Notice("/events", Kind.NOT_PERMITTED), permitted.notices().getLast());
  }

  @Test
  void contextualPurposesLetSignalsPassIntoASessionToo() {
    Permission permission = Permission.of(1L << Shop.OFFERS, 1L << Shop.COMFORT);
    assertEquals(List.of(DEVICE, COUNTRY), Gate.admit(shop, said, permission).signals());
  }
}
