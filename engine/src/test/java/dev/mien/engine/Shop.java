package dev.mien.engine;

import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.EventName;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.EventPattern.Condition;
import dev.mien.segments.model.IabTerms;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Origin.Provenance;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Purpose.Basis;
import dev.mien.segments.model.PurposeName;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.SlotName;
import dev.mien.segments.model.Variant;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A shop for tests that want names: purposes {@code offers} (which a purchase ends) and {@code
 * comfort} (contextual), a slot for both, events {@code page_view} and {@code purchase}, and an
 * attribute of each kind.
 */
public final class Shop {
  public static final int OFFERS = 0;
  public static final int COMFORT = 1;

  public static final int PAGE_VIEW = 0;
  public static final int PURCHASE = 1;
  public static final int UNUSED = 2;

  public static final int DEVICE = 0;
  public static final int COUNTRY = 1;
  public static final int BASKET = 2;
  public static final int INTEREST = 3;
  public static final int NEWSLETTER = 4;
  public static final int SALE_VIEWS = 5;
  public static final int SPENT = 6;
  public static final int LAST_CATEGORY = 7;
  public static final int LAST_SALE = 8;
  public static final int SALE_THEN_HELP = 9;
  public static final int HELP_VIEWS = 10;

  public static final Duration WINDOW = Duration.ofMinutes(8);
  public static final Duration BASKET_RETENTION = Duration.ofMinutes(5);

  private static final Alphabet.Choice CATEGORIES =
      new Alphabet.Choice(List.of("sale", "shoes", "help"));
  private static final EventPattern SALE =
      new EventPattern(PAGE_VIEW, new Condition.OneOf(0, 0b001));
  private static final EventPattern HELP =
      new EventPattern(PAGE_VIEW, new Condition.OneOf(0, 0b100));

  private Shop() {}

  public static Vocabulary vocabulary() {
    Model model = new Model("shop", schema(), List.of(), List.of(slot()));
    return Vocabulary.of(model, Vocabulary.extend(StableIds.none(), model));
  }

  public static Schema schema() {
    return new Schema(purposes(), attributes(), events());
  }

  /** A slot that serves both purposes and holds half of the sessions out. */
  private static Slot slot() {
    return new Slot(
        new SlotName("home"),
        "",
        1L << OFFERS | 1L << COMFORT,
        new LinkedHashMap<>(),
        new Variant(Variant.FALLBACK, 1, Content.empty()),
        5_000,
        List.of());
  }

  private static List<Purpose> purposes() {
    return List.of(
        new Purpose(
            new PurposeName("offers"),
            "Show you offers",
            List.of(),
            Basis.CONSENT,
            48,
            Duration.ofDays(30),
            Duration.ofMinutes(30),
            Set.of(new EventName("purchase")),
            IabTerms.none()),
        new Purpose(
            new PurposeName("comfort"),
            "Fit the page to you",
            List.of(),
            Basis.CONTEXTUAL,
            48,
            Duration.ofDays(1),
            Duration.ofMinutes(10),
            Set.of(),
            IabTerms.none()));
  }

  private static List<Event> events() {
    return List.of(
        new Event(
            new EventName("page_view"),
            Event.Role.STEP,
            List.of(
                new Event.Field.ChoiceField("category", CATEGORIES),
                new Event.Field.NumberField("price", "EUR"),
                new Event.Field.FlagField("logged_in"))),
        new Event(new EventName("purchase"), Event.Role.GOAL, List.of()),
        new Event(new EventName("scroll"), Event.Role.STEP, List.of()));
  }

  private static List<Attribute> attributes() {
    Optional<Duration> window = Optional.of(WINDOW);
    return List.of(
        signal("device", new Alphabet.Choice(List.of("mobile", "tablet", "desktop")), COMFORT),
        signal("country", new Alphabet.Choice(List.of("1", "29", "elsewhere")), OFFERS),
        new Attribute(
            new AttributeName("basket_value"),
            numbers("0", "20", "50"),
            new Origin.Signal(Provenance.SITE, Optional.of(BASKET_RETENTION)),
            OFFERS,
            "Offers for your basket"),
        signal("interest", new Alphabet.Choices(List.of("running", "hiking")), OFFERS),
        signal("newsletter", new Alphabet.Flag(), OFFERS),
        measure("sale_views", new Alphabet.Count(3), new Origin.Count(SALE, window), OFFERS),
        measure(
            "spent",
            numbers("20", "50"),
            new Origin.Sum(
                new EventPattern(PAGE_VIEW, new Condition.Any()),
                1,
                BigDecimal.TEN,
                new BigDecimal("100"),
                Optional.empty()),
            OFFERS),
        measure(
            "last_category",
            CATEGORIES,
            new Origin.Latest(new EventPattern(PAGE_VIEW, new Condition.Any()), 0, window),
            OFFERS),
        measure(
            "last_sale",
            new Alphabet.Elapsed(List.of(Duration.ofMinutes(1), Duration.ofMinutes(5))),
            new Origin.Recency(SALE, window),
            OFFERS),
        measure(
            "sale_then_help",
            new Alphabet.Count(2),
            new Origin.Sequence(SALE, HELP, window),
            OFFERS),
        measure("help_views", new Alphabet.Count(2), new Origin.Count(HELP, window), COMFORT));
  }

  private static Attribute signal(String name, Alphabet alphabet, int purpose) {
    return new Attribute(
        new AttributeName(name),
        alphabet,
        new Origin.Signal(Provenance.SITE, Optional.empty()),
        purpose,
        "Pages that fit");
  }

  private static Attribute measure(
      String name, Alphabet alphabet, Origin.Measure measure, int purpose) {
    return new Attribute(new AttributeName(name), alphabet, measure, purpose, "Pages that fit");
  }

  private static Alphabet.Numeric numbers(String... edges) {
    return new Alphabet.Numeric("EUR", List.of(edges).stream().map(BigDecimal::new).toList());
  }
}
