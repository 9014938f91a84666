package dev.mien.api.policy;

import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.release.Spending;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/** The route of the public registry. */
public final class PolicyCalls {
  private final Supplier<Edition> inForce;
  private final Registry registry;
  private final Supplier<Spending> spending;
  private volatile Encoded encoded = new Encoded(-1, Spending.NONE, Buffer.buffer());

  public PolicyCalls(Supplier<Edition> inForce, Registry registry, Supplier<Spending> spending) {
    this.inForce = inForce;
    this.registry = registry;
    this.spending = spending;
  }

  /** The registry of one edition, encoded once, and again when more was spent. */
  private record Encoded(long edition, Spending spending, Buffer json) {}

  public List<Route> routes() {
    return List.of(Route.get("/v1/policy", this::answer));
  }

  private void answer(RoutingContext context) {
    Edition edition = inForce.get();
    Encoded current = encoded;
    Spending spent = spending.get();
    if (current.edition() != edition.number() || !current.spending().equals(spent)) {
      Buffer json = JsonWriting.bytes(out -> new PolicyJson(edition, registry, spent).write(out));
      current = new Encoded(edition.number(), spent, json);
      encoded = current;
    }
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    Replies.body(context, 200, Replies.JSON, current.json());
  }
}
