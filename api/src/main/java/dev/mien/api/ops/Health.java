package dev.mien.api.ops;

import dev.mien.api.http.Drain;
import dev.mien.api.http.Permission;
import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWriting;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Whether the process lives, and whether it should be sent requests. A node that holds no edition
 * yet is ready: it answers every slot as unknown, and the first publish does not need a restart.
 */
public final class Health {
  private final Drain drain;
  private final BooleanSupplier current;
  private final LongSupplier edition;
  private final LongSupplier lag;

  /**
   * @param current whether this node knows what the others know
   * @param edition the number of the edition in force
   * @param lag how far that is behind the newest
   */
  public Health(Drain drain, BooleanSupplier current, LongSupplier edition, LongSupplier lag) {
    this.drain = drain;
    this.current = current;
    this.edition = edition;
    this.lag = lag;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/health/live", context -> answer(context, 200, "live")).needs(Permission.OPEN),
        Route.get("/health/ready", this::ready).needs(Permission.OPEN));
  }

  private void ready(RoutingContext context) {
    if (drain.isDraining()) {
      answer(context, 503, "draining");
    } else if (!current.getAsBoolean()) {
      answer(context, 503, "catching-up");
    } else {
      answer(context, 200, "ready");
    }
  }

  private void answer(RoutingContext context, int status, String word) {
    Buffer body =
        JsonWriting.bytes(
            out -> {
              out.writeStartObject();
              out.writeStringField("status", word);
              out.writeNumberField("edition", edition.getAsLong());
              out.writeNumberField("lag", lag.getAsLong());
              out.writeEndObject();
            });
    Replies.body(context, status, Replies.JSON, body);
  }
}
