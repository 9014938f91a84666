package dev.mien.engine.discovery;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several conditions at once, with one for each attribute at the most. */
final class Conjunction {
  private Conjunction() {}

  /** What {@code conditions} come to, in the order in which attributes are first asked about. */
  static List<Condition> of(List<Condition> conditions) {
    Map<Integer, Condition> byAttribute = new LinkedHashMap<>();
    conditions.forEach(
        condition -> byAttribute.merge(condition.attribute(), condition, Conjunction::both));
    return List.copyOf(byAttribute.values());
  }

  private static Condition both(Condition one, Condition other) {
    return switch (one) {
      case Condition.Codes(int attribute, long codes) ->
          other instanceof Condition.Codes(_, long others)
              ? new Condition.Codes(attribute, codes & others)
              : one;
      case Condition.Having(int attribute, long all, long none) ->
          other instanceof Condition.Having(_, long more, long fewer)
              ? new Condition.Having(attribute, all | more, none | fewer)
              : one;
      // Whatever else is asked of an attribute that is known asks for its being known as well; and
      // of one that is missing nothing else is asked.
      case Condition.Known _ -> other;
    };
  }
}
