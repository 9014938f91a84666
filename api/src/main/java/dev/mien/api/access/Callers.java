package dev.mien.api.access;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Where handlers learn whom a call comes from. */
public final class Callers {
  private static final String KEY = Callers.class.getName();

  private Callers() {}

  /** The caller of a route that needs a permission; the guard has let nobody else pass. */
  public static Caller of(RoutingContext context) {
    return known(context)
        .map(Known::caller)
        .orElseThrow(() -> new IllegalStateException("an open route asks for its caller"));
  }

  static Optional<Known> known(RoutingContext context) {
    Known known = context.get(KEY);
    return Optional.ofNullable(known);
  }

  static void put(RoutingContext context, Known known) {
    context.put(KEY, known);
  }
}
