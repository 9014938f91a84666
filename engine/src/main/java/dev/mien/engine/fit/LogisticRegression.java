package dev.mien.engine.fit;

import dev.mien.engine.statistics.Logistic;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;

/**
 * LogisticRegression regression with an L2 penalty on all weights but the first, by Newton's method
 * (also known as iteratively reweighted least squares), on rows that stand for several sessions
 * each.
 */
final class LogisticRegression {
  private static final int STEPS_MAX = 100;
  private static final int HALVINGS_MAX = 30;
  private static final double CLOSE = 1e-10;

  private final double[][] rows;
  private final Counts counts;
  private final double penalty;

  private LogisticRegression(double[][] rows, Counts counts, double penalty) {
    this.rows = rows;
    this.counts = counts;
    this.penalty = penalty;
  }

  /**
   * Of each row: how many sessions it stands for, how many had the outcome, what is known already.
   */
  interface Counts {
    double sessions(int row);

    double positives(int row);

    /** Log-odds that are added whatever the weights are. */
    double offset(int row);
  }

  /**
   * The weights, the first of which is that of a constant 1.
   *
   * @param rows of equal length
   * @param penalty half of it times the squared weights is added to the sum of log-losses
   */
  static double[] fit(double[][] rows, Counts counts, double penalty) {
    return new LogisticRegression(rows, counts, penalty).fit();
  }

  private double[] fit() {
    double[] weights = new double[rows.length == 0 ? 1 : rows[0].length + 1];
    double loss = loss(weights);
    for (int step = 0; step < STEPS_MAX; step++) {
      double[] direction = direction(weights);
      double scale = 1;
      double[] next = moved(weights, direction, scale);
      double nextLoss = loss(next);
      // Far from the optimum a whole step may overshoot.
      for (int i = 0; i < HALVINGS_MAX && !(nextLoss <= loss); i++) {
        scale /= 2;
        next = moved(weights, direction, scale);
        nextLoss = loss(next);
      }
      boolean settled = !(loss - nextLoss > CLOSE * Math.max(1, Math.abs(loss)));
      if (nextLoss <= loss) {
        weights = next;
        loss = nextLoss;
      }
      if (settled) {
        return weights;
      }
    }
    return weights;
  }

  private static double[] moved(double[] weights, double[] direction, double scale) {
    double[] moved = weights.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += scale * direction[i];
    }
    return moved;
  }

  /** Solves Hessian times direction = gradient. */
  private double[] direction(double[] weights) {
    int size = weights.length;
    double[][] hessian = new double[size][size];
    double[] gradient = new double[size];
    double[] features = new double[size];
    features[0] = 1;
    for (int row = 0; row < rows.length; row++) {
      System.arraycopy(rows[row], 0, features, 1, size - 1);
      double share = Logistic.sigmoid(logit(weights, row));
      double residual = counts.positives(row) - counts.sessions(row) * share;
      double curvature = Math.max(counts.sessions(row) * share * (1 - share), 1e-12);
      for (int i = 0; i < size; i++) {
        gradient[i] += residual * features[i];
        double scaled = curvature * features[i];
        for (int k = 0; k <= i; k++) {
          hessian[i][k] += scaled * features[k];
        }
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        hessian[k][i] = hessian[i][k];
      }
      // The constant has next to no penalty, enough to keep the matrix positive definite.
      hessian[i][i] += i == 0 ? 1e-9 : penalty;
      gradient[i] -= i == 0 ? 0 : penalty * weights[i];
    }
    return new CholeskyDecomposition(new Array2DRowRealMatrix(hessian, false), 1e-12, 1e-15)
        .getSolver()
        .solve(new ArrayRealVector(gradient, false))
        .toArray();
  }

  private double logit(double[] weights, int row) {
    double logit = weights[0] + counts.offset(row);
    for (int i = 1; i < weights.length; i++) {
      logit += weights[i] * rows[row][i - 1];
    }
    return logit;
  }

  private double loss(double[] weights) {
    double loss = penalty / 2 * Arrays.stream(weights).skip(1).map(w -> w * w).sum();
    for (int row = 0; row < rows.length; row++) {
      double logit = logit(weights, row);
      loss +=
          counts.positives(row) * Logistic.softplus(-logit)
              + (counts.sessions(row) - counts.positives(row)) * Logistic.softplus(logit);
    }
    return loss;
  }
}
