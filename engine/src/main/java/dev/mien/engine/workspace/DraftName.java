package dev.mien.engine.workspace;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a draft is called.
 *
 * @param text lower-case letters, digits and dashes, at most 64
 */
public record DraftName(String text) {
  private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  public DraftName {
    if (!SHAPE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a draft has a name of at most 64 lower-case letters, digits and dashes");
    }
  }

  /** The name that {@code text} is; none where it cannot be one. */
  public static Optional<DraftName> parse(String text) {
    return SHAPE.matcher(text).matches() ? Optional.of(new DraftName(text)) : Optional.empty();
  }
}
