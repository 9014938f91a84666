package dev.mien.segments.check;

import dev.mien.segments.compile.Compiled;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.compile.NormalForm;
import dev.mien.segments.compile.NormalForm.Beyond;
import dev.mien.segments.compile.Normalizer;
import dev.mien.segments.compile.Verdict;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Predicate.AnyOf;
import dev.mien.segments.model.Predicate.Known;
import dev.mien.segments.model.Predicate.Not;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Segment;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules that say nothing, because they hold never or always, and rules that say too much. */
final class SenseCheck {
  private final Findings findings;
  private final List<Attribute> attributes;
  private final List<Segment> segments;
  private final List<Reach> reaches;
  private final Normalizer normalizer;
  private final Map<String, SegmentDeclaration> declarations = new HashMap<>();

  /** Segments of which something has been said, so that those built on them stay unmentioned. */
  private final BitSet settled = new BitSet();

  private final BitSet tooLarge = new BitSet();

  SenseCheck(Findings findings, Limits limits, List<Attribute> attributes, List<Segment> segments) {
    this.findings = findings;
    this.attributes = attributes;
    this.segments = segments;
    this.reaches = Reach.of(segments);
    this.normalizer = new Normalizer(attributes, segments, limits);
  }

  void check(List<SegmentDeclaration> declared) {
    declared.forEach(segment -> declarations.putIfAbsent(segment.name().text(), segment));
    for (int segment = 0; segment < segments.size(); segment++) {
      List<Rule> rules = segments.get(segment).rules();
      for (int rule = 0; rule < rules.size(); rule++) {
        check(segment, rules.get(rule).predicate(), span(segment, rule));
      }
    }
  }

  private void check(int segment, Predicate predicate, Span span) {
    Reach reach = Reach.of(predicate, reaches);
    if (reach.segments().intersects(settled)) {
      settled.set(segment);
      return;
    }
    if (normalizer.normalForm(predicate) instanceof Beyond beyond) {
      report(beyond, span, "this rule");
      settled.set(segment);
      tooLarge.set(segment);
    } else if (normalizer.canHold(predicate) == Verdict.NO) {
      BitSet culprits = new Contradiction(normalizer).culprits(predicate, reach.attributes());
      findings.report(
          Code.NEVER_HOLDS,
          span,
          "this rule can never hold",
          "no value of " + asked(culprits) + " passes all that the rule asks of it");
      settled.set(segment);
    } else if (normalizer.alwaysHolds(predicate) == Verdict.YES) {
      findings.report(
          Code.ALWAYS_HOLDS,
          span,
          "this rule holds for every session that allows asking about " + asked(reach.attributes()),
          "say what sets the segment apart, or remove the rule");
      settled.set(segment);
    } else if (!reach.asksKnown() && holdsForAllValues(predicate, reach)) {
      findings.report(
          Code.ALWAYS_HOLDS,
          span,
          "this rule holds for every value of " + asked(reach.attributes()),
          reach.attributes().cardinality() == 1
              ? "say what sets the segment apart, or write '"
                  + asked(reach.attributes())
                  + " is known'"
              : "say what sets the segment apart");
      settled.set(segment);
    }
  }

  /** Whether it is true as soon as everything it asks about is known. */
  private boolean holdsForAllValues(Predicate predicate, Reach reach) {
    List<Predicate> orMissing = new ArrayList<>();
    orMissing.add(predicate);
    reach.attributes().stream().forEach(at -> orMissing.add(new Not(new Known(at))));
    return normalizer.alwaysHolds(new AnyOf(orMissing)) == Verdict.YES;
  }

  private String asked(BitSet asked) {
    return Phrases.all(asked.stream().mapToObj(at -> attributes.get(at).name().text()).toList());
  }

  /** Reports what the compiler refuses and no single rule was to blame for. */
  void report(Compiled compiled) {
    switch (compiled) {
      case Compiled.Done _ -> {}
      case Compiled.TooLarge(var excesses) -> {
        for (Compiled.Excess excess : excesses) {
          boolean explained =
              tooLarge.get(excess.segment())
                  || reaches.get(excess.segment()).segments().intersects(tooLarge);
          if (!explained) {
            Word name = declaration(excess.segment()).name();
            report(excess.beyond(), name.span(), "the segment '" + name + "'");
          }
        }
      }
      case Compiled.TooMany(long reached, long allowed) ->
          report(
              new Beyond(NormalForm.Measure.CONJUNCTIONS, reached, allowed),
              declaration(segments.size() - 1).name().span(),
              "the workspace, up to this segment,");
    }
  }

  private void report(Beyond beyond, Span span, String what) {
    String reached = Phrases.number(beyond.reached());
    String allowed = Phrases.number(beyond.allowed());
    switch (beyond.measure()) {
      case CONJUNCTIONS ->
          findings.report(
              Code.NORMAL_FORM_TOO_LARGE,
              span,
              "written out as alternatives, "
                  + what
                  + " has "
                  + reached
                  + ", and the most is "
                  + allowed,
              "every 'or' inside an 'and' multiplies them: use 'in' for labels of one attribute,"
                  + " or split the segment");
      case LITERALS ->
          findings.report(
              Code.NORMAL_FORM_TOO_LARGE,
              span,
              what + " asks about " + reached + " attributes at once, and the most is " + allowed,
              "ask about fewer");
      case PREDICATES ->
          findings.report(
              Code.NORMAL_FORM_TOO_LARGE,
              span,
              "with the segments it refers to written out, "
                  + what
                  + " has "
                  + reached
                  + " conditions, and the most is "
                  + allowed,
              "refer to fewer segments");
      case DEPTH ->
          findings.report(
              Code.NORMAL_FORM_TOO_LARGE,
              span,
              "with the segments it refers to written out, "
                  + what
                  + " nests "
                  + reached
                  + " deep, and the most is "
                  + allowed,
              "let fewer segments build on each other");
    }
  }

  private Span span(int segment, int rule) {
    return declaration(segment).rules().get(rule).expression().span();
  }

  private SegmentDeclaration declaration(int segment) {
    SegmentDeclaration declared = declarations.get(segments.get(segment).name().text());
    if (declared == null) {
      throw new IllegalStateException("every segment was declared");
    }
    return declared;
  }

  List<Reach> reaches() {
    return reaches;
  }

  /** Whether some session can be in both; unsure answers count as no. */
  boolean canMeet(int one, int other) {
    return one == other
        || normalizer.canHoldTogether(new Predicate.InSegment(one), new Predicate.InSegment(other))
            == Verdict.YES;
  }
}
