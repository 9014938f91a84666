package dev.mien.engine.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.PoissonSampler;
import org.apache.commons.rng.simple.RandomSource;

/**
 * Chooses how many classes there are: those that come out again when the counts are drawn anew,
 * that rules can say, and of which none is hardly there. Likelihood and BIC are no help, for they
 * nearly always ask for more classes, whether or not these mean anything.
 */
final class ClassSearch {
  /** Apart from each other and from 0, so that no two fits draw the same numbers. */
  private static final long SEEDS_APART = 1_000_003;

  private final Cases cases;
  private final SearchRules rules;
  private final Function<int[], Classes> classesOf;
  private final DiscoveryProgress progress;
  private int done;

  /**
   * What came of it.
   *
   * @param tried each number of classes from 2 upwards
   * @param chosen the one that is proposed; none if none is sound
   */
  record Found(List<Candidate> tried, Optional<Chosen> chosen) {
    Found {
      tried = List.copyOf(tried);
    }
  }

  /**
   * The number of classes that is proposed.
   *
   * @param stability by class, how alike its likeliest counterpart in redrawn counts is on average
   */
  record Chosen(Mixture mixture, Classes classes, List<Tree.Leaf> leaves, List<Double> stability) {
    Chosen {
      leaves = List.copyOf(leaves);
      stability = List.copyOf(stability);
    }
  }

  private record Tried(Candidate candidate, Chosen chosen) {}

  /**
   * A search in {@code cases}.
   *
   * @param classesOf from the class of each case to the patterns that rules are made from
   */
  ClassSearch(
      Cases cases,
      SearchRules rules,
      Function<int[], Classes> classesOf,
      DiscoveryProgress progress) {
    this.cases = cases;
    this.rules = rules;
    this.classesOf = classesOf;
    this.progress = progress;
  }

  Found run() {
    List<Candidate> tried = new ArrayList<>();
    Optional<Chosen> chosen = Optional.empty();
    for (int classes = 2; classes <= rules.classesMax(); classes++) {
      Tried one = attempt(classes);
      tried.add(one.candidate);
      if (one.candidate.verdict() == Candidate.Verdict.SOUND) {
        chosen = Optional.of(one.chosen);
      }
    }
    return new Found(tried, chosen);
  }

  private Tried attempt(int classes) {
    long seed = rules.seed() + SEEDS_APART * classes * (rules.refits() + 1);
    Mixture.Fit fit = Mixture.fit(cases, classes, Mixture.Effort.FULL, seed);
    tell();
    int[] labels = fit.best().labels(cases);
    double[] weights = cases.weights();
    double starts =
        fit.others().stream()
            .mapToDouble(other -> Agreement.adjustedRand(labels, other.labels(cases), weights))
            .average()
            .orElse(1);
    int[][] refits =
        IntStream.range(0, rules.refits())
            .parallel()
            .mapToObj(i -> refit(classes, seed + SEEDS_APART * (i + 1)))
            .toArray(int[][]::new);
    double[] alike = new double[refits.length];
    double[] ofClass = new double[classes];
    for (int i = 0; i < refits.length; i++) {
      alike[i] = Agreement.adjustedRand(labels, refits[i], weights);
      double[] jaccard = Agreement.jaccard(labels, refits[i], weights, classes);
      for (int k = 0; k < classes; k++) {
        ofClass[k] += jaccard[k] / refits.length;
      }
    }
    Classes found = classesOf.apply(labels);
    List<Tree.Leaf> leaves = Tree.leaves(found, rules.k());
    double all = found.all();
    double least = Arrays.stream(found.totals()).min().orElse(0) / Math.max(1, all);
    var summary = Arrays.stream(alike).summaryStatistics();
    return new Tried(
        new Candidate(
            classes,
            fit.best().bic(cases),
            starts,
            summary.getAverage(),
            summary.getMin(),
            summary.getMax(),
            Arrays.stream(ofClass).min().orElse(0),
            Tree.fidelity(leaves, found),
            Tree.recallLeast(leaves, found),
            least),
        new Chosen(fit.best(), found, leaves, Arrays.stream(ofClass).boxed().toList()));
  }

  /** The classes of the cases by a model of counts that are drawn anew. */
  private int[] refit(int classes, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double[] drawn = cases.weights();
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = drawn[i] > 0 ? PoissonSampler.of(random, drawn[i]).sample() : 0;
    }
    int[] labels =
        Mixture.fit(cases.weighing(drawn), classes, Mixture.Effort.REFIT, seed + 1)
            .best()
            .labels(cases);
    tell();
    return labels;
  }

  private synchronized void tell() {
    done++;
    progress.fitted(done, (rules.classesMax() - 1) * (rules.refits() + 1));
  }
}
