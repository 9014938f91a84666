package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Builds trees from the events of the YAML library. What workspaces do without is refused here:
 * anchors, aliases and tags, and more depth than anybody needs.
 */
final class YamlTree {
  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");

  private static final Map<String, String> STANDARD_TAGS =
      Map.of("!", "!", "!!", "tag:yaml.org,2002:");

  private final YamlEvents events;
  private final YamlDocuments.Places places;
  private final Findings findings;
  private boolean abandoned;

  YamlTree(YamlEvents events, YamlDocuments.Places places, Findings findings) {
    this.events = events;
    this.places = places;
    this.findings = findings;
  }

  /** Whether reading ended before the end. */
  boolean isAbandoned() {
    return abandoned;
  }

  /** The root of the document that {@code start} begins. */
  YamlNode document(DocumentStartEvent start) {
    if (!STANDARD_TAGS.entrySet().containsAll(start.getTags().entrySet())) {
      unsupported(span(start), "directives for tags", "leave out the line that starts with '%TAG'");
    }
    return node(events.next(), 1);
  }

  private YamlNode node(Event event, int depth) {
    if (event instanceof AliasEvent) {
      unsupported(span(event), "aliases", "write out what the alias stands for");
      return new YamlNode.Unusable(span(event));
    }
    boolean plainEnough = isPlainEnough((NodeEvent) event);
    YamlNode read =
        event instanceof ScalarEvent scalar
            ? scalar(scalar)
            : collection((CollectionStartEvent) event, depth);
    return plainEnough ? read : new YamlNode.Unusable(read.whole());
  }

  private boolean isPlainEnough(NodeEvent event) {
    Optional<String> tag =
        event instanceof ScalarEvent scalar
            ? scalar.getTag()
            : ((CollectionStartEvent) event).getTag();
    if (event.getAnchor().isPresent()) {
      unsupported(
          span(event), "anchors", "remove the '&' and the word after it, or quote the text");
    }
    if (tag.isPresent()) {
      unsupported(
          span(event),
          "tags",
          "remove the '!' and the word after it; in a rule, write 'not' instead of '!'");
    }
    return tag.isEmpty() && event.getAnchor().isEmpty();
  }

  private YamlNode scalar(ScalarEvent event) {
    Span span = span(event);
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    String text = event.getValue();
    if (plain && NULLS.contains(text)) {
      return new YamlNode.Nothing(span);
    }
    if (text.length() > SyntaxLimits.TEXT_LENGTH_MAX) {
      findings.add(
          SyntaxCodes.TOO_LONG,
          firstLine(span),
          "this text has "
              + text.length()
              + " characters; at most "
              + SyntaxLimits.TEXT_LENGTH_MAX
              + " are allowed",
          "shorten it");
      return new YamlNode.Unusable(span);
    }
    return new YamlNode.Scalar(text, event.getScalarStyle(), span);
  }

  private YamlNode collection(CollectionStartEvent start, int depth) {
    if (depth > SyntaxLimits.YAML_DEPTH_MAX) {
      return abandon(span(start));
    }
    List<YamlNode> parts = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof CollectionEndEvent)) {
      parts.add(node(event, depth + 1));
      if (abandoned) {
        return new YamlNode.Unusable(span(start));
      }
      event = events.next();
    }
    int from = start(start);
    int to = event.getEndMark().map(mark -> places.offset(mark.getIndex())).orElse(from);
    Span span = firstLine(places.span(from, to));
    YamlNode.Extent extent = extent(start.isFlow(), from, parts.isEmpty() ? to : end(parts), to);
    return start instanceof SequenceStartEvent
        ? new YamlNode.Listing(parts, span, extent)
        : new YamlNode.Mapping(entries(parts), span, extent);
  }

  /** The library lets a block end where the next one begins; it ends with its last part. */
  private YamlNode.Extent extent(boolean inBrackets, int from, int endOfParts, int to) {
    return inBrackets
        ? new YamlNode.Extent(places.span(from, to), YamlNode.Flow.BRACKETS)
        : new YamlNode.Extent(places.span(from, endOfParts), YamlNode.Flow.LINES);
  }

  private static int end(List<YamlNode> parts) {
    return parts.stream().mapToInt(part -> part.whole().end()).max().orElse(0);
  }

  private static List<YamlNode.Entry> entries(List<YamlNode> parts) {
    List<YamlNode.Entry> entries = new ArrayList<>();
    for (int i = 0; i + 1 < parts.size(); i += 2) {
      entries.add(new YamlNode.Entry(parts.get(i), parts.get(i + 1)));
    }
    return entries;
  }

  /** Reads no more of the document: the YAML library needs quadratic time for deep nesting. */
  private YamlNode abandon(Span span) {
    abandoned = true;
    findings.add(
        SyntaxCodes.TOO_DEEP,
        span,
        "this is nested more than "
            + SyntaxLimits.YAML_DEPTH_MAX
            + " deep; this document is left out",
        "no declaration needs so many levels; check the brackets and the indentation");
    return new YamlNode.Unusable(span);
  }

  private void unsupported(Span span, String what, String hint) {
    findings.add(
        SyntaxCodes.YAML_UNSUPPORTED,
        firstLine(span),
        what + " of YAML are not part of workspaces",
        hint);
  }

  private int start(Event event) {
    return event.getStartMark().map(mark -> places.offset(mark.getIndex())).orElse(0);
  }

  /** The place of a scalar, without white space that the library counts in after it. */
  private Span span(Event event) {
    int start = start(event);
    int end = event.getEndMark().map(mark -> places.offset(mark.getIndex())).orElse(start);
    return trimmed(start, end);
  }

  private Span firstLine(Span span) {
    int lineEnd = places.text().indexOf('\n', span.start());
    return trimmed(span.start(), lineEnd < 0 ? span.end() : Math.min(lineEnd, span.end()));
  }

  private Span trimmed(int start, int end) {
    int trimmed = Math.max(start, end);
    while (trimmed > start && Character.isWhitespace(places.text().charAt(trimmed - 1))) {
      trimmed--;
    }
    return places.span(start, trimmed);
  }
}
