package dev.mien.api.workspace;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The number of an edition in a path. */
final class EditionNumber {
  private static final int DIGITS_MAX = 18;

  private EditionNumber() {}

  /** The number that a path names; none where it names something else. */
  static Optional<Long> of(RoutingContext context) {
    String text = String.valueOf(context.pathParam("number"));
    boolean fits = text.length() <= DIGITS_MAX && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return fits && !text.isEmpty() ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }
}
