package dev.mien.engine.membership;

import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The segments that hold for one session as of one edition, by their positions in its model.
 *
 * <p>It can only be read. One that a {@link Scratch} shows changes with the scratch's next use; a
 * {@link #copy} never changes.
 */
public final class Membership {
  private final long[] words;
  private final int segments;

  private Membership(long[] words, int segments) {
    this.words = words;
    this.segments = segments;
  }

  /** These of {@code segments} segments. */
  public static Membership of(int segments, BitSet holding) {
    if (holding.length() > segments) {
      throw new IllegalArgumentException(
          "there are " + segments + " segments; got position " + (holding.length() - 1));
    }
    return new Membership(Arrays.copyOf(holding.toLongArray(), words(segments)), segments);
  }

  /** Whether the segment at this position holds. */
  public boolean holds(int segment) {
    if (segment >= segments) {
      throw new IndexOutOfBoundsException(
          "there are " + segments + " segments; got position " + segment);
    }
    return (words[segment >> 6] >>> segment & 1) != 0;
  }

  /** How many segments hold. */
  public int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  /** Shows every segment that holds, by rising position. */
  public void forEach(IntConsumer visitor) {
    for (int segment = next(0); segment >= 0; segment = next(segment + 1)) {
      visitor.accept(segment);
    }
  }

  /** The first segment that holds, at {@code from} or after it, or -1 if none does. */
  public int next(int from) {
    for (int word = from >> 6; word < words.length; word++) {
      long left = word == from >> 6 ? words[word] & -1L << from : words[word];
      if (left != 0) {
        return word << 6 | Long.numberOfTrailingZeros(left);
      }
    }
    return -1;
  }

  /** The same but for these; never to change. */
  public Membership without(BitSet dropped) {
    long[] left = words.clone();
    for (int i = dropped.nextSetBit(0); i >= 0 && i < segments; i = dropped.nextSetBit(i + 1)) {
      left[i >> 6] &= ~(1L << i);
    }
    return new Membership(left, segments);
  }

  /** The same, and never to change. */
  public Membership copy() {
    return new Membership(words.clone(), segments);
  }

  public BitSet toBitSet() {
    return BitSet.valueOf(words);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Membership that
        && segments == that.segments
        && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return 31 * segments + Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "Membership" + toBitSet() + " of " + segments;
  }

  private static int words(int segments) {
    return (segments + Long.SIZE - 1) / Long.SIZE;
  }

  /**
   * Room for one membership after another, so that matching allocates nothing. For one thread.
   *
   * <p>Who has the scratch can admit; who has the membership it shows can only read.
   */
  public static final class Scratch {
    private final Membership shown;

    public Scratch(int segments) {
      this.shown = new Membership(new long[words(segments)], segments);
    }

    /** Starts afresh: nothing is admitted. */
    public void clear() {
      Arrays.fill(shown.words, 0);
    }

    public void admit(int segment) {
      shown.words[segment >> 6] |= 1L << segment;
    }

    /**
     * Admits if {@code one} is 1, and does nothing if it is 0: for where the difference is not
     * worth a branch.
     */
    public void admit(int segment, long one) {
      shown.words[segment >> 6] |= one << segment;
    }

    /** What has been admitted since the last {@link #clear}; it changes with this scratch. */
    public Membership membership() {
      return shown;
    }
  }
}
