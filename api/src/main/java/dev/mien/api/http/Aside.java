package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where calls do what takes time: on a worker thread, away from the event loop. */
public final class Aside {
  private static final Logger LOG = LoggerFactory.getLogger(Aside.class);
  private static final int RETRY_SECONDS = 2;
  private static final String NOT_READ =
      "The database does not answer in time, so ask again; the log of the node says more.";

  private Aside() {}

  /** Does some work aside and goes on with what came of it; says so if the store fails. */
  public static <T> void aside(RoutingContext context, Callable<T> work, Consumer<T> next) {
    context
        .vertx()
        .executeBlocking(work, false)
        .onComplete(
            value -> {
              try {
                next.accept(value);
              } catch (RuntimeException e) {
                // Out of here it would be lost in a callback, and the caller would wait for ever.
                context.fail(e);
              }
            },
            failure -> {
              if (failure instanceof IOException) {
                LOG.warn("a call failed at the store: {}", failure.getMessage());
                Replies.problem(context, problem(context.request().method()));
              } else {
                context.fail(failure);
              }
            });
  }

  private static Problem problem(HttpMethod method) {
    Problem problem =
        method.equals(HttpMethod.GET)
            ? Problem.of(Kind.UNAVAILABLE, NOT_READ)
            : Problem.of(Kind.NOT_KEPT);
    return problem.retryAfter(RETRY_SECONDS);
  }
}
