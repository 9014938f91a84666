package dev.mien.segments.edit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/**
 * From what an edit says to what is written: trees become rules, keys come in the order in which
 * authors write them, and what an outline only tells is left out.
 */
final class Shaping {
  /** What an outline tells of a definition beside what its author said. */
  private static final Set<String> TOLD =
      Set.of(
          "file",
          "line",
          "endLine",
          "diagnostics",
          "usedBySegments",
          "usedBySlots",
          "sensitive",
          "used",
          "words",
          "tree",
          "named");

  /** Keys whose texts are numbers, flags or names, whatever they were sent as. */
  private static final Set<String> PLAIN =
      Set.of(
          "priority",
          "holdout",
          "bits",
          "upTo",
          "step",
          "edges",
          "most",
          "epsilon",
          "goal",
          "after",
          "steps",
          "contextual",
          "flag",
          "tcf");

  private static final String RULES = "rules";
  private static final String SCORE = "score";
  private static final String POINTS = "points";
  private static final String WHEN = "when";
  private static final String OFFERS = "offers";
  private static final String CONTENT = "content";
  private static final String PURPOSES = "purposes";

  /** Why a value cannot be written. */
  static final class Misshapen extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String pointer;
    private final String detail;

    Misshapen(String pointer, String detail) {
      super(detail, null, false, false);
      this.pointer = pointer;
      this.detail = detail;
    }

    String pointer() {
      return pointer;
    }

    String detail() {
      return detail;
    }
  }

  private Shaping() {}

  /**
   * What to write for a definition.
   *
   * @param before what is there now
   */
  static Value.Table definition(Definition named, Value said, Optional<Value.Table> before) {
    Value.Table told = told(table(said, ""));
    Value.Table shaped =
        switch (named.kind()) {
          case "segment" -> segment(named.name(), told);
          case "slot" -> slot(told, before);
          case "event" -> event(told);
          default -> told;
        };
    Value.Table plain = plain(shaped);
    return Section.of(named.kind()).map(section -> ordered(plain, section.order())).orElse(plain);
  }

  /**
   * What to write for an offer.
   *
   * @param types of the fields of its slot
   */
  static Value.Table offer(Value said, Value.Table types, String pointer) {
    Value.Table sent = table(said, pointer);
    boolean nameless =
        sent.find("named").flatMap(Value::said).filter("false"::equals).isPresent()
            && Offers.name(sent).equals(sent.find("for").flatMap(Value::said).orElse(""));
    Value.Table offer = plain(told(nameless ? sent.without("name") : sent));
    Value.Table typed = offer;
    if (offer.find("variants").orElse(null) instanceof Value.Table(var variants)) {
      SequencedMap<String, Value> contents = new LinkedHashMap<>();
      variants.forEach((name, content) -> contents.put(name, content(content, types)));
      typed = offer.with("variants", new Value.Table(contents));
    }
    if (typed.find("weights").orElse(null) instanceof Value.Table(var weights)) {
      SequencedMap<String, Value> plain = new LinkedHashMap<>();
      weights.forEach((name, weight) -> plain.put(name, asPlain(weight)));
      typed =
          plain.isEmpty()
              ? typed.without("weights")
              : typed.with("weights", new Value.Table(plain));
    }
    return ordered(typed, Section.OFFER);
  }

  private static Value.Table table(Value said, String pointer) {
    if (said instanceof Value.Table table) {
      return table;
    }
    throw new Misshapen(pointer, "Send an object with the keys of the definition.");
  }

  private static Value.Table told(Value.Table said) {
    SequencedMap<String, Value> kept = new LinkedHashMap<>(said.entries());
    kept.keySet().removeAll(TOLD);
    return new Value.Table(kept);
  }

  private static Value.Table plain(Value.Table said) {
    SequencedMap<String, Value> plain = new LinkedHashMap<>();
    said.entries()
        .forEach((key, value) -> plain.put(key, PLAIN.contains(key) ? asPlain(value) : value));
    return new Value.Table(plain);
  }

  private static Value asPlain(Value value) {
    return switch (value) {
      case Value.Text(var text) -> new Value.Plain(text);
      case Value.Listing(var items) ->
          new Value.Listing(items.stream().map(Shaping::asPlain).toList());
      case Value.Table(var entries) -> {
        SequencedMap<String, Value> plain = new LinkedHashMap<>();
        entries.forEach((key, one) -> plain.put(key, asPlain(one)));
        yield new Value.Table(plain);
      }
      case Value.Plain _, Value.Rule _ -> value;
    };
  }

  private static Value.Table ordered(Value.Table said, List<String> order) {
    SequencedMap<String, Value> ordered = new LinkedHashMap<>();
    for (String key : order) {
      said.find(key).ifPresent(value -> ordered.put(key, value));
    }
    said.entries().forEach(ordered::putIfAbsent);
    return new Value.Table(ordered);
  }

  private static Value.Table segment(String name, Value.Table said) {
    Value.Table segment = said.without("name").without(RULES).without(WHEN).without(SCORE);
    Optional<Value> when = said.find(WHEN).map(rule -> rule(rule, "/" + WHEN));
    SequencedMap<String, Value> rules = new LinkedHashMap<>();
    switch (said.find(RULES).orElseGet(Value::emptyTable)) {
      case Value.Table(var named) ->
          named.forEach((key, rule) -> rules.put(key, rule(rule, "/rules/" + key)));
      case Value.Listing(var items) -> listed(items, rules);
      case Value.Text _, Value.Plain _, Value.Rule _ ->
          throw new Misshapen("/rules", "Send rules by name, or a list of them.");
    }
    Optional<Value> score = said.find(SCORE).map(Shaping::score);
    if (score.isPresent()) {
      segment = segment.with(SCORE, score.get());
    }
    if (when.isPresent()) {
      segment = segment.with(WHEN, when.get());
    } else if (rules.size() == 1 && (rules.containsKey("") || rules.containsKey(name))) {
      return segment.with(WHEN, rules.firstEntry().getValue());
    }
    return rules.isEmpty() ? segment : segment.with(RULES, new Value.Table(rules));
  }

  /** A score whose points come by condition, or as a list of conditions with their points. */
  private static Value score(Value said) {
    Value.Table score = (Value.Table) asPlain(table(said, "/" + SCORE));
    if (!(score.find(POINTS).orElse(null) instanceof Value.Listing(var items))) {
      return ordered(score, Section.SCORE);
    }
    SequencedMap<String, Value> points = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      String pointer = "/" + SCORE + "/" + POINTS + "/" + i;
      Value.Table item = table(items.get(i), pointer);
      Optional<Value> condition = item.find("condition");
      Optional<Value> amount = item.find(POINTS);
      if (condition.isEmpty() || amount.isEmpty()) {
        throw new Misshapen(pointer, "Send the condition, and the points that it adds.");
      }
      String text = rule(condition.get(), pointer + "/condition").said().orElse("");
      if (points.putIfAbsent(text, amount.get()) != null) {
        throw new Misshapen(pointer + "/condition", "Give each condition its points once.");
      }
    }
    return ordered(score.with(POINTS, new Value.Table(points)), Section.SCORE);
  }

  private static void listed(List<Value> items, SequencedMap<String, Value> rules) {
    for (int i = 0; i < items.size(); i++) {
      String pointer = "/rules/" + i;
      Value.Table item = table(items.get(i), pointer);
      String name = item.find("name").flatMap(Value::said).orElse("");
      Optional<Value> tree = item.find("tree");
      Optional<Value> text = item.find("text");
      if ((name.isEmpty() && items.size() > 1) || (tree.isEmpty() && text.isEmpty())) {
        throw new Misshapen(pointer, "Send the name of the rule, and its text or its tree.");
      }
      // The text goes first: whoever sends an outline back has changed what stands there.
      Value rule =
          text.isPresent()
              ? rule(text.get(), pointer + "/text")
              : rule(tree.get(), pointer + "/tree");
      if (rules.putIfAbsent(name, rule) != null) {
        throw new Misshapen(pointer + "/name", "Name each rule otherwise.");
      }
    }
  }

  private static Value rule(Value said, String pointer) {
    if (!(said instanceof Value.Table)) {
      return new Value.Rule(
          said.said().orElseThrow(() -> new Misshapen(pointer, "Send a rule as text or tree.")));
    }
    return switch (RuleTree.read(said)) {
      case RuleTree.Reading.Sound(var rule) ->
          new Value.Rule(dev.mien.segments.syntax.Printer.print(rule));
      case RuleTree.Reading.Unsound(var place, var detail) ->
          throw new Misshapen(pointer + place, detail);
    };
  }

  private static Value.Table event(Value.Table said) {
    if (!(said.find("fields").orElse(null) instanceof Value.Table(var fields))) {
      return said.without("name");
    }
    Value.Table event = said.without("fields").without("name");
    for (Map.Entry<String, Value> field : fields.entrySet()) {
      event = event.with(field.getKey(), field.getValue());
    }
    return event;
  }

  private static Value.Table slot(Value.Table said, Optional<Value.Table> before) {
    Value.Table slot = said.without("name");
    Optional<Value> types = slot.find("types");
    if (types.isPresent()) {
      slot = slot.without("types").with(CONTENT, types.get());
    }
    slot = purposes(slot, before);
    Value.Table content =
        slot.find(CONTENT).orElse(null) instanceof Value.Table declared
            ? declared
            : Value.emptyTable();
    Optional<Value> fallback = slot.find("fallback");
    if (fallback.isPresent()) {
      slot = slot.with("fallback", content(fallback.get(), content));
    }
    Optional<Value> offers = slot.find(OFFERS);
    if (offers.isEmpty()) {
      Optional<Value> kept = before.flatMap(table -> table.find(OFFERS));
      return kept.isPresent() ? slot.with(OFFERS, kept.get()) : slot;
    }
    if (!(offers.get() instanceof Value.Listing(var items))) {
      throw new Misshapen("/offers", "Send a list of offers.");
    }
    List<Value> shaped = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      shaped.add(offer(items.get(i), content, "/offers/" + i));
    }
    return shaped.isEmpty() ? slot.without(OFFERS) : slot.with(OFFERS, new Value.Listing(shaped));
  }

  /** One purpose stands under {@code purpose}, unless its author has chosen the longer form. */
  private static Value.Table purposes(Value.Table slot, Optional<Value.Table> before) {
    boolean longer = before.isPresent() && before.get().find(PURPOSES).isPresent();
    if (slot.find(PURPOSES).orElse(null) instanceof Value.Listing(var items)
        && items.size() == 1
        && !longer) {
      return slot.without(PURPOSES).with("purpose", items.getFirst());
    }
    Optional<Value> one = slot.find("purpose");
    return one.isPresent() && longer && slot.find(PURPOSES).isEmpty()
        ? slot.without("purpose").with(PURPOSES, new Value.Listing(List.of(one.get())))
        : slot;
  }

  private static Value content(Value said, Value.Table types) {
    if (!(said instanceof Value.Table(var fields))) {
      return said;
    }
    SequencedMap<String, Value> typed = new LinkedHashMap<>();
    fields.forEach(
        (field, value) -> {
          String type = types.find(field).flatMap(Value::said).orElse("text");
          typed.put(field, type.equals("number") || type.equals("flag") ? asPlain(value) : value);
        });
    return new Value.Table(typed);
  }
}
