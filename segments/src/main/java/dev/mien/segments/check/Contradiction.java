package dev.mien.segments.check;

import dev.mien.segments.compile.Normalizer;
import dev.mien.segments.compile.Verdict;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Predicate.AllOf;
import dev.mien.segments.model.Predicate.AnyOf;
import dev.mien.segments.model.Predicate.HasAll;
import dev.mien.segments.model.Predicate.HasAny;
import dev.mien.segments.model.Predicate.InSegment;
import dev.mien.segments.model.Predicate.Known;
import dev.mien.segments.model.Predicate.Not;
import dev.mien.segments.model.Predicate.OneOf;
import dev.mien.segments.model.Predicate.Scored;
import java.util.BitSet;
import java.util.List;

/**
 * Which attributes keep a rule from ever holding: those without whose tests it could hold. Tests in
 * segments that the rule refers to are left as they are.
 */
final class Contradiction {
  private final Normalizer normalizer;

  Contradiction(Normalizer normalizer) {
    this.normalizer = normalizer;
  }

  /** The positions among {@code asked}; all of them where no single one is to blame. */
  BitSet culprits(Predicate rule, BitSet asked) {
    BitSet culprits = new BitSet();
    asked.stream()
        .filter(at -> normalizer.canHold(without(rule, at, Wanted.TRUE)) == Verdict.YES)
        .forEach(culprits::set);
    return culprits.isEmpty() ? asked : culprits;
  }

  /** What a test has to be for the whole rule to hold. */
  private enum Wanted {
    TRUE,
    FALSE;

    Wanted other() {
      return this == TRUE ? FALSE : TRUE;
    }
  }

  private static Predicate without(Predicate predicate, int attribute, Wanted wanted) {
    return switch (predicate) {
      case AllOf(var parts) ->
          new AllOf(parts.stream().map(part -> without(part, attribute, wanted)).toList());
      case AnyOf(var parts) ->
          new AnyOf(parts.stream().map(part -> without(part, attribute, wanted)).toList());
      case Not(var part) -> new Not(without(part, attribute, wanted.other()));
      case OneOf(int at, long _) -> at == attribute ? as(wanted, at) : predicate;
      case HasAny(int at, long _) -> at == attribute ? as(wanted, at) : predicate;
      case HasAll(int at, long _) -> at == attribute ? as(wanted, at) : predicate;
      case Known(int at) -> at == attribute ? as(wanted, at) : predicate;
      case Scored(_, var score) ->
          score.attributes().get(attribute) ? as(wanted, attribute) : predicate;
      case InSegment _ -> predicate;
    };
  }

  private static Predicate as(Wanted wanted, int attribute) {
    List<Predicate> both = List.of(new Known(attribute), new Not(new Known(attribute)));
    return switch (wanted) {
      case TRUE -> new AnyOf(both);
      case FALSE -> new AllOf(both);
    };
  }
}
