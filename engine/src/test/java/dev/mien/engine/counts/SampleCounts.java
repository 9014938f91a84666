package dev.mien.engine.counts;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Counts drawn at random, with names of every kind. */
public final class SampleCounts {
  private static final List<String> SLOTS = List.of("home.hero", "kopf-zeile", "s");
  private static final List<String> REASONS = List.of("matched", "fallback", "held-out", "new-one");
  private static final List<Optional<String>> SEGMENTS =
      List.of(Optional.empty(), Optional.of("runners"), Optional.of("läufer-ÿ-日本"));
  private static final List<String> VARIANTS = List.of("fallback", "a", "b");

  private SampleCounts() {}

  public static Cell cell(SplittableRandom random) {
    return new Cell(
        one(random, SLOTS), one(random, REASONS), one(random, SEGMENTS), one(random, VARIANTS));
  }

  private static <T> T one(SplittableRandom random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  public static CountVector vector(SplittableRandom random) {
    Map<Cell, Long> counts = new HashMap<>();
    for (int left = random.nextInt(12); left > 0; left--) {
      counts.put(cell(random), 1 + random.nextLong(1L << (1 + random.nextInt(62))));
    }
    return new CountVector(counts);
  }

  public static Bitmap bitmap(SplittableRandom random) {
    long[] words = new long[Bitmap.BITS / Long.SIZE];
    for (int left = random.nextInt(200); left > 0; left--) {
      int bit = random.nextInt(Bitmap.BITS);
      words[bit >> 6] |= 1L << bit;
    }
    return Bitmap.of(words);
  }

  /** One token. */
  public static Bitmap bit(int token) {
    long[] words = new long[Bitmap.BITS / Long.SIZE];
    words[token >> 6] |= 1L << token;
    return Bitmap.of(words);
  }
}
