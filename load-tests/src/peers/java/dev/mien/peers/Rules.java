package dev.mien.peers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The same seeded rules in the words of each server, and requests to ask them with: segments of
 * three conditions each, slots that try seven of them in order, and signals of 10 attributes.
 */
final class Rules {
  static final List<String> SLOTS = List.of("page.hero", "page.offer", "page.help");

  private static final int OFFERS = 7;
  private static final int CHOICES = 6;
  private static final int LABELS = 12;
  private static final int NUMBERS = 4;
  private static final List<Integer> EDGES = List.of(10, 20, 50, 100, 200);
  private static final int NEGATED_PERCENT = 15;
  private static final String TEXT =
      "Up to forty in a hundred off everything for rain and wind, this week ";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /**
   * A choice that is one label, another that is or is not one, and a number on one side of an edge.
   */
  private record Segment(
      int first,
      int firstLabel,
      int second,
      int secondLabel,
      boolean negated,
      int number,
      int edge,
      boolean above) {}

  private final List<Segment> segments = new ArrayList<>();
  private final List<List<Integer>> offers = new ArrayList<>();
  private final List<ObjectNode> signals = new ArrayList<>();

  Rules(long seed, int count, int requests) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < count; i++) {
      segments.add(segment(random));
    }
    for (int slot = 0; slot < SLOTS.size(); slot++) {
      offers.add(random.ints(0, count).distinct().limit(Math.min(OFFERS, count)).boxed().toList());
    }
    for (int i = 0; i < requests; i++) {
      signals.add(signals(random));
    }
  }

  private static Segment segment(SplittableRandom random) {
    int first = random.nextInt(CHOICES);
    return new Segment(
        first,
        label(random),
        (first + 1 + random.nextInt(CHOICES - 1)) % CHOICES,
        label(random),
        random.nextInt(100) < NEGATED_PERCENT,
        random.nextInt(NUMBERS),
        EDGES.get(random.nextInt(EDGES.size())),
        random.nextBoolean());
  }

  // The product of two fractions: some labels are much more common than others.
  private static int label(SplittableRandom random) {
    return (int) (random.nextDouble() * random.nextDouble() * LABELS);
  }

  private static ObjectNode signals(SplittableRandom random) {
    ObjectNode said = JSON.objectNode();
    for (int i = 0; i < CHOICES; i++) {
      if (random.nextInt(5) > 0) {
        said.put("c" + i, "l" + label(random));
      }
    }
    for (int i = 0; i < NUMBERS; i++) {
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

  private static ObjectNode body() {
    ObjectNode body = JSON.objectNode();
    ArrayNode slots = body.putArray("slots");
    SLOTS.forEach(slots::add);
    return body;
  }

  private static String text(int offer) {
    return TEXT + offer;
  }

  /** As a workspace. */
  String workspace() {
    StringBuilder text = new StringBuilder(1 << 20);
    text.append("workspace: { name: peers, timezone: UTC }\nschema:\n  purposes:\n");
    text.append("    p: { title: \"P\", contextual: true, bits: 128 }\n  attributes:\n");
    String labels =
        IntStream.range(0, LABELS).mapToObj(i -> "l" + i).collect(Collectors.joining(", "));
    for (int i = 0; i < CHOICES; i++) {
      text.append(
          "    c%d: { choice: [%s], from: site, purpose: p, benefit: \"b\" }%n"
              .formatted(i, labels));
    }
    for (int i = 0; i < NUMBERS; i++) {
      text.append(
          "    n%d: { number: EUR, edges: %s, from: site, purpose: p, benefit: \"b\" }%n"
              .formatted(i, EDGES));
    }
    text.append("segments:\n");
    for (int i = 0; i < segments.size(); i++) {
      text.append("  s%d: { title: S, when: \"%s\" }%n".formatted(i, when(segments.get(i))));
    }
    text.append("slots:\n");
    for (int slot = 0; slot < SLOTS.size(); slot++) {
      text.append("  %s:%n    purpose: p%n    content: { t: text }%n".formatted(SLOTS.get(slot)));
      text.append("    fallback: { t: \"-\" }\n    offers:\n");
      for (int offer : offers.get(slot)) {
        text.append(
            "      - { for: s%d, variants: { v: { t: \"%s\" } } }%n".formatted(offer, text(offer)));
      }
    }
    return text.toString();
  }

  private static String when(Segment segment) {
    return "c%d is l%d and c%d %s l%d and n%d %s %d"
        .formatted(
            segment.first,
            segment.firstLabel,
            segment.second,
            segment.negated ? "is not" : "is",
            segment.secondLabel,
            segment.number,
            segment.above ? ">=" : "<",
            segment.edge);
  }

  /** As features of GrowthBook, one for each slot. */
  String growthBook() {
    ObjectNode features = JSON.objectNode();
    for (int slot = 0; slot < SLOTS.size(); slot++) {
      ObjectNode feature = features.putObject(SLOTS.get(slot));
      feature.put("defaultValue", "-");
      ArrayNode rules = feature.putArray("rules");
      for (int offer : offers.get(slot)) {
        Segment segment = segments.get(offer);
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
    for (int slot = 0; slot < SLOTS.size(); slot++) {
      ObjectNode flag = all.putObject(SLOTS.get(slot)).put("state", "ENABLED");
      flag.put("defaultVariant", "none");
      ObjectNode variants = flag.putObject("variants").put("none", "-");
      ArrayNode branches = flag.putObject("targeting").putArray("if");
      for (int offer : offers.get(slot)) {
        variants.put("o" + offer, text(offer));
        Segment segment = segments.get(offer);
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
