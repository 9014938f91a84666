package dev.mien.segments.model;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * The closed set of codes that an attribute's value is stored and matched as: at most {@value
 * #CODES_MAX}.
 *
 * <p>An alphabet is why no identifier can be carried, and why matching is a few bitset operations.
 */
public sealed interface Alphabet {
  /** The most codes an alphabet may have: the bits of a {@code long}. */
  int CODES_MAX = 64;

  /** How many codes there are; for {@link Choices}, how many labels. */
  int codes();

  /** How much a value can tell of a session at the most, in bits. */
  default double bits() {
    return Math.log(codes()) / Math.log(2);
  }

  /** All codes as bits. */
  default long all() {
    return codes() == CODES_MAX ? -1L : (1L << codes()) - 1;
  }

  /** One of several labels; code n is the nth label. */
  record Choice(List<String> labels) implements Alphabet {
    public Choice {
      labels = checkedLabels(labels);
    }

    @Override
    public int codes() {
      return labels.size();
    }
  }

  /** Any set of several labels, the empty one included; bit n is the nth label. */
  record Choices(List<String> labels) implements Alphabet {
    public Choices {
      labels = checkedLabels(labels);
    }

    @Override
    public int codes() {
      return labels.size();
    }

    @Override
    public double bits() {
      return labels.size();
    }
  }

  /**
   * A number, kept only as its place among declared edges. The edges are codes of their own, so
   * that {@code <}, {@code <=}, {@code >}, {@code >=} and {@code is} mean exactly what they say:
   * code 2i lies below edge i and above the one before, code 2i + 1 is edge i itself.
   *
   * @param unit what is counted, such as {@code EUR}
   * @param edges strictly rising, at most 31
   */
  record Numeric(String unit, List<BigDecimal> edges) implements Alphabet {
    /** The most edges: each takes two codes, and one is above them all. */
    public static final int EDGES_MAX = (CODES_MAX - 1) / 2;

    public Numeric {
      edges = List.copyOf(edges);
      if (edges.isEmpty() || edges.size() > EDGES_MAX) {
        throw new IllegalArgumentException(
            "a number has 1 to " + EDGES_MAX + " edges; got " + edges.size());
      }
      for (int i = 1; i < edges.size(); i++) {
        if (edges.get(i - 1).compareTo(edges.get(i)) >= 0) {
          throw new IllegalArgumentException("edges rise strictly; got " + edges);
        }
      }
    }

    @Override
    public int codes() {
      return 2 * edges.size() + 1;
    }

    /** The code of {@code value}, which is finite. */
    public int code(double value) {
      for (int i = 0; i < edges.size(); i++) {
        double edge = edges.get(i).doubleValue();
        if (value < edge) {
          return 2 * i;
        }
        if (value == edge) {
          return 2 * i + 1;
        }
      }
      return 2 * edges.size();
    }
  }

  /** Yes or no: code 1 or 0. */
  record Flag() implements Alphabet {
    @Override
    public int codes() {
      return 2;
    }
  }

  /**
   * How often, counted up to a cap: code n is n times, the last code is {@code upTo} times or more.
   */
  record Count(int upTo) implements Alphabet {
    /** The greatest cap. */
    public static final int UP_TO_MAX = CODES_MAX - 1;

    public Count {
      if (upTo < 1 || upTo > UP_TO_MAX) {
        throw new IllegalArgumentException("a count stops at 1 to " + UP_TO_MAX + "; got " + upTo);
      }
    }

    @Override
    public int codes() {
      return upTo + 1;
    }
  }

  /**
   * How long ago, kept only as its place among declared edges: code i is younger than edge i and
   * not younger than the one before; the last code is not younger than any edge.
   *
   * @param edges strictly rising, in whole seconds, at most 63
   */
  record Elapsed(List<Duration> edges) implements Alphabet {
    public static final int EDGES_MAX = CODES_MAX - 1;

    public Elapsed {
      edges = List.copyOf(edges);
      if (edges.isEmpty() || edges.size() > EDGES_MAX) {
        throw new IllegalArgumentException(
            "a recency has 1 to " + EDGES_MAX + " edges; got " + edges.size());
      }
      for (int i = 1; i < edges.size(); i++) {
        if (edges.get(i - 1).compareTo(edges.get(i)) >= 0) {
          throw new IllegalArgumentException("edges rise strictly; got " + edges);
        }
      }
    }

    @Override
    public int codes() {
      return edges.size() + 1;
    }

    /** The code of an age of {@code seconds}. */
    public int code(long seconds) {
      for (int i = 0; i < edges.size(); i++) {
        if (seconds < edges.get(i).toSeconds()) {
          return i;
        }
      }
      return edges.size();
    }
  }

  private static List<String> checkedLabels(List<String> labels) {
    List<String> copy = List.copyOf(labels);
    if (copy.isEmpty() || copy.size() > CODES_MAX) {
      throw new IllegalArgumentException(
          "an alphabet has 1 to " + CODES_MAX + " labels; got " + copy.size());
    }
    if (new HashSet<>(copy).size() != copy.size()) {
      throw new IllegalArgumentException("labels differ from each other");
    }
    for (String label : copy) {
      Names.checked(Names.LABEL, label);
    }
    return copy;
  }
}
