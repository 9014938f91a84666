package dev.mien.engine.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.crowd.SingleOut.Outcome;
import dev.mien.engine.crowd.SingleOut.UnderTest;
import dev.mien.engine.vocabulary.SegmentIdentity;
import dev.mien.engine.vocabulary.Vocabulary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Rules that are written to single out, and gates that are broken in ways that look right. With
 * {@code -Dmien.full=true} there are a million sessions.
 */
class SingleOutTest {
  private static final CrowdRule RULE = CrowdRule.of(50, Duration.ofDays(7));
  private static final boolean FULL = Boolean.getBoolean("mien.full");
  private static final int SESSIONS = FULL ? 1_000_000 : 30_000;

  /** What a site of that size keeps; with few sessions more combinations are too rare. */
  private static final double KEEP_TWO = FULL ? 0.65 : 0.45;

  private static final int RULES = 1_000;
  private static final long SEED = 20_261_122;

  private static ThresholdNoise noise() {
    return learned(new Crowds(RULE)).noise();
  }

  private static Crowds learned(Crowds crowds) {
    byte[] secret = new byte[ThresholdNoise.SECRET_BYTES];
    new SplittableRandom(SEED).nextBytes(secret);
    crowds.noise().learn(secret);
    return crowds;
  }

  private static Outcome attack(int sessions, int rules, UnderTest gate) {
    Outcome outcome = new SingleOut(RULE, rules, SEED).of(sessions, gate);
    System.out.printf(
        "%,d sessions, %,d rules, seed %d: %d below k, %.1f %% keep two, %s, %d combinations%n",
        sessions,
        rules,
        SEED,
        outcome.below(),
        100 * outcome.keepTwo(),
        outcome.kept(),
        outcome.combinations());
    return outcome;
  }

  private static UnderTest real() {
    CrowdGate gate = new CrowdGate(learned(new Crowds(RULE)));
    return (site, _, token, began) -> {
      Instant now = Instant.EPOCH.plus(Duration.ofHours(began));
      return gate.ofSession(site, token, now, now);
    };
  }

  @Test
  void nobodyIsSingledOutByAThousandRulesWrittenToDoIt() {
    Outcome outcome = attack(SESSIONS, RULES, real());
    assertEquals(0, outcome.below());
    assertTrue(
        outcome.keepTwo() >= KEEP_TWO, "and the gate is not just shut: " + outcome.keepTwo());
  }

  /** A gate over sets of sessions, which a test may break. */
  private abstract static class SetGate implements UnderTest {
    private final ReferenceGate reference = new ReferenceGate(RULE, noise());

    @Override
    public Asking asking(Vocabulary site, int session, int token, long began) {
      List<Combination> asked = new ArrayList<>();
      boolean[] given = new boolean[1];
      return new Asking() {
        @Override
        public int segmentsMax() {
          return Combination.SEGMENTS_MAX;
        }

        @Override
        public boolean suffices(int[] segments) {
          Combination combination = SingleOut.combination(site, segments);
          asked.add(combination);
          given[0] = enough(combination, session, began);
          return given[0];
        }

        @Override
        public void answered() {
          counted(asked, given[0]).forEach(each -> reference.count(each, session, began));
        }
      };
    }

    boolean enough(Combination combination, int session, long began) {
      return reference.suffices(combination, session, began, began);
    }

    /** What a response is counted for. */
    abstract Set<Combination> counted(List<Combination> asked, boolean given);
  }

  private static Set<Combination> parts(Combination whole) {
    Set<Combination> parts = new HashSet<>();
    int size = whole.segments().size();
    for (int bits = 1; bits < 1 << size; bits++) {
      List<SegmentIdentity> part = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        if ((bits >>> i & 1) != 0) {
          part.add(whole.segments().get(i));
        }
      }
      parts.add(new Combination(whole.kind(), part));
    }
    return parts;
  }

  private static final int FEW = 6_000;

  @Test
  void theUnbrokenGateOverSetsSinglesNobodyOut() {
    Outcome outcome =
        attack(
            FEW,
            RULES,
            new SetGate() {
              @Override
              Set<Combination> counted(List<Combination> asked, boolean given) {
                return new HashSet<>(asked);
              }
            });
    assertEquals(0, outcome.below());
    assertTrue(outcome.combinations() > 10);
  }

  @Test
  void aGateThatCountsOnlyWhatIsShownNeverOpens() {
    Outcome outcome =
        attack(
            FEW,
            RULES,
            new SetGate() {
              @Override
              Set<Combination> counted(List<Combination> asked, boolean given) {
                return given ? Set.of(asked.getLast()) : Set.of();
              }
            });
    assertEquals(0, outcome.combinations());
  }

  @Test
  void aGateThatCountsEveryPartIsFoundOut() {
    Outcome outcome =
        attack(
            FEW,
            RULES,
            new SetGate() {
              @Override
              Set<Combination> counted(List<Combination> asked, boolean given) {
                return asked.isEmpty() ? Set.of() : parts(asked.getFirst());
              }
            });
    assertTrue(outcome.below() > 0);
  }

  @Test
  void aGateThatAsksForEachSegmentAloneIsFoundOut() {
    Outcome outcome =
        attack(
            FEW,
            RULES,
            new SetGate() {
              @Override
              boolean enough(Combination combination, int session, long began) {
                return combination.segments().stream()
                    .allMatch(
                        segment ->
                            super.enough(
                                new Combination(combination.kind(), List.of(segment)),
                                session,
                                began));
              }

              @Override
              Set<Combination> counted(List<Combination> asked, boolean given) {
                return asked.isEmpty() ? Set.of() : parts(asked.getFirst());
              }
            });
    assertTrue(outcome.below() > 0);
  }
}
