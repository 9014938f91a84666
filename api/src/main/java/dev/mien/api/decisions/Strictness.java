package dev.mien.api.decisions;

import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;

/** What happens to a request whose signals or events cannot be read. */
enum Strictness {
  /** They are left out, and named. */
  LENIENT,
  /** The request is refused. */
  STRICT;

  /** What the query says; none where it says neither of both. */
  static Optional<Strictness> of(RoutingContext context) {
    if (context.request().query() == null) {
      return Optional.of(LENIENT);
    }
    List<String> said = context.queryParam("strict");
    if (said.isEmpty()) {
      return Optional.of(LENIENT);
    }
    return switch (said.getLast()) {
      case "true" -> Optional.of(STRICT);
      case "false" -> Optional.of(LENIENT);
      default -> Optional.empty();
    };
  }
}
