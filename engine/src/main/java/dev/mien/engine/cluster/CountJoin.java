package dev.mien.engine.cluster;

import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.VectorBytes;
import dev.mien.engine.crowd.Tokens;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How two values of one key become one, by what they count. */
enum CountJoin {
  /** The greater of each count. */
  VECTORS {
    @Override
    byte[] joined(byte[] one, byte[] other) {
      CountVector vector = VectorBytes.read(one);
      CountVector joined = vector.join(VectorBytes.read(other));
      // One vector can be written in several ways, and what changes nothing should change no byte.
      return joined.equals(vector) ? one : VectorBytes.write(joined);
    }
  },
  /** The bits that either has. */
  BITMAPS {
    @Override
    byte[] joined(byte[] one, byte[] other) {
      return Bitmap.of(one).join(Bitmap.of(other)).bytes();
    }
  },
  /** The tokens that either has met. */
  TOKENS {
    @Override
    byte[] joined(byte[] one, byte[] other) {
      return Tokens.of(one).join(Tokens.of(other)).bytes();
    }
  };

  abstract byte[] joined(byte[] one, byte[] other);

  /** Null for what is absent, as in a map. */
  byte @Nullable [] join(byte @Nullable [] one, byte @Nullable [] other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return Arrays.equals(one, other) ? one : joined(one, other);
  }
}
