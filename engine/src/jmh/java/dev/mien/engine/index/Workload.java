package dev.mien.engine.index;

import dev.mien.engine.index.MatchBenchmark.Rules;
import dev.mien.engine.index.NaiveTreeWalk.Condition;
import dev.mien.engine.index.NaiveTreeWalk.Value;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.RuleName;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A seeded workload of segments and sessions, each in two forms: as the engine has them, and as the
 * naive tree-walk takes them.
 *
 * <p>40 attributes: 15 choices, 15 numbers, 5 sets of labels and 5 flags, with alphabets of up to
 * 64 codes, which is the most there can be. Segments of 1 to 3 conjunctions of 2 to 5 predicates;
 * of the predicates about 15 % are negated and 30 % are ranges. Sessions with 10 to 25 of the
 * attributes. Values are skewed by Zipf's law, in sessions and in rules: rules ask for what is
 * frequent, so more of them hold than if they asked for all values alike.
 *
 * <p>Of exact rules all attributes are choices and flags, and every predicate asks for one value,
 * and none is negated: what automata for exact values do best. Of mixed ones a predicate on a fact
 * that is known holds of 29 % of the sessions, and one in a hundred segments admits a session: 10
 * of 1,000, 1,009 of 100,000. Nine in ten of those hold by a conjunction of two predicates.
 */
final class Workload {
  private static final int ATTRIBUTES = 40;
  private static final int NEGATED_PERCENT = 15;
  private static final int RANGES_OF_NUMBERS_PERCENT = 80;

  /** A session in both forms. */
  record Session(Facts facts, Map<String, Value> values) {}

  private record Written(Predicate predicate, Condition condition) {}

  private final Rules rules;
  private final SplittableRandom random;
  private final List<Attribute> attributes = new ArrayList<>();
  private final List<Segment> segments = new ArrayList<>();
  private final List<Condition> conditions = new ArrayList<>();
  private final List<Session> sessions = new ArrayList<>();

  Workload(long seed, int segmentCount, int sessionCount) {
    this(seed, segmentCount, sessionCount, Rules.MIXED);
  }

  Workload(long seed, int segmentCount, int sessionCount, Rules rules) {
    this.rules = rules;
    this.random = new SplittableRandom(seed);
    for (int i = 0; i < ATTRIBUTES; i++) {
      attributes.add(attribute(i));
    }
    for (int i = 0; i < segmentCount; i++) {
      addSegment(i);
    }
    for (int i = 0; i < sessionCount; i++) {
      sessions.add(session());
    }
  }

  Model model() {
    return new Model("workload", new Schema(List.of(), attributes, List.of()), segments, List.of());
  }

  /** The rules as trees, by segment. */
  List<Condition> conditions() {
    return conditions;
  }

  NaiveTreeWalk treeWalk() {
    return new NaiveTreeWalk(conditions);
  }

  List<Session> sessions() {
    return sessions;
  }

  private Attribute attribute(int position) {
    int kind = rules == Rules.EXACT && position % 8 < 7 ? 0 : position % 8;
    Alphabet alphabet =
        switch (kind) {
          case 0, 1, 2 -> new Alphabet.Choice(labels(random.nextInt(5, 65)));
          case 3, 4, 5 -> new Alphabet.Numeric("EUR", edges(random.nextInt(5, 32)));
          case 6 -> new Alphabet.Choices(labels(random.nextInt(10, 41)));
          default -> new Alphabet.Flag();
        };
    return new Attribute(
        new AttributeName("attribute_" + position),
        alphabet,
        new Origin.Signal(Origin.Provenance.SITE, Optional.empty()),
        0,
        "");
  }

  private void addSegment(int position) {
    List<Predicate> predicates = new ArrayList<>();
    List<Condition> tests = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      Written conjunction = conjunction();
      predicates.add(conjunction.predicate());
      tests.add(conjunction.condition());
    }
    Predicate predicate =
        predicates.size() == 1 ? predicates.getFirst() : new Predicate.AnyOf(predicates);
    String name = "segment-" + position;
    Rule rule = new Rule(new RuleName(name), predicate, "");
    segments.add(new Segment(new SegmentName(name), name, List.of(rule)));
    conditions.add(new Condition.Any(tests));
  }

  private Written conjunction() {
    BitSet asked = new BitSet(ATTRIBUTES);
    int size = random.nextInt(2, 6);
    while (asked.cardinality() < size) {
      asked.set(random.nextInt(ATTRIBUTES));
    }
    List<Predicate> predicates = new ArrayList<>();
    List<Condition> tests = new ArrayList<>();
    asked.stream()
        .forEach(
            attribute -> {
              Written written = test(attribute);
              predicates.add(written.predicate());
              tests.add(written.condition());
            });
    return new Written(new Predicate.AllOf(predicates), new Condition.All(tests));
  }

  private Written test(int position) {
    Attribute attribute = attributes.get(position);
    String name = attribute.name().text();
    Written written =
        switch (attribute.alphabet()) {
          case Alphabet.Choice(var labels) -> choice(position, name, labels);
          case Alphabet.Numeric numeric -> number(position, name, numeric);
          case Alphabet.Choices(var labels) -> set(position, name, labels);
          case Alphabet.Flag _, Alphabet.Count _, Alphabet.Elapsed _ ->
              new Written(new Predicate.OneOf(position, 0b10), new Condition.Is(name, true));
        };
    return rules == Rules.EXACT || random.nextInt(100) >= NEGATED_PERCENT
        ? written
        : new Written(
            new Predicate.Not(written.predicate()),
            new Condition.Not((Condition.Test) written.condition()));
  }

  private Written choice(int position, String name, List<String> labels) {
    long codes = 0;
    Set<String> texts = new HashSet<>();
    for (int i = rules == Rules.EXACT ? 1 : random.nextInt(1, 4); i > 0; i--) {
      int code = zipf(labels.size());
      codes |= 1L << code;
      texts.add(labels.get(code));
    }
    return new Written(new Predicate.OneOf(position, codes), new Condition.In(name, texts));
  }

  private Written number(int position, String name, Alphabet.Numeric numeric) {
    int edges = numeric.edges().size();
    int low = random.nextInt(edges);
    boolean range = rules == Rules.MIXED && random.nextInt(100) < RANGES_OF_NUMBERS_PERCENT;
    int high = range ? random.nextInt(low, edges) : low;
    long codes = 0;
    for (int code = 2 * low + 1; code <= 2 * high + 1; code++) {
      codes |= 1L << code;
    }
    return new Written(
        new Predicate.OneOf(position, codes),
        new Condition.Between(
            name, numeric.edges().get(low).doubleValue(), numeric.edges().get(high).doubleValue()));
  }

  private Written set(int position, String name, List<String> labels) {
    int first = zipf(labels.size());
    int second = rules == Rules.EXACT ? first : zipf(labels.size());
    long bits = 1L << first | 1L << second;
    List<String> texts = List.of(labels.get(first), labels.get(second));
    return random.nextBoolean()
        ? new Written(new Predicate.HasAny(position, bits), new Condition.HasAny(name, texts))
        : new Written(new Predicate.HasAll(position, bits), new Condition.HasAll(name, texts));
  }

  private Session session() {
    ArrayFacts facts = new ArrayFacts(ATTRIBUTES);
    Map<String, Value> values = new HashMap<>();
    int present = random.nextInt(10, 26);
    while (values.size() < present) {
      int position = random.nextInt(ATTRIBUTES);
      Attribute attribute = attributes.get(position);
      values.put(attribute.name().text(), value(position, attribute.alphabet(), facts));
    }
    return new Session(facts, values);
  }

  private Value value(int position, Alphabet alphabet, ArrayFacts facts) {
    switch (alphabet) {
      case Alphabet.Choice(var labels) -> {
        int code = zipf(labels.size());
        facts.know(position, code, 0);
        return new Value.Text(labels.get(code));
      }
      case Alphabet.Numeric numeric -> {
        // Half the values are edges themselves: where exactness shows.
        double number = zipf(2 * numeric.edges().size() + 1) * 5.0;
        facts.know(position, numeric.code(number), 0);
        return new Value.Amount(number);
      }
      case Alphabet.Choices(var labels) -> {
        long bits = 0;
        Set<String> texts = new HashSet<>();
        for (int i = random.nextInt(1, 6); i > 0; i--) {
          int label = zipf(labels.size());
          bits |= 1L << label;
          texts.add(labels.get(label));
        }
        facts.know(position, 0, bits);
        return new Value.Texts(texts);
      }
      case Alphabet.Flag _, Alphabet.Count _, Alphabet.Elapsed _ -> {
        boolean on = random.nextBoolean();
        facts.know(position, on ? 1 : 0, 0);
        return new Value.Flag(on);
      }
    }
  }

  /** A number below {@code bound}, of which n is drawn n + 1 times more seldom than 0. */
  private int zipf(int bound) {
    double all = 0;
    for (int i = 1; i <= bound; i++) {
      all += 1.0 / i;
    }
    double drawn = random.nextDouble(all);
    for (int i = 1; i < bound; i++) {
      drawn -= 1.0 / i;
      if (drawn < 0) {
        return i - 1;
      }
    }
    return bound - 1;
  }

  private static List<String> labels(int count) {
    return IntStream.range(0, count).mapToObj(i -> "label-" + i).toList();
  }

  private static List<BigDecimal> edges(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> BigDecimal.valueOf(10L * i)).toList();
  }

  /** Facts that are laid out as the engine's own. */
  private static final class ArrayFacts implements Facts {
    private static final Standing[] STANDINGS = {Standing.KNOWN, Standing.MISSING};

    private final byte[] codes;
    private final long[] labels;

    ArrayFacts(int size) {
      codes = new byte[size];
      Arrays.fill(codes, (byte) -1);
      labels = new long[size];
    }

    void know(int attribute, int code, long bits) {
      codes[attribute] = (byte) code;
      labels[attribute] = bits;
    }

    @Override
    public int size() {
      return codes.length;
    }

    @Override
    public Standing standing(int attribute) {
      return STANDINGS[-Math.min(codes[attribute], 0)];
    }

    @Override
    public int code(int attribute) {
      return Math.max(0, codes[attribute]);
    }

    @Override
    public int state(int attribute) {
      return codes[attribute];
    }

    @Override
    public long labels(int attribute) {
      return labels[attribute];
    }
  }
}
