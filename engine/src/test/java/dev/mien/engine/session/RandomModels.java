package dev.mien.engine.session;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Content;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Offer;
import dev.mien.segments.model.OfferName;
import dev.mien.segments.model.Predicate;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random small workspaces: segments over a random schema, and a slot with an offer. */
final class RandomModels {
  private final RandomGenerator random;

  RandomModels(RandomGenerator random) {
    this.random = random;
  }

  Model model() {
    Schema schema = new RandomSchemas(random).schema();
    List<Segment> segments = new ArrayList<>();
    int count = 2 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      List<Rule> rules = new ArrayList<>();
      for (int r = 0; r <= random.nextInt(2); r++) {
        rules.add(new Rule(new RuleName("r" + r), predicate(schema, i, 3), ""));
      }
      segments.add(new Segment(new SegmentName("s" + i), "Segment " + i, rules));
    }
    return new Model("random", schema, segments, List.of(slot(schema)));
  }

  private Slot slot(Schema schema) {
    Variant fallback = new Variant(Variant.FALLBACK, 1, Content.empty());
    Variant variant = new Variant(new VariantName("v"), 1, Content.empty());
    Offer offer = new Offer(new OfferName("o"), 0, 0, List.of(variant), Schedule.always());
    long purposes = 1L << random.nextInt(schema.purposes().size());
    return new Slot(
        new SlotName("home"), "", purposes, new LinkedHashMap<>(), fallback, 0, List.of(offer));
  }

  private Predicate predicate(Schema schema, int segment, int depth) {
    if (depth > 0) {
      switch (random.nextInt(6)) {
        case 0 -> {
          return new Predicate.AllOf(parts(schema, segment, depth));
        }
        case 1 -> {
          return new Predicate.AnyOf(parts(schema, segment, depth));
        }
        case 2, 3 -> {
          return new Predicate.Not(predicate(schema, segment, depth - 1));
        }
        default -> {}
      }
    }
    if (segment > 0 && random.nextInt(6) == 0) {
      return new Predicate.InSegment(random.nextInt(segment));
    }
    int position = random.nextInt(schema.attributes().size());
    if (random.nextInt(4) == 0) {
      return new Predicate.Known(position);
    }
    Attribute attribute = schema.attributes().get(position);
    return switch (attribute.alphabet()) {
      case Alphabet.Choices choices -> {
        long labels = random.nextLong() & choices.all();
        yield random.nextBoolean()
            ? new Predicate.HasAny(position, labels)
            : new Predicate.HasAll(position, labels);
      }
      case Alphabet other -> new Predicate.OneOf(position, random.nextLong() & other.all());
    };
  }

  private List<Predicate> parts(Schema schema, int segment, int depth) {
    return List.of(predicate(schema, segment, depth - 1), predicate(schema, segment, depth - 1));
  }
}
