package dev.mien.segments.check;

import dev.mien.segments.compile.Compiled;
import dev.mien.segments.compile.Cube;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.compile.NormalForm;
import dev.mien.segments.compile.NormalForm.Beyond;
import dev.mien.segments.compile.NormalForm.Measure;
import dev.mien.segments.compile.Normalizer;
import dev.mien.segments.compile.PointTable;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Verdict;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Predicate.AnyOf;
import dev.mien.segments.model.Predicate.Known;
import dev.mien.segments.model.Predicate.Not;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration.ScoreDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Rules that say nothing, because they hold never or always, and rules that say too much. */
final class SenseCheck {
  /** Finding out that a rule is too large takes some milliseconds; so many are enough to say. */
  private static final int REFUSALS_MAX = 100;

  /** The most pairs of conjunctions to compare for overlaps. */
  private static final long PAIRS_MAX = 2_000_000;

  private final Findings findings;
  private final List<Attribute> attributes;
  private final List<Segment> segments;
  private final List<Reach> reaches;
  private final Normalizer normalizer;
  private final Coverage coverage;
  private final ExcessReport excesses;
  private final Limits limits;
  private final Map<String, SegmentDeclaration> declarations = new HashMap<>();

  /** Segments of which something has been said, so that those built on them stay unmentioned. */
  private final BitSet settled = new BitSet();

  /** How many conjunctions each segment has, its rules apart. */
  private final int[] sizes;

  private int refusals;
  private long alternatives;
  private long pairs;

  SenseCheck(Findings findings, Limits limits, List<Attribute> attributes, List<Segment> segments) {
    this.findings = findings;
    this.attributes = attributes;
    this.segments = segments;
    this.reaches = Reach.of(segments);
    this.limits = limits;
    this.coverage = new Coverage(Program.alphabets(attributes, segments));
    this.excesses = new ExcessReport(findings);
    this.sizes = new int[segments.size()];
    this.normalizer = new Normalizer(attributes, segments, limits);
  }

  void check(List<SegmentDeclaration> declared) {
    declared.forEach(segment -> declarations.putIfAbsent(segment.name().text(), segment));
    for (int segment = 0; segment < segments.size(); segment++) {
      check(segment);
    }
  }

  /** Checks the last of the segments only, which was declared so. */
  void checkLast(SegmentDeclaration declared) {
    declarations.put(declared.name().text(), declared);
    check(segments.size() - 1);
  }

  private void check(int segment) {
    Optional<Score> score = segments.get(segment).scored().map(Predicate.Scored::score);
    if (score.isPresent()) {
      sizes[segment] = 1;
      alternatives++;
      checkScore(segment, score.get());
      return;
    }
    List<Rule> rules = segments.get(segment).rules();
    for (int rule = 0; rule < rules.size() && !isEnough(); rule++) {
      check(segment, rules.get(rule).predicate(), span(segment, rule));
    }
  }

  /** Whether more would only cost time: the workspace is refused for its size in any case. */
  private boolean isEnough() {
    return refusals >= REFUSALS_MAX || alternatives > limits.programConjunctionsMax();
  }

  private void check(int segment, Predicate predicate, Span span) {
    Reach reach = Reach.of(predicate, reaches);
    if (reach.segments().intersects(settled)) {
      settled.set(segment);
      return;
    }
    switch (normalizer.normalForm(predicate)) {
      case NormalForm.Beyond beyond -> {
        excesses.report(beyond, span, "this rule");
        settled.set(segment);
        refusals++;
      }
      case NormalForm.Within(var cubes) -> {
        alternatives += cubes.size();
        if (isEnough()) {
          excesses.report(
              new Beyond(Measure.CONJUNCTIONS, alternatives, limits.programConjunctionsMax()),
              span,
              "the workspace, up to this rule,");
        }
        sizes[segment] += cubes.size();
        if (cubes.isEmpty()) {
          reportNever(predicate, reach, span);
          settled.set(segment);
        } else {
          checkAlways(segment, new Written(predicate, reach, cubes), span);
        }
      }
    }
  }

  private void checkScore(int segment, Score score) {
    ScoreDeclaration declared = declaration(segment).score().orElseThrow();
    for (int i = 0; i < score.points().size(); i++) {
      checkCondition(
          score.points().get(i).condition(), declared.points().get(i).condition().span());
    }
    // Bounds: attributes that two groups ask about may not be able to reach both ends at once.
    long least = score.base();
    long most = score.base();
    for (PointTable table : PointTable.of(score, attributes)) {
      least += table.least().getLast();
      most += table.most().getLast();
    }
    Span enter = declared.enter().orElse(declared.key()).span();
    if (most < score.enterAt()) {
      findings.report(
          Code.NEVER_HOLDS,
          enter,
          "no session can reach this: the most that these points come to is "
              + percent(score.probability(most)),
          "write a lower 'enter', or fit the score anew");
      settled.set(segment);
    } else if (least >= score.leaveAt()) {
      // Otherwise it could hold of a session of which nobody may ask anything.
      boolean reached = least >= score.enterAt();
      findings.report(
          Code.ALWAYS_ENOUGH,
          reached ? enter : declared.leave().orElse(declared.key()).span(),
          (reached ? "every session reaches this" : "who is in never leaves")
              + ": the least that these points come to is "
              + percent(score.probability(least)),
          "write a higher '" + (reached ? "enter" : "leave") + "', or fit the score anew");
      settled.set(segment);
    }
  }

  private void checkCondition(Predicate condition, Span span) {
    if (!(normalizer.normalForm(condition) instanceof NormalForm.Within(var cubes))) {
      excesses.report((NormalForm.Beyond) normalizer.normalForm(condition), span, "this condition");
      refusals++;
      return;
    }
    Reach reach = Reach.of(condition, reaches);
    if (cubes.isEmpty()) {
      BitSet culprits = new Contradiction(normalizer).culprits(condition, reach.attributes());
      findings.report(
          Code.NEVER_HOLDS,
          span,
          "this condition can never hold, so its points are never counted",
          "no value of " + asked(culprits) + " passes all that it asks");
      return;
    }
    Written written = new Written(condition, reach, cubes);
    if (alwaysHolds(written) || holdsForAllValues(written)) {
      findings.report(
          Code.ALWAYS_HOLDS,
          span,
          "this condition holds for every value of " + asked(reach.attributes()),
          "add its points to 'base', or write '" + asked(reach.attributes()) + " is known'");
    }
  }

  private static String percent(double probability) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * probability);
  }

  /** A rule, what it asks about, and its normal form. */
  private record Written(Predicate rule, Reach reach, List<Cube> cubes) {}

  private void reportNever(Predicate predicate, Reach reach, Span span) {
    BitSet culprits = new Contradiction(normalizer).culprits(predicate, reach.attributes());
    findings.report(
        Code.NEVER_HOLDS,
        span,
        "this rule can never hold",
        "no value of " + asked(culprits) + " passes all that the rule asks of it");
  }

  private void checkAlways(int segment, Written written, Span span) {
    String asked = asked(written.reach().attributes());
    if (alwaysHolds(written)) {
      findings.report(
          Code.ALWAYS_HOLDS,
          span,
          "this rule holds for every session that allows asking about " + asked,
          "say what sets the segment apart, or remove the rule");
      settled.set(segment);
    } else if (holdsForAllValues(written)) {
      findings.report(
          Code.ALWAYS_HOLDS,
          span,
          "this rule holds for every value of " + asked,
          written.reach().attributes().cardinality() == 1
              ? "say what sets the segment apart, or write '" + asked + " is known'"
              : "say what sets the segment apart");
      settled.set(segment);
    }
  }

  private boolean alwaysHolds(Written written) {
    // A rule that never asks whether something is known is not true where all is missing.
    return written.reach().asksKnown()
        && coverage.mayBeWhole(written.cubes(), 0.5)
        && normalizer.alwaysHolds(written.rule()) == Verdict.YES;
  }

  /** Whether it is true as soon as everything it asks about is known. */
  private boolean holdsForAllValues(Written written) {
    if (written.reach().asksKnown() || !coverage.mayBeWhole(written.cubes(), 0)) {
      return false;
    }
    List<Predicate> orMissing = new ArrayList<>();
    orMissing.add(written.rule());
    written.reach().attributes().stream().forEach(at -> orMissing.add(new Not(new Known(at))));
    return normalizer.alwaysHolds(new AnyOf(orMissing)) == Verdict.YES;
  }

  private String asked(BitSet asked) {
    return Phrases.all(asked.stream().mapToObj(at -> attributes.get(at).name().text()).toList());
  }

  /** Reports what the compiler refuses and no single rule is to blame for. */
  void report(Compiled compiled) {
    switch (compiled) {
      case Compiled.Done _ -> {}
      case Compiled.TooLarge(var refused) -> {
        for (Compiled.Excess excess : refused) {
          Word name = declaration(excess.segment()).name();
          excesses.report(excess.beyond(), name.span(), "the segment '" + name + "'");
        }
      }
      case Compiled.TooMany(long reached, long allowed) ->
          excesses.report(
              new Beyond(Measure.CONJUNCTIONS, reached, allowed),
              declaration(segments.size() - 1).name().span(),
              "the workspace, up to this segment,");
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

  /**
   * Whether some session can be in both. Answers no where it would have to look at too much, for
   * only a warning depends on it.
   */
  boolean canMeet(int one, int other) {
    if (one == other) {
      return true;
    }
    pairs += (long) sizes[one] * sizes[other];
    return pairs <= PAIRS_MAX
        && normalizer.canHoldTogether(new Predicate.InSegment(one), new Predicate.InSegment(other))
            == Verdict.YES;
  }
}
