package dev.mien.engine.workspace;

import java.util.regex.Pattern;

/**
 * Something that was done.
 *
 * @param subject what it was done to, such as {@code edition 7}: one line of at most {@link
 *     #SUBJECT_CHARACTERS_MAX} characters
 */
public record Deed(Change change, Action action, String subject) {
  public static final int SUBJECT_CHARACTERS_MAX = 800;
  private static final Pattern SUBJECT =
      Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1," + SUBJECT_CHARACTERS_MAX + "}");

  public Deed {
    if (!SUBJECT.matcher(subject).matches()) {
      throw new IllegalArgumentException(
          "a subject is one line of at most " + SUBJECT_CHARACTERS_MAX + " characters");
    }
  }
}
