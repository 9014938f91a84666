package dev.mien.segments.edit;

import dev.mien.segments.sensitive.Category;
import dev.mien.segments.sensitive.Taxonomy;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.OfferDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Declaration.SlotDeclaration;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Layout;
import dev.mien.segments.syntax.Word;
import dev.mien.segments.syntax.WorkspaceReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A workspace at a glance: what it declares, where each definition stands, who uses what. Made of
 * any texts, with or without mistakes in them.
 */
public final class Outline {
  private final Declaration.Workspace workspace;
  private final Definitions definitions;
  private final InWords words;
  private final LineNumbers lines = new LineNumbers();
  private final Map<String, Set<String>> usedBySegments = new HashMap<>();
  private final Map<String, Set<String>> usedBySlots = new HashMap<>();
  private final Map<String, Set<String>> attributesUsedBy = new HashMap<>();
  private final Map<String, TreeMap<Integer, Definition>> byStart = new HashMap<>();
  private final Map<String, SegmentDeclaration> declared = new HashMap<>();

  /** The lines that a definition takes up, counted from 1. */
  public record Extent(String file, int line, int endLine) {}

  private Outline(Declaration.Workspace workspace, Definitions definitions) {
    this.workspace = workspace;
    this.definitions = definitions;
    this.words = new InWords(workspace);
    workspace.segments().forEach(each -> declared.putIfAbsent(each.name().text(), each));
    workspace.segments().forEach(this::uses);
    workspace.slots().forEach(this::uses);
    definitions
        .places()
        .forEach(
            (definition, place) ->
                byStart
                    .computeIfAbsent(place.file().source().name(), _ -> new TreeMap<>())
                    .put(place.entry().name().span().start(), definition));
  }

  public static Outline of(List<SourceText> texts) {
    return new Outline(WorkspaceReader.read(texts).workspace(), Definitions.ofTexts(texts));
  }

  private void uses(SegmentDeclaration segment) {
    String name = segment.name().text();
    for (Expression asked : segment.expressions()) {
      Mentioned mentioned = Mentioned.of(asked);
      mentioned.references().forEach(used -> add(usedBySegments, used.text(), name));
      mentioned.subjects().forEach(used -> add(attributesUsedBy, used.text(), name));
    }
  }

  private void uses(SlotDeclaration slot) {
    for (OfferDeclaration offer : slot.offers()) {
      offer.audience().ifPresent(used -> add(usedBySlots, used.text(), slot.name().text()));
    }
  }

  private static void add(Map<String, Set<String>> uses, String used, String by) {
    uses.computeIfAbsent(used, _ -> new TreeSet<>()).add(by);
  }

  public Declaration.Workspace workspace() {
    return workspace;
  }

  public InWords words() {
    return words;
  }

  public LineNumbers lines() {
    return lines;
  }

  /** The segments whose rules refer to a segment, by name. */
  public Set<String> usedBySegments(String segment) {
    return usedBySegments.getOrDefault(segment, Set.of());
  }

  /** The slots that have an offer for a segment, by name. */
  public Set<String> usedBySlots(String segment) {
    return usedBySlots.getOrDefault(segment, Set.of());
  }

  /** The segments whose rules ask about an attribute, by name. */
  public Set<String> attributeUsedBy(String attribute) {
    return attributesUsedBy.getOrDefault(attribute, Set.of());
  }

  public Optional<Extent> extent(Definition definition) {
    return definitions
        .find(definition)
        .map(
            place -> {
              SourceText source = place.file().source();
              Span span = place.entry().span();
              int last = Math.max(span.start(), span.end() - 1);
              return new Extent(
                  source.name(), lines.line(source, span.start()), lines.line(source, last));
            });
  }

  /** What a definition says, as an edit puts it. */
  public Optional<Value> value(Definition definition) {
    return definitions.find(definition).map(place -> Value.of(place.entry().value()));
  }

  public Optional<String> title(Definition definition) {
    return value(definition).orElse(null) instanceof Value.Table table
        ? table.find("title").flatMap(Value::said)
        : Optional.empty();
  }

  /** All definitions of a kind in the order they are written. */
  public List<Definition> all(String kind) {
    return definitions.places().keySet().stream()
        .filter(definition -> definition.kind().equals(kind))
        .toList();
  }

  /** The kinds of which there are definitions. */
  public Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    definitions.places().keySet().forEach(definition -> kinds.add(definition.kind()));
    return kinds;
  }

  /**
   * The definition that a finding is about; empty where it is about none, or about a whole file.
   */
  public Optional<Definition> about(Diagnostic finding) {
    TreeMap<Integer, Definition> starts = byStart.get(finding.span().source().name());
    Entry<Integer, Definition> before =
        starts == null ? null : starts.floorEntry(finding.span().start());
    return before == null
        ? Optional.empty()
        : definitions
            .find(before.getValue())
            .filter(place -> finding.span().start() <= place.entry().span().end())
            .map(_ -> before.getValue());
  }

  /** What a segment tells of visitors that is sensitive, in words. */
  public Optional<String> sensitive(Definition segment) {
    Stream<String> said =
        Stream.concat(
            Stream.concat(Stream.of(segment.name()), title(segment).stream()),
            rules(segment).stream().map(Tried.RuleText::name));
    return said.flatMap(text -> Taxonomy.standard().find(text).stream())
        .map(finding -> finding.category())
        .findFirst()
        .map(Category::words);
  }

  /**
   * The rules of a segment as they stand in the text, those that cannot be read too.
   *
   * <p>One that stands under {@code when} has no name.
   */
  public List<Tried.RuleText> rules(Definition segment) {
    SegmentDeclaration read = declared.get(segment.name());
    Optional<Value> when =
        value(segment).orElse(null) instanceof Value.Table table
            ? table.find("when")
            : Optional.empty();
    if (read != null && when.isPresent() && read.rules().size() == 1) {
      // It was read already, and nothing was left out.
      return List.of(
          new Tried.RuleText(
              "", when.get().said().orElse(""), Optional.of(read.rules().getFirst().expression())));
    }
    return value(segment)
        .map(Tried::of)
        .map(tried -> tried instanceof Tried.Read.Sound(var sound) ? sound.rules() : null)
        .orElse(List.of());
  }

  /** What the rules of a workspace mention, by name. */
  record Mentioned(List<Word> subjects, List<Word> references) {
    static Mentioned of(Expression rule) {
      List<Word> subjects = new ArrayList<>();
      List<Word> references = new ArrayList<>();
      Parts.of(rule)
          .forEach(
              part -> {
                Parts.subject(part).ifPresent(subjects::add);
                if (part instanceof Expression.Reference(var name, _)) {
                  references.add(name);
                }
              });
      return new Mentioned(subjects, references);
    }
  }

  /** Where a definition stands, to the character. */
  Optional<Layout.Entry> entry(Definition definition) {
    return definitions.find(definition).map(Definitions.Place::entry);
  }
}
