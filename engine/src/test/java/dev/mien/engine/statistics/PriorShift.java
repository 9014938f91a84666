package dev.mien.engine.statistics;

/**
 * The share of sessions in which it comes true today, judged by the scores alone, where only that
 * share has moved since they were fitted (M. Saerens, P. Latinne, C. Decaestecker, Neural
 * Computation 14, 2002). Their expectation-maximisation climbs a concave likelihood, so what it
 * ends at is found here by halving the slope's interval.
 *
 * @param before the share the scores were fitted at
 * @param now the share today
 */
public record PriorShift(double before, double now) {
  private static final int HALVINGS = 200;

  public static PriorShift of(double[] probabilities, double before) {
    if (!(before > 0 && before < 1)) {
      throw new IllegalArgumentException("a share lies between 0 and 1; got " + before);
    }
    double low = 0;
    double high = 1;
    for (int halving = 0; halving < HALVINGS; halving++) {
      double middle = (low + high) / 2;
      if (slope(probabilities, before, middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return new PriorShift(before, (low + high) / 2);
  }

  private static double slope(double[] probabilities, double before, double now) {
    double sum = 0;
    for (double p : probabilities) {
      double of = p / before;
      double against = (1 - p) / (1 - before);
      sum += (of - against) / (now * of + (1 - now) * against);
    }
    return sum;
  }

  /** What a probability is today. */
  public double probability(double given) {
    double of = now / before * given;
    double against = (1 - now) / (1 - before) * (1 - given);
    return of / (of + against);
  }
}
