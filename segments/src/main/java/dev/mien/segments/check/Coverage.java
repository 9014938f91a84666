package dev.mien.segments.check;

import dev.mien.segments.compile.Cube;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.model.Alphabet;
import java.util.List;

/**
 * How much of all facts a disjunction of cubes can cover at the most: the sum of what each covers
 * where all values of an attribute are equally likely. Less than all of it is proof that the
 * disjunction does not always hold, and far cheaper to find than the answer itself.
 */
final class Coverage {
  /** Sums of so many fractions are off by less. */
  private static final double SLACK = 1e-6;

  private final List<Alphabet> alphabets;

  Coverage(List<Alphabet> alphabets) {
    this.alphabets = alphabets;
  }

  /**
   * Whether the cubes may cover all facts of which nothing is withheld.
   *
   * @param missing how likely it is that an attribute has no value; 0 asks about known facts only
   */
  boolean mayBeWhole(List<Cube> cubes, double missing) {
    double sum = 0;
    for (Cube cube : cubes) {
      double share = 1;
      for (Literal literal : cube.literals()) {
        share *= share(literal, missing);
      }
      sum += share;
    }
    return sum >= 1 - SLACK;
  }

  private double share(Literal literal, double missing) {
    return switch (literal) {
      case Literal.CodeIn(int at, long codes) -> (1 - missing) * share(at, codes);
      case Literal.CodeInOrMissing(int at, long codes) ->
          missing + (1 - missing) * share(at, codes);
      case Literal.Missing _ -> missing;
      case Literal.Labels(int _, long present, long absent) ->
          (1 - missing) * Math.pow(2, -Long.bitCount(present | absent));
    };
  }

  private double share(int attribute, long codes) {
    Alphabet alphabet = alphabets.get(attribute);
    return (double) Long.bitCount(codes & alphabet.all()) / alphabet.codes();
  }
}
