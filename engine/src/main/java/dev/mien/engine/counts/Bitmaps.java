package dev.mien.engine.counts;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Bitmaps that are counted in, one for each of some keys. For any number of threads; to set a bit
 * takes a few nanoseconds and waits for nobody.
 */
final class Bitmaps {
  private static final int WORDS = Bitmap.BITS / Long.SIZE;

  private final List<ReachKey> keys;
  private final AtomicLongArray words;

  /** One bit a key: others have not been told all of it. */
  private final AtomicLongArray untold;

  Bitmaps(List<ReachKey> keys) {
    this.keys = List.copyOf(keys);
    this.words = new AtomicLongArray(keys.size() * WORDS);
    this.untold = new AtomicLongArray(keys.size() / Long.SIZE + 1);
  }

  int size() {
    return keys.size();
  }

  ReachKey key(int place) {
    return keys.get(place);
  }

  void set(int place, int token) {
    int word = place * WORDS + (token >> 6);
    long mask = 1L << token;
    // Most sessions have been counted before, and reading is cheaper than writing.
    if ((words.get(word) & mask) == 0) {
      or(words, word, mask);
      tell(place);
    }
  }

  private static void or(AtomicLongArray words, int word, long mask) {
    long before = words.get(word);
    while ((before & mask) != mask && !words.compareAndSet(word, before, before | mask)) {
      before = words.get(word);
    }
  }

  /** Others are to be told of a bitmap, again if need be. */
  void tell(int place) {
    or(untold, place >> 6, 1L << place);
  }

  /** Whether others are to be told of a bitmap. */
  boolean isUntold(int place) {
    return (untold.get(place >> 6) & 1L << place) != 0;
  }

  /** Others are being told of a bitmap. */
  void takeUntold(int place) {
    untold.getAndUpdate(place >> 6, word -> word & ~(1L << place));
  }

  Bitmap bitmap(int place) {
    long[] copy = new long[WORDS];
    for (int i = 0; i < WORDS; i++) {
      copy[i] = words.get(place * WORDS + i);
    }
    return Bitmap.of(copy);
  }
}
