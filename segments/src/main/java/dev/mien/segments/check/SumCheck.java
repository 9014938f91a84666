package dev.mien.segments.check;

import dev.mien.segments.model.Origin;
import dev.mien.segments.syntax.Declaration.Kind;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** The step, the cap and the edges of a sum, which have to fit each other. */
final class SumCheck {
  private static final BigDecimal STEPS_MAX = BigDecimal.valueOf(Origin.Sum.STEPS_MAX);

  private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.CEILING);

  private final Findings findings;
  private final Scalars scalars;

  SumCheck(Findings findings) {
    this.findings = findings;
    this.scalars = new Scalars(findings);
  }

  /** How a sum is kept. */
  record Steps(BigDecimal step, BigDecimal upTo) {}

  /** The steps of a sum with these edges, which rise. */
  Optional<Steps> check(Kind.Sum sum, List<BigDecimal> edges) {
    Optional<BigDecimal> step =
        sum.step().isPresent() ? scalars.number(sum.step().get()) : Optional.of(BigDecimal.ONE);
    Optional<BigDecimal> upTo =
        sum.upTo().isPresent() ? scalars.number(sum.upTo().get()) : Optional.of(edges.getLast());
    if (step.isEmpty() || upTo.isEmpty()) {
      return Optional.empty();
    }
    Word stepWord = sum.step().orElse(sum.key());
    if (step.get().signum() <= 0) {
      findings.report(
          Code.OUT_OF_RANGE,
          stepWord.span(),
          "step is more than 0, not " + Phrases.plain(step.get()),
          "write the least difference that matters, such as 1 or 0.01");
      return Optional.empty();
    }
    boolean sound = edgesFit(sum.edges(), edges, step.get());
    Word capWord = sum.upTo().orElse(sum.edges().getLast());
    sound &= capFits(capWord, upTo.get(), edges.getLast());
    if (sum.upTo().isPresent()) {
      sound &= isMultiple(capWord, upTo.get(), step.get());
    }
    sound &= fewSteps(capWord, upTo.get(), step.get());
    return sound ? Optional.of(new Steps(step.get(), upTo.get())) : Optional.empty();
  }

  private boolean edgesFit(List<Word> words, List<BigDecimal> edges, BigDecimal step) {
    boolean sound = true;
    for (int i = 0; i < edges.size(); i++) {
      if (edges.get(i).signum() < 0) {
        findings.report(
            Code.OUT_OF_RANGE,
            words.get(i).span(),
            "a sum is never below 0, so " + Phrases.plain(edges.get(i)) + " is no edge of one",
            "remove it: values below 0 count as 0");
        sound = false;
      } else {
        sound &= isMultiple(words.get(i), edges.get(i), step);
      }
    }
    return sound;
  }

  private boolean isMultiple(Word word, BigDecimal number, BigDecimal step) {
    if (number.remainder(step).signum() == 0) {
      return true;
    }
    BigDecimal below = number.divide(step, 0, RoundingMode.FLOOR).multiply(step);
    findings.report(
        Code.STEP_MISMATCH,
        word.span(),
        Phrases.plain(number) + " is not a multiple of the step " + Phrases.plain(step),
        "write "
            + Phrases.plain(below)
            + " or "
            + Phrases.plain(below.add(step))
            + ", or a finer step");
    return false;
  }

  private boolean capFits(Word word, BigDecimal upTo, BigDecimal lastEdge) {
    if (upTo.compareTo(lastEdge) >= 0) {
      return true;
    }
    findings.report(
        Code.CAP_MISMATCH,
        word.span(),
        "the sum stops at "
            + Phrases.plain(upTo)
            + " and never reaches its last edge, "
            + Phrases.plain(lastEdge),
        "write " + Phrases.plain(lastEdge) + " or more");
    return false;
  }

  private boolean fewSteps(Word word, BigDecimal upTo, BigDecimal step) {
    BigDecimal steps = upTo.divide(step, 0, RoundingMode.CEILING);
    if (steps.compareTo(STEPS_MAX) <= 0) {
      return true;
    }
    findings.report(
        Code.OUT_OF_RANGE,
        word.span(),
        "a sum has at most "
            + Phrases.number(Origin.Sum.STEPS_MAX)
            + " steps, and this one would have "
            + Phrases.number(steps.longValue()),
        "write a smaller upTo, or a step of at least "
            + Phrases.plain(upTo.divide(STEPS_MAX, ONE_DIGIT)));
    return false;
  }
}
