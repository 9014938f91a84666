package dev.mien.segments.edit;

import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What rules are made of. */
final class Parts {
  private Parts() {}

  /** A rule and all parts of it, to the leaves, in the order they are written. */
  static List<Expression> of(Expression rule) {
    List<Expression> parts = new ArrayList<>();
    Deque<Expression> open = new ArrayDeque<>(List.of(rule));
    while (!open.isEmpty()) {
      Expression part = open.pop();
      parts.add(part);
      switch (part) {
        case Expression.And(var all, _) -> all.reversed().forEach(open::push);
        case Expression.Or(var any, _) -> any.reversed().forEach(open::push);
        case Expression.Not(var negated, _) -> open.push(negated);
        case Expression.Reference _,
            Expression.Is _,
            Expression.IsKnown _,
            Expression.In _,
            Expression.Between _,
            Expression.Compare _,
            Expression.HasAny _,
            Expression.HasAll _ -> {}
      }
    }
    return parts;
  }

  /** What a test asks about. */
  static Optional<Word> subject(Expression part) {
    return switch (part) {
      case Expression.Is test -> Optional.of(test.subject());
      case Expression.IsKnown test -> Optional.of(test.subject());
      case Expression.In test -> Optional.of(test.subject());
      case Expression.Between test -> Optional.of(test.subject());
      case Expression.Compare test -> Optional.of(test.subject());
      case Expression.HasAny test -> Optional.of(test.subject());
      case Expression.HasAll test -> Optional.of(test.subject());
      case Expression.And _, Expression.Or _, Expression.Not _, Expression.Reference _ ->
          Optional.empty();
    };
  }
}
