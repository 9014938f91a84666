package dev.mien.segments.check;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.syntax.Expression;
import dev.mien.segments.syntax.Expression.And;
import dev.mien.segments.syntax.Expression.Between;
import dev.mien.segments.syntax.Expression.Compare;
import dev.mien.segments.syntax.Expression.Comparison;
import dev.mien.segments.syntax.Expression.HasAll;
import dev.mien.segments.syntax.Expression.HasAny;
import dev.mien.segments.syntax.Expression.In;
import dev.mien.segments.syntax.Expression.Is;
import dev.mien.segments.syntax.Expression.IsKnown;
import dev.mien.segments.syntax.Expression.Not;
import dev.mien.segments.syntax.Expression.Or;
import dev.mien.segments.syntax.Expression.Reference;
import dev.mien.segments.syntax.Literal;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Tests of counts, whose last code means its number or more: the codes that fit, as bits.
 *
 * <p>A test that would have to tell the cap from what is above it cannot be answered and is
 * refused.
 */
final class CountTests {
  private final Findings findings;
  private final LabelTests labels;
  private final EdgeTests edges;

  CountTests(Findings findings) {
    this.findings = findings;
    this.labels = new LabelTests(findings);
    this.edges = new EdgeTests(findings);
  }

  OptionalLong count(Subject subject, Alphabet.Count count, Expression test) {
    return switch (test) {
      case Is(_, Literal value, _) -> exactly(subject, count, List.of(value));
      case In(_, var values, _) -> exactly(subject, count, values);
      case Compare(_, Comparison comparison, Literal bound, _) ->
          compared(subject, count, comparison, bound);
      case Between(_, Literal low, Literal high, _) -> between(subject, count, low, high);
      case HasAny _, HasAll _, And _, Or _, Not _, Reference _, IsKnown _ ->
          labels.wrongTest(subject, test);
    };
  }

  private OptionalLong exactly(Subject subject, Alphabet.Count count, List<Literal> values) {
    long codes = 0;
    boolean sound = true;
    for (Literal value : values) {
      OptionalInt number = below(subject, count, value, atLeastCap(subject, count));
      if (number.isEmpty()) {
        sound = false;
      } else {
        codes |= 1L << number.getAsInt();
      }
    }
    return sound ? OptionalLong.of(codes) : OptionalLong.empty();
  }

  private OptionalLong compared(
      Subject subject, Alphabet.Count count, Comparison comparison, Literal bound) {
    OptionalInt number =
        switch (comparison) {
          case LESS, AT_LEAST -> upToCap(subject, count, bound);
          case AT_MOST -> below(subject, count, bound, subject.name() + " < " + count.upTo());
          case MORE -> below(subject, count, bound, atLeastCap(subject, count));
        };
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    int n = number.getAsInt();
    return OptionalLong.of(
        switch (comparison) {
          case LESS -> Bits.range(0, n - 1);
          case AT_MOST -> Bits.range(0, n);
          case MORE -> Bits.range(n + 1, count.upTo());
          case AT_LEAST -> Bits.range(n, count.upTo());
        });
  }

  private OptionalLong between(Subject subject, Alphabet.Count count, Literal low, Literal high) {
    OptionalInt least = upToCap(subject, count, low);
    String orMore =
        least.isPresent()
            ? subject.name() + " >= " + least.getAsInt()
            : subject.name() + " < " + count.upTo();
    OptionalInt most = below(subject, count, high, orMore);
    if (least.isEmpty() || most.isEmpty()) {
      return OptionalLong.empty();
    }
    if (least.getAsInt() > most.getAsInt()) {
      edges.emptyRange(subject, low, high);
      return OptionalLong.empty();
    }
    return OptionalLong.of(Bits.range(least.getAsInt(), most.getAsInt()));
  }

  /** A number that the count can reach or pass. */
  private OptionalInt upToCap(Subject subject, Alphabet.Count count, Literal value) {
    OptionalInt number = whole(subject, value);
    if (number.isPresent() && number.getAsInt() > count.upTo()) {
      beyond(subject, count, value, raise(number.getAsInt()));
      return OptionalInt.empty();
    }
    return number;
  }

  /**
   * A number that the count can tell from all others.
   *
   * @param instead what can be written where it is the cap
   */
  private OptionalInt below(Subject subject, Alphabet.Count count, Literal value, String instead) {
    OptionalInt number = whole(subject, value);
    if (number.isEmpty() || number.getAsInt() < count.upTo()) {
      return number;
    }
    String raise = raise(number.getAsInt() + 1);
    if (number.getAsInt() == count.upTo()) {
      beyond(subject, count, value, "write '" + instead + "', or " + raise);
    } else {
      beyond(subject, count, value, raise);
    }
    return OptionalInt.empty();
  }

  private static String atLeastCap(Subject subject, Alphabet.Count count) {
    return subject.name() + " >= " + count.upTo();
  }

  private static String raise(int upTo) {
    return upTo > Alphabet.Count.UP_TO_MAX
        ? "compare with less: no count goes beyond " + Alphabet.Count.UP_TO_MAX
        : "raise its upTo to " + upTo + " or more";
  }

  private void beyond(Subject subject, Alphabet.Count count, Literal value, String hint) {
    String cap = Integer.toString(count.upTo());
    findings.report(
        Code.BEYOND_THE_CAP,
        value.span(),
        "'"
            + subject.name()
            + "' stops at "
            + cap
            + ", where "
            + cap
            + " means "
            + cap
            + " or more",
        hint);
  }

  private OptionalInt whole(Subject subject, Literal value) {
    if (value instanceof Literal.Amount(BigDecimal number, _, _)
        && number.signum() >= 0
        && number.stripTrailingZeros().scale() <= 0) {
      return OptionalInt.of(number.min(BigDecimal.valueOf(Integer.MAX_VALUE - 1)).intValue());
    }
    findings.report(
        Code.WRONG_TYPE,
        value.span(),
        "'"
            + subject.name()
            + "' is a count, and '"
            + value.span().text()
            + "' is no whole number from 0 on",
        subject.writable());
    return OptionalInt.empty();
  }
}
