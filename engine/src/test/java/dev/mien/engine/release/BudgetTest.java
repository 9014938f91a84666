package dev.mien.engine.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final BigDecimal[] EPSILONS = {
    new BigDecimal("0.01"),
    new BigDecimal("0.5"),
    BigDecimal.ONE,
    new BigDecimal(3),
    new BigDecimal(20)
  };

  /** Beside the formula in floating-point numbers. */
  @Test
  void rhoAndEpsilonAreThoseOfTheFormula() {
    assertEquals(0.0175, Rho.within(BigDecimal.ONE).number().doubleValue(), 0.0001);
    for (BigDecimal epsilon : EPSILONS) {
      Rho rho = Rho.within(epsilon);
      double root = Math.sqrt(Math.log(1e6) + epsilon.doubleValue()) - Math.sqrt(Math.log(1e6));
      assertEquals(root * root, rho.number().doubleValue(), 1e-8);
      assertTrue(rho.epsilon().compareTo(epsilon) <= 0, "never more than was said");
      assertTrue(new Rho(rho.billionths() + 2).epsilon().compareTo(epsilon) > 0, "nothing wasted");
    }
    assertEquals(BigDecimal.ZERO.setScale(9), Rho.NONE.epsilon());
  }

  @Test
  void anHourWithTwoEditionsStaysWithinTheBudget() {
    SplittableRandom random = new SplittableRandom(7);
    for (BigDecimal epsilon : EPSILONS) {
      for (int hours : new int[] {1, 6, 24}) {
        Budget budget = new Budget(epsilon, hours);
        int segments = 1 + random.nextInt(20_000);
        Rho reach = Rho.NONE;
        Rho decisions = Rho.NONE;
        for (int hour = 0; hour < hours; hour++) {
          for (int edition = 1; edition <= 2; edition++) {
            ReleaseKey key = new ReleaseKey(Statistic.REACH, edition, 240 + hour, 0);
            reach = reach.plus(budget.terms(key, segments).debit().price());
          }
          ReleaseKey key = new ReleaseKey(Statistic.DECISIONS, 1, 240 + hour, 0);
          decisions = decisions.plus(budget.terms(key, segments).debit().price());
        }
        String of = epsilon + ", " + hours + " hours, " + segments + " segments";
        assertTrue(reach.compareTo(budget.limit()) <= 0, of);
        assertTrue(decisions.compareTo(budget.limit()) <= 0, of);
        assertTrue(2 * reach.billionths() > budget.limit().billionths() - 100, of);
      }
    }
  }

  /** What one edition leaves is enough for goals and drafts, and they never take more. */
  @Test
  void anHourWithOneEditionAndGoalsAndDraftsStaysWithinTheBudget() {
    SplittableRandom random = new SplittableRandom(8);
    for (BigDecimal epsilon : EPSILONS) {
      Budget budget = new Budget(epsilon, 1);
      Rho spent = Rho.NONE;
      for (Statistic statistic :
          new Statistic[] {Statistic.REACH, Statistic.GOALS, Statistic.SHADOW}) {
        ReleaseKey key = new ReleaseKey(statistic, 1, 240, 0);
        Debit debit = budget.terms(key, 1 + random.nextInt(300)).debit();
        assertEquals(budget.account(Statistic.REACH, 240), debit.account(), "of one session");
        spent = spent.plus(debit.price());
      }
      assertTrue(spent.compareTo(budget.limit()) <= 0, epsilon::toString);
    }
  }

  @Test
  void allHoursOfAPeriodShareAnAccount() {
    Budget budget = new Budget(BigDecimal.ONE, 6);
    assertEquals(budget.account(Statistic.REACH, 12), budget.account(Statistic.REACH, 17));
    assertEquals(18, budget.account(Statistic.REACH, 18).fromHour());
  }

  @Test
  void allPartsOfAnHourAreUnderOneDebit() {
    Budget budget = new Budget(BigDecimal.ONE, 1);
    assertEquals(
        budget.terms(new ReleaseKey(Statistic.REACH, 3, 9, 0), 2_000).debit(),
        budget.terms(new ReleaseKey(Statistic.REACH, 3, 9, 1), 2_000).debit());
    assertEquals(
        budget.terms(new ReleaseKey(Statistic.DECISIONS, 3, 9, 0), 5).debit(),
        budget.terms(new ReleaseKey(Statistic.DECISIONS, 4, 9, 1), 7).debit());
  }
}
