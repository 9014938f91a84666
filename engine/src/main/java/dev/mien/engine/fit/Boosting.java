package dev.mien.engine.fit;

import dev.mien.engine.statistics.Logistic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Gradient boosting with trees of two levels, which sees what two columns say together. Each leaf
 * of such a tree tells of two columns at the most, so the whole is a sum of tables over pairs of
 * codes and nothing is lost by writing it so (generalised additive models with pairwise
 * interactions: Y. Lou, R. Caruana, J. Gehrke, G. Hooker, "Accurate intelligible models with
 * pairwise interactions", KDD 2013).
 *
 * <p>It goes on from log-odds that are known already. Steps are Newton's, shrunk by a rate; each
 * tree may look at a part of the columns only. No session is ever left out of a step by chance, so
 * the result does not depend on the order of rows.
 */
final class Boosting {
  private final Patterns patterns;
  private final Rules rules;
  private final Allowed allowed;
  private final int columns;
  private final double[] logits;
  private final double[] gradient;
  private final double[] curvature;
  private final int[] members;
  private final int[] insiders;
  private final Tally whole;
  private final Tally half;

  /**
   * How to boost.
   *
   * @param roundsMax trees at the most
   * @param rate the share of a step that is taken
   * @param columnShare the share of columns that a tree may look at
   * @param penalty is added to the curvature of a leaf
   * @param curvatureMin the least curvature of a leaf: about the number of sessions in it times p(1
   *     - p)
   * @param patience how many trees to wait for a better one
   */
  record Rules(
      int roundsMax,
      double rate,
      double columnShare,
      double penalty,
      double curvatureMin,
      int patience) {
    static final Rules STANDARD = new Rules(1500, 0.05, 0.6, 5, 4, 60);
  }

  /** Which columns may stand together in a tree; a column may always stand with itself. */
  interface Allowed {
    boolean together(int first, int second);
  }

  /** One tree: a split of all sessions, and one of each half. */
  record Tree(Split root, Split inside, Split outside) {
    double value(Patterns patterns, int at) {
      Split half = root.holds(patterns, at) ? inside : outside;
      return half.holds(patterns, at) ? half.inside() : half.outside();
    }
  }

  /**
   * Some codes of a column, and what is added with and without them.
   *
   * @param codes as bits; code 64 is never among them
   */
  record Split(int column, long codes, double inside, double outside) {
    boolean holds(int code) {
      return code < Long.SIZE && (codes >>> code & 1) == 1;
    }

    boolean holds(Patterns patterns, int at) {
      return holds(patterns.code(column, at));
    }
  }

  private Boosting(Patterns patterns, double[] start, Rules rules, Allowed allowed) {
    this.patterns = patterns;
    this.rules = rules;
    this.allowed = allowed;
    this.columns = patterns.columns().size();
    this.logits = start.clone();
    this.gradient = new double[patterns.size()];
    this.curvature = new double[patterns.size()];
    this.members = IntStream.range(0, patterns.size()).toArray();
    this.insiders = new int[members.length];
    this.whole = new Tally();
    this.half = new Tally();
  }

  /** Sessions and the log-odds that are known of their patterns already. */
  static final class Known {
    private final Patterns patterns;
    private final double[] logits;

    Known(Patterns patterns, double[] logits) {
      this.patterns = patterns;
      this.logits = logits.clone();
    }

    Patterns patterns() {
      return patterns;
    }

    double[] logits() {
      return logits.clone();
    }
  }

  /**
   * Trees that are fitted to some sessions, as many as serve the others best.
   *
   * @param judge the others
   */
  static List<Tree> fit(Known fitted, Known judge, Allowed allowed, Rules rules, long seed) {
    Boosting boosting = new Boosting(fitted.patterns(), fitted.logits(), rules, allowed);
    return boosting.run(judge, new SplittableRandom(seed));
  }

  private List<Tree> run(Known judge, SplittableRandom random) {
    List<Tree> trees = new ArrayList<>();
    double[] judged = judge.logits().clone();
    double best = loss(judge.patterns(), judged);
    int kept = 0;
    while (trees.size() < rules.roundsMax() && trees.size() - kept < rules.patience()) {
      Tree tree = next(drawn(random));
      trees.add(tree);
      for (int i = 0; i < logits.length; i++) {
        logits[i] += tree.value(patterns, i);
      }
      for (int i = 0; i < judged.length; i++) {
        judged[i] += tree.value(judge.patterns(), i);
      }
      double loss = loss(judge.patterns(), judged);
      if (loss < best) {
        best = loss;
        kept = trees.size();
      }
    }
    return List.copyOf(trees.subList(0, kept));
  }

  private boolean[] drawn(SplittableRandom random) {
    boolean[] drawn = new boolean[columns];
    int wanted = Math.max(Math.min(2, columns), (int) Math.round(columns * rules.columnShare()));
    for (int left = wanted; left > 0; ) {
      int column = random.nextInt(columns);
      if (!drawn[column]) {
        drawn[column] = true;
        left--;
      }
    }
    return drawn;
  }

  private static double loss(Patterns patterns, double[] logits) {
    double loss = 0;
    for (int i = 0; i < logits.length; i++) {
      loss +=
          patterns.positives(i) * Logistic.softplus(-logits[i])
              + (patterns.sessions(i) - patterns.positives(i)) * Logistic.softplus(logits[i]);
    }
    return loss;
  }

  private Tree next(boolean[] drawn) {
    for (int i = 0; i < logits.length; i++) {
      double share = Logistic.sigmoid(logits[i]);
      gradient[i] = patterns.positives(i) - patterns.sessions(i) * share;
      curvature[i] = patterns.sessions(i) * share * (1 - share);
    }
    whole.count(members, members.length, drawn);
    Split root = best(whole, drawn, 0);
    boolean[] partners = drawn.clone();
    for (int column = 0; column < columns; column++) {
      partners[column] &=
          column == root.column()
              || allowed.together(Math.min(column, root.column()), Math.max(column, root.column()));
    }
    int inside = 0;
    for (int i = 0; i < members.length; i++) {
      if (root.holds(patterns, i)) {
        insiders[inside++] = i;
      }
    }
    half.count(insiders, inside, partners);
    Split ofInside = best(half, partners, root.column());
    whole.subtract(half, partners);
    return new Tree(root, ofInside, best(whole, partners, root.column()));
  }

  /** The split that gains most; where none gains, one that parts nothing. */
  private Split best(Tally tally, boolean[] drawn, int otherwise) {
    Best best = new Best(tally, otherwise);
    for (int column = 0; column < columns; column++) {
      if (drawn[column]) {
        best.tryAll(column, order(tally, column));
      }
    }
    return best.split();
  }

  /** Gradients and curvatures of some patterns, by column and code and over all. */
  private final class Tally {
    private final double[][] gradients = new double[columns][Column.CODES_MAX];
    private final double[][] curvatures = new double[columns][Column.CODES_MAX];
    private double gradientAll;
    private double curvatureAll;

    void count(int[] some, int size, boolean[] drawn) {
      gradientAll = 0;
      curvatureAll = 0;
      for (int k = 0; k < size; k++) {
        gradientAll += gradient[some[k]];
        curvatureAll += curvature[some[k]];
      }
      for (int column = 0; column < columns; column++) {
        if (drawn[column]) {
          count(some, size, column);
        }
      }
    }

    private void count(int[] some, int size, int column) {
      double[] gradientsHere = gradients[column];
      double[] curvaturesHere = curvatures[column];
      Arrays.fill(gradientsHere, 0);
      Arrays.fill(curvaturesHere, 0);
      byte[] codes = patterns.codesOf(column);
      for (int k = 0; k < size; k++) {
        int i = some[k];
        gradientsHere[codes[i]] += gradient[i];
        curvaturesHere[codes[i]] += curvature[i];
      }
    }

    /** What is left without {@code part}. */
    void subtract(Tally part, boolean[] drawn) {
      gradientAll -= part.gradientAll;
      curvatureAll -= part.curvatureAll;
      for (int column = 0; column < columns; column++) {
        for (int code = 0; drawn[column] && code < Column.CODES_MAX; code++) {
          gradients[column][code] -= part.gradients[column][code];
          curvatures[column][code] -= part.curvatures[column][code];
        }
      }
    }
  }

  /** Names in the order of what they would add, for some prefix of it is the best split of them. */
  private int[] order(Tally tally, int column) {
    Column found = patterns.columns().get(column);
    int codes = Math.min(found.codes(), Long.SIZE);
    if (found.scale() != Column.Scale.NAMED) {
      return IntStream.range(0, codes).toArray();
    }
    return IntStream.range(0, codes)
        .boxed()
        .sorted(
            (one, other) -> {
              int byStep = Double.compare(step(tally, column, one), step(tally, column, other));
              return byStep != 0 ? byStep : Integer.compare(one, other);
            })
        .mapToInt(code -> code)
        .toArray();
  }

  private double step(Tally tally, int column, int code) {
    return tally.gradients[column][code]
        / (tally.curvatures[column][code] + rules.penalty() + rules.curvatureMin());
  }

  /** The best split found so far. */
  private final class Best {
    private final Tally tally;
    private double gain = 1e-9;
    private Split found;

    Best(Tally tally, int otherwise) {
      this.tally = tally;
      double value = value(tally.gradientAll, tally.curvatureAll);
      this.found = new Split(otherwise, -1L, value, value);
    }

    void tryAll(int column, int[] order) {
      double gradientInside = 0;
      double curvatureInside = 0;
      long codes = 0;
      double whole = score(tally.gradientAll, tally.curvatureAll);
      for (int code : order) {
        gradientInside += tally.gradients[column][code];
        curvatureInside += tally.curvatures[column][code];
        codes |= 1L << code;
        double gradientOutside = tally.gradientAll - gradientInside;
        double curvatureOutside = tally.curvatureAll - curvatureInside;
        if (curvatureInside < rules.curvatureMin() || curvatureOutside < rules.curvatureMin()) {
          continue;
        }
        double more =
            score(gradientInside, curvatureInside)
                + score(gradientOutside, curvatureOutside)
                - whole;
        if (more > gain) {
          gain = more;
          found =
              new Split(
                  column,
                  codes,
                  value(gradientInside, curvatureInside),
                  value(gradientOutside, curvatureOutside));
        }
      }
    }

    Split split() {
      return found;
    }

    private double score(double gradient, double curvature) {
      return gradient * gradient / (curvature + rules.penalty());
    }

    private double value(double gradient, double curvature) {
      return rules.rate() * gradient / (curvature + rules.penalty());
    }
  }
}
