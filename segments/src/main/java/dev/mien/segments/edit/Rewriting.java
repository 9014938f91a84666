package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Layout;
import dev.mien.segments.syntax.Parsed;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.Recent;
import dev.mien.segments.syntax.RuleParser;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes what stands in a text say something else, and changes no more of it than that takes: a
 * value that says the same already is left as its author wrote it.
 */
final class Rewriting {
  private static final int STEP = 2;

  /** Tables in which authors choose the names, and the order. */
  static final Set<String> ORDERED = Set.of("rules", "variants", "content", "points", "steps");

  /** UTF-16 units of all rules that are kept; those of a few workspaces. */
  private static final long RECENT_LENGTH_MAX = 1 << 20;

  private static final Recent<String, String> CANONICAL =
      new Recent<>(RECENT_LENGTH_MAX, String::length);

  /** How a line ends below which a block stands. */
  private static final Pattern BLOCK = Pattern.compile(" [|>][-+0-9]*$");

  private final String text;
  private final Lines lines;
  private final YamlWriter writer;
  private final Splices splices;

  Rewriting(String text, Splices splices) {
    this.text = text;
    this.lines = new Lines(text);
    this.writer = new YamlWriter(lines.lineEnd());
    this.splices = splices;
  }

  YamlWriter writer() {
    return writer;
  }

  Lines lines() {
    return lines;
  }

  /** Whether what is laid out says {@code value}. */
  static boolean says(Layout layout, Value value) {
    return switch (layout) {
      case Layout.Text(var written, _, _) ->
          value instanceof Value.Rule(var rule)
              ? canonical(written).equals(canonical(rule))
              : value.said().map(written::equals).orElse(false);
      case Layout.Listing(var items, _, _) ->
          value instanceof Value.Listing(var wanted) && saysAll(items, wanted);
      case Layout.Table(var entries, _, _) ->
          value instanceof Value.Table(var wanted)
              && List.copyOf(wanted.keySet())
                  .equals(entries.stream().map(entry -> entry.name().text()).toList())
              && saysAll(
                  entries.stream().map(Layout.Entry::value).toList(), List.copyOf(wanted.values()));
      case Layout.Nothing _, Layout.Unusable _ -> false;
    };
  }

  private static boolean saysAll(List<Layout> layouts, List<Value> values) {
    if (layouts.size() != values.size()) {
      return false;
    }
    for (int i = 0; i < layouts.size(); i++) {
      if (!says(layouts.get(i), values.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The canonical text of a rule; one that cannot be read is as it is, blanks apart. */
  static String canonical(String rule) {
    return CANONICAL.of(rule, Rewriting::canonicalAnew);
  }

  private static String canonicalAnew(String rule) {
    return RuleParser.parse(SourceText.unnamed(rule)) instanceof Parsed.Sound<?>(var read)
            && read instanceof dev.mien.segments.syntax.Expression expression
        ? Printer.print(expression)
        : rule.strip().replaceAll("\\s+", " ");
  }

  /** Makes an entry say {@code wanted}. */
  void entry(Layout.Entry entry, Value wanted, boolean inBrackets) {
    if (says(entry.value(), wanted)) {
      return;
    }
    String key = entry.name().text();
    switch (entry.value()) {
      case Layout.Text old when wanted.said().isPresent() && !isLong(entry, wanted, inBrackets) ->
          replace(old, wanted, inBrackets);
      case Layout.Table table
          when wanted instanceof Value.Table named && isAlike(key, table, named) ->
          table(table, named, inBrackets);
      case Layout.Listing(var items, var flow, _)
          when wanted instanceof Value.Listing(var values)
              && items.size() == values.size()
              && flow == Layout.Flow.LINES
              && areTables(items, values) -> {
        for (int i = 0; i < items.size(); i++) {
          item((Layout.Table) items.get(i), (Value.Table) values.get(i));
        }
      }
      case Layout.Text _, Layout.Table _, Layout.Listing _, Layout.Nothing _, Layout.Unusable _ ->
          replaceAll(entry, wanted, inBrackets);
    }
  }

  private static boolean areTables(List<Layout> items, List<Value> values) {
    for (int i = 0; i < items.size(); i++) {
      boolean alike =
          items.get(i) instanceof Layout.Table table
              && values.get(i) instanceof Value.Table wanted
              && isAlike("", table, wanted);
      if (!alike) {
        return false;
      }
    }
    return true;
  }

  /** Makes an item of a list on lines say {@code wanted}, which is like it. */
  void item(Layout.Table item, Value.Table wanted) {
    if (!says(item, wanted)) {
      table(item, wanted, false);
    }
  }

  /** Whether one can become the other piece by piece. */
  static boolean isAlike(String key, Layout.Table table, Value.Table wanted) {
    List<String> names = table.entries().stream().map(entry -> entry.name().text()).toList();
    Set<String> distinct = new HashSet<>(names);
    if (distinct.size() < names.size()) {
      return false;
    }
    List<String> kept = names.stream().filter(wanted.entries()::containsKey).toList();
    boolean sameNames = kept.size() == names.size() && names.size() == wanted.entries().size();
    List<String> wantedOrder =
        wanted.entries().keySet().stream().filter(distinct::contains).toList();
    boolean sameOrder = !ORDERED.contains(key) || kept.equals(wantedOrder);
    return sameOrder && (table.flow() == Layout.Flow.BRACKETS ? sameNames : !kept.isEmpty());
  }

  private void table(Layout.Table table, Value.Table wanted, boolean inBrackets) {
    boolean bracketed = inBrackets || table.flow() == Layout.Flow.BRACKETS;
    List<Layout.Entry> entries = table.entries();
    for (int i = 0; i < entries.size(); i++) {
      Layout.Entry entry = entries.get(i);
      Optional<Value> value = wanted.find(entry.name().text());
      if (value.isPresent()) {
        entry(entry, value.get(), bracketed);
      } else {
        remove(entries, i, wanted);
      }
    }
    add(table, wanted);
  }

  /** Adds what is not there yet, each after what comes before it in {@code wanted}. */
  private void add(Layout.Table table, Value.Table wanted) {
    Layout.Entry first = table.entries().getFirst();
    int column = lines.column(first.name().span().start());
    List<String> leading = new ArrayList<>();
    Optional<Layout.Entry> before = Optional.empty();
    for (Map.Entry<String, Value> entry : wanted.entries().entrySet()) {
      Optional<Layout.Entry> there =
          table.entries().stream()
              .filter(old -> old.name().text().equals(entry.getKey()))
              .findFirst();
      if (there.isPresent()) {
        before = there;
        continue;
      }
      String added = writer.entry(entry.getKey(), entry.getValue(), column);
      if (before.isPresent()) {
        insertAfter(before.get(), added, column);
      } else {
        leading.add(added);
      }
    }
    int start = first.name().span().start();
    String indent = " ".repeat(column);
    for (String added : leading) {
      if (lines.isFirst(start)) {
        splices.insert(lines.start(start), indent + added + writer.lineEnd());
      } else {
        splices.insert(start, added + writer.lineEnd() + indent);
      }
    }
  }

  private void insertAfter(Layout.Entry entry, String added, int column) {
    splices.insert(lines.end(entry.span().end()), writer.lineEnd() + " ".repeat(column) + added);
  }

  private void remove(List<Layout.Entry> entries, int index, Value.Table wanted) {
    Layout.Entry entry = entries.get(index);
    int start = entry.name().span().start();
    int after = lines.next(entry.span().end());
    if (lines.isFirst(start)) {
      boolean last = after == text.length() && !text.endsWith("\n");
      int from = lines.start(start);
      splices.remove(last && from > 0 ? lines.end(from - 1) : from, after);
      return;
    }
    // It stands behind the dash of a list, and what follows it takes its place there.
    Optional<Layout.Entry> next =
        entries.subList(index + 1, entries.size()).stream()
            .filter(other -> wanted.entries().containsKey(other.name().text()))
            .findFirst();
    if (next.isPresent()
        && entries.indexOf(next.get()) == index + 1
        && text.substring(entry.span().end(), next.get().name().span().start()).isBlank()) {
      splices.remove(start, next.get().name().span().start());
    } else {
      throw new Unwritable();
    }
  }

  /** Thrown where a text is written in a way in which it cannot be changed piece by piece. */
  static final class Unwritable extends RuntimeException {
    private static final long serialVersionUID = 1;

    Unwritable() {
      super("the text cannot be changed piece by piece", null, false, false);
    }
  }

  /** Whether a text that stood on one line needs several now. */
  private boolean isLong(Layout.Entry entry, Value wanted, boolean inBrackets) {
    if (inBrackets) {
      return false;
    }
    boolean wasBlock =
        entry.value() instanceof Layout.Text(_, var style, _) && style == Layout.Style.BLOCK;
    int column = lines.column(entry.name().span().start());
    return wasBlock || writer.under(entry.name().text(), wanted, column).contains("\n");
  }

  private void replace(Layout.Text old, Value wanted, boolean inBrackets) {
    splices.replace(old.span().start(), old.span().end(), inStyleOf(old, wanted, inBrackets));
  }

  private String inStyleOf(Layout.Text old, Value wanted, boolean inBrackets) {
    String said = wanted.said().orElseThrow();
    if (old.style() == Layout.Style.QUOTED) {
      boolean single = text.charAt(old.span().start()) == '\'';
      return single && said.chars().allMatch(at -> YamlText.isPrintable((char) at))
          ? YamlText.singleQuoted(said)
          : YamlText.quoted(said);
    }
    boolean lookedLikeElse = YamlText.looksLikeElse(old.text());
    return wanted instanceof Value.Text && !lookedLikeElse
        ? YamlText.text(said, inBrackets)
        : YamlText.plain(said, inBrackets);
  }

  /**
   * Writes all of what stands under a key anew. A comment on the line of the key stays there; one
   * behind the last line goes there too if that line becomes one of a block, whose text it would
   * be.
   */
  void replaceAll(Layout.Entry entry, Value wanted, boolean inBrackets) {
    int colon = text.indexOf(':', entry.name().span().end());
    int end = Math.max(entry.value().span().end(), colon + 1);
    if (colon < 0 || colon > lines.end(entry.name().span().end())) {
      throw new Unwritable();
    }
    if (inBrackets) {
      splices.replace(colon + 1, end, " " + writer.inBrackets(wanted));
      return;
    }
    int column = lines.column(entry.name().span().start());
    String written = writer.under(entry.name().text(), wanted, column);
    int headEnd = lines.end(colon);
    String behind = lines.comment(end);
    boolean tail = !behind.isEmpty() && (headEnd >= end || endsInBlock(written));
    String comment = headEnd < end ? headComment(colon, headEnd) : "";
    if (tail) {
      comment = comment.isEmpty() ? behind : comment + " " + behind;
    }
    int firstLine = written.indexOf(writer.lineEnd());
    String head = firstLine < 0 ? written : written.substring(0, firstLine);
    String rest = firstLine < 0 ? "" : written.substring(firstLine);
    if (tail && rest.isEmpty()) {
      splices.replace(colon + 1, end, head);
    } else {
      String kept = comment.isEmpty() ? "" : " " + comment;
      splices.replace(colon + 1, tail ? lines.end(end) : end, head + kept + rest);
    }
  }

  /** Whether the last line of what is written stands below one that begins a block. */
  private boolean endsInBlock(String written) {
    List<String> above = List.of(written.split(writer.lineEnd(), -1)).reversed();
    int column = Integer.MAX_VALUE;
    for (String line : above) {
      int indent = line.length() - line.stripLeading().length();
      if (!line.isBlank() && indent < column) {
        if (column < Integer.MAX_VALUE && BLOCK.matcher(line).find()) {
          return true;
        }
        column = indent;
      }
    }
    return false;
  }

  /** The comment behind a key whose value begins on a later line, or as a block of lines. */
  private String headComment(int colon, int headEnd) {
    String head = text.substring(colon + 1, headEnd).strip();
    if (head.startsWith("#")) {
      return head;
    }
    int comment = head.indexOf(" #");
    boolean block = head.startsWith("|") || head.startsWith(">");
    return block && comment > 0 ? head.substring(comment + 1) : "";
  }

  /**
   * Adds an entry to a table of definitions, behind the last one, with an empty line between where
   * the others have one.
   */
  void append(Layout.Table table, String name, Value value) {
    Layout.Entry last = table.entries().getLast();
    int end = last.span().end();
    if (table.flow() == Layout.Flow.BRACKETS) {
      splices.insert(end, ", " + YamlText.key(name) + ": " + writer.inBrackets(value));
      return;
    }
    int column = lines.column(table.entries().getFirst().name().span().start());
    String gap = isSpaced(table) ? writer.lineEnd() : "";
    splices.insert(
        lines.end(end),
        writer.lineEnd() + gap + " ".repeat(column) + writer.entry(name, value, column));
  }

  private boolean isSpaced(Layout.Table table) {
    List<Layout.Entry> entries = table.entries();
    if (entries.size() == 1) {
      return lines
          .text()
          .substring(entries.getFirst().span().start(), entries.getFirst().span().end())
          .contains("\n");
    }
    Layout.Entry last = entries.getLast();
    int before = lines.start(last.name().span().start()) - 1;
    while (before > 0 && text.charAt(lines.start(before)) != '\n' && isComment(before)) {
      before = lines.start(before) - 1;
    }
    return before > 0 && lines.isBlankLine(lines.start(before));
  }

  private boolean isComment(int at) {
    return text.substring(lines.start(at), lines.end(at)).strip().startsWith("#");
  }

  /** Makes the first entry of a table that stands empty under its key. */
  void fill(Layout.Entry table, String name, Value value) {
    Value.Table filled = Value.emptyTable().with(name, value);
    int column = lines.column(table.name().span().start());
    int colon = text.indexOf(':', table.name().span().end());
    int end = Math.max(colon + 1, table.value().span().end());
    String written =
        writer.lineEnd()
            + " ".repeat(column + STEP)
            + writer.entry(name, filled.entries().firstEntry().getValue(), column + STEP);
    String comment = lines.comment(end);
    splices.replace(
        colon + 1,
        comment.isEmpty() ? end : lines.end(end),
        (comment.isEmpty() ? "" : " " + comment) + written);
  }

  /** Takes an entry out of a table of definitions, with the empty line that set it apart. */
  void cut(Layout.Table table, Layout.Entry entry) {
    List<Layout.Entry> entries = table.entries();
    int index = entries.indexOf(entry);
    if (table.flow() == Layout.Flow.BRACKETS) {
      cutInBrackets(entries, index);
      return;
    }
    int start = lines.start(entry.name().span().start());
    if (!lines.isFirst(entry.name().span().start())) {
      throw new Unwritable();
    }
    int end = lines.next(entry.span().end());
    if (index + 1 < entries.size()) {
      while (lines.isBlankLine(end) && end < entries.get(index + 1).name().span().start()) {
        end = lines.next(end);
      }
    } else if (end == text.length()) {
      while (start > 0 && lines.isBlankLine(lines.start(start - 1))) {
        start = lines.start(start - 1);
      }
    }
    splices.remove(start, end);
  }

  private void cutInBrackets(List<Layout.Entry> entries, int index) {
    Layout.Entry entry = entries.get(index);
    if (index + 1 < entries.size()) {
      splices.remove(entry.name().span().start(), entries.get(index + 1).name().span().start());
    } else if (index > 0) {
      splices.remove(entries.get(index - 1).span().end(), entry.span().end());
    } else {
      splices.remove(entry.name().span().start(), entry.span().end());
    }
  }

  /** The items of a list on lines, each with its dash, as stretches of whole lines. */
  List<int[]> stretches(Layout.Listing listing) {
    List<int[]> stretches = new ArrayList<>();
    for (Layout item : listing.items()) {
      stretches.add(new int[] {lines.start(dash(item)), lines.next(item.span().end())});
    }
    return stretches;
  }

  /** Where the dash of an item stands. */
  int dash(Layout item) {
    int dash = text.lastIndexOf('-', item.span().start() - 1);
    if (dash < 0
        || !lines.isFirst(dash)
        || !text.substring(dash + 1, item.span().start()).isBlank()) {
      throw new Unwritable();
    }
    return dash;
  }
}
