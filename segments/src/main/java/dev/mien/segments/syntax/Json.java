package dev.mien.segments.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/** A JSON value that is only ever written, which spares this module a library. */
sealed interface Json {
  record Text(String text) implements Json {}

  record Whole(long number) implements Json {}

  record Flag(boolean on) implements Json {}

  record Array(List<Json> items) implements Json {
    public Array {
      items = List.copyOf(items);
    }
  }

  record Members(SequencedMap<String, Json> members) implements Json {
    public Members {
      members = new LinkedHashMap<>(members);
    }

    static Members empty() {
      return new Members(new LinkedHashMap<>());
    }

    /** The same with one more member, or with another value for it. */
    Members with(String name, Json value) {
      SequencedMap<String, Json> more = new LinkedHashMap<>(members);
      more.put(name, value);
      return new Members(more);
    }

    Members with(String name, String text) {
      return with(name, new Text(text));
    }
  }

  static Array texts(List<String> texts) {
    return new Array(texts.stream().<Json>map(Text::new).toList());
  }

  /** The text of this value, with two spaces for each level and a line for each member. */
  default String write() {
    return write("\n");
  }

  private String write(String line) {
    String inner = line + "  ";
    return switch (this) {
      case Text(String text) -> quoted(text);
      case Whole(long number) -> Long.toString(number);
      case Flag(boolean on) -> Boolean.toString(on);
      case Array(var items) ->
          items.stream().map(item -> item.write(inner)).collect(Collectors.joining(", ", "[", "]"));
      case Members(var members) -> {
        List<String> written = new ArrayList<>();
        for (Map.Entry<String, Json> member : members.entrySet()) {
          written.add(inner + quoted(member.getKey()) + ": " + member.getValue().write(inner));
        }
        yield written.isEmpty() ? "{}" : "{" + String.join(",", written) + line + "}";
      }
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      switch (unit) {
        case '"', '\\' -> quoted.append('\\').append(unit);
        case '\n' -> quoted.append("\\n");
        default ->
            quoted.append(unit < ' ' ? String.format("\\u%04x", (int) unit) : String.valueOf(unit));
      }
    }
    return quoted.append('"').toString();
  }
}
