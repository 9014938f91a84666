package dev.mien.segments.check;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.syntax.Durations;
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
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Tests of numbers and recencies against declared edges: the codes that fit, as bits. */
final class EdgeTests {
  private final Findings findings;
  private final LabelTests labels;

  EdgeTests(Findings findings) {
    this.findings = findings;
    this.labels = new LabelTests(findings);
  }

  OptionalLong number(Subject subject, Alphabet.Numeric numeric, Expression test) {
    return switch (test) {
      case Is(_, Literal value, _) -> exactly(subject, numeric, List.of(value));
      case In(_, var values, _) -> exactly(subject, numeric, values);
      case Compare(_, Comparison comparison, Literal bound, _) ->
          compared(subject, numeric, comparison, bound);
      case Between(_, Literal low, Literal high, _) -> between(subject, numeric, low, high);
      case HasAny _, HasAll _, And _, Or _, Not _, Reference _, IsKnown _ ->
          labels.wrongTest(subject, test);
    };
  }

  private OptionalLong exactly(Subject subject, Alphabet.Numeric numeric, List<Literal> values) {
    long codes = 0;
    boolean sound = true;
    for (Literal value : values) {
      OptionalInt edge = edge(subject, numeric, value);
      if (edge.isEmpty() || isCapped(subject, numeric, edge.getAsInt(), value)) {
        sound = false;
      } else {
        codes |= 1L << (2 * edge.getAsInt() + 1);
      }
    }
    return sound ? OptionalLong.of(codes) : OptionalLong.empty();
  }

  private OptionalLong compared(
      Subject subject, Alphabet.Numeric numeric, Comparison comparison, Literal bound) {
    OptionalInt found = edge(subject, numeric, bound);
    if (found.isEmpty()) {
      return OptionalLong.empty();
    }
    int edge = found.getAsInt();
    int last = numeric.codes() - 1;
    boolean meansItself =
        switch (comparison) {
          case LESS, AT_LEAST -> true;
          case AT_MOST, MORE -> !isCapped(subject, numeric, edge, bound);
        };
    if (!meansItself) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        switch (comparison) {
          case LESS -> Bits.range(0, 2 * edge);
          case AT_MOST -> Bits.range(0, 2 * edge + 1);
          case MORE -> Bits.range(2 * edge + 2, last);
          case AT_LEAST -> Bits.range(2 * edge + 1, last);
        });
  }

  private OptionalLong between(
      Subject subject, Alphabet.Numeric numeric, Literal low, Literal high) {
    OptionalInt least = edge(subject, numeric, low);
    OptionalInt most = edge(subject, numeric, high);
    if (least.isEmpty() || most.isEmpty()) {
      return OptionalLong.empty();
    }
    if (least.getAsInt() > most.getAsInt()) {
      emptyRange(subject, low, high);
      return OptionalLong.empty();
    }
    if (isCapped(subject, numeric, most.getAsInt(), high)) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Bits.range(2 * least.getAsInt() + 1, 2 * most.getAsInt() + 1));
  }

  void emptyRange(Subject subject, Literal low, Literal high) {
    String least = low.span().text();
    String most = high.span().text();
    findings.report(
        Code.EMPTY_RANGE,
        low.span().to(high.span()),
        "nothing lies between " + least + " and " + most,
        "write '" + subject.name() + " between " + most + " and " + least + "'");
  }

  private boolean isCapped(Subject subject, Alphabet.Numeric numeric, int edge, Literal value) {
    BigDecimal at = numeric.edges().get(edge);
    if (subject.cap().isEmpty() || subject.cap().get().compareTo(at) > 0) {
      return false;
    }
    String cap = Phrases.plain(at);
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
        "write '"
            + subject.name()
            + " >= "
            + cap
            + "' or '"
            + subject.name()
            + " < "
            + cap
            + "', or raise its upTo");
    return true;
  }

  private OptionalInt edge(Subject subject, Alphabet.Numeric numeric, Literal value) {
    if (!(value instanceof Literal.Amount(BigDecimal number, _, _))) {
      findings.report(
          Code.WRONG_TYPE,
          value.span(),
          "'" + subject.name() + "' is a number, and '" + value.span().text() + "' is none",
          subject.writable());
      return OptionalInt.empty();
    }
    return find(subject, numeric.edges(), number, new Shown<>(value, Phrases::plain));
  }

  OptionalLong recency(Subject subject, Alphabet.Elapsed elapsed, Expression test) {
    if (test instanceof Compare compare) {
      Comparison comparison = compare.comparison();
      Literal bound = compare.bound();
      return switch (comparison) {
        case LESS, AT_LEAST -> age(subject, elapsed, comparison, bound);
        case AT_MOST, MORE -> wrongComparison(subject, test, comparison, bound);
      };
    }
    if (test instanceof Between(_, Literal low, Literal high, _)) {
      findings.report(
          Code.RECENCY_COMPARISON,
          test.span(),
          "a recency is compared with '<' and '>=' only",
          "write '"
              + subject.name()
              + " >= "
              + low.span().text()
              + " and "
              + subject.name()
              + " < "
              + high.span().text()
              + "'");
      return OptionalLong.empty();
    }
    return labels.wrongTest(subject, test);
  }

  private OptionalLong wrongComparison(
      Subject subject, Expression test, Comparison comparison, Literal bound) {
    String writable = comparison == Comparison.MORE ? ">=" : "<";
    findings.report(
        Code.RECENCY_COMPARISON,
        test.span(),
        "a recency is compared with '<' and '>=' only",
        "write '" + subject.name() + " " + writable + " " + bound.span().text() + "'");
    return OptionalLong.empty();
  }

  private OptionalLong age(
      Subject subject, Alphabet.Elapsed elapsed, Comparison comparison, Literal bound) {
    if (!(bound instanceof Literal.Time(Duration age, _))) {
      findings.report(
          Code.WRONG_TYPE,
          bound.span(),
          "'" + subject.name() + "' is a recency, and '" + bound.span().text() + "' is no duration",
          subject.writable());
      return OptionalLong.empty();
    }
    OptionalInt edge = find(subject, elapsed.edges(), age, new Shown<>(bound, Durations::print));
    if (edge.isEmpty()) {
      return OptionalLong.empty();
    }
    long younger = Bits.range(0, edge.getAsInt());
    return OptionalLong.of(comparison == Comparison.LESS ? younger : elapsed.all() & ~younger);
  }

  /** A bound as it was written, and how edges like it are shown. */
  private record Shown<T>(Literal bound, Function<T, String> edge) {}

  private <T extends Comparable<T>> OptionalInt find(
      Subject subject, List<T> edges, T bound, Shown<T> shown) {
    int above = 0;
    while (above < edges.size() && edges.get(above).compareTo(bound) < 0) {
      above++;
    }
    if (above < edges.size() && edges.get(above).compareTo(bound) == 0) {
      return OptionalInt.of(above);
    }
    String nearest =
        edges.subList(Math.max(0, above - 1), Math.min(edges.size(), above + 1)).stream()
            .map(shown.edge())
            .collect(Collectors.joining(" or "));
    findings.report(
        Code.NOT_AN_EDGE,
        shown.bound().span(),
        shown.bound().span().text() + " is not an edge of '" + subject.name() + "'",
        "compare with the nearest edge, " + nearest + ", or add this one to the edges");
    return OptionalInt.empty();
  }
}
