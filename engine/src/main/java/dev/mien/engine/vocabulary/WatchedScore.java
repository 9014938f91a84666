package dev.mien.engine.vocabulary;

import dev.mien.segments.model.Model;
import dev.mien.segments.model.Score;
import java.util.ArrayList;
import java.util.List;

/**
 * A score that names the goal it predicts, so that it can be watched whether that comes true.
 *
 * @param score its place among the scores
 * @param segment the position of its segment
 * @param goal the place of what it predicts among the goals that outcomes are counted for
 * @param identity what it is known by across editions: another once what it says or predicts is
 *     another
 * @param subject the stable id of all that
 * @param purposes the positions of the purposes of what it asks about, as bits
 */
public record WatchedScore(
    int score, int segment, int goal, String identity, int subject, long purposes) {
  /** The most that are watched of an edition, for a session keeps where it counts in each. */
  public static final int MAX = 4;

  /** What such scores are known by, in the order of their segments. */
  static List<String> identities(Model model, List<SegmentIdentity> segments) {
    List<String> identities = new ArrayList<>();
    for (int segment : segments(model)) {
      identities.add(Meaning.digest(segments.get(segment) + " " + goal(model, segment)));
    }
    return identities;
  }

  /** Those of a model, in the order of their segments. */
  static List<WatchedScore> all(Vocabulary vocabulary, List<SegmentIdentity> identities) {
    Model model = vocabulary.model();
    List<String> known = identities(model, identities);
    List<Integer> segments = segments(model);
    List<WatchedScore> all = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      for (int place = 0; place < vocabulary.scoredSegments().size(); place++) {
        ScoredSegment scored = vocabulary.scoredSegments().get(place);
        if (scored.segment() == segments.get(i)) {
          all.add(
              new WatchedScore(
                  place,
                  scored.segment(),
                  vocabulary.goal(score(model, scored.segment()).goal().orElseThrow()),
                  known.get(i),
                  vocabulary.ids().of(Keys.score(known.get(i))),
                  scored.purposes()));
        }
      }
    }
    return List.copyOf(all);
  }

  private static List<Integer> segments(Model model) {
    List<Integer> segments = new ArrayList<>();
    for (int i = 0; i < model.segments().size() && segments.size() < MAX; i++) {
      if (model.segments().get(i).scored().isPresent() && score(model, i).goal().isPresent()) {
        segments.add(i);
      }
    }
    return segments;
  }

  private static Score score(Model model, int segment) {
    return model.segments().get(segment).scored().orElseThrow().score();
  }

  private static String goal(Model model, int segment) {
    int event = score(model, segment).goal().orElseThrow();
    return model.schema().events().get(event).name().text();
  }
}
