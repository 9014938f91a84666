package dev.mien.segments.compile;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Origin.Provenance;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.RuleName;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** A schema so small that all its facts can be listed, with random predicates over it. */
final class SmallWorld {
  static final List<Attribute> ATTRIBUTES =
      List.of(
          attribute("device", new Alphabet.Choice(List.of("mobile", "tablet", "desktop"))),
          attribute("newsletter", new Alphabet.Flag()),
          attribute("interest", new Alphabet.Choices(List.of("running", "hiking", "cycling"))),
          attribute("views", new Alphabet.Count(2)));

  static final Schema SCHEMA = new Schema(List.of(), ATTRIBUTES, List.of());

  private SmallWorld() {}

  static Attribute attribute(String name, Alphabet alphabet) {
    return new Attribute(
        new AttributeName(name),
        alphabet,
        new Origin.Signal(Provenance.SITE, Optional.empty()),
        0,
        "tests");
  }

  /** The state of one attribute. */
  record State(Facts.Standing standing, int code, long labels) {}

  /** Facts as a list of states. */
  record Listed(List<State> states) implements Facts {
    @Override
    public int size() {
      return states.size();
    }

    @Override
    public Standing standing(int attribute) {
      return states.get(attribute).standing();
    }

    @Override
    public int code(int attribute) {
      return states.get(attribute).code();
    }

    @Override
    public long labels(int attribute) {
      return states.get(attribute).labels();
    }

    boolean nothingWithheld() {
      return states.stream().noneMatch(state -> state.standing() == Standing.WITHHELD);
    }
  }

  /** All facts there are. */
  static List<Listed> allFacts() {
    List<Listed> all = List.of(new Listed(List.of()));
    for (Attribute attribute : ATTRIBUTES) {
      List<Listed> longer = new ArrayList<>();
      for (Listed shorter : all) {
        for (State state : states(attribute)) {
          List<State> states = new ArrayList<>(shorter.states());
          states.add(state);
          longer.add(new Listed(List.copyOf(states)));
        }
      }
      all = longer;
    }
    return all;
  }

  private static List<State> states(Attribute attribute) {
    List<State> states = new ArrayList<>();
    states.add(new State(Facts.Standing.MISSING, 0, 0));
    states.add(new State(Facts.Standing.WITHHELD, 0, 0));
    int codes = attribute.alphabet().codes();
    for (int value = 0; value < (attribute.isSet() ? 1 << codes : codes); value++) {
      states.add(
          attribute.isSet()
              ? new State(Facts.Standing.KNOWN, 0, value)
              : new State(Facts.Standing.KNOWN, value, 0));
    }
    return states;
  }

  /** A predicate that nests at most so deep and refers to the first {@code segments} segments. */
  static Predicate predicate(RandomGenerator random, int depth, int segments) {
    int kind = random.nextInt(depth == 0 ? 5 : 9);
    return switch (kind) {
      case 0, 1, 2, 3 -> leaf(random);
      case 4 -> segments == 0 ? leaf(random) : new Predicate.InSegment(random.nextInt(segments));
      case 5 -> new Predicate.Not(predicate(random, depth - 1, segments));
      case 6 -> new Predicate.AnyOf(parts(random, depth, segments));
      default -> new Predicate.AllOf(parts(random, depth, segments));
    };
  }

  private static List<Predicate> parts(RandomGenerator random, int depth, int segments) {
    List<Predicate> parts = new ArrayList<>();
    for (int i = random.nextInt(2, 4); i > 0; i--) {
      parts.add(predicate(random, depth - 1, segments));
    }
    return parts;
  }

  private static Predicate leaf(RandomGenerator random) {
    int attribute = random.nextInt(ATTRIBUTES.size());
    if (random.nextInt(5) == 0) {
      return new Predicate.Known(attribute);
    }
    long some = random.nextLong() & ATTRIBUTES.get(attribute).alphabet().all();
    if (!ATTRIBUTES.get(attribute).isSet()) {
      return new Predicate.OneOf(attribute, some);
    }
    return random.nextBoolean()
        ? new Predicate.HasAny(attribute, some)
        : new Predicate.HasAll(attribute, some);
  }

  /** Segments of one or two rules, each of which may refer to those before it. */
  static List<Segment> segments(RandomGenerator random, int count) {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Rule> rules = new ArrayList<>();
      for (int rule = random.nextInt(1, 3); rule > 0; rule--) {
        rules.add(rule("rule-" + rule, predicate(random, 2, i)));
      }
      segments.add(new Segment(new SegmentName("segment-" + i), "Segment " + i, rules));
    }
    return segments;
  }

  /** Points for conditions over one attribute or two, and a threshold that some sums reach. */
  static Score score(RandomGenerator random) {
    List<Score.Points> points = new ArrayList<>();
    for (int i = random.nextInt(1, 7); i > 0; i--) {
      Predicate one = leaf(random);
      Predicate condition =
          switch (random.nextInt(4)) {
            case 0 -> new Predicate.Not(one);
            case 1 -> new Predicate.AllOf(List.of(one, leaf(random)));
            case 2 -> new Predicate.AnyOf(List.of(one, new Predicate.Not(leaf(random))));
            default -> one;
          };
      points.add(
          new Score.Points(condition, condition.toString(), random.nextInt(-20_000, 20_001)));
    }
    int enter = random.nextInt(2_000, 8_001);
    return new Score(
        random.nextInt(-10_000, 10_001),
        points,
        enter,
        random.nextBoolean() ? enter : random.nextInt(1_000, enter + 1),
        random.nextBoolean()
            ? Score.Calibration.NONE
            : new Score.Calibration(new BigDecimal("1.25"), new BigDecimal("-0.1")),
        Optional.empty());
  }

  static Rule rule(String name, Predicate predicate) {
    return new Rule(new RuleName(name), predicate, "");
  }
}
