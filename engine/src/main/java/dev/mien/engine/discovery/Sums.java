package dev.mien.engine.discovery;

import java.util.Arrays;

/** Sessions by class, as plain numbers. */
final class Sums {
  private Sums() {}

  static void add(double[] more, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] += more[k];
    }
  }

  static void take(double[] less, double[] sums) {
    for (int k = 0; k < sums.length; k++) {
      sums[k] -= less[k];
    }
  }

  static double total(double[] byClass) {
    return Arrays.stream(byClass).sum();
  }

  /** Gini impurity: sessions, times the chance that two drawn with putting back differ in class. */
  static double impurity(double[] byClass) {
    double total = total(byClass);
    double alike = 0;
    for (double one : byClass) {
      alike += one * one;
    }
    return total <= 0 ? 0 : total - alike / total;
  }

  /** The class that most are in; of several the first. */
  static int most(double[] byClass) {
    int most = 0;
    for (int k = 1; k < byClass.length; k++) {
      most = byClass[k] > byClass[most] ? k : most;
    }
    return most;
  }
}
