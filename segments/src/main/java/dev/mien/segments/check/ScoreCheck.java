package dev.mien.segments.check;

import dev.mien.segments.check.Register.Entry;
import dev.mien.segments.check.Scalars.Range;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Learning;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Score;
import dev.mien.segments.source.Span;
import dev.mien.segments.syntax.Declaration.CalibrationDeclaration;
import dev.mien.segments.syntax.Declaration.FittedDeclaration;
import dev.mien.segments.syntax.Declaration.PointsDeclaration;
import dev.mien.segments.syntax.Declaration.ScoreDeclaration;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Printer;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Scores: their points, what is enough, and how good they were where they were fitted. */
final class ScoreCheck {
  /** How many attributes one condition mentions at the most: a pair. */
  private static final int ATTRIBUTES_MAX = 2;

  private static final int DECIMALS = 4;
  private static final int FIGURE_DECIMALS = 9;
  private static final Range BASE = Range.of("-20", "20");

  /** A condition that alone turns 1 in 3,000 into a certainty is a leak, not evidence. */
  private static final Range POINTS = Range.of("-8", "8");

  private static final Range SLOPE = Range.of("0.01", "100");
  private static final Range INTERCEPT = Range.of("-20", "20");
  private static final Range SHARE = Range.of("0", "1");
  private static final Range LOG_LOSS = Range.of("0", "20");

  /** Below this a score does not tell sessions apart well enough to act upon. */
  private static final BigDecimal AUC_LEAST = new BigDecimal("0.6");

  /** Beyond this its probabilities are not to be believed. */
  private static final BigDecimal ECE_MOST = new BigDecimal("0.03");

  private final Findings findings;
  private final Scalars scalars;
  private final Register<Attribute> attributes;
  private final PredicateCheck predicates;
  private final GoalCheck goals;

  ScoreCheck(
      Findings findings,
      Register<Attribute> attributes,
      PredicateCheck predicates,
      GoalCheck goals) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
    this.attributes = attributes;
    this.predicates = predicates;
    this.goals = goals;
  }

  /** The score, if all of it can stand. */
  Optional<Score> check(ScoreDeclaration declared) {
    Optional<BigDecimal> base =
        declared.base().flatMap(word -> scalars.number(word, "'base'", BASE, DECIMALS));
    List<Score.Points> points = points(declared);
    OptionalInt enter =
        declared.enter().isEmpty()
            ? OptionalInt.empty()
            : scalars.probability(declared.enter().get(), "'enter'");
    OptionalInt leave =
        declared.leave().isEmpty() ? enter : scalars.probability(declared.leave().get(), "'leave'");
    boolean sound = points.size() == declared.points().size() && base.isPresent();
    if (enter.isPresent() && leave.isPresent() && leave.getAsInt() > enter.getAsInt()) {
      Word word = declared.leave().orElseThrow();
      findings.report(
          Code.OUT_OF_RANGE,
          word.span(),
          "a session would leave at " + word + " before it enters at " + declared.enter().get(),
          "write at most " + declared.enter().get() + ", or leave it out");
      sound = false;
    }
    Optional<Score.Calibration> calibration =
        declared.calibration().isPresent()
            ? calibration(declared.calibration().get())
            : Optional.of(Score.Calibration.NONE);
    Optional<Score.Fitted> fitted = declared.fitted().flatMap(this::fitted);
    sound &= enter.isPresent() && leave.isPresent() && calibration.isPresent();
    sound &= fitted.isPresent() == declared.fitted().isPresent();
    OptionalInt goal = declared.goal().map(this::goal).orElse(OptionalInt.empty());
    sound &= goal.isPresent() == declared.goal().isPresent();
    if (!sound) {
      return Optional.empty();
    }
    Score score =
        new Score(
            units(base.get()),
            points,
            enter.getAsInt(),
            leave.getAsInt(),
            calibration.get(),
            fitted,
            goal);
    return isSmall(declared, score) ? Optional.of(score) : Optional.empty();
  }

  private OptionalInt goal(Word word) {
    OptionalInt position = goals.position(word, "only a goal can be predicted");
    if (position.isEmpty() || goals.names().indexOf(word.text()) < Learning.GOALS_MAX) {
      return position;
    }
    findings.report(
        Code.GOAL_NOT_COUNTED,
        word.span(),
        "what scores predict is counted for the first " + Learning.GOALS_MAX + " goals",
        "declare '" + word + "' before others, or make some of them no goals");
    return OptionalInt.empty();
  }

  private static int units(BigDecimal points) {
    return points.movePointRight(DECIMALS).intValueExact();
  }

  private List<Score.Points> points(ScoreDeclaration declared) {
    scalars.atMost(
        CheckLimits.POINTS_MAX, declared.points(), PointsDeclaration::points, "condition");
    Map<String, Span> seen = new HashMap<>();
    List<Score.Points> points = new ArrayList<>();
    for (PointsDeclaration one : declared.points()) {
      Expression condition = one.condition();
      String text = Printer.print(condition);
      Optional<Predicate> predicate =
          isPlain(condition) ? predicates.check(condition) : Optional.empty();
      Optional<BigDecimal> amount =
          scalars.number(one.points(), "what a condition adds", POINTS, DECIMALS);
      Span first = seen.putIfAbsent(text, condition.span());
      if (first != null && !first.equals(condition.span())) {
        findings.report(
            Code.POINTS_TWICE,
            condition.span(),
            "'" + Phrases.shortened(text) + "' has points already",
            "the first are in line " + first.line() + "; add them up, or remove one of them");
      } else if (predicate.isPresent() && amount.isPresent()) {
        points.add(new Score.Points(predicate.get(), text, units(amount.get())));
      }
    }
    return points;
  }

  /** Whether a condition mentions one attribute or two, and no segment. */
  private boolean isPlain(Expression condition) {
    Mentions mentions = Mentions.of(condition);
    if (!mentions.references().isEmpty()) {
      Word name = mentions.references().getFirst();
      boolean isAttribute = !(attributes.find(name.text()) instanceof Entry.Absent<Attribute> _);
      findings.report(
          Code.POINTS_NOT_PLAIN,
          name.span(),
          isAttribute
              ? "'" + name + "' alone says nothing of the attribute '" + name + "'"
              : "'" + name + "' would be a segment, and points are for attributes",
          isAttribute
              ? "write what it must be, such as '" + name + " is known'"
              : "write the conditions of that segment here, or a rule that names both segments");
      return false;
    }
    Set<String> asked = new LinkedHashSet<>();
    mentions.subjects().forEach(subject -> asked.add(subject.text()));
    if (asked.size() <= ATTRIBUTES_MAX) {
      return true;
    }
    findings.report(
        Code.POINTS_NOT_PLAIN,
        condition.span(),
        "this condition asks about " + Phrases.all(List.copyOf(asked)) + " at once",
        "points are for one attribute, or for two together: split it into pairs");
    return false;
  }

  /** Whether the tables of a score fit: each combination of values asked together is one cell. */
  private boolean isSmall(ScoreDeclaration declared, Score score) {
    long cells = 0;
    for (List<Score.Points> group : score.groups()) {
      long combinations = 1;
      for (int attribute : group.getFirst().attributes().stream().toArray()) {
        Attribute asked = attributes.sound().get(attribute);
        long values = asked.alphabet().codes();
        if (asked.alphabet() instanceof Alphabet.Choices) {
          int labels = Long.bitCount(Score.labels(group, attribute));
          if (labels > CheckLimits.GROUP_LABELS_MAX) {
            findings.report(
                Code.SCORE_TOO_LARGE,
                declared.key().span(),
                "the conditions about '" + asked.name() + "' mention " + labels + " labels",
                "conditions on a set mention at most "
                    + CheckLimits.GROUP_LABELS_MAX
                    + " of its labels, for all their combinations are told apart");
            return false;
          }
          values = 1L << labels;
        }
        combinations *= values + 2;
      }
      cells += combinations;
    }
    if (cells <= CheckLimits.CELLS_MAX) {
      return true;
    }
    findings.report(
        Code.SCORE_TOO_LARGE,
        declared.key().span(),
        "the tables of this score take "
            + Phrases.number(cells)
            + " cells, and at most "
            + Phrases.number(CheckLimits.CELLS_MAX)
            + " are allowed",
        "a pair takes one cell for each combination of its values: pair attributes with fewer");
    return false;
  }

  private Optional<Score.Calibration> calibration(CalibrationDeclaration declared) {
    Optional<BigDecimal> slope =
        declared.slope().flatMap(word -> scalars.number(word, "'slope'", SLOPE, FIGURE_DECIMALS));
    Optional<BigDecimal> intercept =
        declared
            .intercept()
            .flatMap(word -> scalars.number(word, "'intercept'", INTERCEPT, FIGURE_DECIMALS));
    return slope.flatMap(s -> intercept.map(i -> new Score.Calibration(s, i)));
  }

  private Optional<Score.Fitted> fitted(FittedDeclaration declared) {
    Optional<BigDecimal> auc = figure(declared.auc(), "'auc'", SHARE);
    Optional<BigDecimal> prAuc = figure(declared.prAuc(), "'prAuc'", SHARE);
    Optional<BigDecimal> brier = figure(declared.brier(), "'brier'", SHARE);
    Optional<BigDecimal> logLoss = figure(declared.logLoss(), "'logLoss'", LOG_LOSS);
    Optional<BigDecimal> ece = figure(declared.ece(), "'ece'", SHARE);
    OptionalInt sessions =
        declared.sessions().isEmpty()
            ? OptionalInt.empty()
            : scalars.whole(declared.sessions().get(), "'sessions'", 1, 999_999_999);
    Optional<BigDecimal> base = figure(declared.base(), "'base'", SHARE);
    Optional<LocalDate> on = declared.on().flatMap(this::date);
    boolean sound =
        auc.isPresent()
            && prAuc.isPresent() == declared.prAuc().isPresent()
            && brier.isPresent() == declared.brier().isPresent()
            && logLoss.isPresent()
            && ece.isPresent()
            && sessions.isPresent()
            && base.isPresent()
            && on.isPresent();
    if (!sound) {
      return Optional.empty();
    }
    Score.Fitted fitted =
        new Score.Fitted(
            auc.get(),
            prAuc,
            brier,
            logLoss.get(),
            ece.get(),
            sessions.getAsInt(),
            base.get(),
            on.get());
    return isGoodEnough(declared, fitted) ? Optional.of(fitted) : Optional.empty();
  }

  private boolean isGoodEnough(FittedDeclaration declared, Score.Fitted fitted) {
    boolean good = true;
    if (fitted.auc().compareTo(AUC_LEAST) < 0) {
      findings.report(
          Code.BAD_FIT,
          span(declared.auc(), declared),
          "an auc of "
              + Phrases.plain(fitted.auc())
              + " tells too little apart: the least is "
              + Phrases.plain(AUC_LEAST),
          "this segment cannot be inferred from these attributes: find better ones, or write a"
              + " rule");
      good = false;
    }
    if (fitted.ece().compareTo(ECE_MOST) > 0) {
      findings.report(
          Code.BAD_FIT,
          span(declared.ece(), declared),
          "with an ece of "
              + Phrases.plain(fitted.ece())
              + " the probabilities are not to be believed: the most is "
              + Phrases.plain(ECE_MOST),
          "calibrate it on more sessions, or fit it anew");
      good = false;
    }
    if (fitted.logLoss().doubleValue() >= fitted.logLossOfBase()) {
      findings.report(
          Code.BAD_FIT,
          span(declared.logLoss(), declared),
          "a log-loss of "
              + Phrases.plain(fitted.logLoss())
              + " is no better than saying "
              + Phrases.plain(fitted.base())
              + " of every session, which has "
              + String.format(Locale.ROOT, "%.4f", fitted.logLossOfBase()),
          "this segment cannot be inferred from these attributes: find better ones, or write a"
              + " rule");
      good = false;
    }
    return good;
  }

  private static Span span(Optional<Word> figure, FittedDeclaration declared) {
    return figure.orElse(declared.key()).span();
  }

  private Optional<BigDecimal> figure(Optional<Word> word, String what, Range range) {
    return word.flatMap(found -> scalars.number(found, what, range, FIGURE_DECIMALS));
  }

  private Optional<LocalDate> date(Word word) {
    try {
      return Optional.of(LocalDate.parse(word.text()));
    } catch (DateTimeException _) {
      findings.report(
          Code.NOT_A_DATE,
          word.span(),
          "'" + Phrases.shortened(word.text()) + "' is not a date",
          "write a date such as 2026-11-20");
      return Optional.empty();
    }
  }
}
