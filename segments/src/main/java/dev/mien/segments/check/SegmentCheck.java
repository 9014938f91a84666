package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Names;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.RuleName;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.syntax.Declaration.RuleDeclaration;
import dev.mien.segments.syntax.Declaration.ScoreDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Printer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Segments and their rules. */
final class SegmentCheck {
  private final Findings findings;
  private final Scalars scalars;
  private final Limits limits;
  private final Register<Attribute> attributes;
  private final GoalCheck goals;

  /**
   * @param events of which scores name the goals that they predict
   */
  SegmentCheck(
      Findings findings,
      Limits limits,
      Register<Attribute> attributes,
      Register<EventEntry> events) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.limits = limits;
    this.attributes = attributes;
    this.goals = new GoalCheck(findings, events);
  }

  /** Sound segments, each after those it refers to. */
  Register<Segment> check(List<SegmentDeclaration> declarations) {
    scalars.atMost(limits.segmentsMax(), declarations, SegmentDeclaration::name, "segment");
    NameCheck names = new NameCheck(Named.SEGMENT, findings);
    Set<String> declared = new LinkedHashSet<>();
    Set<String> wellNamed = new HashSet<>();
    for (SegmentDeclaration declaration : declarations) {
      declared.add(declaration.name().text());
      if (names.check(declaration.name()) == Standing.NEW) {
        wellNamed.add(declaration.name().text());
      }
    }
    SegmentOrder order = new SegmentOrder(findings, declarations);
    Register<Segment> segments = new Register<>();
    order.circular().forEach(name -> segments.enter(name, Optional.empty()));
    PredicateCheck predicates = new PredicateCheck(findings, attributes, segments, declared);
    for (SegmentDeclaration declaration : order.order()) {
      String name = declaration.name().text();
      Optional<Segment> segment =
          declaration.score().isPresent()
              ? scored(declaration, declaration.score().get(), predicates, segments)
              : segment(declaration, predicates, wellNamed);
      segments.enter(name, segment.filter(_ -> wellNamed.contains(name)));
    }
    return segments;
  }

  private Optional<Segment> scored(
      SegmentDeclaration declared,
      ScoreDeclaration score,
      PredicateCheck predicates,
      Register<Segment> before) {
    String title = scalars.title(declared.title(), "a title");
    int place = Segment.scored(before.sound()).size();
    return new ScoreCheck(findings, attributes, predicates, goals)
        .check(score)
        .filter(_ -> Names.fits(Names.KEBAB, declared.name().text()))
        .map(
            sound ->
                new Segment(
                    new SegmentName(declared.name().text()),
                    title,
                    List.of(ScoreRule.of(declared.name().text(), place, sound))));
  }

  private Optional<Segment> segment(
      SegmentDeclaration declared, PredicateCheck predicates, Set<String> wellNamed) {
    String title = scalars.title(declared.title(), "a title");
    scalars.atMost(CheckLimits.RULES_MAX, declared.rules(), RuleDeclaration::name, "rule");
    boolean segmentNamed = wellNamed.contains(declared.name().text());
    NameCheck names = new NameCheck(Named.RULE, findings);
    List<Rule> rules = new ArrayList<>();
    for (RuleDeclaration rule : declared.rules()) {
      boolean named =
          isNamedLikeItsSegment(rule, declared)
              ? segmentNamed
              : names.check(rule.name()) == Standing.NEW;
      Optional<Predicate> predicate = predicates.check(rule.expression());
      if (named && predicate.isPresent()) {
        rules.add(
            new Rule(
                new RuleName(rule.name().text()),
                predicate.get(),
                Printer.print(rule.expression())));
      }
    }
    boolean sound = segmentNamed && !rules.isEmpty() && rules.size() == declared.rules().size();
    return sound
        ? Optional.of(new Segment(new SegmentName(declared.name().text()), title, rules))
        : Optional.empty();
  }

  /** Whether the rule stands under {@code when}: its name has been looked at with the segment's. */
  private static boolean isNamedLikeItsSegment(RuleDeclaration rule, SegmentDeclaration segment) {
    return segment.rules().size() == 1 && rule.name().text().equals(segment.name().text());
  }
}
