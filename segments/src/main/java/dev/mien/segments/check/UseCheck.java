package dev.mien.segments.check;

import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.AttributeDeclaration;
import dev.mien.segments.syntax.Declaration.EventDeclaration;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Declaration.Pattern;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Word;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What is declared and never used. */
final class UseCheck {
  private final Findings findings;
  private final Declaration.Workspace workspace;

  UseCheck(Findings findings, Declaration.Workspace workspace) {
    this.findings = findings;
    this.workspace = workspace;
  }

  void check() {
    attributes();
    events();
    if (!workspace.slots().isEmpty()) {
      segments();
    }
  }

  private void attributes() {
    Set<String> used = new HashSet<>();
    mentions().forEach(rule -> rule.subjects().forEach(name -> used.add(name.text())));
    workspace.grids().forEach(grid -> grid.of().forEach(name -> used.add(name.text())));
    for (AttributeDeclaration attribute : workspace.attributes()) {
      if (!used.contains(attribute.name().text())) {
        findings.report(
            Code.UNUSED_ATTRIBUTE,
            attribute.name().span(),
            "no segment asks about '" + attribute.name() + "'",
            "what nobody asks about should not be collected: remove it, or use it in a rule");
      }
    }
  }

  private void events() {
    Set<String> used = new HashSet<>();
    workspace.attributes().stream()
        .flatMap(attribute -> attribute.kind().stream())
        .flatMap(UseCheck::patterns)
        .forEach(pattern -> used.add(pattern.event().text()));
    workspace
        .purposes()
        .forEach(purpose -> purpose.endsWith().forEach(name -> used.add(name.text())));
    for (EventDeclaration event : workspace.events()) {
      boolean goal = event.goal().map(word -> word.text().equals("true")).orElse(false);
      if (!goal && !used.contains(event.name().text())) {
        findings.report(
            Code.UNUSED_EVENT,
            event.name().span(),
            "no attribute is folded from '" + event.name() + "'",
            "remove it, use it in a measure, or say goal: true if it is an outcome");
      }
    }
  }

  private static Stream<Pattern> patterns(Kind kind) {
    return switch (kind) {
      case Kind.Choice _, Kind.Choices _, Kind.Numeric _, Kind.Flag _ -> Stream.empty();
      case Kind.Count count -> Stream.of(count.of());
      case Kind.Sum sum -> Stream.of(sum.of());
      case Kind.Latest latest -> Stream.of(latest.of());
      case Kind.Recency recency -> Stream.of(recency.of());
      case Kind.Sequence sequence -> Stream.of(sequence.first(), sequence.then());
      case Kind.Evidence evidence -> Stream.of(evidence.of());
    };
  }

  private void segments() {
    Set<String> used = new HashSet<>();
    mentions().forEach(rule -> rule.references().forEach(name -> used.add(name.text())));
    workspace.slots().stream()
        .flatMap(slot -> slot.offers().stream())
        .flatMap(offer -> offer.audience().stream())
        .map(Word::text)
        .forEach(used::add);
    workspace.recipients().stream()
        .flatMap(recipient -> recipient.terms().stream())
        .map(term -> term.segment().text())
        .forEach(used::add);
    for (SegmentDeclaration segment : workspace.segments()) {
      if (!used.contains(segment.name().text())) {
        findings.report(
            Code.UNUSED_SEGMENT,
            segment.name().span(),
            "no offer is for '" + segment.name() + "', and no segment refers to it",
            "remove it, or write an offer for it");
      }
    }
  }

  private List<Mentions> mentions() {
    return workspace.segments().stream()
        .flatMap(segment -> segment.expressions().stream())
        .map(Mentions::of)
        .toList();
  }
}
