package dev.mien.segments.check;

import dev.mien.segments.check.NameCheck.Standing;
import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.RuleName;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.ScoreDeclaration;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Parsed;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.Reading;
import dev.mien.segments.syntax.RuleParser;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One segment as it is being written, against a workspace that is checked already: what its rules
 * or its score say and mean, in a time that does not grow with the other segments. Whether it can
 * hold, how large it is and what it overlaps with is found by checking the whole workspace.
 */
public final class Rewrite {
  private final Model model;
  private final Findings findings =
      new Findings(new Reading(nothing(), List.of(), new Reading.Omissions(Set.of(), 0)));
  private final Register<Attribute> attributes = new Register<>();
  private final Register<EventEntry> events = new Register<>();
  private final Register<Segment> segments = new Register<>();

  private Rewrite(Model model) {
    this.model = model;
    model
        .schema()
        .attributes()
        .forEach(one -> attributes.enter(one.name().text(), Optional.of(one)));
    model
        .schema()
        .events()
        .forEach(
            one ->
                events.enter(
                    one.name().text(), Optional.of(new EventEntry(one, new Register<>()))));
    model.segments().forEach(one -> segments.enter(one.name().text(), Optional.of(one)));
  }

  /**
   * A segment as it is written.
   *
   * @param rules each with its name; of one that stands under {@code when}, that of the segment.
   *     Findings point into these texts
   * @param score in place of rules
   */
  public record Text(String name, List<SourceText> rules, Optional<ScoreDeclaration> score) {
    public Text {
      rules = List.copyOf(rules);
    }

    /** One that has rules. */
    public Text(String name, List<SourceText> rules) {
      this(name, rules, Optional.empty());
    }
  }

  /** What came of it. */
  public sealed interface Outcome {
    /** It can be understood; its references are to positions of the model. */
    record Sound(Segment segment) implements Outcome {}

    record Unsound(List<Diagnostic> findings) implements Outcome {
      public Unsound {
        findings = List.copyOf(findings);
      }
    }
  }

  /** Checks {@code text} as a segment of {@code model}, in place of the one of its name. */
  public static Outcome check(Model model, Text text) {
    return new Rewrite(model).check(text);
  }

  private Outcome check(Text text) {
    Word name = named(text.name());
    boolean sound = new NameCheck(Named.SEGMENT, findings).check(name) == Standing.NEW;
    if (text.score().isPresent()) {
      return scored(text.name(), text.score().get(), sound);
    }
    NameCheck names = new NameCheck(Named.RULE, findings);
    BitSet circular = builtOn(text.name());
    List<Rule> rules = new ArrayList<>();
    List<Diagnostic> unread = new ArrayList<>();
    for (SourceText written : text.rules()) {
      boolean isNamed =
          written.name().equals(text.name())
              ? sound
              : names.check(named(written.name())) == Standing.NEW;
      switch (RuleParser.parse(written)) {
        case Parsed.Sound<Expression>(var expression) ->
            predicate(expression, circular)
                .filter(_ -> isNamed)
                .ifPresent(
                    predicate ->
                        rules.add(
                            new Rule(
                                new RuleName(written.name()),
                                predicate,
                                Printer.print(expression))));
        case Parsed.Unsound<Expression>(var finding) -> unread.add(finding);
      }
    }
    List<Diagnostic> found = new ArrayList<>(findings.inReadingOrder());
    found.addAll(unread);
    return sound && found.isEmpty() && !rules.isEmpty()
        ? new Outcome.Sound(new Segment(new SegmentName(text.name()), text.name(), rules))
        : new Outcome.Unsound(found);
  }

  /** One whose score is not among those of the model, and so has a place of its own. */
  private Outcome scored(String name, ScoreDeclaration declared, boolean isNamed) {
    GoalCheck goals = new GoalCheck(findings, events);
    Optional<Score> score =
        new ScoreCheck(findings, attributes, predicates(), goals).check(declared);
    List<Diagnostic> found = findings.inReadingOrder();
    if (score.isEmpty() || !isNamed || !found.isEmpty()) {
      return new Outcome.Unsound(found);
    }
    int place = Segment.scored(model.segments()).size();
    return new Outcome.Sound(
        new Segment(new SegmentName(name), name, List.of(ScoreRule.of(name, place, score.get()))));
  }

  private PredicateCheck predicates() {
    return new PredicateCheck(findings, attributes, segments, segments.names());
  }

  private Optional<Predicate> predicate(Expression expression, BitSet circular) {
    boolean straight = true;
    for (Word reference : Mentions.of(expression).references()) {
      if (segments.find(reference.text()) instanceof Entry.Sound(int position, Segment _)
          && circular.get(position)) {
        findings.report(
            Code.SEGMENT_CYCLE,
            reference.span(),
            "'" + reference + "' refers to the segment that is being written, or is that segment",
            "describe it without this one");
        straight = false;
      }
    }
    Optional<Predicate> predicate = predicates().check(expression);
    return straight ? predicate : Optional.empty();
  }

  /** The positions of the segment of this name and of all that are built on it. */
  private BitSet builtOn(String name) {
    BitSet built = new BitSet();
    if (segments.find(name) instanceof Entry.Sound(int position, Segment _)) {
      built.set(position);
      // A segment comes after those it refers to, so one pass finds all.
      for (int i = position + 1; i < model.segments().size(); i++) {
        for (Rule rule : model.segments().get(i).rules()) {
          if (refers(rule.predicate(), built)) {
            built.set(i);
          }
        }
      }
    }
    return built;
  }

  private static boolean refers(Predicate predicate, BitSet to) {
    return switch (predicate) {
      case Predicate.AllOf(var parts) -> parts.stream().anyMatch(part -> refers(part, to));
      case Predicate.AnyOf(var parts) -> parts.stream().anyMatch(part -> refers(part, to));
      case Predicate.Not(var part) -> refers(part, to);
      case Predicate.InSegment(int segment) -> to.get(segment);
      case Predicate.OneOf _,
          Predicate.HasAny _,
          Predicate.HasAll _,
          Predicate.Known _,
          Predicate.Scored _ ->
          false;
    };
  }

  private static Word named(String name) {
    return new Word(name, new SourceText("name", name).span(0, name.length()));
  }

  private static Declaration.Workspace nothing() {
    return new Declaration.Workspace(
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
