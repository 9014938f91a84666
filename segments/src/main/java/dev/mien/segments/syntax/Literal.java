package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;
import java.math.BigDecimal;
import java.time.Duration;

/** A value in a rule. */
public sealed interface Literal {
  Span span();

  /** A label, bare or in double quotes; {@code true} and {@code false} too. */
  record Label(String text, Span span) implements Literal {}

  /** A number. Where labels are meant, its text as written is the label: {@code country is 29}. */
  record Amount(BigDecimal number, String text, Span span) implements Literal {}

  /** A number with a unit of time: {@code 30 minutes}. */
  record Time(Duration duration, Span span) implements Literal {}
}
