package dev.mien.segments.syntax;

import java.util.ArrayList;
import java.util.List;

/**
 * What may be written at one place of a rule, which need not be whole: what comes before the place
 * is read as far as it can be.
 *
 * @param place what may stand there
 * @param subject the name that is being tested; empty where none is
 * @param listed the values that stand in the open list already
 * @param open how many parentheses are open
 * @param from where the word begins that is being written
 * @param to where it ends
 * @param typed what of the word stands before the place
 */
public record RuleCursor(
    Place place, String subject, List<String> listed, int open, int from, int to, String typed) {
  /** What may stand somewhere in a rule. */
  public enum Place {
    /** A name, {@code not} or a parenthesis. */
    CONDITION,
    /** What follows a name: a test, or the end of the condition. */
    TEST,
    /** A value, {@code not}, {@code known} or {@code unknown}. */
    AFTER_IS,
    /** A value, {@code known} or {@code unknown}. */
    AFTER_IS_NOT,
    /** {@code in}. */
    AFTER_NOT,
    /** The bracket that opens a list. */
    LIST,
    /** A value in a list. */
    LISTED,
    /** A comma, or the bracket that closes a list. */
    AFTER_LISTED,
    /** A value. */
    BOUND,
    /** {@code and}, between two bounds. */
    BETWEEN,
    /** {@code any of}, {@code all of} or a value. */
    AFTER_HAS,
    /** {@code of}. */
    AFTER_ANY,
    /** A unit of time, or what follows a condition. */
    AFTER_NUMBER,
    /** {@code and}, {@code or} or a closing parenthesis. */
    AFTER_CONDITION,
    /** Nothing that the grammar knows. */
    NOWHERE
  }

  public RuleCursor {
    listed = List.copyOf(listed);
  }

  /** What may stand at {@code at} in {@code rule}. */
  public static RuleCursor at(String rule, int at) {
    int place = Math.clamp(at, 0, rule.length());
    List<Token> tokens = Lexer.tokens(rule);
    Reading reading = new Reading();
    for (Token token : tokens) {
      if (token.kind() == Token.Kind.END || token.start() >= place) {
        break;
      }
      if (token.end() >= place && isWritten(token, place)) {
        return reading.cursor(token.start(), token.end(), rule.substring(token.start(), place));
      }
      reading.take(token);
    }
    return reading.cursor(place, place, "");
  }

  /** Whether a token is being written at its end or within it; signs are whole at once. */
  private static boolean isWritten(Token token, int place) {
    return switch (token.kind()) {
      case WORD, NUMBER, UNCLOSED, STRANGE -> true;
      case QUOTED -> token.end() > place;
      case SIGN, END -> false;
    };
  }

  /** Walks over the tokens before the place. */
  private static final class Reading {
    private final List<String> listed = new ArrayList<>();
    private Place state = Place.CONDITION;
    private String subject = "";
    private boolean between;
    private int open;

    RuleCursor cursor(int from, int to, String typed) {
      return new RuleCursor(state, subject, listed, open, from, to, typed);
    }

    void take(Token token) {
      state = next(token);
      if (state != Place.LISTED && state != Place.AFTER_LISTED) {
        listed.clear();
      }
      if (state == Place.CONDITION || state == Place.AFTER_CONDITION) {
        between = false;
      }
      if (state == Place.CONDITION) {
        subject = "";
      }
    }

    private Place next(Token token) {
      return switch (state) {
        case CONDITION -> condition(token);
        case TEST -> test(token);
        case AFTER_IS -> token.isWord("not") ? Place.AFTER_IS_NOT : afterIs(token);
        case AFTER_IS_NOT -> afterIs(token);
        case AFTER_NOT -> token.isWord("in") ? Place.LIST : Place.NOWHERE;
        case LIST -> token.isSign("[") ? Place.LISTED : Place.NOWHERE;
        case LISTED -> {
          listed.add(token.text());
          yield isValue(token) ? Place.AFTER_LISTED : Place.NOWHERE;
        }
        case AFTER_LISTED ->
            token.isSign(",")
                ? Place.LISTED
                : token.isSign("]") ? Place.AFTER_CONDITION : Place.NOWHERE;
        case BOUND -> bound(token);
        case BETWEEN -> token.isWord("and") ? Place.BOUND : unit(token);
        case AFTER_HAS ->
            token.isWord("any") || token.isWord("all")
                ? Place.AFTER_ANY
                : isValue(token) ? Place.AFTER_CONDITION : Place.NOWHERE;
        case AFTER_ANY -> token.isWord("of") ? Place.LIST : Place.NOWHERE;
        case AFTER_NUMBER ->
            Durations.unit(token.text()).isPresent() ? Place.AFTER_CONDITION : joined(token);
        case AFTER_CONDITION -> joined(token);
        case NOWHERE -> token.isWord("and") || token.isWord("or") ? Place.CONDITION : Place.NOWHERE;
      };
    }

    private Place condition(Token token) {
      if (token.isSign("(")) {
        open++;
        return Place.CONDITION;
      }
      if (token.isWord("not")) {
        return Place.CONDITION;
      }
      subject = token.text();
      return token.isName() ? Place.TEST : Place.NOWHERE;
    }

    private Place test(Token token) {
      if (token.kind() == Token.Kind.SIGN && "<=>=".contains(token.text())) {
        return Place.BOUND;
      }
      return switch (token.text()) {
        case "is" -> Place.AFTER_IS;
        case "not" -> Place.AFTER_NOT;
        case "in" -> Place.LIST;
        case "has" -> Place.AFTER_HAS;
        case "between" -> {
          between = true;
          yield Place.BOUND;
        }
        default -> joined(token);
      };
    }

    private static Place afterIs(Token token) {
      return isValue(token) || token.isWord("known") || token.isWord("unknown")
          ? afterValue(token)
          : Place.NOWHERE;
    }

    private Place bound(Token token) {
      if (!isValue(token)) {
        return Place.NOWHERE;
      }
      if (between) {
        between = false;
        return Place.BETWEEN;
      }
      return afterValue(token);
    }

    /** The unit of the first of two bounds. */
    private static Place unit(Token token) {
      return Durations.unit(token.text()).isPresent() ? Place.BETWEEN : Place.NOWHERE;
    }

    private static Place afterValue(Token token) {
      return token.kind() == Token.Kind.NUMBER ? Place.AFTER_NUMBER : Place.AFTER_CONDITION;
    }

    private Place joined(Token token) {
      if (token.isSign(")")) {
        open = Math.max(0, open - 1);
        return Place.AFTER_CONDITION;
      }
      return token.isWord("and") || token.isWord("or") ? Place.CONDITION : Place.NOWHERE;
    }

    private static boolean isValue(Token token) {
      return switch (token.kind()) {
        case NUMBER, QUOTED -> true;
        case WORD -> token.isName() || token.isWord("true") || token.isWord("false");
        case SIGN, UNCLOSED, STRANGE, END -> false;
      };
    }
  }
}
