package dev.mien.engine.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.mien.engine.Shop;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.OfferName;
import dev.mien.segments.model.Predicate;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private final Vocabulary shop = Shop.vocabulary();

  @Test
  void everyNameIsFoundWhereItStands() {
    assertEquals(Shop.COMFORT, shop.purpose("comfort"));
    assertEquals(Shop.SPENT, shop.attribute("spent"));
    assertEquals(Shop.PURCHASE, shop.event("purchase"));
    assertEquals(2, shop.field(Shop.PAGE_VIEW, "logged_in"));
    assertEquals(1, shop.label(Shop.COUNTRY, "29"));
    assertEquals(2, shop.fieldLabel(Shop.PAGE_VIEW, 0, "help"));
    assertEquals(1L << Shop.COMFORT, shop.contextualPurposes());
  }

  @Test
  void whatIsNotThereIsMinusOne() {
    assertEquals(-1, shop.purpose("nothing"));
    assertEquals(-1, shop.attribute("nothing"));
    assertEquals(-1, shop.event("nothing"));
    assertEquals(-1, shop.slot("nothing"));
    assertEquals(-1, shop.field(Shop.PURCHASE, "logged_in"));
    assertEquals(-1, shop.label(Shop.BASKET, "20"));
    assertEquals(-1, shop.fieldLabel(Shop.PAGE_VIEW, 1, "sale"));
    for (int id : List.of(-1, 0, StableIds.MAX)) {
      assertEquals(-1, shop.attributeById(id));
      assertEquals(-1, shop.purposeById(id));
      assertEquals(-1, shop.slotBySubject(id));
    }
    assertEquals(-1, shop.attributeById(shop.purposeId(0)), "ids of purposes are their own");
  }

  @Test
  void idsLeadBackToPositions() {
    for (int i = 0; i < shop.schema().attributes().size(); i++) {
      assertEquals(i, shop.attributeById(shop.attributeId(i)));
    }
    for (int i = 0; i < shop.schema().purposes().size(); i++) {
      assertEquals(i, shop.purposeById(shop.purposeId(i)));
    }
  }

  @Test
  void anEventKnowsWhatFoldsItAndWhatItEnds() {
    EventUse view = shop.use(Shop.PAGE_VIEW);
    assertEquals(List.of(5, 6, 7, 8, 9, 10), view.measures());
    assertEquals(0b11, view.purposes());
    assertEquals(0, view.ends());
    assertEquals(new EventUse(List.of(), 0, 1L << Shop.OFFERS), shop.use(Shop.PURCHASE));
  }

  @Test
  void declaringAnotherFieldAnywhereKeepsWhatCapsulesHold() {
    Vocabulary more =
        with(
            event -> {
              List<Event.Field> fields = new ArrayList<>(event.fields());
              fields.add(new Event.Field.FlagField("another"));
              return new Event(event.name(), event.goal(), fields);
            },
            attribute -> attribute);
    for (int i = 0; i < shop.schema().attributes().size(); i++) {
      assertEquals(shop.attributeId(i), more.attributeId(i));
    }
  }

  @Test
  void anotherAlphabetMakesAnotherAttribute() {
    Vocabulary other =
        with(
            event -> event,
            attribute ->
                attribute.alphabet() instanceof Alphabet.Count
                    ? new Attribute(
                        attribute.name(),
                        new Alphabet.Count(5),
                        attribute.origin(),
                        attribute.purpose(),
                        attribute.benefit())
                    : attribute);
    assertNotEquals(shop.attributeId(Shop.SALE_VIEWS), other.attributeId(Shop.SALE_VIEWS));
    assertEquals(-1, other.attributeById(shop.attributeId(Shop.SALE_VIEWS)));
    assertEquals(shop.attributeId(Shop.DEVICE), other.attributeId(Shop.DEVICE));
  }

  @Test
  void slotsOffersAndVariantsHaveIdsByNameAndByPlace() {
    Variant fallback = new Variant(Variant.FALLBACK, 1, Content.empty());
    Variant variant = new Variant(new VariantName("sale"), 1, Content.empty());
    Offer offer = new Offer(new OfferName("autumn"), 0, 0, List.of(variant), Schedule.always());
    Slot slot =
        new Slot(new SlotName("home"), "", 1, new LinkedHashMap<>(), fallback, 0, List.of(offer));
    Model model = new Model("shop", Shop.schema(), List.of(segment("mobile")), List.of(slot));
    Vocabulary vocabulary = Vocabulary.of(model, Vocabulary.extend(shop.ids(), model));

    assertEquals(0, vocabulary.slot("home"));
    assertEquals(vocabulary.slotId(slot), vocabulary.slotId(0));
    assertEquals(vocabulary.offerId(slot, offer), vocabulary.offerId(0, 0));
    assertEquals(vocabulary.variantId(slot, offer, variant), vocabulary.variantId(0, 0, 0));
    assertEquals(0, vocabulary.slotBySubject(vocabulary.slotId(0)));
    assertEquals(0, vocabulary.slotBySubject(vocabulary.offerId(0, 0)));
    assertEquals(-1, vocabulary.slotBySubject(vocabulary.variantId(0, 0, 0)));
    assertEquals(0, vocabulary.slotBySubject(vocabulary.experimentId(0, 0)));
    assertEquals(0, vocabulary.offerByExperiment(vocabulary.experimentId(0, 0)));
    assertEquals(OptionalInt.of(0), vocabulary.audienceBySubject(vocabulary.experimentId(0, 0)));
  }

  @Test
  void anOfferIsAnotherExperimentOnceItsSegmentOrItsVariantsChange() {
    Variant one = new Variant(new VariantName("one"), 1, Content.empty());
    Variant two = new Variant(new VariantName("two"), 1, Content.empty());
    Vocabulary before = vocabulary("mobile", 0, List.of(one, two), shop.ids());
    Variant heavier = new Variant(new VariantName("one"), 9, Content.empty());
    assertEquals(
        before.experimentId(0, 0),
        vocabulary("mobile", 7, List.of(heavier, two), before.ids()).experimentId(0, 0),
        "weights and priority are no other experiment");
    for (Vocabulary other :
        List.of(
            vocabulary("tablet", 0, List.of(one, two), before.ids()),
            vocabulary("mobile", 0, List.of(two, one), before.ids()),
            vocabulary("mobile", 0, List.of(one), before.ids()))) {
      assertNotEquals(before.experiment(0, 0), other.experiment(0, 0));
      assertNotEquals(before.experimentId(0, 0), other.experimentId(0, 0));
      assertEquals(-1, other.slotBySubject(before.experimentId(0, 0)));
    }
  }

  private Vocabulary vocabulary(
      String rule, int priority, List<Variant> variants, StableIds known) {
    Offer offer = new Offer(new OfferName("autumn"), 0, priority, variants, Schedule.always());
    Variant fallback = new Variant(Variant.FALLBACK, 1, Content.empty());
    Slot slot =
        new Slot(new SlotName("home"), "", 1, new LinkedHashMap<>(), fallback, 0, List.of(offer));
    Model model = new Model("shop", Shop.schema(), List.of(segment(rule)), List.of(slot));
    return Vocabulary.of(model, Vocabulary.extend(known, model));
  }

  private static Segment segment(String rule) {
    return new Segment(
        new SegmentName("some"),
        "Some",
        List.of(new Rule(new RuleName("some"), new Predicate.Known(Shop.DEVICE), rule)));
  }

  @Test
  void anIdIsNeverGivenAgain() {
    LinkedHashMap<String, Integer> restored = new LinkedHashMap<>(Map.of("late", 7));
    StableIds ids = new StableIds(restored).with(List.of("late", "new", "new"));
    assertEquals(7, ids.of("late"));
    assertEquals(8, ids.of("new"));
    assertEquals(ids, ids.with(List.of("new", "late")));
    assertThrows(
        IllegalArgumentException.class,
        () -> new StableIds(new LinkedHashMap<>(Map.of("a", 1, "b", 1))));
    assertThrows(
        IllegalArgumentException.class, () -> new StableIds(new LinkedHashMap<>(Map.of("a", 0))));
  }

  private Vocabulary with(UnaryOperator<Event> events, UnaryOperator<Attribute> attributes) {
    Schema schema = Shop.schema();
    Model model =
        new Model(
            "shop",
            new Schema(
                schema.purposes(),
                schema.attributes().stream().map(attributes).toList(),
                schema.events().stream().map(events).toList()),
            List.of(),
            List.of());
    return Vocabulary.of(model, Vocabulary.extend(shop.ids(), model));
  }
}
