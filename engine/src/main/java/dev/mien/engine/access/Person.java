package dev.mien.engine.access;

import java.util.regex.Pattern;

/**
 * Somebody who works with the console; never a visitor.
 *
 * @param id what the audit keeps: lower-case letters, digits and dashes, at most 64
 * @param name what pages show, at most 100 characters
 */
public record Person(String id, String name) {
  private static final int NAME_CHARACTERS_MAX = 100;
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  // Marks that turn the direction of writing would let one name look like another.
  private static final Pattern UNFIT = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]+");

  public Person {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "a person has an id of at most 64 lower-case letters, digits and dashes");
    }
    if (name.isBlank() || name.length() > NAME_CHARACTERS_MAX || UNFIT.matcher(name).find()) {
      throw new IllegalArgumentException(
          "a person has a name of at most "
              + NAME_CHARACTERS_MAX
              + " characters that can be shown");
    }
  }

  /** A person whose name somebody else has told: what cannot be shown is left out of it. */
  public static Person named(String id, String told) {
    String shown = UNFIT.matcher(told).replaceAll(" ").strip();
    if (shown.length() > NAME_CHARACTERS_MAX) {
      int end =
          Character.isHighSurrogate(shown.charAt(NAME_CHARACTERS_MAX - 1))
              ? NAME_CHARACTERS_MAX - 1
              : NAME_CHARACTERS_MAX;
      shown = shown.substring(0, end);
    }
    return new Person(id, shown.isBlank() ? id : shown);
  }

  /** Whether this can be the id of a person at all. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
