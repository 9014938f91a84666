package dev.mien.segments.model;

import java.util.regex.Pattern;

/** The shapes that names have, in one place. */
public final class Names {
  /** The most characters a name or a label may have. */
  public static final int LENGTH_MAX = 64;

  /** Purposes, attributes, events and fields: {@code basket_value}. */
  public static final Pattern SNAKE = Pattern.compile("[a-z][a-z0-9_]*");

  /** Segments, rules, offers and variants: {@code bargain-hunters}. */
  public static final Pattern KEBAB = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");

  /** Slots: {@code home.hero}. */
  public static final Pattern DOTTED =
      Pattern.compile("[a-z][a-z0-9]*([_-][a-z0-9]+)*(\\.[a-z0-9]+([_-][a-z0-9]+)*)*");

  /** What a choice is called: {@code price-comparison}, {@code Returning_Visitor}, {@code 2}. */
  public static final Pattern LABEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");

  private Names() {}

  /** Whether {@code text} has the shape and is not too long. */
  public static boolean fits(Pattern shape, String text) {
    return text.length() <= LENGTH_MAX && shape.matcher(text).matches();
  }

  static String checked(Pattern shape, String text) {
    if (!fits(shape, text)) {
      throw new IllegalArgumentException(
          "a name of at most " + LENGTH_MAX + " characters like " + shape + " is needed");
    }
    return text;
  }
}
