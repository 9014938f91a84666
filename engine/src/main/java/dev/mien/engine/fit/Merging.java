package dev.mien.engine.fit;

import java.util.ArrayList;
import java.util.List;

/**
 * Codes that are merged step by step, those first whose values differ least, weighed by how many
 * sessions have them. On a scale only neighbours merge.
 */
final class Merging {
  private static final double NEXT_TO_NOTHING = 1e-9;

  private final Column.Scale scale;
  private final List<int[]> codes;
  private final List<double[]> values;
  private final List<double[]> weights;
  private int first = -1;
  private int second = -1;
  private double least = Double.POSITIVE_INFINITY;

  /**
   * @param values by code, several for each
   * @param weights of the values
   */
  Merging(double[][] values, double[][] weights, Column.Scale scale) {
    this(singly(values.length), List.of(values), List.of(weights), scale);
  }

  private Merging(
      List<int[]> codes, List<double[]> values, List<double[]> weights, Column.Scale scale) {
    this.codes = new ArrayList<>(codes);
    this.values = new ArrayList<>(values);
    this.weights = new ArrayList<>(weights);
    this.scale = scale;
    look();
  }

  private static List<int[]> singly(int size) {
    List<int[]> single = new ArrayList<>();
    for (int code = 0; code < size; code++) {
      single.add(new int[] {code});
    }
    return single;
  }

  /** How many groups there are. */
  int size() {
    return codes.size();
  }

  /** What the next merge would lose: the weighed squares of the differences to the mean. */
  double leastLoss() {
    return least;
  }

  double[] values(int group) {
    return values.get(group);
  }

  int groupOf(int code) {
    for (int group = 0; group < codes.size(); group++) {
      for (int member : codes.get(group)) {
        if (member == code) {
          return group;
        }
      }
    }
    throw new IllegalArgumentException("there is no code " + code);
  }

  /** Merges the two groups that lose least. */
  void merge() {
    int[] one = codes.get(first);
    int[] other = codes.get(second);
    int[] both = new int[one.length + other.length];
    System.arraycopy(one, 0, both, 0, one.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    double[] mean = values.get(first).clone();
    double[] weight = weights.get(first).clone();
    for (int i = 0; i < mean.length; i++) {
      double sum = weight[i] + weights.get(second)[i];
      double share = sum == 0 ? 0.5 : weight[i] / sum;
      mean[i] = share * mean[i] + (1 - share) * values.get(second)[i];
      weight[i] = sum;
    }
    codes.set(first, both);
    values.set(first, mean);
    weights.set(first, weight);
    codes.remove(second);
    values.remove(second);
    weights.remove(second);
    look();
  }

  /** The groups of {@code other}, which are the values of this, after this has merged some. */
  Merging seenFromTheSide(Merging other) {
    return new Merging(
        other.codes,
        List.of(Simple.transposed(values.toArray(double[][]::new))),
        List.of(Simple.transposed(weights.toArray(double[][]::new))),
        other.scale);
  }

  private void look() {
    least = Double.POSITIVE_INFINITY;
    first = -1;
    second = -1;
    for (int one = 0; one < size(); one++) {
      for (int other = one + 1; other < size() && mayMerge(one, other); other++) {
        double loss = loss(one, other);
        if (loss < least) {
          least = loss;
          first = one;
          second = other;
        }
      }
    }
  }

  private boolean mayMerge(int one, int other) {
    return switch (scale) {
      case NAMED -> true;
      case ORDERED -> other == one + 1;
      case ORDERED_BUT_LAST -> other == one + 1 && other < size() - 1;
    };
  }

  private double loss(int one, int other) {
    double loss = 0;
    for (int i = 0; i < values.get(one).length; i++) {
      double weight = weights.get(one)[i];
      double otherWeight = weights.get(other)[i];
      double apart = values.get(one)[i] - values.get(other)[i];
      double sum = weight + otherWeight;
      // Codes that nobody had go with those that are alike.
      double shared = sum == 0 ? 0 : weight * otherWeight / sum;
      loss += (shared + NEXT_TO_NOTHING) * apart * apart;
    }
    return loss;
  }
}
