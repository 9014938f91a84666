package dev.mien.segments.check;

import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Word;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The names that a rule mentions, in the order they are written.
 *
 * @param subjects attributes, or fields in a condition
 * @param references segments
 */
record Mentions(List<Word> subjects, List<Word> references) {
  static Mentions of(Expression rule) {
    List<Word> subjects = new ArrayList<>();
    List<Word> references = new ArrayList<>();
    Deque<Expression> open = new ArrayDeque<>();
    open.push(rule);
    while (!open.isEmpty()) {
      switch (open.pop()) {
        case Expression.And(var parts, _) -> parts.reversed().forEach(open::push);
        case Expression.Or(var parts, _) -> parts.reversed().forEach(open::push);
        case Expression.Not(var part, _) -> open.push(part);
        case Expression.Reference(Word name, _) -> references.add(name);
        case Expression.Is test -> subjects.add(test.subject());
        case Expression.IsKnown test -> subjects.add(test.subject());
        case Expression.In test -> subjects.add(test.subject());
        case Expression.Between test -> subjects.add(test.subject());
        case Expression.Compare test -> subjects.add(test.subject());
        case Expression.HasAny test -> subjects.add(test.subject());
        case Expression.HasAll test -> subjects.add(test.subject());
      }
    }
    return new Mentions(subjects, references);
  }
}
