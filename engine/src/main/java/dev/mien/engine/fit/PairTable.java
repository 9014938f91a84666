package dev.mien.engine.fit;

import java.util.Arrays;

/** What each two codes of two columns add to the log-odds beyond what each adds alone. */
public final class PairTable {
  private final int first;
  private final int second;
  private final double[][] points;

  /**
   * @param first the position of a column
   * @param second the position of a later one
   * @param points by code of the first and of the second
   */
  PairTable(int first, int second, double[][] points) {
    if (first >= second) {
      throw new IllegalArgumentException("the column of lower position comes first");
    }
    this.first = first;
    this.second = second;
    this.points = Arrays.stream(points).map(double[]::clone).toArray(double[][]::new);
  }

  /** The position of its first column. */
  public int first() {
    return first;
  }

  /** The position of its second column. */
  public int second() {
    return second;
  }

  public double points(int firstCode, int secondCode) {
    return points[firstCode][secondCode];
  }
}
