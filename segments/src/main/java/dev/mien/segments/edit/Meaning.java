package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Recent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * What definitions say, apart from how it is written: of two that mean the same the meanings are
 * equal. The order of keys does not count, but where authors choose the names.
 */
final class Meaning {
  /** UTF-16 units of all workspaces that are kept; a few of thousands of segments. */
  private static final long RECENT_LENGTH_MAX = 1 << 20;

  private static final Recent<List<SourceText>, SequencedMap<Definition, Value>> RECENT =
      new Recent<>(
          RECENT_LENGTH_MAX, texts -> texts.stream().mapToLong(text -> text.text().length()).sum());

  private Meaning() {}

  /** Of all definitions, in the order they are written. Not to be changed. */
  static SequencedMap<Definition, Value> of(List<SourceText> texts) {
    return RECENT.of(List.copyOf(texts), files -> of(Definitions.ofTexts(files)));
  }

  static SequencedMap<Definition, Value> of(Definitions definitions) {
    SequencedMap<Definition, Value> meanings = new LinkedHashMap<>();
    definitions
        .places()
        .forEach(
            (definition, place) ->
                meanings.put(definition, of(definition, Value.of(place.entry().value()))));
    return Collections.unmodifiableSequencedMap(meanings);
  }

  static Value of(Definition definition, Value said) {
    Value plain = plain(said);
    if (!(plain instanceof Value.Table table)) {
      return plain;
    }
    return switch (definition.kind()) {
      case "segment" -> segment(table);
      case "slot" -> slot(table);
      default -> table;
    };
  }

  private static Value plain(Value said) {
    return switch (said) {
      case Value.Text(var text) -> new Value.Text(text);
      case Value.Plain(var text) -> new Value.Text(text);
      case Value.Rule(var text) -> new Value.Rule(Rewriting.canonical(text));
      case Value.Listing(var items) ->
          new Value.Listing(items.stream().map(Meaning::plain).toList());
      case Value.Table(var entries) -> {
        SequencedMap<String, Value> plain = new LinkedHashMap<>();
        entries.forEach((key, value) -> plain.put(key, plain(value)));
        yield new Value.Table(plain);
      }
    };
  }

  private static Value.Table segment(Value.Table table) {
    Value.Table segment = table;
    if (table.find("when").isPresent()) {
      segment = segment.with("when", rule(table.find("when").get()));
    }
    if (table.find("rules").orElse(null) instanceof Value.Table(var rules)) {
      SequencedMap<String, Value> canonical = new LinkedHashMap<>();
      rules.forEach((name, rule) -> canonical.put(name, rule(rule)));
      segment = segment.with("rules", new Value.Table(canonical));
    }
    if (table.find("score").orElse(null) instanceof Value.Table score
        && score.find("points").orElse(null) instanceof Value.Table(var points)) {
      SequencedMap<String, Value> canonical = new LinkedHashMap<>();
      points.forEach((condition, one) -> canonical.put(Rewriting.canonical(condition), one));
      segment = segment.with("score", score.with("points", new Value.Table(canonical)));
    }
    return segment;
  }

  private static Value rule(Value said) {
    return said.said().<Value>map(text -> new Value.Rule(Rewriting.canonical(text))).orElse(said);
  }

  /** One purpose is the same under either key. */
  private static Value.Table slot(Value.Table table) {
    return table.find("purpose").isPresent()
        ? table
            .without("purpose")
            .with("purposes", new Value.Listing(List.of(table.find("purpose").get())))
        : table;
  }

  /** Whether two say the same, in any order of keys but where the order is the author's. */
  static boolean same(Value one, Value other) {
    if (one instanceof Value.Table(var left) && other instanceof Value.Table(var right)) {
      return left.keySet().equals(right.keySet())
          && left.entrySet().stream()
              .allMatch(
                  entry -> {
                    Value beside = right.get(entry.getKey());
                    return beside != null && same(entry.getKey(), entry.getValue(), beside);
                  });
    }
    if (one instanceof Value.Listing(var left) && other instanceof Value.Listing(var right)) {
      boolean same = left.size() == right.size();
      for (int i = 0; same && i < left.size(); i++) {
        same = same(left.get(i), right.get(i));
      }
      return same;
    }
    return one.equals(other);
  }

  private static boolean same(String key, Value one, Value other) {
    return same(one, other)
        && (!Rewriting.ORDERED.contains(key) || names(one).equals(names(other)));
  }

  private static List<String> names(Value value) {
    return value instanceof Value.Table(var entries)
        ? new ArrayList<>(entries.keySet())
        : List.of();
  }

  /** The entries of a table; none where there is no table. */
  static Map<String, Value> entries(Value value) {
    return value instanceof Value.Table(var entries) ? entries : Map.of();
  }
}
