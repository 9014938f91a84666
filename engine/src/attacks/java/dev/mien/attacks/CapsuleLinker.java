package dev.mien.attacks;

import dev.mien.attacks.Statistics.Classifier;
import dev.mien.engine.privacy.Consent;
import dev.mien.engine.privacy.Consent.Ground;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.Held;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.Seat;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.SessionState;
import dev.mien.engine.session.Site;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Tells from capsules alone which of them belong to one session. */
final class CapsuleLinker implements Attack {
  static final String NAME = "linker";

  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Site SITE = new Site("main");
  private static final int BLOCK = 16;

  /** How many capsules each session leaves in the log. */
  private static final int EACH = 4;

  private static final double AUC_MARGIN = 0.01;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "a log of all capsules that were ever on the wire";
  }

  @Override
  public List<Row> run(Setup setup) {
    int sessions = setup.either(6_000, 250_000);
    Log log = new Log(setup, sessions);
    int half = sessions / 2;
    Classifier classifier =
        Classifier.of(log.pairs(0, half, Pairing.SAME), log.pairs(0, half, Pairing.OTHER));
    double[] same = classifier.scores(log.pairs(half, sessions, Pairing.SAME));
    double[] other = classifier.scores(log.pairs(half, sessions, Pairing.OTHER));
    double auc = Statistics.auc(same, other);
    // In few pairs chance alone goes further than what is promised of many.
    double margin = Math.max(AUC_MARGIN, Statistics.aucMargin(half, half));
    double[] control = classifier.scores(log.pairs(half, sessions, Pairing.FURTHER));
    return List.of(
        new Row(
            NAME,
            "lengths of " + grouped((long) sessions * EACH) + " capsules",
            "1",
            grouped(log.lengths()),
            "",
            Row.of(log.lengths() == 1)),
        new Row(
            NAME,
            "blocks of 16 bytes that stand in two capsules",
            "0",
            grouped(log.repeatedBlocks()),
            "",
            Row.of(log.repeatedBlocks() == 0)),
        new Row(
            NAME,
            "AUC of a classifier: two capsules of one session, or of two",
            "0.50 ± 0.01",
            "%.4f".formatted(auc),
            "of two against of two others %.4f; chance alone gives ± %.4f"
                .formatted(Statistics.auc(control, other), Statistics.aucMargin(half, half)),
            Row.of(Math.abs(auc - 0.5) <= margin)));
  }

  private static String grouped(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** Which two capsules are held beside each other. */
  private enum Pairing {
    SAME,
    OTHER,
    FURTHER
  }

  /** Every capsule of every session, the sessions one after the other. */
  private static final class Log {
    private final List<byte[]> capsules = new ArrayList<>();

    Log(Setup setup, int sessions) {
      SessionPolicy policy = SessionPolicy.standard();
      SecureRandom secure = new SecureRandom();
      Capsules sealing =
          new Capsules(
              new InMemoryHalfKeys(() -> NOW), new EpochRing(policy, secure), policy, secure);
      RandomGenerator random = setup.random(NAME);
      for (int session = 0; session < sessions; session++) {
        Seat seat = sealing.draw();
        sealing.begin(seat).toCompletableFuture().join();
        SessionState state = state(random);
        byte[] before = new byte[0];
        for (int i = 0; i < EACH; i++) {
          boolean changes = i > 0 && random.nextBoolean();
          state = changes ? state(random) : state;
          if (!setup.has(Weakness.SAME_BYTES) || i == 0 || changes) {
            before = sealed(setup, sealing.seal(SITE, seat, state, NOW).text(), session, state);
          }
          capsules.add(before);
        }
      }
    }

    private static byte[] sealed(Setup setup, String text, int session, SessionState state) {
      byte[] capsule = Base64.getUrlDecoder().decode(text);
      if (setup.has(Weakness.CLEAR_HANDLE)) {
        return ByteBuffer.allocate(BLOCK + capsule.length)
            .putLong(session * 0x9E3779B97F4A7C15L)
            .putLong(session * 0xC2B2AE3D27D4EB4FL)
            .put(capsule)
            .array();
      }
      return setup.has(Weakness.UNPADDED)
          ? Arrays.copyOf(capsule, capsule.length / 2 + 8 * state.held().size())
          : capsule;
    }

    private static SessionState state(RandomGenerator random) {
      List<Held> held = new ArrayList<>();
      for (int id = 1; id <= 24; id++) {
        if (random.nextBoolean()) {
          held.add(
              new Held.Code(id, NOW.getEpochSecond() - random.nextInt(900), random.nextInt(8)));
        }
      }
      Instant began = NOW.minusSeconds(900);
      return new SessionState(
          began,
          NOW,
          NOW,
          new Consent(List.of(1, 2), Ground.GIVEN, began, NOW.plus(Duration.ofDays(30))),
          held,
          List.of());
    }

    long lengths() {
      return capsules.stream().mapToInt(capsule -> capsule.length).distinct().count();
    }

    /** Blocks are told apart by 64 bits of each: of 10^8 two that differ coincide with 0.0003. */
    long repeatedBlocks() {
      int blocks = capsules.stream().mapToInt(capsule -> capsule.length / BLOCK).sum();
      long[] seen = new long[blocks];
      int next = 0;
      for (byte[] capsule : capsules) {
        ByteBuffer bytes = ByteBuffer.wrap(capsule);
        for (int at = 0; at + BLOCK <= capsule.length; at += BLOCK) {
          seen[next++] = bytes.getLong(at) ^ Long.rotateLeft(bytes.getLong(at + Long.BYTES), 29);
        }
      }
      Arrays.parallelSort(seen);
      long repeated = 0;
      for (int i = 1; i < seen.length; i++) {
        repeated += seen[i] == seen[i - 1] ? 1 : 0;
      }
      return repeated;
    }

    /** What is seen of one pair for each session from {@code from} to {@code to}. */
    double[][] pairs(int from, int to, Pairing pairing) {
      double[][] pairs = new double[to - from][];
      for (int session = from; session < to; session++) {
        int span = to - from;
        int partner =
            switch (pairing) {
              case SAME -> session;
              case OTHER -> from + (session - from + 1) % span;
              case FURTHER -> from + (session - from + 2) % span;
            };
        pairs[session - from] =
            seen(capsules.get(session * EACH), capsules.get(partner * EACH + EACH - 1));
      }
      return pairs;
    }

    private static double[] seen(byte[] one, byte[] other) {
      int length = Math.min(one.length, other.length);
      int equal = 0;
      int bits = 0;
      int headBits = 0;
      int tailBits = 0;
      long sums = 0;
      for (int i = 0; i < length; i++) {
        int differing = Integer.bitCount((one[i] ^ other[i]) & 0xFF);
        equal += differing == 0 ? 1 : 0;
        bits += differing;
        headBits += i < 2 * BLOCK ? differing : 0;
        tailBits += i >= length - 2 * BLOCK ? differing : 0;
        sums += (one[i] & 0xFF) - (other[i] & 0xFF);
      }
      int prefix = Arrays.mismatch(one, other);
      return new double[] {
        equal,
        bits,
        headBits,
        tailBits,
        Math.abs(sums),
        prefix < 0 ? length : prefix,
        Math.abs(one.length - other.length)
      };
    }
  }
}
