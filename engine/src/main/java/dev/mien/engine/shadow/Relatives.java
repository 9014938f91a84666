package dev.mien.engine.shadow;

import dev.mien.engine.edition.Edition;
import dev.mien.engine.shadow.ShadowSegment.Relative;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.Slot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which segments in force a segment of a draft is compared with. Each comparison is a number that
 * gets noise and makes that of all others greater, so there are few; and they are picked by what
 * the definitions say, for to pick them by what was counted would tell something of sessions.
 */
final class Relatives {
  /** The most that one segment is compared with. */
  static final int MOST = 8;

  private final Edition edition;
  private final List<Set<String>> attributes = new ArrayList<>();
  private final BitSet audiences = new BitSet();

  Relatives(Edition edition) {
    this.edition = edition;
    for (BitSet asked : Shadow.asked(edition.program())) {
      Set<String> names = new HashSet<>();
      asked.stream().forEach(i -> names.add(edition.vocabulary().attributeAt(i).name().text()));
      attributes.add(names);
    }
    for (Slot slot : edition.model().slots()) {
      for (Offer offer : slot.offers()) {
        audiences.set(offer.audience());
      }
    }
  }

  private record Candidate(int position, int shared, boolean isAudience) {}

  /**
   * The segment of that name first, then those that ask for most of the same attributes, those that
   * offers are for before others.
   */
  List<Relative> of(String name, Set<String> asked) {
    List<Candidate> candidates = new ArrayList<>();
    int own = edition.vocabulary().segment(name);
    for (int i = 0; i < attributes.size(); i++) {
      if (i != own) {
        Set<String> shared = new HashSet<>(asked);
        shared.retainAll(attributes.get(i));
        candidates.add(new Candidate(i, shared.size(), audiences.get(i)));
      }
    }
    candidates.sort(
        Comparator.comparingInt(Candidate::shared)
            .thenComparing(Candidate::isAudience)
            .reversed()
            .thenComparingInt(Candidate::position));
    List<Relative> relatives = new ArrayList<>(MOST);
    if (own >= 0) {
      relatives.add(relative(own));
    }
    for (Candidate each : candidates) {
      if (relatives.size() < MOST) {
        relatives.add(relative(each.position()));
      }
    }
    return relatives;
  }

  private Relative relative(int position) {
    return new Relative(
        edition.model().segments().get(position).name().text(),
        edition.vocabulary().segmentIdentity(position));
  }
}
