package dev.mien.engine.index;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The ordinary way to match, for comparison: values by name, conditions as a tree of objects, every
 * segment evaluated for every session. A condition on a value that is not there does not hold,
 * negated or not, so on rules whose negations stand at the leaves it agrees with the index.
 */
final class NaiveTreeWalk {
  /** A value as a request carries it. */
  sealed interface Value {
    record Text(String text) implements Value {}

    record Amount(Double number) implements Value {}

    record Texts(Set<String> texts) implements Value {}

    record Flag(Boolean on) implements Value {}
  }

  /** A condition on named values. */
  sealed interface Condition {
    record All(List<Condition> parts) implements Condition {}

    record Any(List<Condition> parts) implements Condition {}

    /** Of a value that is there, {@code test} does not hold. */
    record Not(Test test) implements Condition {}

    /** A condition on one value. */
    sealed interface Test extends Condition {
      String name();
    }

    record In(String name, Set<String> texts) implements Test {}

    record Between(String name, Double low, Double high) implements Test {}

    record HasAny(String name, List<String> texts) implements Test {}

    record HasAll(String name, List<String> texts) implements Test {}

    record Is(String name, Boolean on) implements Test {}
  }

  private final List<Condition> segments;

  NaiveTreeWalk(List<Condition> segments) {
    this.segments = new ArrayList<>(segments);
  }

  BitSet admitted(Map<String, Value> values) {
    BitSet admitted = new BitSet(segments.size());
    for (int segment = 0; segment < segments.size(); segment++) {
      if (holds(segments.get(segment), values)) {
        admitted.set(segment);
      }
    }
    return admitted;
  }

  private static boolean holds(Condition condition, Map<String, Value> values) {
    switch (condition) {
      case Condition.All(var parts) -> {
        for (Condition part : parts) {
          if (!holds(part, values)) {
            return false;
          }
        }
        return true;
      }
      case Condition.Any(var parts) -> {
        for (Condition part : parts) {
          if (holds(part, values)) {
            return true;
          }
        }
        return false;
      }
      case Condition.Not(var test) -> {
        return values.containsKey(test.name()) && !holds(test, values);
      }
      case Condition.In(var name, var texts) -> {
        return values.get(name) instanceof Value.Text(var text) && texts.contains(text);
      }
      case Condition.Between(var name, var low, var high) -> {
        return values.get(name) instanceof Value.Amount(var number)
            && number.compareTo(low) >= 0
            && number.compareTo(high) <= 0;
      }
      case Condition.HasAny(var name, var wanted) -> {
        return values.get(name) instanceof Value.Texts(var texts)
            && !Collections.disjoint(texts, wanted);
      }
      case Condition.HasAll(var name, var wanted) -> {
        return values.get(name) instanceof Value.Texts(var texts) && texts.containsAll(wanted);
      }
      case Condition.Is(var name, var on) -> {
        return values.get(name) instanceof Value.Flag(var actual) && actual.equals(on);
      }
    }
  }
}
