package dev.mien.segments.syntax;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that the rule language keeps for itself, and which texts are bare words at all. */
public final class RuleWords {
  /** All of them, {@code true} and {@code false} included, which are values. */
  public static final Set<String> RESERVED =
      Set.of(
          "and", "or", "not", "is", "in", "between", "has", "any", "all", "of", "known", "unknown",
          "where", "true", "false");

  /** The units of time after one, shortest first. */
  static final List<String> UNITS = List.of("second", "minute", "hour", "day");

  /** The units of time after any other number, shortest first. */
  static final List<String> UNITS_OF_MANY = List.of("seconds", "minutes", "hours", "days");

  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /** A number and a unit that stick together: meant as a duration, and lexically a label. */
  private static final Pattern STUCK =
      Pattern.compile("([0-9]+)(s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?)");

  private RuleWords() {}

  /** Whether {@code word} cannot be a name, nor a label outside quotation marks. */
  public static boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  /** Whether a rule reads {@code text} as a number. */
  static boolean isNumber(String text) {
    // Asked of every word of every rule, and most begin with a letter.
    return !text.isEmpty() && text.charAt(0) <= '9' && NUMBER.matcher(text).matches();
  }

  /** Whether {@code label} means the same with and without quotation marks. */
  static boolean isBareLabel(String label) {
    boolean value = label.equals("true") || label.equals("false");
    boolean other = isNumber(label) || isReserved(label) || unstuck(label).isPresent();
    return value || (BARE.matcher(label).matches() && !other);
  }

  /** How a duration that is written like {@code 30min} should be written. */
  static Optional<String> unstuck(String word) {
    if (word.isEmpty() || word.charAt(0) > '9') {
      return Optional.empty();
    }
    Matcher matcher = STUCK.matcher(word);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit =
        UNITS_OF_MANY.stream()
            .filter(each -> each.charAt(0) == matcher.group(2).charAt(0))
            .findFirst()
            .orElse("seconds");
    return Optional.of(matcher.group(1) + " " + unit);
  }
}
