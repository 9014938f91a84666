package dev.mien.engine.cluster;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.hazelcast.spi.merge.MergingValue;
import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.SampleCounts;
import dev.mien.engine.counts.VectorBytes;
import dev.mien.engine.crowd.Tokens;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A healed split keeps what either side has counted. */
class CountMergeTest {
  @Test
  void vectorsOfBothSidesAreJoined() {
    VectorMerge merge = new VectorMerge();
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      CountVector one = SampleCounts.vector(random);
      CountVector other = SampleCounts.vector(random);
      Side ours = new Side(VectorBytes.write(one));
      Side theirs = new Side(VectorBytes.write(other));
      assertEquals(
          one.join(other),
          VectorBytes.read(requireNonNull(merge.merge(ours, theirs))),
          "seed " + seed);
      assertArrayEquals(ours.bytes(), merge.merge(ours, null));
      assertArrayEquals(ours.bytes(), merge.merge(ours, ours));
    }
  }

  @Test
  void bitmapsOfBothSidesAreJoined() {
    BitmapMerge merge = new BitmapMerge();
    for (long seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Bitmap one = SampleCounts.bitmap(random);
      Bitmap other = SampleCounts.bitmap(random);
      Side ours = new Side(one.bytes());
      assertEquals(
          one.join(other),
          Bitmap.of(requireNonNull(merge.merge(ours, new Side(other.bytes())))),
          "seed " + seed);
      assertArrayEquals(ours.bytes(), merge.merge(ours, null));
    }
  }

  @Test
  void crowdsOfBothSidesAreJoined() {
    TokensMerge merge = new TokensMerge();
    for (long seed = 0; seed < 100; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Tokens one = tokens(random);
      Tokens other = tokens(random);
      Side ours = new Side(one.bytes());
      assertEquals(
          one.join(other),
          Tokens.of(requireNonNull(merge.merge(ours, new Side(other.bytes())))),
          "seed " + seed);
      assertArrayEquals(ours.bytes(), merge.merge(ours, null));
    }
  }

  private static Tokens tokens(SplittableRandom random) {
    Tokens tokens = Tokens.NONE.with(0);
    for (int left = random.nextInt(300); left > 0; left--) {
      tokens = tokens.with(random.nextInt(Tokens.COUNT));
    }
    return tokens;
  }

  /** One side's value. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Side(byte[] bytes) implements MergingValue<byte[]> {
    @Override
    public byte[] getDeserializedValue() {
      return bytes;
    }

    @Override
    public byte[] getRawValue() {
      return bytes;
    }
  }
}
