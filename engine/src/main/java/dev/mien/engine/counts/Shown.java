package dev.mien.engine.counts;

/**
 * A count of decisions as far as it may leave: withheld below a minimum, else rounded down to the
 * minimum or ten, a hundred, … times it, to about two digits.
 *
 * <p>As all that is shown lies between multiples of the minimum, the difference of two numbers is
 * uncertain by at least that much: what is withheld does not come out as a sum less the rest of it,
 * nor as a day less its other hours.
 */
public sealed interface Shown {
  /** At least {@code atLeast} decisions, and fewer than {@code below}. */
  record Between(long atLeast, long below) implements Shown {}

  /** Fewer than {@code minimum}, and at least one. */
  record Withheld(int minimum) implements Shown {}

  /** What may be shown of {@code count}. */
  static Shown of(long count, int minimum) {
    if (count < minimum) {
      return new Withheld(minimum);
    }
    long unit = minimum;
    while (count / unit >= 100) {
      unit *= 10;
    }
    long atLeast = count / unit * unit;
    return new Between(atLeast, atLeast + unit);
  }
}
