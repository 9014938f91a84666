package dev.mien.segments.syntax;

import dev.mien.segments.source.Span;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * Finds for each character of a scalar where its author wrote it.
 *
 * <p>YAML adds and removes only white space, quotation marks and escapes. So the characters of the
 * value are looked for one after another in the source, and what lies between is skipped. Exact for
 * everything but white space, of which no rule cares how much there is.
 */
final class ScalarPlaces {
  private final String source;
  private final int end;
  private final ScalarStyle style;
  private int at;

  private ScalarPlaces(YamlNode.Scalar scalar) {
    Span span = scalar.span();
    this.source = span.source().text();
    this.end = Math.min(span.end(), source.length());
    this.style = scalar.style();
    this.at = Math.min(firstOffset(span), end);
  }

  static MappedText of(YamlNode.Scalar scalar) {
    ScalarPlaces places = new ScalarPlaces(scalar);
    String text = scalar.text();
    int[] starts = new int[text.length()];
    int[] ends = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      if (i > 0 && places.isSecondHalf(text.charAt(i))) {
        starts[i] = starts[i - 1];
        ends[i] = ends[i - 1];
        continue;
      }
      places.find(text.charAt(i));
      starts[i] = places.at;
      ends[i] = Math.min(places.at + places.width(), Math.max(places.end, places.at));
      places.at = ends[i];
    }
    return new MappedText(text, scalar.span().source(), starts, ends);
  }

  /** One escape may stand for a character that takes two UTF-16 units. */
  private boolean isSecondHalf(char unit) {
    return Character.isLowSurrogate(unit) && (at >= end || source.charAt(at) != unit);
  }

  private int firstOffset(Span span) {
    return switch (style) {
      case PLAIN, JSON_SCALAR_STYLE -> span.start();
      case SINGLE_QUOTED, DOUBLE_QUOTED -> span.start() + 1;
      case LITERAL, FOLDED -> {
        int lineEnd = source.indexOf('\n', span.start());
        yield lineEnd < 0 ? span.end() : lineEnd + 1;
      }
    };
  }

  /** Moves to where {@code wanted} is written; white space may be written in many ways. */
  private void find(char wanted) {
    if (Character.isWhitespace(wanted)) {
      return;
    }
    while (at < end && (Character.isWhitespace(source.charAt(at)) || isJoinedLine())) {
      at++;
    }
  }

  /** A backslash that ends a line joins it to the next. */
  private boolean isJoinedLine() {
    return style == ScalarStyle.DOUBLE_QUOTED
        && source.charAt(at) == '\\'
        && at + 1 < end
        && (source.charAt(at + 1) == '\n' || source.charAt(at + 1) == '\r');
  }

  /** How many characters of the source make the one character at the present place. */
  private int width() {
    if (at + 1 >= end) {
      return 1;
    }
    char first = source.charAt(at);
    char second = source.charAt(at + 1);
    if (style == ScalarStyle.SINGLE_QUOTED && first == '\'' && second == '\'') {
      return 2;
    }
    if (style != ScalarStyle.DOUBLE_QUOTED || first != '\\') {
      return 1;
    }
    return switch (second) {
      case 'x' -> 4;
      case 'u' -> 6;
      case 'U' -> 10;
      default -> 2;
    };
  }
}
