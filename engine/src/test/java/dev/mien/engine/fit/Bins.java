package dev.mien.engine.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How what a table says becomes the codes of a column, learned from the rows that are fitted. */
public sealed interface Bins {
  /** How many codes there are. */
  int codes();

  /**
   * Numbers by where they lie among edges: code 0 is not above zero, code n is above n - 1 edges.
   *
   * @param edges strictly rising, above zero
   */
  record Numbers(List<Double> edges) implements Bins {
    public Numbers {
      edges = List.copyOf(edges);
    }

    @Override
    public int codes() {
      return edges.size() + 2;
    }

    /** The code of {@code value}. */
    public int code(double value) {
      if (!(value > 0)) {
        return 0;
      }
      int below = 0;
      while (below < edges.size() && edges.get(below) < value) {
        below++;
      }
      return below + 1;
    }
  }

  /**
   * Names that were seen often enough; code 0 is any other, code n the nth of {@code names}.
   *
   * @param names in alphabetical order
   */
  record Names(List<String> names) implements Bins {
    public Names {
      names = List.copyOf(names);
    }

    @Override
    public int codes() {
      return names.size() + 1;
    }

    /** The code of {@code name}. */
    public int code(String name) {
      return names.indexOf(name) + 1;
    }
  }

  /**
   * Bins that hold about as many of the positive among {@code values} each.
   *
   * @param parts how many; 10 makes deciles
   */
  static Numbers quantiles(double[] values, int parts) {
    double[] positive = Arrays.stream(values).filter(value -> value > 0).sorted().toArray();
    List<Double> edges = new ArrayList<>();
    for (int i = 1; i < parts && positive.length > 0; i++) {
      double edge = quantile(positive, i / (double) parts);
      if (edges.isEmpty() || edge > edges.getLast()) {
        edges.add(edge);
      }
    }
    return new Numbers(edges);
  }

  /** The names that stand in at least {@code rowsMin} of {@code values}, the most frequent. */
  static Names frequent(List<String> values, int rowsMin) {
    Map<String, Integer> rows = new TreeMap<>();
    values.forEach(value -> rows.merge(value, 1, Integer::sum));
    return new Names(
        rows.entrySet().stream()
            .filter(entry -> entry.getValue() >= rowsMin)
            .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
            .limit(Column.CODES_MAX - 2L)
            .map(Map.Entry::getKey)
            .sorted()
            .toList());
  }

  /** By linear interpolation between the two values next to it, as R's type 7 has it. */
  private static double quantile(double[] sorted, double share) {
    double at = share * (sorted.length - 1);
    int below = (int) at;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
