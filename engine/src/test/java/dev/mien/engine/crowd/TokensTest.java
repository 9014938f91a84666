package dev.mien.engine.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static Tokens of(Iterable<Integer> tokens) {
    Tokens all = Tokens.NONE;
    for (int token : tokens) {
      all = all.with(token);
    }
    return all;
  }

  private static Set<Integer> random(SplittableRandom random) {
    Set<Integer> set = new TreeSet<>();
    // About as many as make a list, so that both forms meet.
    for (int left = random.nextInt(3 * Tokens.LISTED_MAX); left > 0; left--) {
      set.add(random.nextInt(Tokens.COUNT));
    }
    return set;
  }

  /** The list, the bits and their bytes are one set of numbers. */
  @Test
  void tokensAreASetInEitherForm() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Set<Integer> one = random(random);
      Set<Integer> other = random(random);
      Tokens tokens = of(one);
      assertEquals(one.size(), tokens.count(), "seed " + seed);
      assertEquals(tokens, Tokens.of(tokens.bytes()), "seed " + seed);
      for (int i = 0; i < 50; i++) {
        int token = random.nextInt(Tokens.COUNT);
        assertEquals(one.contains(token), tokens.has(token), "seed " + seed);
      }
      Set<Integer> union = new TreeSet<>(one);
      union.addAll(other);
      assertEquals(of(union), tokens.join(of(other)), "seed " + seed);
      assertEquals(of(union), of(other).join(tokens), "seed " + seed);
    }
  }

  @Test
  void whatIsThereAlreadyChangesNothing() {
    Tokens tokens = Tokens.NONE.with(4_095);
    assertSame(tokens, tokens.with(4_095));
  }

  @Test
  void fewTokensTakeFewBytes() {
    assertEquals(2 * 10, of(new TreeSet<>(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))).bytes().length);
    Set<Integer> many = new TreeSet<>();
    for (int token = 0; token <= Tokens.LISTED_MAX; token++) {
      many.add(token);
    }
    assertEquals(512, of(many).bytes().length);
  }

  @Test
  void bytesOfAnotherFormAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> Tokens.of(new byte[] {1}));
    assertThrows(IllegalArgumentException.class, () -> Tokens.of(new byte[] {0x10, 0}));
    assertThrows(IllegalArgumentException.class, () -> Tokens.of(new byte[300]));
  }
}
