package dev.mien.segments.compile;

import java.util.List;

/** What came of writing a predicate as a disjunction of cubes. */
public sealed interface NormalForm {
  /** The predicate is true exactly where one of these holds; none: it is never true. */
  record Within(List<Cube> cubes) implements NormalForm {
    public Within {
      cubes = List.copyOf(cubes);
    }
  }

  /**
   * It is too large to be written out.
   *
   * @param reached how much it would take; where the work was stopped early, an estimate of what
   *     was left, at most {@link #REACHED_MAX}
   * @param allowed how much it may take
   */
  record Beyond(Measure measure, long reached, long allowed) implements NormalForm {
    /** Where estimates stop counting: so many, or more. */
    public static final long REACHED_MAX = 1_000_000_000;
  }

  /** What there is too much of. */
  enum Measure {
    /** Conjunctions of one segment; {@link Limits#conjunctionsMax}. */
    CONJUNCTIONS,
    /** Literals of one conjunction; {@link Limits#literalsMax}. */
    LITERALS,
    /** Predicates, with references written out; {@link Limits#predicatesMax}. */
    PREDICATES,
    /** Nested predicates, with references written out; {@link Limits#depthMax}. */
    DEPTH
  }
}
