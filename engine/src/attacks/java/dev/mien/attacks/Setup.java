package dev.mien.attacks;

import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * How an attack is run.
 *
 * @param weakness what is replaced by something that is known to be bad
 * @param isFull whether in the numbers that the promises name, or in fewer
 * @param seed what made-up visitors are drawn with; never what keys and noise are
 * @param folder for files that are large
 */
record Setup(Weakness weakness, boolean isFull, long seed, Path folder) {
  /** The one or the other, as the form of this run is. */
  int either(int shortForm, int fullForm) {
    return isFull ? fullForm : shortForm;
  }

  /** A generator for made-up visitors, its own for each {@code use}. */
  RandomGenerator random(String use) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * 31 + use.hashCode());
  }

  boolean has(Weakness other) {
    return weakness == other;
  }
}
