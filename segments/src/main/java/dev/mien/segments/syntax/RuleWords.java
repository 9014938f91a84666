package dev.mien.segments.syntax;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that the rule language keeps for itself, and which texts are bare words at all. */
public final class RuleWords {
  /** All of them, {@code true} and {@code false} included, which are values. */
  public static final Set<String> RESERVED =
      Set.of(
          "and", "or", "not", "is", "in", "between", "has", "any", "all", "of", "known", "unknown",
          "where", "true", "false");

  /** The units of time, shortest first, each in both numbers. */
  static final List<String> UNITS =
      List.of("second", "seconds", "minute", "minutes", "hour", "hours", "day", "days");

  private static final Pattern BARE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  private RuleWords() {}

  /** Whether {@code word} cannot be a name, nor a label outside quotation marks. */
  public static boolean isReserved(String word) {
    return RESERVED.contains(word);
  }

  /** Whether a rule reads {@code text} as a number. */
  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }

  /** Whether {@code label} means the same with and without quotation marks. */
  static boolean isBareLabel(String label) {
    boolean value = label.equals("true") || label.equals("false");
    return value || (BARE.matcher(label).matches() && !isNumber(label) && !isReserved(label));
  }
}
