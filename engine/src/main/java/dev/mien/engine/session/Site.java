package dev.mien.engine.session;

import java.util.regex.Pattern;

/** The site a capsule belongs to; a capsule of one site is unreadable for another. */
public record Site(String name) {
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9-]{0,31}");

  public Site {
    if (!SHAPE.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a site's name has 1 to 32 lower-case letters, digits and dashes; got '" + name + "'");
    }
  }
}
