package dev.mien.engine.session;

import dev.mien.engine.signal.RequestSignals.CodedEvent;
import dev.mien.segments.model.EventPattern;
import dev.mien.segments.model.EventPattern.Bound;
import dev.mien.segments.model.EventPattern.Condition;
import dev.mien.segments.model.Truth;

/** Whether an event is one that a pattern looks for. */
final class Fits {
  private Fits() {}

  /** Only what is certain folds: a condition that is unknown does not fit. */
  static boolean fits(EventPattern pattern, CodedEvent event) {
    return pattern.event() == event.event() && truth(pattern.where(), event) == Truth.TRUE;
  }

  private static Truth truth(Condition condition, CodedEvent event) {
    return switch (condition) {
      case Condition.Any _ -> Truth.TRUE;
      case Condition.AllOf(var parts) -> {
        Truth truth = Truth.TRUE;
        for (int i = 0; i < parts.size() && truth != Truth.FALSE; i++) {
          truth = truth.and(truth(parts.get(i), event));
        }
        yield truth;
      }
      case Condition.AnyOf(var parts) -> {
        Truth truth = Truth.FALSE;
        for (int i = 0; i < parts.size() && truth != Truth.TRUE; i++) {
          truth = truth.or(truth(parts.get(i), event));
        }
        yield truth;
      }
      case Condition.Not(var part) -> truth(part, event).negated();
      case Condition.OneOf(int field, long codes) ->
          event.has(field)
              ? Truth.of((codes >>> (int) event.value(field) & 1) != 0)
              : Truth.UNKNOWN;
      case Condition.Within(int field, var low, var high) ->
          event.has(field)
              ? Truth.of(isAbove(event.value(field), low) && isBelow(event.value(field), high))
              : Truth.UNKNOWN;
      case Condition.Known(int field) -> Truth.of(event.has(field));
    };
  }

  // A bound is compared as the double nearest to it, as edges are: a caller who sends 19.99 means
  // the 19.99 that an author wrote.
  private static boolean isAbove(double value, Bound low) {
    return switch (low) {
      case Bound.Open _ -> true;
      case Bound.Closed(var at) -> value >= at.doubleValue();
      case Bound.Excluded(var at) -> value > at.doubleValue();
    };
  }

  private static boolean isBelow(double value, Bound high) {
    return switch (high) {
      case Bound.Open _ -> true;
      case Bound.Closed(var at) -> value <= at.doubleValue();
      case Bound.Excluded(var at) -> value < at.doubleValue();
    };
  }
}
