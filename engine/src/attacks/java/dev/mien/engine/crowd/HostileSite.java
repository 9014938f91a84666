package dev.mien.engine.crowd;

import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Predicate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A site of three slots whose rule-writer wants to single out: beside 24 plain segments there are
 * rules that each ask for the six rarest things that hold for one session, and each has an offer
 * before all others.
 */
final class HostileSite {
  static final int PLAIN = 24;
  private static final int TESTS = 6;
  private static final int SLOTS = 3;

  private final int[] asked;
  private final Vocabulary vocabulary;

  HostileSite(Population population, int rules, SplittableRandom random) {
    SmallSite site = new SmallSite(PLAIN);
    this.asked = new int[rules];
    for (int i = 0; i < rules; i++) {
      asked[i] = rule(site, "h" + i, target(population, random));
    }
    for (int slot = 0; slot < SLOTS; slot++) {
      List<Integer> audiences = new ArrayList<>();
      for (int i = slot; i < rules; i += SLOTS) {
        audiences.add(PLAIN + i);
      }
      // Common segments first in one slot, others in another, as pages differ.
      for (int i = 0; i < PLAIN; i++) {
        audiences.add((i + slot * PLAIN / SLOTS) % PLAIN);
      }
      site.slot("page.s" + slot, audiences);
    }
    this.vocabulary = site.vocabulary();
  }

  private static BitSet target(Population population, SplittableRandom random) {
    BitSet target = population.session(random);
    while (target.cardinality() < TESTS) {
      target = population.session(random);
    }
    return target;
  }

  /** Adds a rule for a session that these hold for; answers what it asks for, as bits. */
  private static int rule(SmallSite site, String name, BitSet target) {
    int bits = 0;
    List<Predicate> parts = new ArrayList<>();
    List<String> words = new ArrayList<>();
    // Later segments are rarer.
    for (int i = PLAIN - 1; parts.size() < TESTS; i--) {
      if (target.get(i)) {
        bits |= 1 << i;
        parts.add(new Predicate.InSegment(i));
        words.add("s" + i);
      }
    }
    int _ = site.segment(name, new Predicate.AllOf(parts), String.join(" and ", words));
    return bits;
  }

  Vocabulary vocabulary() {
    return vocabulary;
  }

  /** All segments that hold for a session of which these plain ones do. */
  BitSet holding(BitSet plain) {
    BitSet all = (BitSet) plain.clone();
    int bits = plain.isEmpty() ? 0 : (int) plain.toLongArray()[0];
    for (int i = 0; i < asked.length; i++) {
      if ((asked[i] & ~bits) == 0) {
        all.set(PLAIN + i);
      }
    }
    return all;
  }
}
