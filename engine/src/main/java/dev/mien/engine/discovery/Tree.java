package dev.mien.engine.discovery;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A decision tree over the predicates of the rule language, three conditions deep at the most, that
 * says which class a session is in. Each of its leaves is a conjunction that a person can read.
 *
 * <p>Splits are chosen by Gini impurity (L. Breiman and others, Classification and Regression
 * Trees, 1984). Predicates have three values: sessions for which one is unknown follow neither
 * branch, end up in no leaf, and count as wholly impure, so that a condition which few can be asked
 * is a bad one. That some attribute is missing can be asked, too.
 */
final class Tree {
  /** The most conditions on the way to a leaf. */
  static final int DEPTH = 3;

  /** The least share of all sessions that a leaf stands for. */
  static final double LEAF_SHARE = 0.01;

  private static final double GAIN_MIN = 1e-6;

  private final Classes classes;
  private final double least;
  private final List<Leaf> leaves = new ArrayList<>();

  /**
   * A way down the tree.
   *
   * @param conditions at most one for each attribute; none if nothing tells the classes apart
   * @param number the class that most of its sessions are in
   * @param byClass its sessions
   */
  record Leaf(List<Condition> conditions, int number, List<Double> byClass) {
    Leaf {
      conditions = List.copyOf(conditions);
      byClass = List.copyOf(byClass);
    }

    double sessions() {
      return byClass.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** Its sessions that are in its class. */
    double right() {
      return byClass.get(number);
    }
  }

  private Tree(Classes classes, double least) {
    this.classes = classes;
    this.least = least;
  }

  /**
   * The leaves of the tree for {@code classes}.
   *
   * @param least sessions that a leaf has at least
   */
  static List<Leaf> leaves(Classes classes, long least) {
    Tree tree = new Tree(classes, Math.max((double) least, LEAF_SHARE * classes.all()));
    int[] all = IntStream.range(0, classes.patterns().patterns().size()).toArray();
    tree.leaves.addAll(tree.grow(all, List.of(), DEPTH));
    return List.copyOf(tree.leaves);
  }

  /** The share of all sessions that are in a leaf of their class. */
  static double fidelity(List<Leaf> leaves, Classes classes) {
    double right = 0;
    for (Leaf leaf : leaves) {
      right += leaf.right();
    }
    return right / Math.max(1, classes.all());
  }

  /** Of the class that leaves lead to least, the share of its sessions that are in one of them. */
  static double recallLeast(List<Leaf> leaves, Classes classes) {
    double[] right = new double[classes.classes()];
    for (Leaf leaf : leaves) {
      right[leaf.number] += leaf.right();
    }
    double[] totals = classes.totals();
    return IntStream.range(0, right.length)
        .mapToDouble(k -> right[k] / Math.max(1, totals[k]))
        .min()
        .orElse(0);
  }

  /** One question, and the patterns for which it is true, and for which it is false. */
  private record Split(Condition yes, Condition no, double impurity) {}

  private List<Leaf> grow(int[] patterns, List<Condition> way, int depth) {
    double[] here = sums(patterns);
    Leaf leaf =
        new Leaf(Conjunction.of(way), Sums.most(here), Arrays.stream(here).boxed().toList());
    if (depth == 0) {
      return List.of(leaf);
    }
    Optional<Split> best = best(patterns);
    if (best.isEmpty() || best.get().impurity > Sums.impurity(here) - GAIN_MIN * classes.all()) {
      return List.of(leaf);
    }
    List<Leaf> below = new ArrayList<>();
    for (Condition condition : List.of(best.get().yes, best.get().no)) {
      List<Condition> longer = new ArrayList<>(way);
      longer.add(condition);
      below.addAll(grow(holding(patterns, condition), longer, depth - 1));
    }
    // Where all ways on lead to the same class, there was nothing to ask.
    boolean isOne = below.stream().mapToInt(Leaf::number).distinct().count() == 1;
    return isOne && !leaf.conditions.isEmpty() ? List.of(leaf) : below;
  }

  private int[] holding(int[] patterns, Condition condition) {
    int column = column(condition.attribute());
    Column of = classes.patterns().columns().get(column);
    return Arrays.stream(patterns)
        .filter(pattern -> condition.holds(of, classes.value(pattern, column)) == Truth.TRUE)
        .toArray();
  }

  private int column(int attribute) {
    return IntStream.range(0, classes.patterns().columns().size())
        .filter(i -> classes.patterns().columns().get(i).attribute() == attribute)
        .findFirst()
        .orElseThrow();
  }

  private Optional<Split> best(int[] patterns) {
    Optional<Split> best = Optional.empty();
    for (int column = 0; column < classes.patterns().columns().size(); column++) {
      Optional<Split> found =
          switch (classes.patterns().columns().get(column)) {
            case Column.Levels levels -> levels(patterns, column, levels);
            case Column.Labels labels -> labels(patterns, column, labels);
          };
      if (found.isPresent() && (best.isEmpty() || found.get().impurity < best.get().impurity)) {
        best = found;
      }
    }
    return best;
  }

  private Optional<Split> levels(int[] patterns, int column, Column.Levels of) {
    int count = of.levels().size();
    double[][] byLevel = new double[count][classes.classes()];
    double[] missing = new double[classes.classes()];
    double[] unsaid = new double[classes.classes()];
    for (int pattern : patterns) {
      long value = classes.value(pattern, column);
      Sums.add(
          classes.sessions().get(pattern),
          value == Column.UNSAID
              ? unsaid
              : value == Column.MISSING ? missing : byLevel[(int) value]);
    }
    double[] known = new double[classes.classes()];
    Arrays.stream(byLevel).forEach(level -> Sums.add(level, known));
    Optional<Split> best = known(of.attribute(), known, missing, unsaid);
    double outside = Sums.total(missing) + Sums.total(unsaid);
    Set<Long> tried = new HashSet<>();
    for (List<Integer> order : orders(of, byLevel)) {
      double[] yes = new double[classes.classes()];
      double[] no = known.clone();
      long in = 0;
      for (int i = 0; i < count - 1; i++) {
        in |= 1L << order.get(i);
        Sums.add(byLevel[order.get(i)], yes);
        Sums.take(byLevel[order.get(i)], no);
        if (tried.add(in) && Sums.total(yes) >= least && Sums.total(no) >= least) {
          double impurity = Sums.impurity(yes) + Sums.impurity(no) + outside;
          if (best.isEmpty() || impurity < best.get().impurity) {
            best = Optional.of(split(of, in, impurity));
          }
        }
      }
    }
    return best;
  }

  private Split split(Column.Levels of, long in, double impurity) {
    long codes = 0;
    long others = 0;
    for (int i = 0; i < of.levels().size(); i++) {
      if ((in >>> i & 1) != 0) {
        codes |= of.levels().get(i);
      } else {
        others |= of.levels().get(i);
      }
    }
    return new Split(
        new Condition.Codes(of.attribute(), codes),
        new Condition.Codes(of.attribute(), others),
        impurity);
  }

  /** The orders of levels whose beginnings are tried as one side of a split. */
  private List<List<Integer>> orders(Column.Levels of, double[][] byLevel) {
    List<Integer> asIs = IntStream.range(0, byLevel.length).boxed().toList();
    Alphabet alphabet = classes.patterns().schema().attributes().get(of.attribute()).alphabet();
    boolean isOrdered =
        switch (alphabet) {
          case Alphabet.Numeric _, Alphabet.Count _, Alphabet.Elapsed _, Alphabet.Flag _ -> true;
          case Alphabet.Choice _, Alphabet.Choices _ -> false;
        };
    if (isOrdered) {
      return List.of(asIs);
    }
    List<List<Integer>> orders = new ArrayList<>();
    for (int k = 0; k < classes.classes(); k++) {
      int number = k;
      orders.add(
          asIs.stream()
              .sorted(
                  Comparator.comparingDouble(
                      (Integer level) ->
                          -byLevel[level][number] / Math.max(1e-9, Sums.total(byLevel[level]))))
              .toList());
    }
    asIs.forEach(
        first -> {
          List<Integer> alone = new ArrayList<>(List.of(first));
          asIs.stream().filter(level -> !level.equals(first)).forEach(alone::add);
          orders.add(alone);
        });
    return orders;
  }

  private Optional<Split> known(int attribute, double[] known, double[] missing, double[] unsaid) {
    return Sums.total(known) >= least && Sums.total(missing) >= least
        ? Optional.of(
            new Split(
                new Condition.Known(attribute, true),
                new Condition.Known(attribute, false),
                Sums.impurity(known) + Sums.impurity(missing) + Sums.total(unsaid)))
        : Optional.empty();
  }

  private Optional<Split> labels(int[] patterns, int column, Column.Labels of) {
    double[] known = new double[classes.classes()];
    double[] missing = new double[classes.classes()];
    double[] unsaid = new double[classes.classes()];
    double[][] having = new double[Alphabet.CODES_MAX][classes.classes()];
    for (int pattern : patterns) {
      long value = classes.value(pattern, column);
      double[] sessions = classes.sessions().get(pattern);
      Sums.add(
          sessions, value == Column.UNSAID ? unsaid : value == Column.MISSING ? missing : known);
      for (long rest = Math.max(0, value); rest != 0; rest &= rest - 1) {
        Sums.add(sessions, having[Long.numberOfTrailingZeros(rest)]);
      }
    }
    Optional<Split> best = known(of.attribute(), known, missing, unsaid);
    for (long rest = of.labels(); rest != 0; rest &= rest - 1) {
      double[] yes = having[Long.numberOfTrailingZeros(rest)];
      double[] no = known.clone();
      Sums.take(yes, no);
      if (Sums.total(yes) >= least && Sums.total(no) >= least) {
        double impurity =
            Sums.impurity(yes) + Sums.impurity(no) + Sums.total(missing) + Sums.total(unsaid);
        if (best.isEmpty() || impurity < best.get().impurity) {
          long label = Long.lowestOneBit(rest);
          best =
              Optional.of(
                  new Split(
                      new Condition.Having(of.attribute(), label, 0),
                      new Condition.Having(of.attribute(), 0, label),
                      impurity));
        }
      }
    }
    return best;
  }

  private double[] sums(int[] patterns) {
    double[] sums = new double[classes.classes()];
    for (int pattern : patterns) {
      Sums.add(classes.sessions().get(pattern), sums);
    }
    return sums;
  }
}
