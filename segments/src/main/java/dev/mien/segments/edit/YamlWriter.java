package dev.mien.segments.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes values as authors write workspaces by hand: what is short stays on its line, content has a
 * line for each field, and a long rule is folded before its {@code and} and {@code or}.
 */
final class YamlWriter {
  private static final int STEP = 2;

  /** What is kept in brackets where it fits a line: lists of names, not of sentences. */
  private static final Set<String> BRACKETED =
      Set.of("content", "weights", "learn", "signals", "fields", "steps", "calibration", "fitted");

  /** The keys of which a field of an event has one. */
  private static final Set<String> OF_FIELD = Set.of("choice", "number", "flag");

  private static final Set<String> ON_LINES = Set.of("offers", "variants", "rules", "fallback");

  private final String lineEnd;

  YamlWriter(String lineEnd) {
    this.lineEnd = lineEnd;
  }

  String lineEnd() {
    return lineEnd;
  }

  /** A key and its value; lines after the first are indented to fit a key at {@code column}. */
  String entry(String key, Value value, int column) {
    return YamlText.key(key) + ":" + under(key, value, column);
  }

  /**
   * What follows the colon of a key, the blank before it included.
   *
   * @param column of the key, from 0
   */
  String under(String key, Value value, int column) {
    return switch (value) {
      case Value.Text(var text) -> " " + text(text, YamlText.text(text, false), key, column);
      case Value.Plain(var text) -> " " + text(text, YamlText.plain(text, false), key, column);
      case Value.Rule(var text) -> " " + rule(text, key, column);
      case Value.Listing(var items) -> listing(key, items, column);
      case Value.Table(var entries) when entries.isEmpty() -> " {}";
      case Value.Table table -> table(key, table, column);
    };
  }

  private String table(String key, Value.Table table, int column) {
    if (BRACKETED.contains(key) || isField(table)) {
      String inBrackets = inBrackets(table);
      if (column + key.length() + 2 + inBrackets.length() <= YamlText.LINE_MAX) {
        return " " + inBrackets;
      }
    }
    return lines(table, column + STEP);
  }

  private static boolean isField(Value.Table table) {
    return table.entries().size() == 1 && OF_FIELD.contains(table.entries().firstEntry().getKey());
  }

  private String lines(Value.Table table, int column) {
    StringBuilder lines = new StringBuilder();
    for (Map.Entry<String, Value> entry : table.entries().entrySet()) {
      lines
          .append(lineEnd)
          .append(" ".repeat(column))
          .append(entry(entry.getKey(), entry.getValue(), column));
    }
    return lines.toString();
  }

  private String listing(String key, List<Value> items, int column) {
    if (items.isEmpty()) {
      return " []";
    }
    boolean deep =
        ON_LINES.contains(key) || items.stream().anyMatch(item -> item instanceof Value.Listing);
    if (!deep && items.stream().allMatch(item -> item.said().isPresent())) {
      String inBrackets = inBrackets(new Value.Listing(items));
      if (column + key.length() + 2 + inBrackets.length() <= YamlText.LINE_MAX) {
        return " " + inBrackets;
      }
    }
    StringBuilder lines = new StringBuilder();
    for (Value item : items) {
      lines
          .append(lineEnd)
          .append(" ".repeat(column + STEP))
          .append("- ")
          .append(item(key, item, column + 2 * STEP));
    }
    return lines.toString();
  }

  /**
   * An item of a list, what follows its dash and blank.
   *
   * @param key of the list
   * @param column where the item begins
   */
  String item(String key, Value item, int column) {
    return switch (item) {
      case Value.Table table when !ON_LINES.contains(key) && fits(table, column) ->
          inBrackets(table);
      case Value.Table(var entries) when entries.isEmpty() -> "{}";
      case Value.Table table -> lines(table, column).substring(lineEnd.length() + column);
      case Value.Text _, Value.Plain _, Value.Rule _, Value.Listing _ -> inBrackets(item, false);
    };
  }

  private boolean fits(Value.Table table, int column) {
    return column + inBrackets(table).length() <= YamlText.LINE_MAX;
  }

  /** On one line, as part of something in brackets or as all of it. */
  String inBrackets(Value value) {
    return inBrackets(value, true);
  }

  private static String inBrackets(Value value, boolean inside) {
    return switch (value) {
      case Value.Text(var text) -> YamlText.text(text, inside);
      case Value.Plain(var text) -> YamlText.plain(text, inside);
      case Value.Rule(var text) -> YamlText.plain(text, inside);
      case Value.Listing(var items) ->
          items.stream()
              .map(item -> inBrackets(item, true))
              .collect(Collectors.joining(", ", "[", "]"));
      case Value.Table(var entries) when entries.isEmpty() -> "{}";
      case Value.Table(var entries) ->
          entries.entrySet().stream()
              .map(
                  entry -> YamlText.key(entry.getKey()) + ": " + inBrackets(entry.getValue(), true))
              .collect(Collectors.joining(", ", "{ ", " }"));
    };
  }

  private String text(String text, String onOneLine, String key, int column) {
    if (text.contains("\n") && isFoldable(text)) {
      return literal(text, column + STEP);
    }
    boolean fits = column + key.length() + 2 + onOneLine.length() <= YamlText.LINE_MAX;
    return fits || !isFoldable(text) || text.contains("\n")
        ? onOneLine
        : ">-" + folded(wrapped(text, YamlText.LINE_MAX - column - STEP), column + STEP);
  }

  /** Whether a block of lines keeps it as it is. */
  private static boolean isFoldable(String text) {
    return !text.isBlank()
        && !text.startsWith(" ")
        && !text.startsWith("\n")
        && !text.contains("  ")
        && !text.contains(" \n")
        && !text.contains("\n ")
        && !text.endsWith(" ")
        && !text.endsWith("\n\n")
        && text.chars().allMatch(at -> at == '\n' || isBlockCharacter((char) at));
  }

  private static boolean isBlockCharacter(char at) {
    return YamlText.isPrintable(at) || Character.isSurrogate(at);
  }

  private String literal(String text, int column) {
    boolean ends = text.endsWith("\n");
    String body = ends ? text.substring(0, text.length() - 1) : text;
    return (ends ? "|" : "|-") + folded(List.of(body.split("\n", -1)), column);
  }

  private String folded(List<String> lines, int column) {
    StringBuilder block = new StringBuilder();
    for (String line : lines) {
      block.append(lineEnd);
      if (!line.isEmpty()) {
        block.append(" ".repeat(column)).append(line);
      }
    }
    return block.toString();
  }

  private String rule(String rule, String key, int column) {
    String text = rule.strip().replaceAll("\\s*\\R\\s*", " ");
    String onOneLine = YamlText.plain(text, false);
    return column + key.length() + 2 + onOneLine.length() <= YamlText.LINE_MAX || !isFoldable(text)
        ? onOneLine
        : ">-" + folded(ruleLines(text, YamlText.LINE_MAX - column - STEP), column + STEP);
  }

  /** A rule in lines, each but the first with a connective of the outermost chain. */
  private static List<String> ruleLines(String rule, int width) {
    List<String> lines = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    boolean between = false;
    int start = 0;
    for (int i = 0; i < rule.length(); i++) {
      char at = rule.charAt(i);
      if (at == '"' && (i == 0 || rule.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (!quoted && (at == '(' || at == '[')) {
        depth++;
      } else if (!quoted && (at == ')' || at == ']')) {
        depth--;
      } else if (!quoted && depth == 0 && at == ' ') {
        between |= rule.startsWith(" between ", i);
        boolean and = rule.startsWith(" and ", i);
        if ((and && !between) || rule.startsWith(" or ", i)) {
          lines.addAll(wrapped(rule.substring(start, i), width));
          start = i + 1;
        }
        between &= !and;
      }
    }
    lines.addAll(wrapped(rule.substring(start), width));
    return lines;
  }

  /** Words in lines of at most {@code width}; a longer word has a line of its own. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
