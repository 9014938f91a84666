package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A scored segment of an edition.
 *
 * @param segment its position among the segments
 * @param id the stable id of the segment
 * @param purposes the positions of the purposes of what its score asks about, as bits
 * @param remembers whether a session that is in it stays in more easily than another gets in, so
 *     that its capsule says so
 */
public record ScoredSegment(int segment, int id, long purposes, boolean remembers) {
  /** Those of a model, each at the place of its score. */
  static List<ScoredSegment> all(List<Segment> segments, Schema schema, int[] segmentIds) {
    List<ScoredSegment> all = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      Optional<Predicate.Scored> scored = segments.get(i).scored();
      if (scored.isPresent()) {
        long purposes = purposes(scored.get().score(), schema);
        boolean remembers = scored.get().score().remembers();
        all.add(new ScoredSegment(i, segmentIds[i], purposes, remembers));
      }
    }
    return List.copyOf(all);
  }

  /** The positions of the purposes of what a score asks about, as bits. */
  public static long purposes(Score score, Schema schema) {
    return score.attributes().stream()
        .mapToObj(schema.attributes()::get)
        .mapToLong((Attribute asked) -> 1L << asked.purpose())
        .reduce(0, (some, more) -> some | more);
  }
}
