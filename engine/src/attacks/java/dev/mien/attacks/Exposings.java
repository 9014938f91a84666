package dev.mien.attacks;

import dev.mien.engine.exposure.Disclosure;
import dev.mien.engine.release.Bits;
import dev.mien.segments.model.Recipient;
import dev.mien.segments.model.Recipient.Term;
import dev.mien.segments.model.RecipientName;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Ways to expose segments to third parties: the one that is shipped, and others to compare with.
 */
final class Exposings {
  private static final List<Recipient> RECIPIENTS = List.of(recipient("one"), recipient("two"));

  /** What Chrome's Topics show: one of the top five of an epoch, and any in one of twenty. */
  private static final int TOPICS = 5;

  private static final int NOISY_ONE_IN = 20;

  private final Setup setup;
  private final long secret;

  Exposings(Setup setup) {
    this.setup = setup;
    this.secret = setup.random("half-keys").nextLong();
  }

  Exposing underTest() {
    return switch (setup.weakness()) {
      case ALL_SEGMENTS -> allSegments();
      case NO_NOISE -> (_, _, segments) -> Long.lowestOneBit(segments);
      case SHARED_NOISE -> (visit, _, segments) -> shipped(visit, 0, segments);
      default -> this::shipped;
    };
  }

  Exposing allSegments() {
    return (_, _, segments) -> segments;
  }

  Exposing likeTopics() {
    return (visit, surface, segments) -> {
      RandomGenerator random = random(visit, "topics " + surface);
      if (random.nextInt(NOISY_ONE_IN) == 0) {
        return 1L << random.nextInt(Population.SEGMENTS);
      }
      long left = segments;
      for (int skipped = random.nextInt(TOPICS);
          skipped > 0 && Long.bitCount(left) > 1;
          skipped--) {
        left &= left - 1;
      }
      return Long.lowestOneBit(left);
    };
  }

  /** The engine's own, with numbers that come of the visit instead of its half-key. */
  private long shipped(int visit, int surface, long segments) {
    Disclosure disclosure =
        new Disclosure(
            RECIPIENTS.get(surface),
            0,
            label -> Bits.of(bytes -> random(visit, label).nextBytes(bytes)));
    long shown = 0;
    for (Term term : disclosure.of(segment -> (segments >>> segment & 1) == 1)) {
      shown |= 1L << term.segment();
    }
    return shown;
  }

  private RandomGenerator random(int visit, String use) {
    return RandomGeneratorFactory.of("L64X128MixRandom")
        .create(secret ^ visit * 0x9E3779B97F4A7C15L ^ use.hashCode() * 0xC2B2AE3D27D4EB4FL);
  }

  private static Recipient recipient(String name) {
    List<Term> terms = new ArrayList<>();
    for (int segment = 0; segment < Recipient.TERMS_MAX; segment++) {
      terms.add(new Term(segment, segment + 1));
    }
    return new Recipient(new RecipientName(name), name, 0, terms, 1, Recipient.EPSILON_THOUSANDTHS);
  }
}
