package dev.mien.engine.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

/** To whoever has no key, capsules of one session are as unlike as those of many. */
class CapsuleRandomnessTest {
  private static final int SEALS = 100_000;
  private static final long SEED = 20_261_121;

  /** A chance of one in a million to be wrong about a sound source; with a fixed seed, none. */
  private static final double SIGNIFICANCE = 1e-6;

  private final Supplier<byte[]> seals = seals();

  @Test
  void nonceAndBlocksNeverRepeat() {
    int blocks = (CapsuleSeal.CAPSULE_BYTES - CapsuleSeal.HANDLE_AT) / 16;
    // Eight bytes stand for the twelve of a nonce and the sixteen of a block: if those never
    // repeat, these do not either. By chance they would, once in two million runs.
    long[] nonces = new long[SEALS];
    long[] seen = new long[SEALS * blocks];
    for (int i = 0; i < SEALS; i++) {
      byte[] capsule = seals.get();
      nonces[i] = eightBytes(capsule, CapsuleSeal.NONCE_AT);
      for (int block = 0; block < blocks; block++) {
        seen[i * blocks + block] = eightBytes(capsule, CapsuleSeal.HANDLE_AT + 16 * block);
      }
    }

    assertEquals(SEALS, distinct(nonces), "seed " + SEED);
    assertEquals(seen.length, distinct(seen), "seed " + SEED);
  }

  @Test
  void noBitLeansToOneSide() {
    assertTrue(leaning(seals) > SIGNIFICANCE, "seed " + SEED);
  }

  @Test
  void noBitTellsOfTheSameBitOfTheCapsuleBefore() {
    assertTrue(leaning(differences(seals)) > SIGNIFICANCE, "seed " + SEED);
  }

  /** The tests above are worth something only if they notice a seal that leaks. */
  @Test
  void aSealWithOneBitThatLeansByTwoHundredthsIsNoticed() {
    var random = new SplittableRandom(SEED);
    Supplier<byte[]> leaking =
        () -> {
          byte[] capsule = seals.get();
          if (random.nextInt(25) == 0) {
            capsule[300] |= 1;
          }
          return capsule;
        };

    assertTrue(leaning(leaking) < SIGNIFICANCE, "seed " + SEED);
  }

  @Test
  void aSealThatRepeatsWhatItSealsIsNoticed() {
    byte[] state = new byte[StateCodec.STATE_BYTES];
    assertEquals(new StateCodec.Encoded.Fits(), StateCodec.encode(state(), state));
    Supplier<byte[]> leaking =
        () -> {
          byte[] capsule = seals.get();
          System.arraycopy(state, 0, capsule, 100, 16);
          return capsule;
        };

    assertTrue(leaning(leaking) < SIGNIFICANCE, "seed " + SEED);
    assertTrue(leaning(differences(leaking)) < SIGNIFICANCE, "seed " + SEED);
  }

  /** Capsules of one state of one session, one after the other. */
  private static Supplier<byte[]> seals() {
    SecureRandom random = seeded();
    var seal = new CapsuleSeal(random);
    EpochKey key = new EpochRing(SessionPolicy.standard(), random).current(Instant.EPOCH);
    var seat = new Seat(new Handle(1, 2), new HalfKey(new byte[HalfKey.BYTES]), 1);
    var site = new Site("main");
    SessionState state = state();
    return () -> seal.seal(site, key, seat, state).bytes();
  }

  private static SessionState state() {
    return SampleStates.plausible(new SplittableRandom(SEED), 10);
  }

  private static SecureRandom seeded() {
    try {
      SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
      random.setSeed(SEED);
      return random;
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static Supplier<byte[]> differences(Supplier<byte[]> capsules) {
    byte[][] before = {capsules.get()};
    return () -> {
      byte[] capsule = capsules.get();
      byte[] difference = capsule.clone();
      for (int i = CapsuleSeal.NONCE_AT; i < capsule.length; i++) {
        difference[i] ^= before[0][i];
      }
      before[0] = capsule;
      return difference;
    };
  }

  /**
   * How likely it is that fair coins lean as much as the bits behind the header do: all of them
   * together, or the worst of them.
   */
  private static double leaning(Supplier<byte[]> capsules) {
    int[][] counts = new int[CapsuleSeal.CAPSULE_BYTES][256];
    for (int i = 0; i < SEALS; i++) {
      byte[] capsule = capsules.get();
      for (int at = CapsuleSeal.NONCE_AT; at < capsule.length; at++) {
        counts[at][capsule[at] & 0xFF]++;
      }
    }
    int tested = 0;
    double worst = 0;
    double sum = 0;
    for (int at = CapsuleSeal.NONCE_AT; at < counts.length; at++) {
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        double deviation = ones(counts[at], bit) - SEALS / 2.0;
        double square = deviation * deviation / (SEALS / 4.0);
        tested++;
        sum += square;
        worst = Math.max(worst, square);
      }
    }
    double together = 1 - new ChiSquaredDistribution(tested).cumulativeProbability(sum);
    double alone = 1 - new ChiSquaredDistribution(1).cumulativeProbability(worst);
    return Math.min(together, alone * tested);
  }

  private static int ones(int[] counts, int bit) {
    int ones = 0;
    for (int value = 0; value < counts.length; value++) {
      ones += ((value >> bit) & 1) * counts[value];
    }
    return ones;
  }

  private static long eightBytes(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).getLong(at);
  }

  private static long distinct(long[] values) {
    Arrays.sort(values);
    long distinct = 0;
    for (int i = 0; i < values.length; i++) {
      if (i == 0 || values[i] != values[i - 1]) {
        distinct++;
      }
    }
    return distinct;
  }
}
