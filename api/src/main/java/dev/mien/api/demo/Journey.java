package dev.mien.api.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * What one visitor does, from the first page on, drawn from a generator.
 *
 * @param device what the visitor holds in their hands
 * @param referrer where they came from
 * @param manner how they stand to being asked
 * @param steps in the order they happen
 */
record Journey(String device, String referrer, Manner manner, List<Step> steps) {
  static final List<String> PURPOSES = List.of("basics", "personalization", "journey");

  private static final List<String> DEPARTMENTS =
      List.of("jackets", "shoes", "packs", "camp", "sale");
  private static final List<String> INTERESTS = List.of("running", "hiking", "climbing", "cycling");
  private static final List<String> TOPICS = List.of("size", "delivery", "returns");
  private static final List<Integer> PRICES = List.of(29, 45, 69, 89, 119, 139, 149, 219, 279);

  /** How a visitor stands to being asked. */
  enum Manner {
    /** Never answers the question. */
    IGNORING,
    /** Refuses. */
    REFUSING,
    /** Allows what only concerns this visit. */
    CAREFUL,
    /** Allows all purposes. */
    WILLING,
    /** Allows, and takes it back later. */
    WAVERING,
    /** Allows, looks at what is held, and asks to be forgotten. */
    FORGETTING
  }

  Journey {
    steps = List.copyOf(steps);
  }

  static Journey draw(RandomGenerator random) {
    Manner manner = manner(random.nextInt(100));
    List<Step> steps = new ArrayList<>();
    steps.add(new Step.Look("home"));
    switch (manner) {
      case IGNORING, REFUSING -> lookAround(random, steps);
      case CAREFUL -> {
        steps.add(new Step.Allow(List.of("personalization")));
        lookAround(random, steps);
      }
      case WILLING -> {
        steps.add(new Step.Allow(PURPOSES));
        lookAround(random, steps);
        fillBasket(random, steps);
      }
      case WAVERING -> {
        steps.add(new Step.Allow(PURPOSES));
        lookAround(random, steps);
        steps.add(new Step.Allow(List.of()));
        lookAround(random, steps);
      }
      case FORGETTING -> {
        steps.add(new Step.Allow(PURPOSES));
        lookAround(random, steps);
        steps.add(new Step.Inspect());
        steps.add(new Step.Forget());
        steps.add(new Step.Look("home"));
      }
    }
    return new Journey(device(random.nextInt(100)), referrer(random.nextInt(100)), manner, steps);
  }

  private static void lookAround(RandomGenerator random, List<Step> steps) {
    if (random.nextInt(100) < 40) {
      steps.add(new Step.Like(interests(random)));
    }
    if (random.nextInt(100) < 10) {
      steps.add(new Step.Give());
    }
    // Most come for one department, and some of these for the sale only.
    String favourite = any(DEPARTMENTS, random);
    int views = 1 + random.nextInt(5);
    for (int i = 0; i < views; i++) {
      boolean strays = random.nextInt(100) < 35;
      steps.add(new Step.Look(strays ? any(DEPARTMENTS, random) : favourite));
    }
    if (random.nextInt(100) < 25) {
      steps.add(new Step.Ask(any(TOPICS, random)));
    }
  }

  private static void fillBasket(RandomGenerator random, List<Step> steps) {
    int items = random.nextInt(4);
    for (int i = 0; i < items; i++) {
      steps.add(new Step.Add(any(DEPARTMENTS, random), any(PRICES, random)));
    }
    if (items > 0) {
      steps.add(new Step.Buy(random.nextInt(100)));
    }
  }

  private static List<String> interests(RandomGenerator random) {
    return INTERESTS.stream().filter(_ -> random.nextInt(100) < 40).toList();
  }

  private static Manner manner(int percent) {
    if (percent < 20) {
      return Manner.IGNORING;
    }
    if (percent < 35) {
      return Manner.REFUSING;
    }
    if (percent < 50) {
      return Manner.CAREFUL;
    }
    if (percent < 85) {
      return Manner.WILLING;
    }
    return percent < 92 ? Manner.WAVERING : Manner.FORGETTING;
  }

  private static String device(int percent) {
    if (percent < 55) {
      return "mobile";
    }
    return percent < 65 ? "tablet" : "desktop";
  }

  private static String referrer(int percent) {
    if (percent < 35) {
      return "direct";
    }
    if (percent < 65) {
      return "search";
    }
    if (percent < 80) {
      return "social";
    }
    return percent < 90 ? "newsletter" : "price-comparison";
  }

  private static <T> T any(List<T> of, RandomGenerator random) {
    return of.get(random.nextInt(of.size()));
  }
}
