package dev.mien.segments.identifying;

import java.util.Arrays;

/** Digits that belong together: groups of them with a separator or two in between. */
final class DigitChain {
  /** The most separators between two groups, such as {@code ) -}. */
  private static final int SEPARATORS_MAX = 3;

  private static final int GROUPS_MAX = 512;

  private final StringBuilder digits = new StringBuilder();
  private int[] starts = new int[8];
  private int groups;
  private final boolean plussed;
  private boolean spaced = true;
  private boolean bracketedZero;
  private int end;

  private DigitChain(boolean plussed) {
    this.plussed = plussed;
  }

  /** Where a chain would end that begins at {@code start}; makes none. */
  static int end(String text, int start) {
    int place = text.charAt(start) == '+' ? start + 1 : start;
    for (int groups = 0; groups < GROUPS_MAX; groups++) {
      while (place < text.length() && Chars.isDigit(text.charAt(place))) {
        place++;
      }
      int next = nextGroup(text, place);
      if (next < 0) {
        return place;
      }
      place = next;
    }
    return place;
  }

  /** Where the next group of a chain begins, behind the separators at {@code end}; -1 if none. */
  private static int nextGroup(String text, int end) {
    int next = end;
    while (next < text.length() && next - end < SEPARATORS_MAX && isSeparator(text.charAt(next))) {
      next++;
    }
    return next > end && next < text.length() && Chars.isDigit(text.charAt(next)) ? next : -1;
  }

  /** The chain that begins at {@code start}, where a digit stands, or a plus before one. */
  static DigitChain at(String text, int start) {
    DigitChain chain = new DigitChain(text.charAt(start) == '+');
    int place = chain.plussed ? start + 1 : start;
    while (place < text.length() && chain.groups < GROUPS_MAX) {
      chain.group();
      while (place < text.length() && Chars.isDigit(text.charAt(place))) {
        chain.digits.append(text.charAt(place++));
      }
      int next = nextGroup(text, place);
      if (next < 0) {
        break;
      }
      chain.spaced &= text.substring(place, next).isBlank();
      chain.bracketedZero |= text.startsWith("(0)", next - 1);
      place = next;
    }
    chain.end = place;
    return chain;
  }

  private static boolean isSeparator(char c) {
    return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == '_';
  }

  private void group() {
    if (groups == starts.length) {
      starts = Arrays.copyOf(starts, 2 * groups);
    }
    starts[groups++] = digits.length();
  }

  /** Where it ends in the text. */
  int end() {
    return end;
  }

  int groups() {
    return groups;
  }

  /** How many digits a group has. */
  int length(int group) {
    return (group + 1 < groups ? starts[group + 1] : digits.length()) - starts[group];
  }

  /** How many digits there are. */
  int digits() {
    return digits.length();
  }

  /** How many digits groups have, both ends included. */
  int digits(int first, int last) {
    return starts[last] + length(last) - starts[first];
  }

  /** The digits of groups, both ends included. */
  String text(int first, int last) {
    return digits.substring(starts[first], starts[last] + length(last));
  }

  /** The last group up to which, from {@code first}, there are at most so many digits. */
  int lastWithin(int first, int most) {
    int last = first - 1;
    while (last + 1 < groups && digits(first, last + 1) <= most) {
      last++;
    }
    return last;
  }

  boolean startsWith(int group, String prefix) {
    return length(group) >= prefix.length()
        && digits.indexOf(prefix, starts[group]) == starts[group];
  }

  boolean hasGroups(int first, int... lengths) {
    if (first + lengths.length > groups) {
      return false;
    }
    for (int i = 0; i < lengths.length; i++) {
      if (length(first + i) != lengths[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether groups from {@code first} on are a day, a month and a year. */
  boolean isDate(int first) {
    return hasGroups(first, 2, 2, 4) || hasGroups(first, 4, 2, 2);
  }

  /** Whether a plus stands before it. */
  boolean isPlussed() {
    return plussed;
  }

  /** Whether there are only spaces between its groups. */
  boolean isSpaced() {
    return spaced;
  }

  /** Digits of this chain without the 0 that stands in brackets, if one does. */
  String withoutTrunkZero(String some) {
    int zero = bracketedZero ? some.indexOf('0') : -1;
    return zero < 0 ? some : some.substring(0, zero) + some.substring(zero + 1);
  }
}
