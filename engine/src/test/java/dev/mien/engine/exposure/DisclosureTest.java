package dev.mien.engine.exposure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.release.Bits;
import dev.mien.engine.release.RandomizedResponse;
import dev.mien.engine.release.Seeded;
import dev.mien.segments.model.Recipient;
import dev.mien.segments.model.Recipient.Term;
import dev.mien.segments.model.RecipientName;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

/** What an onlooker learns, who sees only what recipients are told. */
class DisclosureTest {
  private static final int SESSIONS = Boolean.getBoolean("mien.full") ? 1_000_000 : 40_000;
  private static final int TERMS = 8;

  private final long seed = new SecureRandom().nextLong();

  private static Recipient recipient(String name, int most, int epsilonThousandths) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < TERMS; i++) {
      // Not in the order of the segments.
      terms.add(new Term(i, 700 - i));
    }
    return new Recipient(new RecipientName(name), "Example", 0, terms, most, epsilonThousandths);
  }

  /** What one session gives away; a session is a seed here. */
  private static List<Term> told(
      Recipient recipient, long session, long epoch, IntPredicate holds) {
    return new Disclosure(
            recipient, epoch, label -> new Bits(new Seeded(session * 1_000_003 + label.hashCode())))
        .of(holds);
  }

  private Map<List<Term>, Integer> tally(Recipient recipient, IntPredicate holds, int run) {
    Map<List<Term>, Integer> tally = new HashMap<>();
    for (int i = 0; i < SESSIONS; i++) {
      tally.merge(told(recipient, seed + i + (long) run * SESSIONS, 1, holds), 1, Integer::sum);
    }
    return tally;
  }

  /** The highest ratio of the chances of one answer that is certain, as an epsilon. */
  private static double epsilonAtLeast(
      Map<List<Term>, Integer> one, Map<List<Term>, Integer> other) {
    double highest = 0;
    for (Map.Entry<List<Term>, Integer> each : one.entrySet()) {
      double mine = each.getValue();
      double theirs = other.getOrDefault(each.getKey(), 0);
      double least = mine - 4 * Math.sqrt(mine);
      double most = theirs + 4 * Math.sqrt(theirs) + 8;
      highest = Math.max(highest, least <= 0 ? 0 : Math.log(least / most));
    }
    return highest;
  }

  @Test
  void noAnswerTellsMoreOfASessionThanItsEpsilon() {
    List<IntPredicate> sessions =
        List.of(segment -> segment == 0, segment -> segment >= 3, _ -> false, _ -> true);
    for (int most = 1; most <= Recipient.MOST; most++) {
      Recipient recipient = recipient("exchange", most, 2_000);
      List<Map<List<Term>, Integer>> tallies = new ArrayList<>();
      for (int i = 0; i < sessions.size(); i++) {
        tallies.add(tally(recipient, sessions.get(i), i));
      }
      double highest = 0;
      for (Map<List<Term>, Integer> one : tallies) {
        for (Map<List<Term>, Integer> other : tallies) {
          highest = Math.max(highest, epsilonAtLeast(one, other));
        }
      }
      assertTrue(highest <= 2, most + ": epsilon is " + highest + " at least, seed " + seed);
      assertTrue(highest > 1, most + ": and it is not all noise: " + highest + ", seed " + seed);
    }
  }

  /** What the test above is worth: the answers of epsilon 2.5, sold as 2. */
  @Test
  void moreEpsilonThanWasSaidIsNoticed() {
    Recipient recipient = recipient("exchange", 1, 2_500);
    double epsilon =
        epsilonAtLeast(
            tally(recipient, segment -> segment == 0, 0), tally(recipient, _ -> false, 1));
    assertTrue(epsilon > 2, epsilon + ", seed " + seed);
  }

  @Test
  void aHundredViewsTellNoMoreThanOne() {
    Recipient recipient = recipient("exchange", 1, 2_000);
    int guessedByOne = 0;
    int guessedByAll = 0;
    int sessions = SESSIONS / 40;
    for (int i = 0; i < sessions; i++) {
      int truth = i % TERMS;
      Map<List<Term>, Integer> views = new HashMap<>();
      for (int view = 0; view < 100; view++) {
        views.merge(told(recipient, seed + i, 1, segment -> segment == truth), 1, Integer::sum);
      }
      assertEquals(1, views.size(), "one answer, seed " + seed);
      List<Term> oftenest =
          Collections.max(views.entrySet(), Map.Entry.comparingByValue()).getKey();
      List<Term> truly = List.of(recipient.terms().get(truth));
      guessedByAll += oftenest.equals(truly) ? 1 : 0;
      guessedByOne +=
          told(recipient, seed + i, 1, segment -> segment == truth).equals(truly) ? 1 : 0;
    }
    assertEquals(guessedByOne, guessedByAll);
    // e² / (e² + 8)
    assertEquals(0.480, (double) guessedByOne / sessions, 0.08, "seed " + seed);
  }

  /** Two who know the same of a session agree as often as two who draw for themselves. */
  @Test
  void recipientsAndEpochsHaveNothingInCommonButTheTruth() {
    Recipient one = recipient("one", 1, 2_000);
    Recipient other = recipient("other", 1, 2_000);
    int byRecipient = 0;
    int byEpoch = 0;
    for (int i = 0; i < SESSIONS; i++) {
      IntPredicate holds = segment -> segment == 0;
      List<Term> seen = told(one, seed + i, 1, holds);
      byRecipient += seen.equals(told(other, seed + i, 1, holds)) ? 1 : 0;
      byEpoch += seen.equals(told(one, seed + i, 2, holds)) ? 1 : 0;
    }
    double truth = Math.exp(2) / (Math.exp(2) + TERMS);
    double chance = truth * truth + (1 - truth) * (1 - truth) / TERMS;
    double error = 5 * Math.sqrt(chance / SESSIONS);
    assertEquals(chance, (double) byRecipient / SESSIONS, error, "seed " + seed);
    assertEquals(chance, (double) byEpoch / SESSIONS, error, "seed " + seed);
  }

  /** Of a session that goes from one truth to another, as if it were two sessions. */
  @Test
  void anAnswerThatChangesDoesNotShowThatTheOneBeforeWasTrue() {
    Recipient recipient = recipient("exchange", 1, 1_000);
    int changed = 0;
    int changedAndTrue = 0;
    for (int i = 0; i < SESSIONS; i++) {
      List<Term> before = told(recipient, seed + i, 1, segment -> segment == 0);
      List<Term> after = told(recipient, seed + i, 1, segment -> segment == 5);
      if (!before.equals(after)) {
        changed++;
        changedAndTrue += before.equals(List.of(recipient.terms().getFirst())) ? 1 : 0;
      }
    }
    double truth = Math.E / (Math.E + TERMS);
    double expected = truth * (1 - (1 - truth) / TERMS);
    double differ =
        1 - 2 * truth * (1 - truth) / TERMS - (TERMS - 1) * Math.pow((1 - truth) / TERMS, 2);
    assertEquals(expected / differ, (double) changedAndTrue / changed, 0.02, "seed " + seed);
  }

  @Test
  void fewIdsAreToldSortedAndOnlyThoseThatWereDeclared() {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 5_000; i++) {
      Recipient recipient = recipient("exchange", 1 + random.nextInt(2), 1 + random.nextInt(8_000));
      long holding = random.nextLong();
      List<Term> told =
          told(recipient, random.nextLong(), 1, segment -> ((holding >>> segment) & 1) != 0);
      Set<Term> sorted = new TreeSet<>(Comparator.comparingInt(Term::iab));
      sorted.addAll(told);
      assertEquals(List.copyOf(sorted), told);
      assertTrue(told.size() <= recipient.most());
      assertTrue(recipient.terms().containsAll(told));
    }
  }

  @Test
  void randomisedResponseFollowsItsFormula() {
    int answers = 13;
    Bits bits = new Bits(new Seeded(seed));
    long[] observed = new long[answers];
    double[] expected = new double[answers];
    for (int i = 0; i < SESSIONS; i++) {
      observed[RandomizedResponse.draw(4, answers, 3_000, bits)]++;
    }
    for (int i = 0; i < answers; i++) {
      double weight = i == 4 ? Math.exp(3) : 1;
      expected[i] = SESSIONS * weight / (Math.exp(3) + answers - 1);
    }
    double p = new ChiSquareTest().chiSquareTest(expected, observed);
    assertTrue(p > 1e-4, "p = " + p + ", seed " + seed);
  }
}
