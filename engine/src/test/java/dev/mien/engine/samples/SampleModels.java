package dev.mien.engine.samples;

import dev.mien.segments.compile.Compiled;
import dev.mien.segments.compile.Compiler;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.compile.PointTable;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Model;
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

/**
 * Random models: attributes of every kind, and segments of one to three rules in which every form
 * of predicate occurs, {@code not} around any of them and references to segments before.
 *
 * <p>They are made directly, not from text, so they hold more than an author would write: labels of
 * all kinds asked at once, predicates that never hold, and such that always do.
 */
public final class SampleModels {
  /** How large a random model is at the most. */
  public record Size(int attributes, int segments, int depth) {
    /** Large enough for several words of an index, small enough for thousands of them. */
    public static final Size USUAL = new Size(14, 60, 3);
  }

  private final RandomGenerator random;
  private final Schema schema;

  private SampleModels(RandomGenerator random, Schema schema) {
    this.random = random;
    this.schema = schema;
  }

  /** A program of the usual size whose model is random. */
  public static Program program(RandomGenerator random) {
    return program(random, Size.USUAL);
  }

  /** A program whose model is random; the first one within the limits. */
  public static Program program(RandomGenerator random, Size size) {
    while (true) {
      if (compile(model(random, size)) instanceof Compiled.Done(var program)) {
        return program;
      }
    }
  }

  /** A model that may be beyond the limits once compiled. It has purposes, and no slots. */
  public static Model model(RandomGenerator random, Size size) {
    Schema schema = SampleSchemas.random(random, random.nextInt(1, size.attributes() + 1));
    return new Model("sample", schema, segments(random, schema, size), List.of());
  }

  /** Segments over the attributes of {@code schema}. */
  public static List<Segment> segments(RandomGenerator random, Schema schema, Size size) {
    SampleModels models = new SampleModels(random, schema);
    List<Segment> segments = new ArrayList<>();
    int count = random.nextInt(1, size.segments() + 1);
    for (int position = 0; position < count; position++) {
      segments.add(
          random.nextInt(6) == 0
              ? models.scored(position, Segment.scored(segments).size())
              : models.segment(position, size.depth()));
    }
    return segments;
  }

  public static Compiled compile(Model model) {
    return new Compiler(Limits.standard()).compile(model);
  }

  private Segment segment(int position, int depth) {
    List<Rule> rules = new ArrayList<>();
    for (int rule = random.nextInt(8) / 3; rule >= 0; rule--) {
      Predicate predicate = predicate(random.nextInt(depth + 1), position);
      rules.add(new Rule(new RuleName("rule-" + rules.size()), predicate, predicate.toString()));
    }
    return new Segment(new SegmentName("segment-" + position), "Segment " + position, rules);
  }

  /** A segment by a score that some sessions can reach and not all do, as the checker wants it. */
  private Segment scored(int position, int place) {
    String name = "segment-" + position;
    Score score = score();
    while (!isOpen(score)) {
      score = score();
    }
    Rule rule = new Rule(new RuleName(name), new Scored(place, score), score.toString());
    return new Segment(new SegmentName(name), "Segment " + position, List.of(rule));
  }

  private boolean isOpen(Score score) {
    long least = score.base();
    long most = score.base();
    for (PointTable table : PointTable.of(score, schema.attributes())) {
      least += table.least().getLast();
      most += table.most().getLast();
    }
    return least < score.leaveAt() && most >= score.enterAt();
  }

  private Score score() {
    List<Score.Points> points = new ArrayList<>();
    for (int i = random.nextInt(1, 9); i > 0; i--) {
      Predicate leaf = leaf();
      Predicate condition =
          switch (random.nextInt(5)) {
            case 0 -> new Not(leaf);
            case 1 -> new AllOf(List.of(leaf, few(leaf())));
            case 2 -> new AnyOf(List.of(leaf, new Not(few(leaf()))));
            default -> leaf;
          };
      points.add(
          new Score.Points(few(condition), condition.toString(), random.nextInt(-20_000, 20_001)));
    }
    int enter = random.nextInt(2_000, 8_001);
    return new Score(
        random.nextInt(-10_000, 10_001),
        points,
        enter,
        random.nextBoolean() ? enter : random.nextInt(1_000, enter + 1),
        random.nextBoolean()
            ? Score.Calibration.NONE
            : new Score.Calibration(new BigDecimal("0.8"), new BigDecimal("0.2")),
        Optional.empty());
  }

  /** The same, but of sets about few labels only, since scores tell all combinations apart. */
  private static Predicate few(Predicate predicate) {
    return switch (predicate) {
      case AllOf(var parts) -> new AllOf(parts.stream().map(SampleModels::few).toList());
      case AnyOf(var parts) -> new AnyOf(parts.stream().map(SampleModels::few).toList());
      case Not(var part) -> new Not(few(part));
      case HasAny(int attribute, long labels) -> new HasAny(attribute, few(labels));
      case HasAll(int attribute, long labels) -> new HasAll(attribute, few(labels));
      case OneOf _, Known _, InSegment _, Scored _ -> predicate;
    };
  }

  private static long few(long labels) {
    long few = labels & 0b111;
    return few == 0 ? 1 : few;
  }

  private Predicate predicate(int depth, int before) {
    return switch (random.nextInt(depth == 0 ? 7 : 12)) {
      case 0 -> new Not(depth == 0 ? leaf() : predicate(depth - 1, before));
      case 1 -> before == 0 ? leaf() : reference(before);
      case 7, 8 -> new AnyOf(parts(depth, before));
      case 9, 10, 11 -> new AllOf(parts(depth, before));
      default -> leaf();
    };
  }

  private List<Predicate> parts(int depth, int before) {
    List<Predicate> parts = new ArrayList<>();
    for (int i = random.nextInt(2, 5); i > 0; i--) {
      parts.add(predicate(depth - 1, before));
    }
    return parts;
  }

  private Predicate reference(int before) {
    Predicate reference = new InSegment(random.nextInt(before));
    return random.nextBoolean() ? reference : new Not(reference);
  }

  private Predicate leaf() {
    int attribute = random.nextInt(schema.attributes().size());
    var asked = schema.attributes().get(attribute);
    if (random.nextInt(8) == 0) {
      return new Known(attribute);
    }
    if (!asked.isSet()) {
      return new OneOf(attribute, codes(asked.alphabet().codes()));
    }
    long few = labels(asked.alphabet().codes());
    return random.nextBoolean() ? new HasAny(attribute, few) : new HasAll(attribute, few);
  }

  /** One code, or a range, or any set: what {@code is}, comparisons and {@code in} turn into. */
  private long codes(int count) {
    int low = random.nextInt(count);
    int high = random.nextInt(low, count);
    long all = -1L >>> (Long.SIZE - count);
    return switch (random.nextInt(3)) {
      case 0 -> 1L << low;
      case 1 -> (-1L >>> (Long.SIZE - 1 - high)) & -(1L << low);
      default -> random.nextLong() & all;
    };
  }

  /** At least one label, seldom more than three. */
  private long labels(int count) {
    long labels = 0;
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      labels |= 1L << random.nextInt(count);
    }
    return labels;
  }
}
