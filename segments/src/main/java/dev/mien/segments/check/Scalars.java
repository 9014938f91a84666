package dev.mien.segments.check;

import dev.mien.segments.syntax.Durations;
import dev.mien.segments.syntax.Word;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Single values as authors write them; one that cannot be read is reported and absent. */
final class Scalars {
  /** Enough for any price; it keeps arithmetic on authors' numbers cheap. */
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,9})?");

  /** So many decimal digits of a {@code double} are exact. */
  private static final int DIGITS_MAX = 15;

  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");
  private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(\\.\\d{1,9})?)\\s*%");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** The most of something that may be held out, or set aside, in basis points. */
  private static final int SHARE_MAX = 5_000;

  private final Findings findings;

  Scalars(Findings findings) {
    this.findings = findings;
  }

  /** A number that a session's values can be compared with exactly. */
  Optional<BigDecimal> number(Word word) {
    boolean shaped = NUMBER.matcher(word.text()).matches();
    Optional<BigDecimal> number =
        shaped ? Optional.of(new BigDecimal(word.text())) : Optional.empty();
    if (number.filter(found -> found.stripTrailingZeros().precision() <= DIGITS_MAX).isPresent()) {
      return number;
    }
    findings.report(
        Code.NOT_A_NUMBER,
        word.span(),
        "'"
            + Phrases.shortened(word.text())
            + (shaped ? "' has too many digits" : "' is not a number"),
        shaped
            ? "a number has at most " + DIGITS_MAX + " digits besides zeros at its end"
            : "write digits with at most one decimal point, such as 20 or 19.95");
    return Optional.empty();
  }

  /** A whole number from {@code least} to {@code most}, called {@code what} in messages. */
  OptionalInt whole(Word word, String what, int least, int most) {
    String range = Phrases.number(least) + " to " + Phrases.number(most);
    if (!WHOLE.matcher(word.text()).matches()) {
      findings.report(
          Code.NOT_A_WHOLE_NUMBER,
          word.span(),
          "'" + Phrases.shortened(word.text()) + "' is not a whole number",
          what + " is a whole number from " + range);
      return OptionalInt.empty();
    }
    int value = Integer.parseInt(word.text());
    if (value < least || value > most) {
      findings.report(
          Code.OUT_OF_RANGE,
          word.span(),
          what + " is " + range + ", not " + Phrases.number(value),
          value < least
              ? "the least is " + Phrases.number(least)
              : "the most is " + Phrases.number(most));
      return OptionalInt.empty();
    }
    return OptionalInt.of(value);
  }

  Optional<Boolean> flag(Word word) {
    return switch (word.text()) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> {
        findings.report(
            Code.NOT_A_FLAG,
            word.span(),
            "'" + Phrases.shortened(word.text()) + "' is neither true nor false",
            "write true or false");
        yield Optional.empty();
      }
    };
  }

  /** A duration from {@code least} to {@code most}, called {@code what} in messages. */
  Optional<Duration> duration(Word word, String what, Duration least, Duration most) {
    Optional<Duration> read = duration(word);
    if (read.isEmpty()) {
      return read;
    }
    if (read.get().compareTo(least) < 0 || read.get().compareTo(most) > 0) {
      boolean tooShort = read.get().compareTo(least) < 0;
      findings.report(
          Code.DURATION_OUT_OF_RANGE,
          word.span(),
          what
              + " is "
              + Durations.print(least)
              + " to "
              + Durations.print(most)
              + ", not "
              + Durations.print(read.get()),
          tooShort
              ? "the least is " + Durations.print(least)
              : "the most is " + Durations.print(most));
      return Optional.empty();
    }
    return read;
  }

  private Optional<Duration> duration(Word word) {
    Optional<Duration> read = Durations.parse(word.text());
    if (read.isEmpty()) {
      findings.report(
          Code.NOT_A_DURATION,
          word.span(),
          "'" + Phrases.shortened(word.text()) + "' is not a duration in whole seconds",
          "write a number and a unit: seconds, minutes, hours or days, such as 30 minutes");
    }
    return read;
  }

  /** A holdout in basis points: {@code 5 %} is 500. */
  OptionalInt holdout(Word word) {
    return share(word, "'holdout'");
  }

  /** A share of at most a half in basis points, called {@code what} in messages. */
  OptionalInt share(Word word, String what) {
    Matcher matcher = SHARE.matcher(word.text());
    if (!matcher.matches()) {
      findings.report(
          Code.NOT_A_SHARE,
          word.span(),
          "'" + Phrases.shortened(word.text()) + "' is not a share",
          "write a number and a percent sign, such as 5 %");
      return OptionalInt.empty();
    }
    BigDecimal points = new BigDecimal(matcher.group(1)).multiply(HUNDRED);
    boolean inSteps = points.stripTrailingZeros().scale() <= 0;
    if (!inSteps || points.compareTo(BigDecimal.valueOf(SHARE_MAX)) > 0) {
      findings.report(
          Code.OUT_OF_RANGE,
          word.span(),
          what + " is 0 % to 50 % in steps of 0.01 %, not " + word,
          inSteps ? "the most is 50 %" : "round it to two decimals");
      return OptionalInt.empty();
    }
    return OptionalInt.of(points.intValueExact());
  }

  /** Text of at most {@code most} characters, called {@code what} in messages. */
  String text(Word word, String what, int most) {
    int length = word.text().length();
    if (length > most) {
      findings.report(
          Code.TEXT_TOO_LONG,
          word.span(),
          what
              + " has at most "
              + Phrases.number(most)
              + " characters, and this one has "
              + Phrases.number(length),
          "shorten it by " + Phrases.amount(length - (long) most, "character"));
    }
    return word.text();
  }

  /** Text that says something, or nothing where the reader has said that it is missing. */
  String title(Optional<Word> word, String what) {
    if (word.isEmpty()) {
      return "";
    }
    if (word.get().text().isBlank()) {
      findings.report(
          Code.TEXT_EMPTY, word.get().span(), what + " says nothing", "write it in a few words");
    }
    return text(word.get(), what, CheckLimits.TITLE_LENGTH_MAX);
  }

  /** Reports what comes after the first {@code most} of {@code words}. */
  <T> void atMost(int most, List<T> all, Function<T, Word> name, String what) {
    if (all.size() > most) {
      findings.report(
          Code.TOO_MANY,
          name.apply(all.get(most)).span(),
          Phrases.amount(all.size(), what) + " are too many: the most is " + Phrases.number(most),
          "this is the first one too many");
    }
  }
}
