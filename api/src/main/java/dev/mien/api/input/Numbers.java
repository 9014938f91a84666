package dev.mien.api.input;

import java.util.regex.Pattern;

/** Numbers as files write them: decimal, with a point, perhaps with an exponent. */
public final class Numbers {
  private static final Pattern SHAPE =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final int LENGTH_MAX = 64;

  private Numbers() {}

  /** The number, or NaN where {@code text} is none; NaN fails every comparison. */
  public static double parse(String text) {
    boolean plain = text.length() <= LENGTH_MAX && SHAPE.matcher(text).matches();
    return plain ? Double.parseDouble(text) : Double.NaN;
  }
}
