package dev.mien.api.workspace;

import dev.mien.engine.workspace.Actor;
import io.vertx.ext.web.RoutingContext;

/** Tells who makes a call, which the guard before it has let pass. */
@FunctionalInterface
public interface Who {
  Actor calls(RoutingContext context);
}
