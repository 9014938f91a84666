package dev.mien.engine.workspace;

import java.util.regex.Pattern;

/**
 * Who did something: a person who works with the console, or the role that a token stands for;
 * never a visitor.
 *
 * @param id what tells one from all others for good: lower-case letters, digits and dashes, at most
 *     64
 * @param name what pages show: one line of 1 to 100 characters
 */
public record Actor(String id, String name) {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,63}");
  private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}\\p{Zl}\\p{Zp}]{1,100}");

  public Actor {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "whoever acts has an id of at most 64 lower-case letters, digits and dashes");
    }
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "whoever acts has a name of one line, 1 to 100 characters");
    }
  }

  /** A role, which is called what it is. */
  public Actor(String role) {
    this(role, role);
  }

  /** Whether both are the same person, by whatever name. */
  public boolean isSame(Actor other) {
    return id.equals(other.id);
  }
}
