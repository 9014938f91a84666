package dev.mien.engine.session;

import java.util.regex.Pattern;

/** The site a capsule belongs to; a capsule of one site is unreadable for another. */
public record Site(String name) {
  static final int NAME_CHARACTERS_MAX = 32;

  private static final Pattern SHAPE =
      Pattern.compile("[a-z][a-z0-9-]{0," + (NAME_CHARACTERS_MAX - 1) + "}");

  public Site {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a site's name has 1 to "
              + NAME_CHARACTERS_MAX
              + " lower-case letters, digits and dashes; got '"
              + name
              + "'");
    }
  }
}
