package dev.mien.segments.edit;

import dev.mien.segments.syntax.Layout;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/** What an author says under some key, apart from how it is written. */
public sealed interface Value {
  /** A text; quoted where it would look like a number, a flag or nothing at all. */
  record Text(String text) implements Value {}

  /** A number, a flag, a name or anything else that stands as it is. */
  record Plain(String text) implements Value {}

  /** A rule, which is the same in many spellings. */
  record Rule(String text) implements Value {}

  record Listing(List<Value> items) implements Value {
    public Listing {
      items = List.copyOf(items);
    }
  }

  record Table(SequencedMap<String, Value> entries) implements Value {
    public Table {
      entries = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(entries));
    }

    public Optional<Value> find(String name) {
      return Optional.ofNullable(entries.get(name));
    }

    /** The same with one entry more, or with another value under a name that is there. */
    public Table with(String name, Value value) {
      SequencedMap<String, Value> more = new LinkedHashMap<>(entries);
      more.put(name, value);
      return new Table(more);
    }

    public Table without(String name) {
      SequencedMap<String, Value> fewer = new LinkedHashMap<>(entries);
      fewer.remove(name);
      return new Table(fewer);
    }
  }

  static Table emptyTable() {
    return new Table(new LinkedHashMap<>());
  }

  /** The text that stands here; empty where there is structure. */
  default Optional<String> said() {
    return switch (this) {
      case Text(var text) -> Optional.of(text);
      case Plain(var text) -> Optional.of(text);
      case Rule(var text) -> Optional.of(text);
      case Listing _, Table _ -> Optional.empty();
    };
  }

  /** What is laid out; nothing at all and what cannot be used are empty texts. */
  static Value of(Layout layout) {
    return switch (layout) {
      case Layout.Text(var text, var style, _) ->
          style == Layout.Style.PLAIN ? new Plain(text) : new Text(text);
      case Layout.Listing(var items, _, _) -> {
        List<Value> values = new ArrayList<>();
        items.forEach(item -> values.add(of(item)));
        yield new Listing(values);
      }
      case Layout.Table(var entries, _, _) -> {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        entries.forEach(entry -> values.putIfAbsent(entry.name().text(), of(entry.value())));
        yield new Table(values);
      }
      case Layout.Nothing _, Layout.Unusable _ -> new Plain("");
    };
  }
}
