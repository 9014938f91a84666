package dev.mien.engine.counts;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which tokens a segment has met. Many sessions share a token, so a bitmap tells how many there
 * were, and of none whether it was there. The {@link #join} of two is their union. Never changes.
 */
public final class Bitmap {
  /** How many tokens there are. */
  public static final int BITS = 4_096;

  public static final int BYTES = BITS / Byte.SIZE;

  public static final Bitmap EMPTY = new Bitmap(new long[BITS / Long.SIZE]);

  private final long[] words;

  private Bitmap(long[] words) {
    this.words = words;
  }

  /** These words, {@link #BITS} bits of them. */
  static Bitmap of(long[] words) {
    if (words.length != BITS / Long.SIZE) {
      throw new IllegalArgumentException("a bitmap has " + BITS / Long.SIZE + " words");
    }
    return new Bitmap(words.clone());
  }

  /**
   * The bitmap that {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException if it did not write them
   */
  public static Bitmap of(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a bitmap has " + BYTES + " bytes; got " + bytes.length);
    }
    long[] words = new long[BITS / Long.SIZE];
    ByteBuffer.wrap(bytes).asLongBuffer().get(words);
    return new Bitmap(words);
  }

  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    ByteBuffer.wrap(bytes).asLongBuffer().put(words);
    return bytes;
  }

  /** What either has. */
  public Bitmap join(Bitmap other) {
    long[] joined = words.clone();
    for (int i = 0; i < joined.length; i++) {
      joined[i] |= other.words[i];
    }
    return new Bitmap(joined);
  }

  /** How many tokens it has met. */
  public int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bitmap that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "Bitmap of " + count();
  }
}
