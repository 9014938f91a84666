package dev.mien.engine.workspace;

import java.util.regex.Pattern;

/**
 * Who did something: the name of a role or of a token, never that of a person.
 *
 * @param name lower-case letters, digits and dashes, at most 64
 */
public record Actor(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  public Actor {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a role has a name of at most 64 lower-case letters, digits and dashes");
    }
  }
}
