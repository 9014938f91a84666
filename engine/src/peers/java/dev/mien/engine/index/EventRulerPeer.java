package dev.mien.engine.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mien.engine.index.NaiveTreeWalk.Condition;
import dev.mien.engine.index.NaiveTreeWalk.Value;
import dev.mien.engine.index.Workload.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import software.amazon.event.ruler.Machine;

/**
 * AWS Event Ruler: one finite automaton over field values for all rules. Sessions are given as JSON
 * that is parsed already, which spares it that work.
 *
 * <p>It matches an array if any element does, and so cannot negate a condition on a set: each label
 * of a set is a field of its own here. What it cannot ask in one pattern becomes several rules of
 * the same name, of which any may hold.
 */
final class EventRulerPeer implements Peer {
  private static final String HERE = "y";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Machine machine;
  private final List<JsonNode> sessions;

  private EventRulerPeer(Machine machine, List<JsonNode> sessions) {
    this.machine = machine;
    this.sessions = sessions;
  }

  static Peer of(Workload workload, Time time) throws IOException {
    Machine machine = Machine.builder().build();
    List<Condition> conditions = workload.conditions();
    for (int segment = 0; segment < conditions.size(); segment++) {
      time.check(segment);
      for (ObjectNode rule : rules(conditions.get(segment))) {
        machine.addRule(Integer.toString(segment), rule.toString());
      }
    }
    return new EventRulerPeer(
        machine, workload.sessions().stream().map(EventRulerPeer::event).toList());
  }

  @Override
  public int match(int session) {
    return machine.rulesForJSONEvent(sessions.get(session)).size();
  }

  @Override
  public BitSet admitted(int session) {
    BitSet admitted = new BitSet();
    machine
        .rulesForJSONEvent(sessions.get(session))
        .forEach(name -> admitted.set(Integer.parseInt(name)));
    return admitted;
  }

  private static JsonNode event(Session session) {
    ObjectNode event = JSON.objectNode();
    for (Map.Entry<String, Value> entry : session.values().entrySet()) {
      String name = entry.getKey();
      switch (entry.getValue()) {
        case Value.Text(var text) -> event.put(name, text);
        case Value.Amount(var number) -> event.put(name, number);
        case Value.Flag(var on) -> event.put(name, on);
        case Value.Texts(var texts) -> {
          event.put(name, HERE);
          texts.forEach(text -> event.put(field(name, text), HERE));
        }
      }
    }
    return event;
  }

  private static String field(String name, String label) {
    return name + "_" + label;
  }

  /** Rules of which one holds just when the condition does. */
  private static List<ObjectNode> rules(Condition condition) {
    return switch (condition) {
      case Condition.Any(var parts) -> {
        List<ObjectNode> all = new ArrayList<>();
        parts.forEach(part -> all.addAll(rules(part)));
        yield all;
      }
      case Condition.All(var parts) -> {
        List<ObjectNode> all = List.of(JSON.objectNode());
        for (Condition part : parts) {
          all = product(all, rules(part));
        }
        yield all;
      }
      case Condition.Not(var test) -> negated(test);
      case Condition.In(var name, var texts) -> {
        ArrayNode any = JSON.arrayNode();
        texts.forEach(any::add);
        yield List.of(rule(name, any));
      }
      case Condition.Between(var name, var low, var high) ->
          List.of(rule(name, JSON.arrayNode().add(numeric(within(low, high)))));
      case Condition.Is(var name, var on) -> List.of(rule(name, JSON.arrayNode().add(on)));
      case Condition.HasAny(var name, var texts) ->
          texts.stream().map(text -> rule(field(name, text), here())).toList();
      case Condition.HasAll(var name, var texts) -> {
        ObjectNode rule = JSON.objectNode();
        texts.forEach(text -> rule.set(field(name, text), here()));
        yield List.of(rule);
      }
    };
  }

  /** Rules of which one holds just when a value is there and the test does not hold of it. */
  private static List<ObjectNode> negated(Condition.Test test) {
    return switch (test) {
      case Condition.In(var name, var texts) -> {
        ArrayNode none = JSON.arrayNode();
        texts.forEach(none::add);
        ObjectNode pattern = JSON.objectNode();
        pattern.set("anything-but", none);
        yield List.of(rule(name, JSON.arrayNode().add(pattern)));
      }
      case Condition.Between(var name, var low, var high) ->
          List.of(
              rule(
                  name,
                  JSON.arrayNode()
                      .add(numeric(bounds().add("<").add(low)))
                      .add(numeric(bounds().add(">").add(high)))));
      case Condition.Is(var name, var on) -> List.of(rule(name, JSON.arrayNode().add(!on)));
      case Condition.HasAny(var name, var texts) -> {
        ObjectNode rule = rule(name, here());
        texts.forEach(text -> rule.set(field(name, text), absent()));
        yield List.of(rule);
      }
      case Condition.HasAll(var name, var texts) ->
          texts.stream()
              .map(
                  text -> {
                    ObjectNode rule = rule(name, here());
                    rule.set(field(name, text), absent());
                    return rule;
                  })
              .toList();
    };
  }

  private static List<ObjectNode> product(List<ObjectNode> left, List<ObjectNode> right) {
    List<ObjectNode> all = new ArrayList<>();
    for (ObjectNode first : left) {
      for (ObjectNode second : right) {
        ObjectNode both = first.deepCopy();
        both.setAll(second);
        all.add(both);
      }
    }
    return all;
  }

  private static ObjectNode rule(String name, ArrayNode patterns) {
    ObjectNode rule = JSON.objectNode();
    rule.set(name, patterns);
    return rule;
  }

  private static ArrayNode within(Double low, Double high) {
    return low.equals(high)
        ? bounds().add("=").add(low)
        : bounds().add(">=").add(low).add("<=").add(high);
  }

  private static ArrayNode bounds() {
    return JSON.arrayNode();
  }

  private static ObjectNode numeric(ArrayNode bounds) {
    ObjectNode pattern = JSON.objectNode();
    pattern.set("numeric", bounds);
    return pattern;
  }

  private static ArrayNode here() {
    return JSON.arrayNode().add(HERE);
  }

  private static ArrayNode absent() {
    return JSON.arrayNode().add(JSON.objectNode().put("exists", false));
  }
}
