package dev.mien.segments.check;

import dev.mien.segments.compile.Limits;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Purpose;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.RuleName;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.syntax.Declaration;
import dev.mien.segments.syntax.Declaration.OfferDeclaration;
import dev.mien.segments.syntax.Declaration.RuleDeclaration;
import dev.mien.segments.syntax.Declaration.ScoreDeclaration;
import dev.mien.segments.syntax.Declaration.SegmentDeclaration;
import dev.mien.segments.syntax.Declaration.SlotDeclaration;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.Reading;
import dev.mien.segments.syntax.Word;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A workspace that was looked at once, against which one segment after another is held as it is
 * being written: what would be said of it, in a time that hardly grows with the others. The
 * workspace may have mistakes. For any number of threads.
 *
 * <p>What only the whole workspace can tell, whether offers overlap or all segments together are
 * too many, is for the {@link Checker} to say.
 */
public final class Trials {
  private final Limits limits;
  private final Reading.Omissions omitted;
  private final Register<Purpose> purposes;
  private final Register<EventEntry> events;
  private final Register<Attribute> attributes;
  private final Register<Segment> segments;
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<String, List<SlotDeclaration>> slots = new HashMap<>();

  /** Which segments refer to a segment. */
  private final Map<String, Set<String>> referring = new HashMap<>();

  public Trials(Reading reading, Limits limits) {
    this.limits = limits;
    this.omitted = reading.omitted();
    Findings aside = new Findings(reading);
    Declaration.Workspace workspace = reading.workspace();
    this.events = new EventCheck(aside, limits).check(workspace.events());
    this.purposes = new PurposeCheck(aside, limits, events).check(workspace.purposes());
    this.attributes =
        new AttributeCheck(aside, limits, events, purposes).check(workspace.attributes());
    this.segments = new SegmentCheck(aside, limits, attributes, events).check(workspace.segments());
    for (SegmentDeclaration segment : workspace.segments()) {
      names.add(segment.name().text());
      for (Expression asked : segment.expressions()) {
        for (Word reference : Mentions.of(asked).references()) {
          referring
              .computeIfAbsent(reference.text(), _ -> new HashSet<>())
              .add(segment.name().text());
        }
      }
    }
    for (SlotDeclaration slot : workspace.slots()) {
      for (OfferDeclaration offer : slot.offers()) {
        offer
            .audience()
            .ifPresent(
                audience ->
                    slots.computeIfAbsent(audience.text(), _ -> new ArrayList<>()).add(slot));
      }
    }
  }

  /**
   * All that is to be said of a segment in place of the one of its name, in reading order. Its
   * words lie in texts of their own.
   */
  public List<Diagnostic> findings(SegmentDeclaration tried) {
    Declaration.Workspace alone = alone(tried);
    Findings findings = new Findings(new Reading(alone, List.of(), omitted));
    boolean named =
        new NameCheck(Named.SEGMENT, findings).check(tried.name()) == NameCheck.Standing.NEW;
    tried.title().ifPresent(_ -> new Scalars(findings).title(tried.title(), "a title"));
    Optional<Segment> segment = segment(tried, findings);
    List<Wording> wordings = Wording.of(alone);
    new IdentifyingCheck(findings).check(wordings);
    new SensitiveCheck(findings).check(alone, wordings);
    if (segment.isPresent() && named) {
      List<Segment> all = new ArrayList<>(segments.sound());
      all.add(segment.get());
      SenseCheck sense = new SenseCheck(findings, limits, attributes.sound(), all);
      sense.checkLast(tried);
      purposes(tried, sense.reaches().getLast(), findings);
    }
    return findings.inReadingOrder();
  }

  private Optional<Segment> scored(
      SegmentDeclaration tried, ScoreDeclaration score, Findings findings) {
    PredicateCheck predicates = new PredicateCheck(findings, attributes, segments, names);
    int place = Segment.scored(segments.sound()).size();
    String name = tried.name().text();
    return new ScoreCheck(findings, attributes, predicates, new GoalCheck(findings, events))
        .check(score)
        .filter(_ -> isNameOfSegment(name))
        .map(
            sound ->
                new Segment(
                    new SegmentName(name),
                    tried.title().map(Word::text).orElse(""),
                    List.of(ScoreRule.of(name, place, sound))));
  }

  private Optional<Segment> segment(SegmentDeclaration tried, Findings findings) {
    if (tried.score().isPresent()) {
      return scored(tried, tried.score().get(), findings);
    }
    Set<String> circular = builtOn(tried.name().text());
    NameCheck ruleNames = new NameCheck(Named.RULE, findings);
    Set<String> others = new LinkedHashSet<>(names);
    others.add(tried.name().text());
    PredicateCheck predicates = new PredicateCheck(findings, attributes, segments, others);
    List<Rule> rules = new ArrayList<>();
    for (RuleDeclaration rule : tried.rules()) {
      String name = rule.name().text();
      boolean named =
          (tried.rules().size() == 1 && name.equals(tried.name().text()))
              || ruleNames.check(rule.name()) == NameCheck.Standing.NEW;
      if (!isStraight(rule, circular, findings)) {
        continue;
      }
      Optional<Predicate> predicate = predicates.check(rule.expression());
      if (named && predicate.isPresent()) {
        rules.add(new Rule(new RuleName(name), predicate.get(), Printer.print(rule.expression())));
      }
    }
    return !rules.isEmpty()
            && rules.size() == tried.rules().size()
            && isNameOfSegment(tried.name().text())
        ? Optional.of(
            new Segment(
                new SegmentName(tried.name().text()),
                tried.title().map(Word::text).orElse(""),
                rules))
        : Optional.empty();
  }

  private static boolean isNameOfSegment(String name) {
    return dev.mien.segments.model.Names.fits(dev.mien.segments.model.Names.KEBAB, name);
  }

  /** The name itself, and those of all segments that refer to it, directly or not. */
  private Set<String> builtOn(String name) {
    Set<String> built = new HashSet<>();
    List<String> open = new ArrayList<>(List.of(name));
    while (!open.isEmpty()) {
      String next = open.removeLast();
      if (built.add(next)) {
        open.addAll(referring.getOrDefault(next, Set.of()));
      }
    }
    return built;
  }

  private static boolean isStraight(RuleDeclaration rule, Set<String> circular, Findings findings) {
    boolean straight = true;
    for (Word reference : Mentions.of(rule.expression()).references()) {
      if (circular.contains(reference.text())) {
        findings.report(
            Code.SEGMENT_CYCLE,
            reference.span(),
            "'" + reference + "' is this segment, or refers to it",
            "describe the segment without itself");
        straight = false;
      }
    }
    return straight;
  }

  /** Slots that show something to the segment have to serve the purposes of what it asks about. */
  private void purposes(SegmentDeclaration tried, Reach reach, Findings findings) {
    for (SlotDeclaration slot :
        new LinkedHashSet<>(slots.getOrDefault(tried.name().text(), List.of()))) {
      Set<String> served = new HashSet<>();
      slot.purposes().forEach(purpose -> served.add(purpose.text()));
      Set<String> missing = new TreeSet<>();
      List<String> asking = new ArrayList<>();
      reach.attributes().stream()
          .mapToObj(attributes.sound()::get)
          .filter(attribute -> attribute.purpose() != AttributeCheck.NO_PURPOSE)
          .forEach(
              attribute -> {
                String purpose = purposes.sound().get(attribute.purpose()).name().text();
                if (!served.contains(purpose)) {
                  missing.add(purpose);
                  asking.add(attribute.name().text());
                }
              });
      if (!missing.isEmpty()) {
        findings.report(
            Code.PURPOSE_NOT_SERVED,
            tried.expressions().getFirst().span(),
            "the slot '"
                + slot.name()
                + "' has an offer for this segment and does not serve the purpose "
                + Phrases.quoted(missing)
                + " of "
                + Phrases.list(asking),
            "add the purpose to the slot, or ask about something else");
      }
    }
  }

  private static Declaration.Workspace alone(SegmentDeclaration tried) {
    return new Declaration.Workspace(
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        List.of(tried),
        List.of(),
        List.of(),
        List.of(),
        List.of());
  }
}
