package dev.mien.segments.compile;

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
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.List;

/**
 * How large a predicate is once the segments it refers to are written out, counted without writing
 * it out. Numbers stop at {@link NormalForm.Beyond#REACHED_MAX}.
 *
 * @param predicates how many it is made of
 * @param depth how deep they nest
 * @param whereTrue cubes of its normal form, before anything is simplified
 * @param whereFalse cubes of the normal form of its negation, likewise
 */
record Extent(long predicates, long depth, long whereTrue, long whereFalse) {
  private static final Extent ONE = new Extent(1, 1, 1, 1);

  /** The extents of segments of which each refers to earlier ones only. */
  static List<Extent> of(List<Segment> segments) {
    List<Extent> extents = new ArrayList<>(segments.size());
    for (Segment segment : segments) {
      extents.add(
          anyOf(segment.rules().stream().map(rule -> of(rule.predicate(), extents)).toList()));
    }
    return List.copyOf(extents);
  }

  static Extent of(Predicate predicate, List<Extent> segments) {
    return switch (predicate) {
      case AllOf(var parts) ->
          anyOf(parts.stream().map(part -> of(part, segments).swapped()).toList()).swapped();
      case AnyOf(var parts) -> anyOf(parts.stream().map(part -> of(part, segments)).toList());
      case Not(var part) -> anyOf(List.of(of(part, segments).swapped()));
      case InSegment(int segment) -> anyOf(List.of(segments.get(segment)));
      case OneOf _, Known _, Scored _ -> ONE;
      case HasAny(_, long labels) -> new Extent(1, 1, Math.max(1, Long.bitCount(labels)), 1);
      case HasAll(_, long labels) -> new Extent(1, 1, 1, Math.max(1, Long.bitCount(labels)));
    };
  }

  private static Extent anyOf(List<Extent> parts) {
    long predicates = 1;
    long depth = 0;
    long sum = 0;
    long product = 1;
    for (Extent part : parts) {
      predicates = capped(predicates + part.predicates);
      depth = Math.max(depth, part.depth);
      sum = capped(sum + part.whereTrue);
      product = capped(product * part.whereFalse);
    }
    return new Extent(predicates, capped(depth + 1), sum, product);
  }

  private Extent swapped() {
    return new Extent(predicates, depth, whereFalse, whereTrue);
  }

  private static long capped(long number) {
    return Math.min(number, NormalForm.Beyond.REACHED_MAX);
  }
}
