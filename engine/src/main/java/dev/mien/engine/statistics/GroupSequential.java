package dev.mien.engine.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.apache.commons.math3.util.Pair;

/**
 * A test that is looked at a few times that were planned: how many standard errors away an estimate
 * must be at each look, so that all looks together err with the chance alpha.
 *
 * <p>The sum of what comes in is a Brownian motion over information. How it lies at a look, if it
 * was stopped at none before, follows by integrating over the look before (P. Armitage, C. K.
 * McPherson, B. C. Rowe, JRSS A 132, 1969); here by Gauss's rule over pieces no wider than one
 * standard deviation of what comes in between two looks, which leaves about 1e-12. The bounds agree
 * with C. Jennison and B. W. Turnbull, Group Sequential Methods, 2000, tables 2.1 and 2.3.
 */
public final class GroupSequential {
  /** The most looks that are planned. */
  public static final int LOOKS_MAX = 1000;

  private static final int NODES = 12;
  private static final double FARTHEST = 9;
  private static final Pair<double[], double[]> RULE = rule();

  private final double[] information;
  private final double[] bounds;

  private GroupSequential(double[] information, double[] bounds) {
    this.information = information;
    this.bounds = bounds;
  }

  /**
   * By bounds that are given.
   *
   * @param information rising shares of what is planned, 1 at the last look or less
   * @param bounds in standard errors, both sides; infinite where it is not stopped
   */
  public static GroupSequential of(double[] information, double[] bounds) {
    if (information.length != bounds.length) {
      throw new IllegalArgumentException(
          "each look has a bound; got " + information.length + " and " + bounds.length);
    }
    rising(information);
    return new GroupSequential(information.clone(), bounds.clone());
  }

  private static void rising(double[] information) {
    if (information.length < 1 || information.length > LOOKS_MAX) {
      throw new IllegalArgumentException(
          "from 1 to " + LOOKS_MAX + " looks are planned; got " + information.length);
    }
    double before = 0;
    for (double share : information) {
      if (!(share > before)) {
        throw new IllegalArgumentException(
            "information rises from look to look; got " + Arrays.toString(information));
      }
      before = share;
    }
  }

  /** Looks at equal steps with the same bound at each, so high that they err with {@code alpha}. */
  public static GroupSequential pocock(int looks, double alpha) {
    return shaped(looks, alpha, 0.5);
  }

  /** Looks at equal steps with bounds that fall with the root of information. */
  public static GroupSequential obrienFleming(int looks, double alpha) {
    return shaped(looks, alpha, 0);
  }

  /** The family of S. K. Wang and A. A. Tsiatis (1987). */
  private static GroupSequential shaped(int looks, double alpha, double power) {
    double[] information = equal(looks);
    double low = 0;
    double high = 20;
    while (high - low > 1e-11) {
      double middle = (low + high) / 2;
      if (new GroupSequential(information, shape(information, middle, power)).error() > alpha) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new GroupSequential(information, shape(information, (low + high) / 2, power));
  }

  private static double[] shape(double[] information, double last, double power) {
    return Arrays.stream(information).map(share -> last * Math.pow(share, power - 0.5)).toArray();
  }

  private static double[] equal(int looks) {
    return IntStream.rangeClosed(1, looks).mapToDouble(look -> (double) look / looks).toArray();
  }

  /** The same bound at looks of equal steps: what is done where nothing was planned. */
  public static GroupSequential constant(int looks, double bound) {
    double[] bounds = new double[looks];
    Arrays.fill(bounds, bound);
    return of(equal(looks), bounds);
  }

  /** Bounds that spend alpha as is planned, at looks whenever they come. */
  public static GroupSequential spending(double[] information, Spending spending) {
    rising(information);
    double[] bounds = new double[information.length];
    double spent = 0;
    Density density = Density.START;
    for (int look = 0; look < information.length; look++) {
      double until = spending.spent(information[look]);
      double step = Math.max(0, until - spent);
      bounds[look] = bound(density, information[look], step);
      density = density.next(information, look, bounds[look], 0);
      spent = Math.max(spent, until);
    }
    return new GroupSequential(information.clone(), bounds);
  }

  private static double bound(Density density, double share, double chance) {
    if (chance <= 0) {
      return Double.POSITIVE_INFINITY;
    }
    double low = 0;
    double high = 40;
    while (high - low > 1e-11) {
      double middle = (low + high) / 2;
      if (density.beyond(share, middle, 0) > chance) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  public int looks() {
    return bounds.length;
  }

  /** In standard errors, at that look, counted from 0. */
  public double bound(int look) {
    return bounds[look];
  }

  public double information(int look) {
    return information[look];
  }

  /** The chance to be stopped at all where there is no effect. */
  public double error() {
    return Arrays.stream(crossing(0)).sum();
  }

  /**
   * The chance to be stopped at each look.
   *
   * @param drift the effect, in standard errors of an estimate from all that is planned
   */
  public double[] crossing(double drift) {
    double[] crossing = new double[bounds.length];
    Density density = Density.START;
    for (int look = 0; look < bounds.length; look++) {
      crossing[look] = density.beyond(information[look], bounds[look], drift);
      if (look + 1 < bounds.length) {
        density = density.next(information, look, bounds[look], drift);
      }
    }
    return crossing;
  }

  private static Pair<double[], double[]> rule() {
    GaussIntegrator rule = new GaussIntegratorFactory().legendre(NODES);
    double[] points = new double[NODES];
    double[] weights = new double[NODES];
    for (int node = 0; node < NODES; node++) {
      points[node] = rule.getPoint(node);
      weights[node] = rule.getWeight(node);
    }
    return Pair.create(points, weights);
  }

  /** How the sum lies at a look of that share of information, if it was not stopped. */
  private static final class Density {
    static final Density START = new Density(0, new double[] {0}, new double[] {1});

    private final double share;
    private final double[] points;
    private final double[] masses;

    Density(double share, double[] points, double[] masses) {
      this.share = share;
      this.points = points;
      this.masses = masses;
    }

    /** The chance to be further out at the next look than so many standard errors. */
    double beyond(double next, double bound, double drift) {
      double far = bound * Math.sqrt(next);
      double spread = Math.sqrt(next - share);
      double gain = drift * (next - share);
      double sum = 0;
      for (int at = 0; at < points.length; at++) {
        double middle = points[at] + gain;
        sum +=
            masses[at]
                * (Tails.normal((far - middle) / spread) + Tails.normal((far + middle) / spread));
      }
      return sum;
    }

    /** How it lies at that look. */
    Density next(double[] information, int look, double bound, double drift) {
      double to = information[look];
      double spread = Math.sqrt(to - share);
      double after = look + 1 < information.length ? Math.sqrt(information[look + 1] - to) : spread;
      double gain = drift * (to - share);
      double root = Math.sqrt(to);
      double low = Math.max(-bound * root, drift * to - FARTHEST * root);
      double high = Math.min(bound * root, drift * to + FARTHEST * root);
      if (!(low < high)) {
        return new Density(to, new double[] {0}, new double[] {0});
      }
      int pieces = (int) Math.ceil((high - low) / Math.min(spread, after));
      double half = (high - low) / pieces / 2;
      double[] at = new double[pieces * NODES];
      double[] mass = new double[at.length];
      for (int piece = 0; piece < pieces; piece++) {
        for (int node = 0; node < NODES; node++) {
          int place = piece * NODES + node;
          at[place] = low + half * (2 * piece + 1 + RULE.getFirst()[node]);
          double density = 0;
          for (int from = 0; from < points.length; from++) {
            double z = (at[place] - points[from] - gain) / spread;
            density += masses[from] * Math.exp(-z * z / 2);
          }
          mass[place] = half * RULE.getSecond()[node] * density / (spread * Math.sqrt(2 * Math.PI));
        }
      }
      return new Density(to, at, mass);
    }
  }
}
