package dev.mien.segments.check;

import dev.mien.segments.check.PatternCheck.Folded;
import dev.mien.segments.check.Scalars.Range;
import dev.mien.segments.model.Event;
import dev.mien.segments.model.Origin;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Declaration.StepDeclaration;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps and the edges of evidence. */
final class EvidenceCheck {
  private static final Pattern STEP = Pattern.compile("\\s*(\\S+)\\s*>\\s*(\\S+)\\s*");
  private static final String START = "start";
  private static final int AFTER_DEFAULT = 2;
  private static final int AFTER_MAX = 8;
  private static final int DECIMALS = 2;

  /**
   * What one event may say at the most: a bound against robots and reloads (about two nats, as in
   * the sequential test of A. Wald, 1945, no single observation should decide).
   */
  private static final Range POINTS = Range.of("-2", "2");

  private static final Range EDGES = Range.of("-20", "20");

  private final Findings findings;
  private final Scalars scalars;

  EvidenceCheck(Findings findings) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
  }

  /** The origin, if all of it can stand. */
  Optional<Origin> check(Kind.Evidence declared, Folded folded, Optional<Duration> within) {
    Optional<List<String>> labels = labels(declared, folded.field().value());
    OptionalInt after =
        declared.after().isEmpty()
            ? OptionalInt.of(AFTER_DEFAULT)
            : scalars.whole(declared.after().get(), "'after'", 1, AFTER_MAX);
    if (labels.isEmpty() || after.isEmpty()) {
      return Optional.empty();
    }
    return steps(declared, labels.get())
        .map(
            steps ->
                new Origin.Evidence(
                    folded.pattern(),
                    folded.field().position(),
                    steps,
                    labels.get().size(),
                    after.getAsInt(),
                    within));
  }

  /** Whether sums, which are kept in hundredths, can be compared with the edges. */
  boolean edgesFit(List<Word> edges) {
    boolean fit = true;
    for (Word edge : edges) {
      fit &= scalars.number(edge, "an edge of evidence", EDGES, DECIMALS).isPresent();
    }
    return fit;
  }

  private Optional<List<String>> labels(Kind.Evidence declared, Event.Field field) {
    Word word = declared.of().field().orElse(declared.of().event());
    return switch (field) {
      case Event.Field.FlagField _ -> Optional.of(List.of("false", "true"));
      case Event.Field.ChoiceField(_, var choice) -> {
        if (choice.labels().contains(START)) {
          findings.report(
              Code.LABEL_RESERVED,
              word.span(),
              "the field '" + word + "' has the label 'start', which steps begin with",
              "rename the label, so that both can be told apart");
          yield Optional.empty();
        }
        yield Optional.of(choice.labels());
      }
      case Event.Field.NumberField(String name, _) -> {
        findings.report(
            Code.WRONG_TYPE,
            word.span(),
            "the field '" + name + "' is a number, and steps lead from label to label",
            "name a choice or a flag, or write a sum with edges");
        yield Optional.empty();
      }
    };
  }

  private Optional<List<Integer>> steps(Kind.Evidence declared, List<String> labels) {
    List<Integer> steps =
        new ArrayList<>(Collections.nCopies((labels.size() + 1) * labels.size(), 0));
    if (declared.steps().isEmpty()) {
      findings.report(
          Code.BAD_STEP,
          declared.key().span(),
          "no step speaks for anything, so the evidence would always be 0",
          "write 'from > to: log-odds' below 'steps', such as 'start > "
              + labels.getFirst()
              + ": 0.5'");
      return Optional.empty();
    }
    boolean sound = true;
    Set<Integer> seen = new HashSet<>();
    for (StepDeclaration step : declared.steps()) {
      Optional<Integer> place = place(step.step(), labels);
      Optional<BigDecimal> points =
          scalars.number(step.points(), "what a step speaks for", POINTS, DECIMALS);
      if (place.isPresent() && !seen.add(place.get())) {
        findings.report(
            Code.POINTS_TWICE,
            step.step().span(),
            "the step '" + step.step() + "' is here twice",
            "remove one of them");
        sound = false;
      }
      sound &= place.isPresent() && points.isPresent();
      if (place.isPresent() && points.isPresent()) {
        steps.set(place.get(), points.get().movePointRight(DECIMALS).intValueExact());
      }
    }
    return sound ? Optional.of(steps) : Optional.empty();
  }

  private Optional<Integer> place(Word step, List<String> labels) {
    Matcher matcher = STEP.matcher(step.text());
    if (!matcher.matches()) {
      findings.report(
          Code.BAD_STEP,
          step.span(),
          "'" + Phrases.shortened(step.text()) + "' is no step",
          "write 'from > to', such as 'start > " + labels.getFirst() + "'");
      return Optional.empty();
    }
    int from = matcher.group(1).equals(START) ? -1 : label(step, matcher.group(1), labels);
    int to = label(step, matcher.group(2), labels);
    return from < -1 || to < -1 ? Optional.empty() : Optional.of((from + 1) * labels.size() + to);
  }

  /** The code of a label, or -2 of what is none. */
  private int label(Word step, String label, List<String> labels) {
    int code = labels.indexOf(label);
    if (code < 0) {
      findings.report(
          Code.UNKNOWN_LABEL,
          step.span(),
          "there is no label '" + Phrases.shortened(label) + "' to step from or to",
          findings.suggestions().nearest(label, "label", labels));
      return -2;
    }
    return code;
  }
}
