package dev.mien.segments.model;

import java.util.List;

/**
 * A condition over facts, with names already resolved to positions and values to codes.
 *
 * <p>Each is true, false or unknown; {@code segments.reference} is their meaning. {@code is not},
 * {@code not in} and {@code is unknown} are {@link Not} around the positive form.
 */
public sealed interface Predicate {
  /** All parts hold. At least two parts. */
  record AllOf(List<Predicate> parts) implements Predicate {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  /** Any part holds. At least two parts. */
  record AnyOf(List<Predicate> parts) implements Predicate {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }

  record Not(Predicate part) implements Predicate {}

  /** The code of a single-valued attribute is one of {@code codes}, given as bits. */
  record OneOf(int attribute, long codes) implements Predicate {}

  /** A choices attribute has any of {@code labels}, given as bits. */
  record HasAny(int attribute, long labels) implements Predicate {}

  /** A choices attribute has all of {@code labels}, given as bits. */
  record HasAll(int attribute, long labels) implements Predicate {}

  /** The attribute has a value. True or false, and unknown only where the fact is withheld. */
  record Known(int attribute) implements Predicate {}

  /** The segment at this position of the model holds. Segments never form a cycle. */
  record InSegment(int segment) implements Predicate {}

  /**
   * The sum of points is enough. It stands alone as the one rule of a scored segment.
   *
   * @param place the place of the score among those of the model, from 0
   */
  record Scored(int place, Score score) implements Predicate {}
}
