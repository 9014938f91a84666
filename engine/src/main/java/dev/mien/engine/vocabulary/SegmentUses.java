package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Segment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Which segments are built on which others. Positions are those of the model.
 *
 * @param users by position, the segments whose rules name it; nothing where there are none
 */
record SegmentUses(Map<Integer, List<Integer>> users) {
  SegmentUses {
    users = Map.copyOf(users);
  }

  static SegmentUses of(List<Segment> segments) {
    Map<Integer, List<Integer>> users = new HashMap<>();
    for (int i = 0; i < segments.size(); i++) {
      int user = i;
      for (Rule rule : segments.get(i).rules()) {
        named(
            rule.predicate(),
            used -> users.computeIfAbsent(used, _ -> new ArrayList<>()).add(user));
      }
    }
    return new SegmentUses(users);
  }

  /** These, and all that are built on any of them, directly or not. */
  BitSet closure(BitSet segments) {
    BitSet reached = (BitSet) segments.clone();
    Deque<Integer> open = new ArrayDeque<>();
    segments.stream().forEach(open::add);
    while (!open.isEmpty()) {
      for (int user : users.getOrDefault(open.remove(), List.of())) {
        if (!reached.get(user)) {
          reached.set(user);
          open.add(user);
        }
      }
    }
    return reached;
  }

  private static void named(Predicate predicate, IntConsumer visitor) {
    switch (predicate) {
      case Predicate.AllOf(var parts) -> parts.forEach(part -> named(part, visitor));
      case Predicate.AnyOf(var parts) -> parts.forEach(part -> named(part, visitor));
      case Predicate.Not(var part) -> named(part, visitor);
      case Predicate.InSegment(int segment) -> visitor.accept(segment);
      case Predicate.OneOf _,
          Predicate.HasAny _,
          Predicate.HasAll _,
          Predicate.Known _,
          Predicate.Scored _ -> {}
    }
  }
}
