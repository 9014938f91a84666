package dev.mien.segments.reference;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Score;
import java.util.ArrayList;
import java.util.List;

/** Facts as they would be if one attribute were not withheld but had this code, or none. */
record Supposed(Facts facts, int attribute, Standing known, int supposedCode, long supposedLabels)
    implements Facts {
  /** The facts with each value in place of the withheld one, and with none. */
  static List<Facts> each(
      Facts facts, int position, Attribute attribute, List<Score.Points> group) {
    List<Facts> all = new ArrayList<>();
    all.add(new Supposed(facts, position, Standing.MISSING, 0, 0));
    if (attribute.alphabet() instanceof Alphabet.Choices) {
      // Other labels than these change nothing.
      long mentioned = Score.labels(group, position);
      long labels = 0;
      do {
        all.add(new Supposed(facts, position, Standing.KNOWN, 0, labels));
        labels = (labels - mentioned) & mentioned;
      } while (labels != 0);
    } else {
      for (int code = 0; code < attribute.alphabet().codes(); code++) {
        all.add(new Supposed(facts, position, Standing.KNOWN, code, 0));
      }
    }
    return all;
  }

  @Override
  public int size() {
    return facts.size();
  }

  @Override
  public Standing standing(int asked) {
    return asked == attribute ? known : facts.standing(asked);
  }

  @Override
  public int code(int asked) {
    return asked == attribute ? supposedCode : facts.code(asked);
  }

  @Override
  public long labels(int asked) {
    return asked == attribute ? supposedLabels : facts.labels(asked);
  }

  @Override
  public Before before(int place) {
    return facts.before(place);
  }
}
