package dev.mien.segments;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Small random changes of a text, such as slips of the finger and of the clipboard. */
final class Mutation {
  private static final Pattern TOKEN =
      Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*|-?[0-9]+(\\.[0-9]+)?|<=|>=|[^\\sA-Za-z0-9]");

  private static final List<String> STRANGE =
      List.of(
          "",
          "\"",
          "'",
          "{",
          "}",
          "[",
          "]",
          ":",
          "#",
          "- ",
          "\n",
          "\t",
          "~",
          "null",
          "true",
          "0",
          "-1",
          "99999999999999999999",
          "1e9",
          "0.000000001",
          "not",
          "and",
          "or",
          "in",
          "is",
          "known",
          "unknown",
          "has",
          "between",
          "fallback",
          "ä",
          "\uD83D\uDE00",
          "\u0000",
          "()",
          "((((",
          "*a",
          "&a",
          "!!int",
          "---",
          "2026-02-30",
          "5 %",
          "30 minutes",
          "//",
          "\\");

  private Mutation() {}

  static String of(String text, Random random) {
    return switch (random.nextInt(7)) {
      case 0 -> withoutLine(text, random);
      case 1 -> repeatedLine(text, random);
      case 2 -> swappedTokens(text, random);
      case 3, 4 -> replacedToken(text, random);
      case 5 -> inserted(text, random);
      default -> cut(text, random);
    };
  }

  private static String withoutLine(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (!lines.isEmpty()) {
      lines.remove(random.nextInt(lines.size()));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String repeatedLine(String text, Random random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    if (!lines.isEmpty()) {
      lines.add(random.nextInt(lines.size()), lines.get(random.nextInt(lines.size())));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String swappedTokens(String text, Random random) {
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.size() < 2) {
      return text;
    }
    MatchResult from = tokens.get(random.nextInt(tokens.size()));
    MatchResult to = tokens.get(random.nextInt(tokens.size()));
    return text.substring(0, to.start()) + from.group() + text.substring(to.end());
  }

  private static String replacedToken(String text, Random random) {
    List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
    if (tokens.isEmpty()) {
      return text;
    }
    MatchResult token = tokens.get(random.nextInt(tokens.size()));
    return text.substring(0, token.start()) + strange(random) + text.substring(token.end());
  }

  private static String inserted(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    return text.substring(0, at) + strange(random) + text.substring(at);
  }

  private static String cut(String text, Random random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(40));
    return text.substring(0, from) + text.substring(to);
  }

  private static String strange(Random random) {
    return STRANGE.get(random.nextInt(STRANGE.size()));
  }
}
