package dev.mien.engine.release;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.release.Noise.DiscreteGaussian;
import dev.mien.engine.release.Noise.DiscreteLaplace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Releases keep what they promise of one unit, as far as a tester can tell that finds each of these
 * faults. What is honest goes through the noise, the terms and the store that are in use.
 */
class PrivacyTesterTest {
  private static final boolean FULL = Boolean.getBoolean("mien.full");
  private static final int RUNS = 40_000;
  private static final int HONEST_TIMES = FULL ? 200 : 1;
  private static final int FAULTY_TIMES = FULL ? 20 : 1;

  /** Epsilon 1 for a unit that changes one number by one. */
  private static final DiscreteLaplace LAPLACE = new DiscreteLaplace(1, 1);

  private static final PrivacyTester TESTER = new PrivacyTester(1, 0, RUNS);

  /** A count that is not 0 without the unit. */
  private static final long SOME = 30;

  private final long seed = new SecureRandom().nextLong();

  private static Subject way(String variant) {
    return new Subject.Way(new Cell("hero", "matched", Optional.of("runners"), variant));
  }

  /**
   * Two numbers, read twice from the store after they were released; the second may be the unit's.
   */
  private static long[] released(long first, long second, Bits bits) {
    InMemoryReleases releases = new InMemoryReleases();
    ReleaseKey key = new ReleaseKey(Statistic.DECISIONS, 1, 7, 0);
    Terms terms =
        new Terms(
            LAPLACE,
            new Debit(new Account(Statistic.DECISIONS, 7), "hour 7", Rho.of(LAPLACE)),
            Rho.of(LAPLACE));
    long[] seen = new long[4];
    for (int time = 0; time < 2; time++) {
      releases.release(
          key,
          terms,
          () ->
              Map.of(
                  way("one"), first + LAPLACE.draw(bits),
                  way("other"), second + LAPLACE.draw(bits)));
      Asked asked = new Asked(Optional.empty(), OptionalLong.empty(), 7, 8);
      for (Releases.Sum sum : read(releases, asked)) {
        seen[2 * time + (sum.subject().equals(way("one")) ? 0 : 1)] = sum.value();
      }
    }
    return seen;
  }

  private static List<Releases.Sum> read(InMemoryReleases releases, Asked asked) {
    try {
      return new Releases(releases).sums(Statistic.DECISIONS, asked, By.ALL);
    } catch (IOException e) {
      throw new UncheckedIOException("a map cannot fail", e);
    }
  }

  private static Map<String, Mechanism> honest() {
    Map<String, Mechanism> honest = new LinkedHashMap<>();
    honest.put("a number that was not 0", (with, bits) -> released(5, SOME + one(with), bits));
    honest.put("a number that was 0", (with, bits) -> released(5, one(with), bits));
    honest.put("a minimum after the noise", PrivacyTesterTest::withheldByTheNoisyNumber);
    return honest;
  }

  private static long one(boolean with) {
    return with ? 1 : 0;
  }

  private static long[] withheldByTheNoisyNumber(boolean with, Bits bits) {
    long noisy = SOME + one(with) + LAPLACE.draw(bits);
    return new long[] {noisy < SOME ? Long.MIN_VALUE / 4 : noisy};
  }

  @Test
  void honestReleasesPass() {
    honest()
        .forEach(
            (name, mechanism) -> {
              for (int i = 0; i < HONEST_TIMES; i++) {
                long each = seed + 31L * i;
                assertFalse(TESTER.isBroken(mechanism, each), name + ", seed " + each);
              }
            });
  }

  /** A session that is in both segments, at what the ledger says that it costs. */
  @Test
  void theReachOfTwoSegmentsPassesAtItsPrice() {
    DiscreteGaussian noise = new DiscreteGaussian(8);
    Rho price = Rho.touching(2, noise);
    PrivacyTester tester =
        new PrivacyTester(price.epsilon().doubleValue(), Rho.DELTA.doubleValue(), RUNS);
    assertFalse(
        tester.isBroken(
            (with, bits) ->
                new long[] {SOME + one(with) + noise.draw(bits), one(with) + noise.draw(bits)},
            seed),
        "seed " + seed);
  }

  private static Map<String, Mechanism> faults() {
    Map<String, Mechanism> faults = new LinkedHashMap<>();
    faults.put(
        "the unit is counted twice", (with, bits) -> released(5, SOME + 2 * one(with), bits));
    faults.put(
        "the unit changes two numbers, and the noise is for one",
        (with, bits) -> released(5 + one(with), SOME + one(with), bits));
    faults.put(
        "epsilon 1.1 sold as 1",
        (with, bits) -> new long[] {SOME + one(with) + new DiscreteLaplace(11, 10).draw(bits)});
    faults.put("0 without noise", (with, bits) -> new long[] {with ? 1 + LAPLACE.draw(bits) : 0});
    faults.put(
        "one draw for two numbers",
        (with, bits) -> {
          long draw = LAPLACE.draw(bits);
          return new long[] {5 + draw, SOME + one(with) + draw};
        });
    faults.put(
        "a generator with a seed that is known",
        (with, _) -> released(5, SOME + one(with), new Bits(new Seeded(7))));
    faults.put("floating-point noise", PrivacyTesterTest::floating);
    faults.put(
        "a unit that counts as often as it likes",
        (with, bits) -> released(5, SOME + 9 * one(with), bits));
    faults.put(
        "fresh noise for whoever asks again",
        (with, bits) ->
            new long[] {
              SOME + one(with) + LAPLACE.draw(bits), SOME + one(with) + LAPLACE.draw(bits)
            });
    faults.put(
        "a minimum before the noise",
        (with, bits) -> {
          long exact = SOME + one(with);
          return new long[] {exact <= SOME ? Long.MIN_VALUE / 4 : exact + LAPLACE.draw(bits)};
        });
    faults.put(
        "0 can be drawn with either sign",
        (with, bits) -> {
          Coins coins = new Coins(bits);
          long far = 0;
          while (coins.exp(1, 1)) {
            far++;
          }
          return new long[] {SOME + one(with) + (bits.next(1) == 1 ? far : -far)};
        });
    return faults;
  }

  /** Of a number with Laplace noise in double precision: by which counts it can be explained. */
  private static long[] floating(boolean with, Bits bits) {
    double exact = SOME + one(with);
    double uniform = (bits.next(53) + 1) * 0x1p-53;
    double seen = exact - Math.log(uniform);
    return new long[] {(isExplained(seen, SOME) ? 1 : 0) + (isExplained(seen, SOME + 1) ? 2 : 0)};
  }

  private static boolean isExplained(double seen, double count) {
    long near = Math.round(Math.exp(count - seen) * 0x1p53);
    for (long steps = near - 16; steps <= near + 16; steps++) {
      if (steps > 0 && count - Math.log(steps * 0x1p-53) == seen) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyFaultIsFound() {
    faults()
        .forEach(
            (name, mechanism) -> {
              for (int i = 0; i < FAULTY_TIMES; i++) {
                long each = seed + 31L * i;
                assertTrue(TESTER.isBroken(mechanism, each), name + ", seed " + each);
              }
            });
  }
}
