package dev.mien.segments.syntax;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * How a piece of a workspace is laid out in its file: what stands where, to the last character, and
 * in which style. For whoever changes one piece and leaves all else as it is.
 */
public sealed interface Layout {
  /** All that it takes up. */
  Span span();

  /** How the parts of a table or a list are set apart. */
  enum Flow {
    /** On lines of their own, by indentation. */
    LINES,
    /** In brackets, by commas. */
    BRACKETS
  }

  /** How a text is written. */
  enum Style {
    PLAIN,
    /** In single or double quotation marks. */
    QUOTED,
    /** On lines of its own below a {@code |} or a {@code >}. */
    BLOCK
  }

  /** A text, a number, a date: whatever is written without structure. */
  record Text(String text, Style style, Span span) implements Layout {}

  record Listing(List<Layout> items, Flow flow, Span span) implements Layout {
    public Listing {
      items = List.copyOf(items);
    }
  }

  record Table(List<Entry> entries, Flow flow, Span span) implements Layout {
    public Table {
      entries = List.copyOf(entries);
    }
  }

  /** One line of a table: a name and what stands under it. */
  record Entry(Word name, Layout value) {
    /** From the name to the end of what stands under it. */
    public Span span() {
      return name.span().to(value.span());
    }
  }

  /** Nothing at all, {@code ~} or {@code null}. */
  record Nothing(Span span) implements Layout {}

  /** What no workspace holds, such as an alias or a key that is no text. */
  record Unusable(Span span) implements Layout {}

  /**
   * A file.
   *
   * @param documents those that are YAML, in order
   * @param unreadable how many others there are
   */
  record File(SourceText source, List<Layout> documents, int unreadable) {
    public File {
      documents = List.copyOf(documents);
    }
  }

  /** Lays out one file. What is wrong with it is for {@link WorkspaceReader} to say. */
  static File of(SourceText source) {
    YamlDocuments documents = new YamlDocuments(source, new Findings());
    List<Layout> roots = documents.roots().stream().map(Layout::of).toList();
    return new File(source, roots, documents.unreadable());
  }

  private static Layout of(YamlNode node) {
    return switch (node) {
      case YamlNode.Scalar(var text, var style, var span) ->
          new Text(
              text,
              switch (style) {
                case PLAIN, JSON_SCALAR_STYLE -> Style.PLAIN;
                case SINGLE_QUOTED, DOUBLE_QUOTED -> Style.QUOTED;
                case LITERAL, FOLDED -> Style.BLOCK;
              },
              span);
      case YamlNode.Listing(var items, _, var extent) ->
          new Listing(items.stream().map(Layout::of).toList(), flow(extent), extent.whole());
      case YamlNode.Mapping(var entries, _, var extent) -> table(entries, extent);
      case YamlNode.Nothing(var span) -> new Nothing(span);
      case YamlNode.Unusable(var span) -> new Unusable(span);
    };
  }

  private static Layout table(List<YamlNode.Entry> entries, YamlNode.Extent extent) {
    List<Entry> laidOut = new ArrayList<>(entries.size());
    for (YamlNode.Entry entry : entries) {
      if (!(entry.key() instanceof YamlNode.Scalar key)) {
        return new Unusable(extent.whole());
      }
      laidOut.add(new Entry(key.word(), of(entry.value())));
    }
    return new Table(laidOut, flow(extent), extent.whole());
  }

  private static Flow flow(YamlNode.Extent extent) {
    return switch (extent.flow()) {
      case LINES -> Flow.LINES;
      case BRACKETS -> Flow.BRACKETS;
    };
  }
}
