package dev.mien.engine.statistics;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.special.Beta;

/**
 * Rates of several groups, taken as drawn from one beta law that fits them best.
 *
 * @param prior that law; its two sides together say how many sessions it weighs
 * @param loss minus the logarithm of the marginal likelihood, without binomial coefficients
 */
public record BetaBinomial(BetaLaw prior, double loss) {
  /** Beyond which groups are taken as one. */
  private static final double STRONGEST = 1e9;

  private static final double WEAKEST = 1e-3;
  private static final int EVALUATIONS_MAX = 20_000;

  public static BetaBinomial fit(List<Rate> groups) {
    double sessions = groups.stream().mapToDouble(Rate::sessions).sum();
    double successes = groups.stream().mapToDouble(Rate::successes).sum();
    if (!(sessions > 0)) {
      throw new IllegalArgumentException("rates are fitted to at least one session; got none");
    }
    double mean = (successes + 0.5) / (sessions + 1);
    double[] start = {Logistic.logit(mean), Math.log(100)};
    ObjectiveFunction objective = new ObjectiveFunction(at -> loss(groups, law(at[0], at[1])));
    double[] found = start;
    // A second start from where the first ended: a simplex that has collapsed too early opens
    // again.
    for (int round = 0; round < 3; round++) {
      found =
          new SimplexOptimizer(new SimpleValueChecker(1e-14, 1e-13))
              .optimize(
                  new MaxEval(EVALUATIONS_MAX),
                  objective,
                  GoalType.MINIMIZE,
                  new InitialGuess(found),
                  new NelderMeadSimplex(new double[] {0.2, 0.7}))
              .getPoint();
    }
    BetaLaw law = law(found[0], found[1]);
    return new BetaBinomial(law, loss(groups, law));
  }

  private static BetaLaw law(double logOdds, double logStrength) {
    double strength = Math.clamp(Math.exp(logStrength), WEAKEST, STRONGEST);
    double kept = Math.clamp(logOdds, -40, 40);
    return new BetaLaw(strength * Logistic.sigmoid(kept), strength * Logistic.sigmoid(-kept));
  }

  /** Minus the logarithm of the chance of these counts under {@code prior}. */
  public static double loss(List<Rate> groups, BetaLaw prior) {
    double sum = 0;
    double before = Beta.logBeta(prior.a(), prior.b());
    for (Rate group : groups) {
      double failures = group.sessions() - group.successes();
      sum -= Beta.logBeta(prior.a() + group.successes(), prior.b() + failures) - before;
    }
    return sum;
  }

  /** What is believed of a group's rate. */
  public BetaLaw after(Rate group) {
    return new BetaLaw(
        prior.a() + group.successes(), prior.b() + group.sessions() - group.successes());
  }

  /** The means of what is believed of each. */
  public double[] shrunk(List<Rate> groups) {
    double[] means = new double[groups.size()];
    Arrays.setAll(means, at -> after(groups.get(at)).mean());
    return means;
  }
}
