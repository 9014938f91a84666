package dev.mien.engine.statistics;

import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * How probable it is that each of several arms has the highest rate, when nothing is known of the
 * rates but independent beta distributions: the integral over all rates x of the density of the arm
 * at x times the probability of each other arm to lie below x. These are the shares in which
 * Thompson sampling draws the arms.
 *
 * <p>Integrated on the scale of log-odds, where the density of a beta distribution is smooth and
 * falls off exponentially on both sides however small its parameters, in panels laid around each
 * arm's peak as wide as the arm is uncertain. Within a panel the densities are known at {@value
 * #NODES} Gauss-Legendre nodes, and the distribution functions follow from integrating the
 * polynomials through them, so no incomplete beta function is evaluated. What is lost is below
 * 1e-10, as long as alpha and beta are at least {@value #LEAST}, and a repetition gives the same
 * bits.
 *
 * <p>Costs about 0.1 ms for four arms, 0.5 ms for eight; it grows with the square of their number.
 */
public final class BestArm {
  /** The least alpha and beta: with less, what is beyond the outermost panels would matter. */
  static final double LEAST = 0.05;

  private static final int NODES = 12;

  /**
   * Log-odds this far from the mean have no density to speak of, and their odds are still finite.
   */
  private static final double FARTHEST = 700;

  /** Beyond a density that has fallen by so many powers of e there is nothing. */
  private static final double FALL = 46;

  /** So many deviations hold a normal distribution. */
  private static final double REACH = 10;

  /** The widest panel at an arm's peak, in its deviations there, and what distance adds to it. */
  private static final double WIDTH = 1.3;

  private static final double WIDER = 0.35;

  /**
   * The widest panel at the peak of log-odds: however wide a peak, one flank of it may be steep.
   */
  private static final double STEEP = 1.5;

  private static final double[] AT = new double[NODES];
  private static final double[] WEIGHT = new double[NODES];

  /** UP_TO[i][j]: what node j adds to the integral from the panel's start up to node i. */
  private static final double[][] UP_TO = new double[NODES][NODES];

  static {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES);
    for (int i = 0; i < NODES; i++) {
      AT[i] = rule.getPoint(i);
      WEIGHT[i] = rule.getWeight(i);
    }
    for (int i = 0; i < NODES; i++) {
      for (int j = 0; j < NODES; j++) {
        UP_TO[i][j] = integralOfBasis(j, AT[i], rule);
      }
    }
  }

  private BestArm() {}

  /** The integral, from -1 to {@code end}, of the polynomial that is 1 at node j, 0 at others. */
  private static double integralOfBasis(int j, double end, GaussIntegrator rule) {
    double half = (end + 1) / 2;
    double sum = 0;
    for (int m = 0; m < NODES; m++) {
      double x = -1 + half * (1 + rule.getPoint(m));
      double basis = 1;
      for (int i = 0; i < NODES; i++) {
        if (i != j) {
          basis *= (x - AT[i]) / (AT[j] - AT[i]);
        }
      }
      sum += rule.getWeight(m) * basis;
    }
    return half * sum;
  }

  /**
   * For each arm the probability that its rate is the highest; they add up to 1. One arm has 1.
   *
   * @throws IllegalArgumentException if there is no arm
   */
  public static double[] probabilities(List<BetaLaw> arms) {
    Bell[] bells = arms.stream().map(Bell::of).toArray(Bell[]::new);
    int n = bells.length;
    if (n == 0) {
      throw new IllegalArgumentException("there must be at least one arm; got none");
    }
    double[] ends = ends(bells);
    double[][][] density = new double[ends.length - 1][n][NODES];
    double[] total = new double[n];
    for (int p = 0; p < density.length; p++) {
      double half = (ends[p + 1] - ends[p]) / 2;
      double middle = (ends[p + 1] + ends[p]) / 2;
      for (int a = 0; a < n; a++) {
        for (int i = 0; i < NODES; i++) {
          density[p][a][i] = half * bells[a].density(middle + half * AT[i]);
        }
        total[a] += dot(WEIGHT, density[p][a]);
      }
    }
    double[] best = new double[n];
    double[] below = new double[n];
    for (double[][] panel : density) {
      addPanel(panel, below, total, best);
    }
    return sharesOf(best);
  }

  /**
   * @param below what of each arm's total lies below the panel; what is in it is added
   */
  private static void addPanel(double[][] density, double[] below, double[] total, double[] best) {
    int n = best.length;
    double[] lower = new double[n];
    for (int i = 0; i < NODES; i++) {
      for (int a = 0; a < n; a++) {
        lower[a] = (below[a] + dot(UP_TO[i], density[a])) / total[a];
      }
      for (int a = 0; a < n; a++) {
        double others = WEIGHT[i] * density[a][i] / total[a];
        for (int b = 0; b < n && others != 0; b++) {
          if (b != a) {
            others *= lower[b];
          }
        }
        best[a] += others;
      }
    }
    for (int a = 0; a < n; a++) {
      below[a] += dot(WEIGHT, density[a]);
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Ends of panels, each no wider than any arm's density bears where it lies. */
  private static double[] ends(Bell[] bells) {
    double first = Double.POSITIVE_INFINITY;
    double last = Double.NEGATIVE_INFINITY;
    for (Bell each : bells) {
      first = Math.min(first, each.first);
      last = Math.max(last, each.last);
    }
    DoubleStream.Builder ends = DoubleStream.builder();
    double at = first;
    while (at < last) {
      ends.add(at);
      double width = Double.POSITIVE_INFINITY;
      for (Bell each : bells) {
        width = Math.min(width, each.width + WIDER * Math.abs(at - each.peak));
      }
      at += width;
    }
    return ends.add(at).build().toArray();
  }

  private static double[] sharesOf(double[] best) {
    double sum = 0;
    for (double each : best) {
      sum += Math.max(0, each);
    }
    double[] shares = new double[best.length];
    for (int a = 0; a < best.length; a++) {
      shares[a] = Math.max(0, best[a]) / sum;
    }
    return shares;
  }

  /** A beta distribution by its log-odds, where it is smooth. */
  private static final class Bell {
    final double peak;

    /** The widest panel at the peak. */
    final double width;

    /** Where there is nothing yet, and where there is nothing more. */
    final double first;

    final double last;

    private final double alpha;
    private final double beta;
    private final double rate;

    private Bell(double alpha, double beta) {
      double deviation = StrictMath.sqrt(1 / alpha + 1 / beta);
      this.alpha = alpha;
      this.beta = beta;
      this.rate = alpha / (alpha + beta);
      this.peak = StrictMath.log(alpha / beta);
      this.width = Math.min(STEEP, WIDTH * deviation);
      this.first = peak - Math.min(FARTHEST, REACH * deviation + FALL / alpha);
      this.last = peak + Math.min(FARTHEST, REACH * deviation + FALL / beta);
    }

    static Bell of(BetaLaw arm) {
      return new Bell(Math.max(LEAST, arm.a()), Math.max(LEAST, arm.b()));
    }

    /**
     * The density, up to a factor that makes it 1 at the peak. Taken relative to the peak, so that
     * nothing cancels where alpha and beta are in millions.
     */
    double density(double logOdds) {
      double far = Math.clamp(logOdds - peak, -FARTHEST, FARTHEST);
      double up = StrictMath.expm1(far);
      // Far below, 1 + up has lost all its digits.
      double down = far < -1 ? StrictMath.expm1(-far) : -up / (1 + up);
      return StrictMath.exp(
          -alpha * StrictMath.log1p((1 - rate) * down) - beta * StrictMath.log1p(rate * up));
    }
  }
}
