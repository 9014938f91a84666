package dev.mien.engine.workspace;

import java.util.regex.Pattern;

/**
 * What somebody said when they did something.
 *
 * @param text at most {@link #CHARACTERS_MAX} characters, maybe none
 */
public record Remark(Change change, String text) {
  public static final int CHARACTERS_MAX = 500;
  private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

  public Remark {
    if (!isText(text)) {
      throw new IllegalArgumentException("a remark is a text of at most 500 characters");
    }
  }

  /** Whether something can be said: no longer than the maximum, and text that databases take. */
  public static boolean isText(String text) {
    return text.length() <= CHARACTERS_MAX && Draft.takes(text);
  }

  public Actor by() {
    return change.by();
  }

  /**
   * The text after a colon, as the end of one line of the audit; nothing where nothing was said.
   */
  String tail() {
    String line = BREAKS.matcher(text).replaceAll(" ").strip();
    return line.isEmpty() ? "" : ": " + line;
  }
}
