package dev.mien.engine.statistics;

/** What a figure lies between; either end may be infinite. */
public record Interval(double low, double high) {
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "an interval goes from its low end to its high one; got " + low + " and " + high);
    }
  }

  /** From {@code middle} so far to either side. */
  public static Interval around(double middle, double radius) {
    return new Interval(middle - radius, middle + radius);
  }

  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  public double width() {
    return high - low;
  }

  /** What of it lies within the two. */
  public Interval clampedTo(double least, double greatest) {
    return new Interval(Math.clamp(low, least, greatest), Math.clamp(high, least, greatest));
  }
}
