package dev.mien.segments.syntax;

import static dev.mien.segments.syntax.Placeless.NOWHERE;

import dev.mien.segments.syntax.Declaration.Pattern;
import dev.mien.segments.syntax.Expression.Comparison;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Random trees of every form that the grammar has. */
final class RandomRules {
  private static final List<String> NAMES =
      List.of("device", "basket_value", "bargain-hunters", "x", "Ab.c", "andy", "of-all", "3rd");
  private static final List<String> LABELS =
      List.of(
          "mobile",
          "price-comparison",
          "2nd",
          "v1.2_b-",
          "true",
          "false",
          "",
          "two words",
          "and",
          "29",
          "-1.50",
          "known",
          "\"",
          "\\",
          "a\\\"b",
          "ö",
          "😀",
          "[x]",
          "a,b",
          " ",
          "-x",
          "#");

  private final RandomGenerator random;

  RandomRules(RandomGenerator random) {
    this.random = random;
  }

  /** A tree with at most {@code depth} levels of chains and negations. */
  Expression expression(int depth) {
    int form = depth == 0 ? 9 : random.nextInt(12);
    return switch (form) {
      case 0, 1 -> new Expression.Or(parts(depth - 1), NOWHERE);
      case 2, 3 -> new Expression.And(parts(depth - 1), NOWHERE);
      case 4, 5 -> new Expression.Not(expression(depth - 1), NOWHERE);
      default -> test();
    };
  }

  Pattern pattern(int depth) {
    Optional<Word> field = random.nextBoolean() ? Optional.of(word("price")) : Optional.empty();
    Optional<Expression> where =
        random.nextBoolean() ? Optional.of(expression(depth)) : Optional.empty();
    return new Pattern(word("page_view"), field, where, NOWHERE);
  }

  private List<Expression> parts(int depth) {
    return several(2, () -> expression(depth));
  }

  private Expression test() {
    Word subject = word(oneOf(NAMES));
    return switch (random.nextInt(9)) {
      case 0 -> new Expression.Reference(subject, NOWHERE);
      case 1 -> new Expression.Is(subject, literal(), NOWHERE);
      case 2 -> new Expression.IsKnown(subject, NOWHERE);
      case 3 -> new Expression.In(subject, literals(), NOWHERE);
      case 4 -> new Expression.Between(subject, literal(), literal(), NOWHERE);
      case 5 -> new Expression.HasAny(subject, literals(), NOWHERE);
      case 6 -> new Expression.HasAll(subject, literals(), NOWHERE);
      case 7 -> new Expression.Not(new Expression.Is(subject, literal(), NOWHERE), NOWHERE);
      default ->
          new Expression.Compare(subject, oneOf(List.of(Comparison.values())), literal(), NOWHERE);
    };
  }

  private List<Literal> literals() {
    return several(1, this::literal);
  }

  private Literal literal() {
    return switch (random.nextInt(4)) {
      case 0 -> {
        long unscaled = random.nextLong(-1_000_000, 1_000_000);
        BigDecimal number = BigDecimal.valueOf(unscaled, random.nextInt(4));
        yield new Literal.Amount(number, number.toPlainString(), NOWHERE);
      }
      case 1 -> {
        long unit = oneOf(List.of(1L, 60L, 3_600L, 86_400L));
        yield new Literal.Time(Duration.ofSeconds(unit * random.nextInt(200)), NOWHERE);
      }
      default -> new Literal.Label(oneOf(LABELS), NOWHERE);
    };
  }

  private <T> List<T> several(int least, Supplier<T> one) {
    List<T> several = new ArrayList<>();
    for (int i = random.nextInt(least, least + 3); i > 0; i--) {
      several.add(one.get());
    }
    return several;
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Word word(String text) {
    return new Word(text, NOWHERE);
  }
}
