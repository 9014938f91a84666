package dev.mien.engine.crowd;

import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.IabTerms;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.OfferName;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.PurposeName;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.RuleName;
import dev.mien.segments.model.Schedule;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.model.Slot;
import dev.mien.segments.model.SlotName;
import dev.mien.segments.model.Variant;
import dev.mien.segments.model.VariantName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Models for tests: a flag for each plain segment, and segments and slots that a test adds. */
final class SmallSite {
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Slot> slots = new ArrayList<>();

  /** One with {@code plain} segments, s0, s1 and so on, each of which asks for one flag. */
  SmallSite(int plain) {
    for (int i = 0; i < plain; i++) {
      attributes.add(
          new Attribute(
              new AttributeName("f" + i),
              new Alphabet.Flag(),
              new Origin.Signal(Origin.Provenance.SITE, Optional.empty()),
              0,
              ""));
      segment("s" + i, new Predicate.OneOf(i, 0b10), "f" + i + " is true");
    }
  }

  /** Adds a segment; answers its position. */
  int segment(String name, Predicate predicate, String text) {
    segments.add(
        new Segment(
            new SegmentName(name), name, List.of(new Rule(new RuleName(name), predicate, text))));
    return segments.size() - 1;
  }

  /** Adds a slot that asks these audiences in this order. */
  void slot(String name, List<Integer> audiences) {
    List<Offer> offers = new ArrayList<>();
    for (int i = 0; i < audiences.size(); i++) {
      offers.add(
          new Offer(
              new OfferName("o" + i),
              audiences.get(i),
              audiences.size() - i,
              List.of(new Variant(new VariantName("v"), 1, Content.empty())),
              Schedule.always()));
    }
    slots.add(
        new Slot(
            new SlotName(name),
            "",
            0b1,
            new LinkedHashMap<>(),
            new Variant(Variant.FALLBACK, 1, Content.empty()),
            0,
            offers));
  }

  Vocabulary vocabulary() {
    Purpose purpose =
        new Purpose(
            new PurposeName("p"),
            "",
            List.of(),
            Purpose.Basis.CONSENT,
            48,
            Duration.ofDays(30),
            Duration.ofMinutes(30),
            Set.of(),
            IabTerms.none());
    Model model =
        new Model("site", new Schema(List.of(purpose), attributes, List.of()), segments, slots);
    return Vocabulary.of(model, Vocabulary.extend(StableIds.none(), model));
  }

  static Vocabulary vocabulary(int plain) {
    return new SmallSite(plain).vocabulary();
  }
}
