package dev.mien.engine.counts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What joining counts promises, and that bytes say what was written. */
class CountLawsTest {
  private static final int CASES = 2_000;

  @Test
  void joiningIsIdempotentCommutativeAndAssociative() {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CountVector a = SampleCounts.vector(random);
      CountVector b = SampleCounts.vector(random);
      CountVector c = SampleCounts.vector(random);
      assertEquals(a, a.join(a), "seed " + seed);
      assertEquals(a.join(b), b.join(a), "seed " + seed);
      assertEquals(a.join(b).join(c), a.join(b.join(c)), "seed " + seed);
      assertEquals(a, a.join(CountVector.NONE), "seed " + seed);
      Bitmap x = SampleCounts.bitmap(random);
      Bitmap y = SampleCounts.bitmap(random);
      Bitmap z = SampleCounts.bitmap(random);
      assertEquals(x, x.join(x), "seed " + seed);
      assertEquals(x.join(y), y.join(x), "seed " + seed);
      assertEquals(x.join(y).join(z), x.join(y.join(z)), "seed " + seed);
      assertEquals(x, x.join(Bitmap.EMPTY), "seed " + seed);
    }
  }

  /** Counts below 2^48, so that no total overflows: at one a nanosecond that is three days. */
  @Test
  void joiningNeverLowersACountAndEveryChangeRaisesTheTotal() {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CountVector a = small(SampleCounts.vector(random));
      CountVector b = small(SampleCounts.vector(random));
      CountVector joined = a.join(b);
      a.counts()
          .forEach((cell, count) -> assertTrue(joined.counts().getOrDefault(cell, 0L) >= count));
      assertEquals(!joined.equals(a), joined.total() > a.total(), "seed " + seed);
    }
  }

  private static CountVector small(CountVector vector) {
    Map<Cell, Long> counts = new HashMap<>(vector.counts());
    counts.replaceAll((_, count) -> 1 + (count >>> 16));
    return new CountVector(counts);
  }

  @Test
  void whatIsWrittenIsRead() {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CountVector vector = SampleCounts.vector(random);
      assertEquals(vector, VectorBytes.read(VectorBytes.write(vector)), "seed " + seed);
      Bitmap bitmap = SampleCounts.bitmap(random);
      assertEquals(bitmap, Bitmap.of(bitmap.bytes()), "seed " + seed);
      assertArrayEquals(bitmap.bytes(), Bitmap.of(bitmap.bytes()).bytes());
      Source source = Source.random(random);
      assertEquals(source, Source.parse(source.toString()), "seed " + seed);
    }
  }

  @Test
  void theLargestCountIsReadAsItWasWritten() {
    CountVector vector =
        new CountVector(Map.of(new Cell("s", "matched", Optional.of("g"), "v"), Long.MAX_VALUE));
    assertEquals(vector, VectorBytes.read(VectorBytes.write(vector)));
  }

  /** Whatever is read of torn bytes fails in one way, and never reads beyond them. */
  @Test
  void bytesThatAreCutOffAreRefused() {
    for (long seed = 0; seed < 200; seed++) {
      byte[] bytes = VectorBytes.write(SampleCounts.vector(new SplittableRandom(seed)));
      for (int length = 0; length < bytes.length; length++) {
        byte[] torn = Arrays.copyOf(bytes, length);
        assertThrows(IllegalArgumentException.class, () -> VectorBytes.read(torn));
      }
    }
    assertThrows(IllegalArgumentException.class, () -> Bitmap.of(new byte[Bitmap.BYTES - 1]));
  }

  @Test
  void aCountOfNothingIsNone() {
    Cell cell = new Cell("s", "fallback", Optional.empty(), "fallback");
    assertThrows(IllegalArgumentException.class, () -> new CountVector(Map.of(cell, 0L)));
  }
}
