package dev.mien.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Visitors without end: what each would say, and how long each looks at a page. The same seed draws
 * the same visitors in the same order.
 */
final class Visitors implements Iterator<Map<String, Object>> {
  static final List<String> DEVICES = List.of("mobile", "tablet", "desktop");
  static final List<String> REFERRERS =
      List.of("direct", "search", "social", "newsletter", "price-comparison");
  static final List<String> INTERESTS = List.of("running", "hiking", "climbing", "cycling");
  static final List<String> CATEGORIES = List.of("jackets", "shoes", "packs", "camp");
  static final int PAGES_MAX = 6;

  private static final int THINK_LEAST_MILLIS = 50;
  private static final int THINK_MOST_TIMES = 5;

  private final RandomGenerator random;
  private final double thinkMillis;

  private Visitors(RandomGenerator random, Duration thinkTime) {
    this.random = random;
    this.thinkMillis = thinkTime.toMillis();
  }

  /** The visitors of one kind; {@code kind} keeps those of several kinds apart. */
  static Visitors of(Settings settings, String kind) {
    // Mixed in whole, for string hashes of like words lie close together.
    long seed = new SplittableRandom(settings.arrival().seed() + 31L * kind.hashCode()).nextLong();
    return new Visitors(new SplittableRandom(seed), settings.arrival().thinkTime());
  }

  @Override
  public boolean hasNext() {
    return true;
  }

  @Override
  public Map<String, Object> next() {
    List<Integer> pauses = new ArrayList<>();
    for (int i = 0; i < PAGES_MAX; i++) {
      pauses.add(pause());
    }
    return Map.of(
        "device", any(DEVICES),
        "referrer", any(REFERRERS),
        "interest", some(INTERESTS),
        "category", any(CATEGORIES),
        "price", 15 + 5 * random.nextInt(60),
        "pages", 2 + random.nextInt(PAGES_MAX - 1),
        "pauses", pauses);
  }

  // People linger: most pauses are short, some long (exponential), none absurd.
  private int pause() {
    double drawn = -Math.log(1 - random.nextDouble()) * thinkMillis;
    return (int)
        Math.clamp(drawn, THINK_LEAST_MILLIS, THINK_MOST_TIMES * thinkMillis + THINK_LEAST_MILLIS);
  }

  private String any(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private List<String> some(List<String> words) {
    return words.stream().filter(_ -> random.nextInt(3) == 0).toList();
  }
}
