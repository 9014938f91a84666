package dev.mien.segments.model;

import java.math.BigDecimal;
import java.util.List;

/**
 * Which events a measure folds: those of one kind, with a condition over their fields.
 *
 * @param event the position of the event in the schema
 * @param where what its fields must be; {@link Condition.Any} where nothing is asked
 */
public record EventPattern(int event, Condition where) {
  /**
   * A condition over the fields of one event, by field position. A field that is absent makes it
   * unknown, and only true folds.
   */
  public sealed interface Condition {
    /** Always true. */
    record Any() implements Condition {}

    record AllOf(List<Condition> parts) implements Condition {
      public AllOf {
        parts = List.copyOf(parts);
      }
    }

    record AnyOf(List<Condition> parts) implements Condition {
      public AnyOf {
        parts = List.copyOf(parts);
      }
    }

    record Not(Condition part) implements Condition {}

    /** A choice or flag field has one of {@code codes}, given as bits. */
    record OneOf(int field, long codes) implements Condition {}

    /** A number field lies between two bounds. */
    record Within(int field, Bound low, Bound high) implements Condition {}

    record Known(int field) implements Condition {}
  }

  /** One end of a range. */
  public sealed interface Bound {
    /** No end. */
    record Open() implements Bound {}

    /** The end belongs to the range. */
    record Closed(BigDecimal at) implements Bound {}

    /** The end does not belong to the range. */
    record Excluded(BigDecimal at) implements Bound {}
  }
}
