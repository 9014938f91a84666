package dev.mien.api.http;

import dev.mien.api.http.Problem.Kind;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How bodies are taken in: of one of a few types, up to a size, within a time.
 *
 * @param types media types, in lower case, without parameters
 */
public record Intake(List<String> types, int bytesMax, Duration deadline) {
  private static final long NONE = -1;
  private static final String UTF_8 = "charset=utf-8";

  public Intake {
    types = List.copyOf(types);
  }

  /** A handler that hands the whole body to {@code next}, or refuses. */
  public Handler<RoutingContext> then(BiConsumer<RoutingContext, Buffer> next) {
    return context -> {
      HttpServerRequest request = context.request();
      if (!isTaken(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
        Replies.problem(
            context,
            Problem.of(
                Kind.WRONG_CONTENT_TYPE,
                "Send the body as " + String.join(" or ", types) + ", in UTF-8."));
      } else if (isEncoded(request.getHeader(HttpHeaders.CONTENT_ENCODING))) {
        Replies.problem(context, Problem.of(Kind.WRONG_CONTENT_ENCODING));
      } else if (announced(request) > bytesMax) {
        Replies.problem(context, tooLarge());
      } else {
        new Reading(context, next).begin();
      }
    };
  }

  private boolean isTaken(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    if (!types.contains(parts[0].strip())) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip().replace("\"", "");
      if (parameter.startsWith("charset=") && !parameter.equals(UTF_8)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isEncoded(@Nullable String encoding) {
    return encoding != null && !encoding.equalsIgnoreCase("identity");
  }

  private static long announced(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  private Problem tooLarge() {
    return Problem.of(Kind.BODY_TOO_LARGE, "Send a body of at most " + bytesMax + " bytes.");
  }

  /** One body on its way in; on the event loop of its request. */
  private final class Reading {
    private final RoutingContext context;
    private final BiConsumer<RoutingContext, Buffer> next;
    private Buffer body = Buffer.buffer(0);
    private boolean owned;
    private long timer = NONE;
    private boolean done;

    Reading(RoutingContext context, BiConsumer<RoutingContext, Buffer> next) {
      this.context = context;
      this.next = next;
    }

    void begin() {
      // Nearly every body comes with its head, and is there before this runs; the others get a
      // deadline.
      context.vertx().runOnContext(_ -> await());
      HttpServerRequest request = context.request();
      request.exceptionHandler(_ -> end(() -> {}));
      request.handler(this::more);
      request.endHandler(_ -> end(this::hand));
    }

    private void await() {
      if (!done) {
        timer =
            context
                .vertx()
                .setTimer(
                    deadline.toMillis(),
                    _ -> end(() -> Replies.problem(context, Problem.of(Kind.BODY_TIMEOUT))));
      }
    }

    private void more(Buffer chunk) {
      if (done) {
        return;
      }
      if (body.length() + chunk.length() > bytesMax) {
        end(() -> Replies.problem(context, tooLarge()));
      } else if (body.length() == 0) {
        body = chunk;
      } else {
        if (!owned) {
          // What came first belongs to whoever handed it on.
          body = body.copy();
          owned = true;
        }
        body.appendBuffer(chunk);
      }
    }

    private void hand() {
      try {
        next.accept(context, body);
      } catch (RuntimeException e) {
        // Out of here it would be lost in a callback, and the caller would wait for ever.
        context.fail(e);
      }
    }

    private void end(Runnable then) {
      if (!done) {
        done = true;
        if (timer != NONE) {
          context.vertx().cancelTimer(timer);
        }
        then.run();
      }
    }
  }
}
