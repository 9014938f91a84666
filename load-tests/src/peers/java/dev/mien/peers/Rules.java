package dev.mien.peers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same seeded rules in the words of each server, and requests to ask them with: segments of
 * conjunctions of three conditions, slots that try seven segments in order, and signals of which
 * four in five are there.
 */
final class Rules {
  private static final List<String> SLOTS = List.of("page.hero", "page.offer", "page.help");
  private static final int OFFERS = 7;
  private static final int LABELS = 12;

  /** A file has at most a million characters, and a conjunction some seventy. */
  private static final int CONJUNCTIONS_OF_FILE = 5_000;

  /** Out of so many attributes six are choices, the others numbers. */
  private static final int MIXED = 10;

  private static final int CHOICES_OF_MIXED = 6;
  private static final List<Integer> EDGES = List.of(10, 20, 50, 100, 200);
  private static final int NEGATED_PERCENT = 15;
  private static final String TEXT =
      "Up to forty in a hundred off everything for rain and wind, this week ";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * How large it all is.
   *
   * @param attributes of which three in five are choices
   * @param conjunctions that each segment has, any of which admits
   */
  record Size(int segments, int slots, int attributes, int conjunctions) {
    /** So many segments of one conjunction, three slots, ten attributes. */
    static Size of(int segments) {
      return new Size(segments, 3, MIXED, 1);
    }

    int choices() {
      return attributes * CHOICES_OF_MIXED / MIXED;
    }

    int numbers() {
      return attributes - choices();
    }
  }

  /**
   * A choice that is one label, another that is or is not one, and a number on one side of an edge.
   */
  private record Conjunction(
      int first,
      int firstLabel,
      int second,
      int secondLabel,
      boolean negated,
      int number,
      int edge,
      boolean above) {}

  private final Size size;
  private final List<List<Conjunction>> segments = new ArrayList<>();
  private final List<List<Integer>> offers = new ArrayList<>();
  private final List<ObjectNode> signals = new ArrayList<>();

  /** Rules, and so many different requests. */
  Rules(long seed, Size size, int requests) {
    this.size = size;
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < size.segments(); i++) {
      segments.add(Stream.generate(() -> conjunction(random)).limit(size.conjunctions()).toList());
    }
    for (int slot = 0; slot < size.slots(); slot++) {
      offers.add(
          random
              .ints(0, size.segments())
              .distinct()
              .limit(Math.min(OFFERS, size.segments()))
              .boxed()
              .toList());
    }
    for (int i = 0; i < requests; i++) {
      signals.add(signals(random));
    }
  }

  /** What pages ask for. */
  List<String> slots() {
    return IntStream.range(0, size.slots())
        .mapToObj(slot -> slot < SLOTS.size() ? SLOTS.get(slot) : "page.part" + slot)
        .toList();
  }

  private Conjunction conjunction(SplittableRandom random) {
    int choices = size.choices();
    int first = random.nextInt(choices);
    return new Conjunction(
        first,
        label(random),
        (first + 1 + random.nextInt(choices - 1)) % choices,
        label(random),
        random.nextInt(100) < NEGATED_PERCENT,
        random.nextInt(size.numbers()),
        EDGES.get(random.nextInt(EDGES.size())),
        random.nextBoolean());
  }

  /** The only conjunction of a segment: flag engines are asked by such rules alone. */
  private Conjunction only(int segment) {
    List<Conjunction> all = segments.get(segment);
    if (all.size() != 1) {
      throw new IllegalStateException("flag engines take segments of one conjunction");
    }
    return all.getFirst();
  }

  // The product of two fractions: some labels are much more common than others.
  private static int label(SplittableRandom random) {
    return (int) (random.nextDouble() * random.nextDouble() * LABELS);
  }

  private ObjectNode signals(SplittableRandom random) {
    ObjectNode said = JSON.objectNode();
    for (int i = 0; i < size.choices(); i++) {
      if (random.nextInt(5) > 0) {
        said.put("c" + i, "l" + label(random));
      }
    }
    for (int i = 0; i < size.numbers(); i++) {
      if (random.nextInt(5) > 0) {
        said.put("n" + i, random.nextInt(250));
      }
    }
    return said;
  }

  /** The bodies of requests without a session. */
  List<String> bodies() {
    return signals.stream().map(said -> body().set("signals", said).toString()).toList();
  }

  /** The same with consent, which begins a session. */
  List<String> consenting() {
    return signals.stream()
        .map(
            said -> {
              ObjectNode body = body();
              body.set("signals", said);
              body.putObject("consent").putArray("purposes").add("p");
              return body.toString();
            })
        .toList();
  }

  private ObjectNode body() {
    ObjectNode body = JSON.objectNode();
    ArrayNode slots = body.putArray("slots");
    slots().forEach(slots::add);
    return body;
  }

  private static String text(int offer) {
    return TEXT + offer;
  }

  /** As a workspace: what goes into an edition, file by file. */
  String workspace() {
    ObjectNode body = JSON.objectNode();
    ObjectNode files = body.putObject("files");
    files.put("workspace.yaml", "workspace: { name: peers, timezone: UTC }\n" + schema() + pages());
    int most = CONJUNCTIONS_OF_FILE / size.conjunctions();
    for (int from = 0; from < segments.size(); from += most) {
      files.put(
          "segments-%d.yaml".formatted(from),
          segments(from, Math.min(segments.size(), from + most)));
    }
    return body.toString();
  }

  private String schema() {
    StringBuilder text = new StringBuilder(1 << 12);
    text.append("schema:\n  purposes:\n    p: { title: \"P\", contextual: true, bits: 512 }\n");
    text.append("  attributes:\n");
    String labels =
        IntStream.range(0, LABELS).mapToObj(i -> "l" + i).collect(Collectors.joining(", "));
    for (int i = 0; i < size.choices(); i++) {
      text.append(
          "    c%d: { choice: [%s], from: site, purpose: p, benefit: \"b\" }%n"
              .formatted(i, labels));
    }
    for (int i = 0; i < size.numbers(); i++) {
      text.append(
          "    n%d: { number: EUR, edges: %s, from: site, purpose: p, benefit: \"b\" }%n"
              .formatted(i, EDGES));
    }
    return text.toString();
  }

  private String segments(int from, int to) {
    StringBuilder text = new StringBuilder(1 << 16).append("segments:\n");
    for (int i = from; i < to; i++) {
      text.append("  s%d: { title: S, when: \"%s\" }%n".formatted(i, when(segments.get(i))));
    }
    return text.toString();
  }

  private String pages() {
    StringBuilder text = new StringBuilder(1 << 12).append("slots:\n");
    List<String> slots = slots();
    for (int slot = 0; slot < slots.size(); slot++) {
      text.append("  %s:%n    purpose: p%n    content: { t: text }%n".formatted(slots.get(slot)));
      text.append("    fallback: { t: \"-\" }\n    offers:\n");
      for (int offer : offers.get(slot)) {
        text.append(
            "      - { for: s%d, variants: { v: { t: \"%s\" } } }%n".formatted(offer, text(offer)));
      }
    }
    return text.toString();
  }

  private static String when(List<Conjunction> segment) {
    return segment.stream().map(Rules::when).collect(Collectors.joining(" or "));
  }

  private static String when(Conjunction one) {
    return "c%d is l%d and c%d %s l%d and n%d %s %d"
        .formatted(
            one.first,
            one.firstLabel,
            one.second,
            one.negated ? "is not" : "is",
            one.secondLabel,
            one.number,
            one.above ? ">=" : "<",
            one.edge);
  }

  /** As features of GrowthBook, one for each slot. */
  String growthBook() {
    ObjectNode features = JSON.objectNode();
    for (int slot = 0; slot < size.slots(); slot++) {
      ObjectNode feature = features.putObject(slots().get(slot));
      feature.put("defaultValue", "-");
      ArrayNode rules = feature.putArray("rules");
      for (int offer : offers.get(slot)) {
        Conjunction segment = only(offer);
        ObjectNode rule = rules.addObject().put("force", text(offer));
        ObjectNode condition = rule.putObject("condition");
        condition.put("c" + segment.first, "l" + segment.firstLabel);
        condition
            .putObject("c" + segment.second)
            .put("$exists", true)
            .put(segment.negated ? "$ne" : "$eq", "l" + segment.secondLabel);
        condition
            .putObject("n" + segment.number)
            .put("$exists", true)
            .put(segment.above ? "$gte" : "$lt", segment.edge);
      }
    }
    return features.toString();
  }

  /** As flags of flagd, one for each slot. */
  String flagd() {
    ObjectNode flags = JSON.objectNode();
    ObjectNode all = flags.putObject("flags");
    for (int slot = 0; slot < size.slots(); slot++) {
      ObjectNode flag = all.putObject(slots().get(slot)).put("state", "ENABLED");
      flag.put("defaultVariant", "none");
      ObjectNode variants = flag.putObject("variants").put("none", "-");
      ArrayNode branches = flag.putObject("targeting").putArray("if");
      for (int offer : offers.get(slot)) {
        variants.put("o" + offer, text(offer));
        Conjunction segment = only(offer);
        ArrayNode and = branches.addObject().putArray("and");
        and.add(test("==", "c" + segment.first, "l" + segment.firstLabel));
        and.add(present("c" + segment.second));
        and.add(
            test(segment.negated ? "!=" : "==", "c" + segment.second, "l" + segment.secondLabel));
        and.add(present("n" + segment.number));
        ObjectNode bound = JSON.objectNode();
        bound
            .putArray(segment.above ? ">=" : "<")
            .add(variable("n" + segment.number))
            .add(segment.edge);
        and.add(bound);
        branches.add("o" + offer);
      }
      branches.add("none");
    }
    return flags.toString();
  }

  private static ObjectNode variable(String name) {
    return JSON.objectNode().put("var", name);
  }

  private static ObjectNode test(String operator, String name, String text) {
    ObjectNode test = JSON.objectNode();
    test.putArray(operator).add(variable(name)).add(text);
    return test;
  }

  private static ObjectNode present(String name) {
    ObjectNode test = JSON.objectNode();
    test.putArray("!=").add(variable(name)).addNull();
    return test;
  }
}
