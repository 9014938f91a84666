package dev.mien.engine.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Patterns, and how many of the sessions that share each of them are in which class.
 *
 * @param sessions by pattern, then by class
 */
record Classes(Patterns patterns, int classes, List<double[]> sessions) {
  Classes {
    sessions = List.copyOf(sessions);
  }

  /** All sessions of a pattern are in its class. */
  static Classes of(Patterns patterns, int[] labels, int classes) {
    List<double[]> sessions = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      double[] byClass = new double[classes];
      byClass[labels[i]] = (double) patterns.patterns().get(i).sessions();
      sessions.add(byClass);
    }
    return new Classes(patterns, classes, sessions);
  }

  long value(int pattern, int column) {
    return patterns.patterns().get(pattern).values().get(column);
  }

  double[] totals() {
    double[] totals = new double[classes];
    for (double[] byClass : sessions) {
      for (int k = 0; k < classes; k++) {
        totals[k] += byClass[k];
      }
    }
    return totals;
  }

  double all() {
    return Arrays.stream(totals()).sum();
  }
}
