package dev.mien.segments.edit;

import dev.mien.segments.source.SourceText;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Declaration.RecipientDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Declaration.SlotDeclaration;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Layout;
import dev.mien.segments.syntax.Word;
import dev.mien.segments.syntax.WorkspaceReader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Finds every mention of a definition, and writes another name there. */
final class Renaming {
  /** The keys of a persona under which segments stand. */
  private static final Set<String> EXPECTED = Set.of("expect", "expectNot");

  private final Definition definition;
  private final String to;
  private final Map<String, Splices> splices = new LinkedHashMap<>();
  private final Set<Span> seen = new HashSet<>();

  private Renaming(Definition definition, String to) {
    this.definition = definition;
    this.to = to;
  }

  /** The changes to each file. */
  static Map<String, Splices> of(
      List<SourceText> texts, Definitions definitions, Definition definition, String to) {
    Renaming renaming = new Renaming(definition, to);
    definitions.find(definition).ifPresent(place -> renaming.mention(place.entry().name()));
    Declaration.Workspace workspace = WorkspaceReader.read(texts).workspace();
    switch (definition.kind()) {
      case "segment" -> renaming.segment(workspace);
      case "attribute" -> renaming.attribute(workspace);
      case "purpose" -> renaming.purpose(workspace);
      case "event" -> renaming.event(workspace);
      default -> {}
    }
    definitions
        .places()
        .forEach(
            (named, place) -> {
              if (named.kind().equals("persona")) {
                renaming.persona(place.entry().value());
              }
            });
    return renaming.splices;
  }

  private void segment(Declaration.Workspace workspace) {
    rules(workspace)
        .forEach(
            expression -> {
              if (expression instanceof Expression.Reference(var name, _)) {
                mention(name);
              }
            });
    workspace.slots().stream()
        .map(SlotDeclaration::offers)
        .flatMap(List::stream)
        .forEach(offer -> offer.audience().ifPresent(this::mention));
    workspace.recipients().stream()
        .map(RecipientDeclaration::terms)
        .flatMap(List::stream)
        .forEach(term -> mention(term.segment()));
  }

  private void attribute(Declaration.Workspace workspace) {
    rules(workspace).forEach(expression -> Parts.subject(expression).ifPresent(this::mention));
    workspace.grids().forEach(grid -> grid.of().forEach(this::mention));
  }

  private void purpose(Declaration.Workspace workspace) {
    workspace.attributes().forEach(attribute -> attribute.purpose().ifPresent(this::mention));
    workspace.slots().forEach(slot -> slot.purposes().forEach(this::mention));
    workspace.recipients().forEach(recipient -> recipient.purpose().ifPresent(this::mention));
  }

  private void event(Declaration.Workspace workspace) {
    workspace.purposes().forEach(purpose -> purpose.endsWith().forEach(this::mention));
    workspace.grids().forEach(grid -> grid.goals().forEach(this::mention));
    workspace.attributes().stream()
        .map(AttributeDeclaration::kind)
        .flatMap(java.util.Optional::stream)
        .flatMap(Renaming::patterns)
        .forEach(pattern -> mention(pattern.event()));
  }

  private static Stream<Declaration.Pattern> patterns(Kind kind) {
    return switch (kind) {
      case Kind.Count count -> Stream.of(count.of());
      case Kind.Sum sum -> Stream.of(sum.of());
      case Kind.Latest latest -> Stream.of(latest.of());
      case Kind.Recency recency -> Stream.of(recency.of());
      case Kind.Sequence sequence -> Stream.of(sequence.first(), sequence.then());
      case Kind.Evidence evidence -> Stream.of(evidence.of());
      case Kind.Choice _, Kind.Choices _, Kind.Numeric _, Kind.Flag _ -> Stream.empty();
    };
  }

  private void persona(Layout persona) {
    if (!(persona instanceof Layout.Table(var entries, _, _))) {
      return;
    }
    for (Layout.Entry entry : entries) {
      String key = entry.name().text();
      boolean names =
          (definition.kind().equals("segment") && EXPECTED.contains(key))
              || (definition.kind().equals("purpose") && key.equals("consent"));
      if (names && entry.value() instanceof Layout.Listing(var items, _, _)) {
        items.forEach(this::mentionIn);
      } else if (definition.kind().equals("attribute")
          && key.equals("signals")
          && entry.value() instanceof Layout.Table(var signals, _, _)) {
        signals.forEach(signal -> mention(signal.name()));
      } else if (definition.kind().equals("event")
          && key.equals("events")
          && entry.value() instanceof Layout.Listing(var events, _, _)) {
        events.forEach(this::event);
      }
    }
  }

  private void event(Layout event) {
    if (event instanceof Layout.Table(var entries, _, _)) {
      entries.stream()
          .filter(entry -> Set.of("name", "type").contains(entry.name().text()))
          .forEach(entry -> mentionIn(entry.value()));
    }
  }

  private void mentionIn(Layout layout) {
    if (layout instanceof Layout.Text(var text, _, var span)) {
      mention(new Word(text, span));
    }
  }

  private void mention(Word word) {
    if (!word.text().equals(definition.name()) || !seen.add(word.span())) {
      return;
    }
    Span span = word.span();
    // Within quotation marks the name stands as it is: it holds nothing that would be escaped.
    int at = span.text().indexOf(definition.name());
    if (at >= 0) {
      splices
          .computeIfAbsent(span.source().name(), _ -> new Splices())
          .replace(span.start() + at, span.start() + at + definition.name().length(), to);
    }
  }

  /** All rules with all of their parts. */
  private static Stream<Expression> rules(Declaration.Workspace workspace) {
    return workspace.segments().stream()
        .map(SegmentDeclaration::expressions)
        .flatMap(List::stream)
        .flatMap(rule -> Parts.of(rule).stream());
  }
}
