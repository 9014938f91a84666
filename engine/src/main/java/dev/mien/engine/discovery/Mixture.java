package dev.mien.engine.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A mixture of products of categorical distributions, fitted by expectation and maximisation. Over
 * patterns it is a latent class model (P. Lazarsfeld and N. Henry, Latent Structure Analysis, 1968;
 * L. Goodman, Biometrika 61, 1974); over sequences a mixture of first-order Markov chains (I. Cadez
 * and others, Data Mining and Knowledge Discovery 7, 2003).
 *
 * <p>Every cell of a block has one session more than it was seen in (a Dirichlet prior), so that
 * what was never seen is unlikely and not impossible. Many short runs from random starts, of which
 * the best are run on, keep it from the next best hill. The same cases, classes and seed give the
 * same mixture. Costs cases × entries × classes for each round.
 */
final class Mixture {
  /** Sessions that every cell of a block has beyond those it was seen in. */
  static final double PRIOR = 1;

  /** How hard it is tried. */
  record Effort(int starts, int shortRounds, int runOn, int roundsMax) {
    static final Effort FULL = new Effort(12, 15, 3, 400);

    /** Of the many refits that stability is told by. */
    static final Effort REFIT = new Effort(8, 12, 2, 250);
  }

  /** The relative gain of a round below which a run is done. */
  private static final double GAIN_MIN = 1e-7;

  /** Cases that the start of a class is made from. */
  private static final int STARTERS = 12;

  private final int classes;
  private final double[] logShares;

  /** By cell, then by class. */
  private final double[] logCells;

  private double logLikelihood = Double.NEGATIVE_INFINITY;
  private double objective = Double.NEGATIVE_INFINITY;
  private int rounds;
  private boolean isDone;

  private Mixture(int classes, int cells) {
    this.classes = classes;
    this.logShares = new double[classes];
    this.logCells = new double[cells * classes];
  }

  /** The best mixture that was found, and those that were run on beside it. */
  record Fit(Mixture best, List<Mixture> others) {
    Fit {
      others = List.copyOf(others);
    }
  }

  static Fit fit(Cases cases, int classes, Effort effort, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    int starts = classes == 1 ? 1 : effort.starts;
    List<Mixture> runs = new ArrayList<>();
    for (int i = 0; i < starts; i++) {
      Mixture run = started(cases, classes, random);
      run.run(cases, effort.shortRounds);
      runs.add(run);
    }
    runs.sort(Comparator.comparingDouble((Mixture run) -> run.objective).reversed());
    List<Mixture> runOn = new ArrayList<>(runs.subList(0, Math.min(effort.runOn, runs.size())));
    runOn.forEach(run -> run.run(cases, effort.roundsMax));
    runOn.sort(Comparator.comparingDouble((Mixture run) -> run.objective).reversed());
    Mixture best = runOn.removeFirst();
    best.order();
    return new Fit(best, runOn);
  }

  private static Mixture started(Cases cases, int classes, UniformRandomProvider random) {
    Mixture mixture = new Mixture(classes, cells(cases));
    double[] all = new double[cases.cells()];
    double[] cumulated = new double[cases.size()];
    double sum = 0;
    for (int i = 0; i < cases.size(); i++) {
      add(cases, i, cases.weight(i), all);
      sum += cases.weight(i);
      cumulated[i] = sum;
    }
    double sessions = Math.max(1, sum);
    double[] sums = new double[cases.cells() * classes];
    for (int k = 0; k < classes; k++) {
      double[] drawn = new double[cases.cells()];
      for (int i = 0; i < STARTERS && cases.size() > 0; i++) {
        int found = Arrays.binarySearch(cumulated, random.nextDouble() * sum);
        add(cases, Math.min(cases.size() - 1, found < 0 ? -found - 1 : found), 1, drawn);
      }
      for (int cell = 0; cell < drawn.length; cell++) {
        // Half of it is what all sessions have, so that no start is a lucky few.
        sums[cell * classes + k] = drawn[cell] + STARTERS * all[cell] / sessions;
      }
    }
    double[] shares = new double[classes];
    Arrays.fill(shares, 1);
    mixture.maximise(cases, sums, shares);
    return mixture;
  }

  private static int cells(Cases cases) {
    return Math.max(1, cases.cells());
  }

  private static void add(Cases cases, int position, double weight, double[] sums) {
    for (int entry = cases.from(position); entry < cases.from(position + 1); entry++) {
      sums[cases.cell(entry)] += weight * cases.times(entry);
    }
  }

  /** Runs until {@code roundsMax} rounds are done in all, or little is gained by another. */
  private void run(Cases cases, int roundsMax) {
    double[] sums = new double[logCells.length];
    double[] shares = new double[classes];
    double[] posterior = new double[classes];
    while (rounds < roundsMax && !isDone) {
      Arrays.fill(sums, 0);
      Arrays.fill(shares, 0);
      double likelihood = 0;
      for (int i = 0; i < cases.size(); i++) {
        double weight = cases.weight(i);
        if (weight > 0) {
          likelihood += weight * posterior(cases, i, posterior);
          for (int k = 0; k < classes; k++) {
            double part = weight * posterior[k];
            posterior[k] = part;
            shares[k] += part;
          }
          for (int entry = cases.from(i); entry < cases.from(i + 1); entry++) {
            int at = cases.cell(entry) * classes;
            double times = cases.times(entry);
            for (int k = 0; k < classes; k++) {
              sums[at + k] += times * posterior[k];
            }
          }
        }
      }
      double before = objective;
      logLikelihood = likelihood;
      objective = likelihood + logPrior();
      rounds++;
      isDone = objective - before < GAIN_MIN * Math.abs(objective);
      if (!isDone) {
        maximise(cases, sums, shares);
      }
    }
  }

  private double logPrior() {
    double sum = 0;
    for (double logCell : logCells) {
      sum += logCell;
    }
    for (double logShare : logShares) {
      sum += logShare;
    }
    return PRIOR * sum;
  }

  private void maximise(Cases cases, double[] sums, double[] shares) {
    double all = Arrays.stream(shares).sum() + PRIOR * classes;
    for (int k = 0; k < classes; k++) {
      logShares[k] = Math.log((shares[k] + PRIOR) / all);
      for (int block = 0; block < cases.blocks(); block++) {
        double inBlock = 0;
        for (int cell = cases.blockStart(block); cell < cases.blockEnd(block); cell++) {
          inBlock += sums[cell * classes + k] + PRIOR;
        }
        for (int cell = cases.blockStart(block); cell < cases.blockEnd(block); cell++) {
          logCells[cell * classes + k] = Math.log((sums[cell * classes + k] + PRIOR) / inBlock);
        }
      }
    }
  }

  /** Fills in how probable each class is of a case; returns the logarithm of the case's own. */
  private double posterior(Cases cases, int position, double[] posterior) {
    System.arraycopy(logShares, 0, posterior, 0, classes);
    for (int entry = cases.from(position); entry < cases.from(position + 1); entry++) {
      int at = cases.cell(entry) * classes;
      double times = cases.times(entry);
      for (int k = 0; k < classes; k++) {
        posterior[k] += times * logCells[at + k];
      }
    }
    double most = Double.NEGATIVE_INFINITY;
    for (double log : posterior) {
      most = Math.max(most, log);
    }
    double sum = 0;
    for (int k = 0; k < classes; k++) {
      posterior[k] = Math.exp(posterior[k] - most);
      sum += posterior[k];
    }
    for (int k = 0; k < classes; k++) {
      posterior[k] /= sum;
    }
    return most + Math.log(sum);
  }

  /** The largest class comes first, so that numbers of classes mean the same in every run. */
  private void order() {
    int[] order =
        IntStream.range(0, classes)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer k) -> logShares[k]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    double[] shares = logShares.clone();
    double[] cells = logCells.clone();
    for (int k = 0; k < classes; k++) {
      logShares[k] = shares[order[k]];
      for (int cell = 0; cell < cells.length / classes; cell++) {
        logCells[cell * classes + k] = cells[cell * classes + order[k]];
      }
    }
  }

  int classes() {
    return classes;
  }

  double share(int number) {
    return Math.exp(logShares[number]);
  }

  double probability(int cell, int number) {
    return Math.exp(logCells[cell * classes + number]);
  }

  /** Of the cases it was fitted to, in nats. */
  double logLikelihood() {
    return logLikelihood;
  }

  /** What is maximised: the likelihood and the prior together, in nats. */
  double objective() {
    return objective;
  }

  int rounds() {
    return rounds;
  }

  /**
   * The logarithm of the probability of {@code cases}, which may be others than it was fitted to.
   */
  double logLikelihood(Cases cases) {
    double[] posterior = new double[classes];
    double sum = 0;
    for (int i = 0; i < cases.size(); i++) {
      sum += cases.weight(i) * posterior(cases, i, posterior);
    }
    return sum;
  }

  /** The Bayesian information criterion (G. Schwarz, 1978); shown, and decides nothing. */
  double bic(Cases cases) {
    return -2 * logLikelihood + cases.parameters(classes) * Math.log(cases.sessions());
  }

  /** By case, its most probable class. */
  int[] labels(Cases cases) {
    double[] posterior = new double[classes];
    int[] labels = new int[cases.size()];
    for (int i = 0; i < labels.length; i++) {
      posterior(cases, i, posterior);
      for (int k = 1; k < classes; k++) {
        labels[i] = posterior[k] > posterior[labels[i]] ? k : labels[i];
      }
    }
    return labels;
  }
}
