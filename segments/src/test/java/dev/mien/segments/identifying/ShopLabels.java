package dev.mien.segments.identifying;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** What shops call things: texts that must pass. */
final class ShopLabels {
  private static final List<String> WORDS =
      List.of(
          "running",
          "shoes",
          "trail",
          "jackets",
          "waterproof",
          "kids",
          "women",
          "men",
          "sale",
          "outlet",
          "summer",
          "dresses",
          "denim",
          "sneaker",
          "Wanderschuhe",
          "Regenjacken",
          "Kinderwagen",
          "Herrenmode",
          "Damenschuhe",
          "Wintermantel",
          "Bettwäsche",
          "chaussures",
          "randonnée",
          "vêtements",
          "enfants",
          "soldes",
          "zapatillas",
          "niños",
          "ofertas",
          "pantalones",
          "scarpe",
          "uomo",
          "donna",
          "abbigliamento",
          "sportivo",
          "buty",
          "kurtki",
          "damskie",
          "męskie",
          "wyprzedaż",
          "schoenen",
          "jassen",
          "aanbieding",
          "camping",
          "backpack",
          "stainless",
          "steel",
          "bottle",
          "organic",
          "cotton",
          "headphones",
          "wireless",
          "bluetooth",
          "keyboard",
          "mechanical",
          "espresso",
          "machine",
          "grinder",
          "refurbished",
          "smartphone",
          "accessories",
          "furniture",
          "livingroom",
          "bookshelf",
          "television",
          "gaming",
          "console",
          "strategy",
          "boardgames",
          "thrillers",
          "cookbooks",
          "gardening",
          "tools",
          "lawnmower",
          "bicycle",
          "helmet",
          "lights",
          "mudguard",
          "gravel",
          "straßenrad",
          "Fahrradzubehör",
          "Arbeitsbekleidung",
          "Sicherheitsschuhe");
  private static final List<String> CODES =
      List.of("SKU", "ART", "NK", "AD", "XR", "PRD", "REF", "BLK", "WHT", "NVY", "TR", "GTX", "WP");

  private ShopLabels() {}

  static String draw(RandomGenerator random) {
    return switch (random.nextInt(16)) {
      case 0 -> word(random);
      case 1 -> word(random) + "-" + word(random) + "-" + word(random);
      case 2 -> word(random) + "_" + word(random);
      case 3 -> word(random) + "/" + word(random) + "/" + word(random) + "/" + word(random);
      case 4 -> word(random) + " " + word(random) + " " + word(random);
      case 5 -> one(random, "EU ", "UK ", "US ", "FR-") + (random.nextInt(70, 100) / 2.0);
      case 6 -> one(random, "XS", "S", "M", "L", "XL", "2XL") + " (" + random.nextInt(30, 60) + ")";
      case 7 -> day(random).toString();
      case 8 -> day(random).atTime(random.nextInt(24), random.nextInt(60)).toString();
      case 9 ->
          String.format(
              Locale.ROOT,
              "%02d.%02d.%d",
              random.nextInt(1, 29),
              random.nextInt(1, 13),
              random.nextInt(2020, 2030));
      case 10 -> code(random) + "-" + random.nextInt(1_000, 1_000_000);
      case 11 ->
          code(random)
              + random.nextInt(100, 10_000)
              + "-"
              + code(random)
              + "-"
              + random.nextInt(30, 60);
      case 12 ->
          random.nextInt(1, 2_000) + "," + random.nextInt(10, 100) + one(random, " EUR", " €");
      case 13 -> Integer.toString(random.nextInt(1, 100_000_000));
      case 14 ->
          random.nextInt(10, 200)
              + "x"
              + random.nextInt(10, 200)
              + "x"
              + random.nextInt(1, 90)
              + " cm";
      default -> article(random);
    };
  }

  /** An article number as it stands below a bar code (GTIN-13), with its check digit. */
  private static String article(RandomGenerator random) {
    StringBuilder digits =
        new StringBuilder(one(random, "400", "30", "50", "80", "590", "87", "0"));
    while (digits.length() < 12) {
      digits.append(random.nextInt(10));
    }
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
    }
    return digits.append((10 - sum % 10) % 10).toString();
  }

  private static LocalDate day(RandomGenerator random) {
    return LocalDateTime.of(2020, 1, 1, 0, 0).toLocalDate().plusDays(random.nextInt(3_650));
  }

  private static String word(RandomGenerator random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static String code(RandomGenerator random) {
    return CODES.get(random.nextInt(CODES.size()));
  }

  private static String one(RandomGenerator random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
