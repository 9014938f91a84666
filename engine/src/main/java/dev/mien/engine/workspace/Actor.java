package dev.mien.engine.workspace;

import java.util.regex.Pattern;

/**
 * Who did something: what the audit calls a person who works with the console, or a token that no
 * person stands behind. It is no name that anybody goes by elsewhere.
 *
 * @param name lower-case letters, digits and dashes, at most 64
 */
public record Actor(String name) {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  public Actor {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "an actor has a name of at most 64 lower-case letters, digits and dashes");
    }
  }
}
