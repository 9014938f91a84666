package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.EventDeclaration;
import dev.mien.segments.syntax.Declaration.GridDeclaration;
import dev.mien.segments.syntax.Declaration.Header;
import dev.mien.segments.syntax.Declaration.PersonaDeclaration;
import dev.mien.segments.syntax.Declaration.PurposeDeclaration;
import dev.mien.segments.syntax.Declaration.RecipientDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Declaration.SlotDeclaration;
import dev.mien.segments.syntax.Declaration.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The declarations of a workspace as they are gathered from its documents. */
final class Declarations {
  private final Findings findings;
  private final List<Header> headers = new ArrayList<>();
  private final List<PurposeDeclaration> purposes = new ArrayList<>();
  private final List<AttributeDeclaration> attributes = new ArrayList<>();
  private final List<EventDeclaration> events = new ArrayList<>();
  private final List<SegmentDeclaration> segments = new ArrayList<>();
  private final List<SlotDeclaration> slots = new ArrayList<>();
  private final List<RecipientDeclaration> recipients = new ArrayList<>();
  private final List<PersonaDeclaration> personas = new ArrayList<>();
  private final List<GridDeclaration> grids = new ArrayList<>();
  private final Map<List<String>, Span> places = new HashMap<>();
  private final Set<String> omitted = new HashSet<>();

  Declarations(Findings findings) {
    this.findings = findings;
  }

  /**
   * Keeps a declaration, unless one of its kind and name was kept before, which is a finding.
   *
   * @param noun its kind, as messages call it
   */
  void keep(String noun, Declaration declaration) {
    if (isFirst(noun, declaration.name())) {
      switch (declaration) {
        case Header header -> headers.add(header);
        case PurposeDeclaration purpose -> purposes.add(purpose);
        case AttributeDeclaration attribute -> attributes.add(attribute);
        case EventDeclaration event -> events.add(event);
        case SegmentDeclaration segment -> segments.add(segment);
        case SlotDeclaration slot -> slots.add(slot);
        case RecipientDeclaration recipient -> recipients.add(recipient);
        case PersonaDeclaration persona -> personas.add(persona);
        case GridDeclaration grid -> grids.add(grid);
      }
    }
  }

  /** Notes that a declaration was written but could not be read. */
  void omit(String noun, Word name) {
    if (isFirst(noun, name)) {
      omitted.add(name.text());
    }
  }

  private boolean isFirst(String noun, Word name) {
    // A workspace is declared once, whatever it is called.
    String key = noun.equals(Shapes.HEADER.noun()) ? "" : name.text();
    Span first = places.putIfAbsent(List.of(noun, key), name.span());
    if (first != null && !findings.isFull()) {
      findings.add(
          SyntaxCodes.DUPLICATE_NAME,
          name.span(),
          noun + (key.isEmpty() ? "" : " '" + name + "'") + " is declared twice",
          "the first is at " + first + "; remove or rename one of them");
    }
    return first == null;
  }

  Set<String> omitted() {
    return omitted;
  }

  Workspace workspace() {
    return new Workspace(
        headers.stream().findFirst(),
        purposes,
        attributes,
        events,
        segments,
        slots,
        recipients,
        personas,
        grids);
  }
}
