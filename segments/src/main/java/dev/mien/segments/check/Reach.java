package dev.mien.segments.check;

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
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a predicate asks about, the segments it refers to written out.
 *
 * @param attributes positions
 * @param segments positions
 * @param asksKnown whether it asks {@code is known} anywhere, or counts points
 */
record Reach(BitSet attributes, BitSet segments, boolean asksKnown) {
  /** The reach of each segment; each refers to earlier ones only. */
  static List<Reach> of(List<Segment> segments) {
    List<Reach> reaches = new ArrayList<>();
    for (Segment segment : segments) {
      Walk walk = new Walk(reaches);
      segment.rules().stream().map(Rule::predicate).forEach(walk::visit);
      reaches.add(walk.reach());
    }
    return reaches;
  }

  static Reach of(Predicate predicate, List<Reach> segments) {
    Walk walk = new Walk(segments);
    walk.visit(predicate);
    return walk.reach();
  }

  private static final class Walk {
    private final List<Reach> known;
    private final BitSet attributes = new BitSet();
    private final BitSet segments = new BitSet();
    private boolean asksKnown;

    Walk(List<Reach> known) {
      this.known = known;
    }

    void visit(Predicate predicate) {
      switch (predicate) {
        case AllOf(var parts) -> parts.forEach(this::visit);
        case AnyOf(var parts) -> parts.forEach(this::visit);
        case Not(var part) -> visit(part);
        case OneOf(int attribute, long _) -> attributes.set(attribute);
        case HasAny(int attribute, long _) -> attributes.set(attribute);
        case HasAll(int attribute, long _) -> attributes.set(attribute);
        case Known(int attribute) -> {
          attributes.set(attribute);
          asksKnown = true;
        }
        case Scored(_, Score score) -> {
          attributes.or(score.attributes());
          // It may hold where nothing is known.
          asksKnown = true;
        }
        case InSegment(int segment) -> {
          Reach inner = known.get(segment);
          attributes.or(inner.attributes());
          segments.or(inner.segments());
          segments.set(segment);
          asksKnown |= inner.asksKnown();
        }
      }
    }

    Reach reach() {
      return new Reach(attributes, segments, asksKnown);
    }
  }
}
