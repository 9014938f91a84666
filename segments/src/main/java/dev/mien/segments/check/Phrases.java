package dev.mien.segments.check;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How messages and hints put names, numbers and lists into words. */
final class Phrases {
  /** The most names that a hint lists. */
  private static final int LISTED_MAX = 8;

  /** The most characters of an author's text that a message repeats. */
  private static final int SHOWN_MAX = 40;

  /** The most names of a path that a message shows. */
  private static final int PATH_MAX = 12;

  private Phrases() {}

  /** {@code 'a', 'b'}. */
  static String quoted(Collection<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
  }

  /** {@code a → b → a}, shortened in the middle where it is long. */
  static String path(List<String> names) {
    if (names.size() <= PATH_MAX) {
      return String.join(" → ", names);
    }
    int left = PATH_MAX - 2;
    return String.join(" → ", names.subList(0, left))
        + " → … → "
        + String.join(" → ", names.subList(names.size() - 2, names.size()));
  }

  /** {@code a, b, c}, or the first few and how many more. */
  static String list(Collection<String> names) {
    String shown = names.stream().limit(LISTED_MAX).collect(Collectors.joining(", "));
    int more = names.size() - LISTED_MAX;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }

  /** At most a line of what an author wrote. */
  static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() > SHOWN_MAX ? line.substring(0, SHOWN_MAX) + "…" : line;
  }

  /** {@code a, b or c}. */
  static String choice(List<String> words) {
    if (words.size() < 2) {
      return String.join("", words);
    }
    return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }

  /** {@code a, b and c}, or the first few and how many more. */
  static String all(List<String> names) {
    if (names.size() < 2 || names.size() > LISTED_MAX) {
      return list(names);
    }
    return list(names.subList(0, names.size() - 1)) + " and " + names.getLast();
  }

  static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  /** {@code 1 rule}, {@code 2 rules}. */
  static String amount(long number, String one) {
    return number(number) + " " + one + (number == 1 ? "" : "s");
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String bits(double bits) {
    return String.format(Locale.ROOT, "%.1f", bits);
  }
}
