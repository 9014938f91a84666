package dev.mien.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.Shop;
import dev.mien.engine.signal.Notice.Kind;
import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.engine.signal.RequestSignals.CodedSignal;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.identifying.Detector;
import dev.mien.segments.model.Alphabet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SignalReaderTest {
  private static final String SECRET = "a.person@example.org";

  private final Vocabulary shop = Shop.vocabulary();
  private final SignalReader reader = new SignalReader(shop);

  @Test
  void everyKindOfSignalBecomesItsCode() {
    reader.text("device", "tablet", "/signals/device");
    reader.number("basket_value", 34.5, "/signals/basket_value");
    reader.flag("newsletter", true, "/signals/newsletter");
    reader.labels("interest", List.of("hiking"), "/signals/interest");

    RequestSignals read = reader.finish();

    assertEquals(
        List.of(
            new CodedSignal(Shop.DEVICE, 1, 0),
            new CodedSignal(Shop.BASKET, 4, 0),
            new CodedSignal(Shop.NEWSLETTER, 1, 0),
            new CodedSignal(Shop.INTEREST, 0, 0b10)),
        read.signals());
    assertEquals(List.of(), read.notices());
  }

  @Test
  void aWholeNumberIsTheLabelThatIsWrittenSo() {
    reader.number("country", 29, "/c");
    assertEquals(List.of(new CodedSignal(Shop.COUNTRY, 1, 0)), reader.finish().signals());
  }

  @Test
  void aFractionIsNoLabel() {
    reader.number("country", 29.5, "/c");
    reader.number("country", Double.NaN, "/n");
    reader.number("country", 1e300, "/l");
    assertEquals(
        List.of(
            new Notice("/c", Kind.UNKNOWN_LABEL),
            new Notice("/n", Kind.UNKNOWN_LABEL),
            new Notice("/l", Kind.UNKNOWN_LABEL)),
        reader.finish().notices());
  }

  @Test
  void ofSeveralSignalsForOneAttributeTheLastCounts() {
    reader.text("device", "mobile", "/a");
    reader.flag("newsletter", false, "/b");
    reader.text("device", "desktop", "/c");
    assertEquals(
        List.of(new CodedSignal(Shop.DEVICE, 2, 0), new CodedSignal(Shop.NEWSLETTER, 0, 0)),
        reader.finish().signals());
  }

  @Test
  void whatIsNotKnownOrDoesNotFitIsLeftOutAndNoticed() {
    reader.text("emial", "soon", "/signals/emial");
    reader.text("sale_views", "3", "/signals/sale_views");
    reader.text("device", "watch", "/signals/device");
    reader.text("newsletter", "yes", "/signals/newsletter");
    reader.number("basket_value", Double.POSITIVE_INFINITY, "/signals/basket_value");
    reader.flag("interest", true, "/signals/interest");
    reader.labels("device", List.of("mobile"), "/signals/d");
    reader.unfit("country", "/signals/country");
    reader.unfit("nothing", "/signals/nothing");

    RequestSignals read = reader.finish();

    assertEquals(List.of(), read.signals());
    assertEquals(
        List.of(
            new Notice("/signals/emial", Kind.UNKNOWN_SIGNAL),
            new Notice("/signals/sale_views", Kind.NOT_A_SIGNAL),
            new Notice("/signals/device", Kind.UNKNOWN_LABEL),
            new Notice("/signals/newsletter", Kind.WRONG_TYPE),
            new Notice("/signals/basket_value", Kind.NOT_FINITE),
            new Notice("/signals/interest", Kind.WRONG_TYPE),
            new Notice("/signals/d", Kind.WRONG_TYPE),
            new Notice("/signals/country", Kind.WRONG_TYPE),
            new Notice("/signals/nothing", Kind.UNKNOWN_SIGNAL)),
        read.notices());
  }

  @Test
  void ofAListTheDeclaredLabelsCount() {
    reader.labels("interest", List.of("running", "golf", "hiking"), "/i");
    RequestSignals read = reader.finish();
    assertEquals(List.of(new CodedSignal(Shop.INTEREST, 0, 0b11)), read.signals());
    assertEquals(List.of(new Notice("/i/1", Kind.UNKNOWN_LABEL)), read.notices());
  }

  @Test
  void aListOfUnknownLabelsSaysNothingWhileAnEmptyOneSaysNone() {
    reader.labels("interest", List.of("golf"), "/i");
    assertEquals(List.of(), reader.finish().signals());

    SignalReader other = new SignalReader(shop);
    other.labels("interest", List.of(), "/i");
    assertEquals(List.of(new CodedSignal(Shop.INTEREST, 0, 0)), other.finish().signals());
  }

  @Test
  void eventsKeepTheirOrderAndTheFieldsThatFit() {
    reader.event("page_view", "/events/0");
    reader.fieldText("category", "help", "/events/0/fields/category");
    reader.fieldFlag("logged_in", true, "/events/0/fields/logged_in");
    reader.event("purchase", "/events/1");
    reader.event("page_view", "/events/2");
    reader.fieldNumber("price", 19.99, "/events/2/fields/price");

    RequestSignals read = reader.finish();

    assertEquals(
        List.of(
            new CodedEvent(Shop.PAGE_VIEW, 0b101, List.of(2.0, 0.0, 1.0)),
            new CodedEvent(Shop.PURCHASE, 0, List.of()),
            new CodedEvent(Shop.PAGE_VIEW, 0b010, List.of(0.0, 19.99))),
        read.events());
    assertEquals(0, read.events().get(2).value(2), "an absent field reads 0");
    assertEquals(List.of(), read.notices());
  }

  @Test
  void aFieldThatDoesNotFitIsAbsentAndItsEventStays() {
    reader.event("page_view", "/events/0");
    reader.fieldText("category", "cars", "/events/0/fields/category");
    reader.fieldText("price", "12", "/events/0/fields/price");
    reader.fieldNumber("price", Double.NaN, "/events/0/fields/p");
    reader.fieldNumber("logged_in", 1, "/events/0/fields/logged_in");
    reader.fieldUnfit("category", "/events/0/fields/c");
    reader.fieldFlag("colour", true, "/events/0/fields/colour");

    RequestSignals read = reader.finish();

    assertEquals(List.of(new CodedEvent(Shop.PAGE_VIEW, 0, List.of())), read.events());
    assertEquals(
        List.of(
            Kind.UNKNOWN_LABEL,
            Kind.WRONG_TYPE,
            Kind.NOT_FINITE,
            Kind.WRONG_TYPE,
            Kind.WRONG_TYPE,
            Kind.UNKNOWN_FIELD),
        read.notices().stream().map(Notice::kind).toList());
  }

  @Test
  void anUnknownEventIsLeftOutWithItsFields() {
    reader.event("page_veiw", "/events/0");
    reader.fieldText("category", "sale", "/events/0/fields/category");
    RequestSignals read = reader.finish();
    assertEquals(List.of(), read.events());
    assertEquals(List.of(new Notice("/events/0", Kind.UNKNOWN_EVENT)), read.notices());
  }

  @Test
  void eventsLabelsAndNoticesHaveALimit() {
    for (int i = 0; i <= SignalReader.EVENTS_MAX; i++) {
      reader.event("purchase", "/events/" + i);
    }
    reader.labels(
        "interest", Collections.nCopies(SignalReader.LABELS_MAX + 1, "running"), "/signals/i");
    RequestSignals read = reader.finish();
    assertEquals(SignalReader.EVENTS_MAX, read.events().size());
    assertEquals(
        List.of(
            new Notice("/events/" + SignalReader.EVENTS_MAX, Kind.TOO_MANY),
            new Notice("/signals/i", Kind.TOO_MANY)),
        read.notices());

    SignalReader other = new SignalReader(shop);
    for (int i = 0; i < 1_000; i++) {
      other.flag("x" + i, true, "/signals/x" + i);
    }
    assertEquals(SignalReader.NOTICES_MAX, other.finish().notices().size());
  }

  /** What was sent is in nothing that could be written to a log. */
  @Test
  void neitherNoticesNorSignalsInWordsRepeatAValue() {
    reader.text("device", SECRET, "/signals/device");
    reader.labels("interest", List.of(SECRET, "running"), "/signals/interest");
    reader.event("page_view", "/events/0");
    reader.fieldText("category", SECRET, "/events/0/fields/category");
    reader.fieldNumber("price", 271_828, "/events/0/fields/price");

    String words = reader.finish().toString();

    assertFalse(words.contains(SECRET), words);
    assertFalse(words.contains("271"), words);
  }

  @Test
  void whatIdentifiesIsNoticedAsSuchAndNeverNamed() {
    reader.text("device", SECRET, "/signals/device");
    reader.text("emial", SECRET, "/signals/emial");
    reader.text(SECRET, "mobile", "/signals/" + SECRET);
    reader.labels("interest", List.of("hiking", "203.0.113.77"), "/signals/interest");
    reader.event(SECRET, "/events/0");
    reader.event("page_view", "/events/1");
    reader.fieldText("category", "DE89 3704 0044 0532 0130 00", "/events/1/fields/category");
    reader.fieldFlag(SECRET, true, "/events/1/fields/" + SECRET);

    List<Notice> notices = reader.finish().notices();

    assertEquals(
        List.of(
            identifying("/signals/device", Detector.EMAIL),
            identifying("/signals/emial", Detector.EMAIL),
            identifying("/signals", Detector.EMAIL),
            identifying("/signals/interest/1", Detector.IP_ADDRESS),
            identifying("/events/0", Detector.EMAIL),
            identifying("/events/1/fields/category", Detector.IBAN),
            identifying("/events/1/fields", Detector.EMAIL)),
        notices);
  }

  private static Notice identifying(String pointer, Detector detector) {
    return new Notice(pointer, Kind.IDENTIFYING, Optional.of(detector));
  }

  @Test
  void aSlotWhoseNameIdentifiesIsNotNamedInTheAnswer() {
    assertFalse(reader.slot(SECRET, "/slots/0"));
    assertTrue(reader.slot("home.typo", "/slots/1"));
    assertEquals(List.of(identifying("/slots/0", Detector.EMAIL)), reader.finish().notices());
  }

  /** Reading answers for whatever is sent, in whatever order. */
  @Test
  void nothingThatIsSentMakesReadingFail() {
    List<String> words =
        List.of(
            "",
            "device",
            "country",
            "basket_value",
            "interest",
            "spent",
            "page_view",
            "price",
            "category",
            "purchase",
            "logged_in",
            "29",
            "\u0000",
            "x".repeat(100_000));
    double[] numbers = {
      0, -0.0, 29, 1e308, -1e308, Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE
    };
    for (long seed = 0; seed < 2_000; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      SignalReader each = new SignalReader(shop);
      for (int i = 0; i < 40; i++) {
        String name = words.get(random.nextInt(words.size()));
        String text = words.get(random.nextInt(words.size()));
        double number = numbers[random.nextInt(numbers.length)];
        switch (random.nextInt(10)) {
          case 0 -> each.text(name, text, "");
          case 1 -> each.number(name, number, "");
          case 2 -> each.flag(name, true, "");
          case 3 -> each.labels(name, List.of(text, name), "");
          case 4 -> each.unfit(name, "");
          case 5 -> each.event(name, "");
          case 6 -> each.fieldText(name, text, "");
          case 7 -> each.fieldNumber(name, number, "");
          case 8 -> each.fieldFlag(name, false, "");
          default -> each.fieldUnfit(name, "");
        }
      }
      RequestSignals read = each.finish();
      assertTrue(
          read.signals().stream().mapToInt(CodedSignal::attribute).distinct().count()
              == read.signals().size(),
          "one signal per attribute; replay with seed " + seed);
    }
  }

  /** A number's code is the one its alphabet gives. */
  @Test
  void numbersAgreeWithTheirAlphabet() {
    RandomGenerator random = new SplittableRandom(7);
    Alphabet.Numeric numeric = (Alphabet.Numeric) shop.attributeAt(Shop.BASKET).alphabet();
    for (int i = 0; i < 1_000; i++) {
      double value = random.nextInt(-20, 140) / 2.0;
      SignalReader each = new SignalReader(shop);
      each.number("basket_value", value, "");
      assertEquals(numeric.code(value), each.finish().signals().getFirst().code());
    }
    assertTrue(numeric.codes() > 2);
  }
}
