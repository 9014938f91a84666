package dev.mien.engine.discovery;

import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Truth;
import java.util.ArrayList;
import java.util.List;

/** What a draft rule asks of one attribute. */
public sealed interface Condition {
  /** The position of the attribute in its schema. */
  int attribute();

  /** The same as a predicate of the rule language. */
  Predicate predicate();

  /** What it comes to for a session that has {@code value} in {@code column}, of its attribute. */
  Truth holds(Column column, long value);

  /** The code is one of these, given as bits. */
  record Codes(int attribute, long codes) implements Condition {
    @Override
    public Predicate predicate() {
      return new Predicate.OneOf(attribute, codes);
    }

    @Override
    public Truth holds(Column column, long value) {
      return value < 0
          ? Truth.UNKNOWN
          : Truth.of((((Column.Levels) column).levels().get((int) value) & codes) != 0);
    }
  }

  /** The set has all labels of {@code all} and none of {@code none}, both given as bits. */
  record Having(int attribute, long all, long none) implements Condition {
    @Override
    public Predicate predicate() {
      List<Predicate> parts = new ArrayList<>();
      if (all != 0) {
        parts.add(
            Long.bitCount(all) == 1
                ? new Predicate.HasAny(attribute, all)
                : new Predicate.HasAll(attribute, all));
      }
      if (none != 0) {
        parts.add(new Predicate.Not(new Predicate.HasAny(attribute, none)));
      }
      return parts.size() == 1 ? parts.getFirst() : new Predicate.AllOf(parts);
    }

    @Override
    public Truth holds(Column column, long value) {
      return value < 0 ? Truth.UNKNOWN : Truth.of((value & all) == all && (value & none) == 0);
    }
  }

  /** The attribute has a value, or has none. */
  record Known(int attribute, boolean isKnown) implements Condition {
    @Override
    public Predicate predicate() {
      Predicate known = new Predicate.Known(attribute);
      return isKnown ? known : new Predicate.Not(known);
    }

    @Override
    public Truth holds(Column column, long value) {
      return value == Column.UNSAID
          ? Truth.UNKNOWN
          : Truth.of((value != Column.MISSING) == isKnown);
    }
  }
}
