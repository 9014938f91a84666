package dev.mien.engine.workspace;

import java.util.regex.Pattern;

/**
 * Something that was done.
 *
 * @param subject what it was done to, such as {@code edition 7}: one line of at most 200 printable
 *     ASCII characters
 */
public record Deed(Change change, Action action, String subject) {
  private static final Pattern SUBJECT = Pattern.compile("[ -~]{1,200}");

  public Deed {
    if (!SUBJECT.matcher(subject).matches()) {
      throw new IllegalArgumentException(
          "a subject is one line of at most 200 printable ASCII characters");
    }
  }
}
