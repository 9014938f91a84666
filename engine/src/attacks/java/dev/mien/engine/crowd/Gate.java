package dev.mien.engine.crowd;

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

/** The gate that is shipped, one over sets of sessions, and some that look right and are not. */
public enum Gate {
  SHIPPED {
    @Override
    UnderTest underTest(CrowdRule rule, long seed) {
      CrowdGate gate = new CrowdGate(learned(rule, seed));
      return (site, _, token, began) -> {
        Instant now = Instant.EPOCH.plus(Duration.ofHours(began));
        return gate.ofSession(site, token, now, now);
      };
    }
  },

  /** As it is meant, which knows who everybody is. */
  OVER_SETS {
    @Override
    UnderTest underTest(CrowdRule rule, long seed) {
      return new SetGate(rule, learned(rule, seed).noise()) {
        @Override
        Set<Combination> counted(List<Combination> asked, boolean given) {
          return new HashSet<>(asked);
        }
      };
    }
  },

  /** Counts only what is shown, and so never opens. */
  SHOWN_COUNTED {
    @Override
    UnderTest underTest(CrowdRule rule, long seed) {
      return new SetGate(rule, learned(rule, seed).noise()) {
        @Override
        Set<Combination> counted(List<Combination> asked, boolean given) {
          return given ? Set.of(asked.getLast()) : Set.of();
        }
      };
    }
  },

  /** Counts every part of what is asked. */
  PARTS_COUNTED {
    @Override
    UnderTest underTest(CrowdRule rule, long seed) {
      return new PartsGate(rule, learned(rule, seed).noise());
    }
  },

  /** Asks for each segment by itself. */
  SEGMENTS_ALONE {
    @Override
    UnderTest underTest(CrowdRule rule, long seed) {
      return new PartsGate(rule, learned(rule, seed).noise()) {
        @Override
        boolean enough(Combination combination, int session, long began) {
          return combination.segments().stream()
              .allMatch(
                  segment ->
                      super.enough(
                          new Combination(combination.kind(), List.of(segment)), session, began));
        }
      };
    }
  };

  abstract UnderTest underTest(CrowdRule rule, long seed);

  private static Crowds learned(CrowdRule rule, long seed) {
    byte[] secret = new byte[ThresholdNoise.SECRET_BYTES];
    new SplittableRandom(seed).nextBytes(secret);
    Crowds crowds = new Crowds(rule);
    crowds.noise().learn(secret);
    return crowds;
  }

  /** A gate over sets of sessions, which may be broken. */
  private abstract static class SetGate implements UnderTest {
    private final ReferenceGate reference;

    SetGate(CrowdRule rule, ThresholdNoise noise) {
      this.reference = new ReferenceGate(rule, noise);
    }

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

  private static class PartsGate extends SetGate {
    PartsGate(CrowdRule rule, ThresholdNoise noise) {
      super(rule, noise);
    }

    @Override
    Set<Combination> counted(List<Combination> asked, boolean given) {
      return asked.isEmpty() ? Set.of() : parts(asked.getFirst());
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
  }
}
