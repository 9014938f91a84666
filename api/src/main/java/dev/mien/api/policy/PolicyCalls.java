package dev.mien.api.policy;

import dev.mien.api.http.Replies;
import dev.mien.api.http.Route;
import dev.mien.api.json.JsonWriting;
import dev.mien.engine.edition.Edition;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Supplier;

/** The routes of the public registry. */
public final class PolicyCalls {
  static final String NOTICE = "/v1/policy/notice";

  private final Supplier<Edition> inForce;
  private final Registry registry;
  private final ConsentPolicyJson consent;
  private volatile Encoded encoded = new Encoded(-1, Buffer.buffer());

  public PolicyCalls(Supplier<Edition> inForce, Registry registry, ConsentPolicyJson consent) {
    this.inForce = inForce;
    this.registry = registry;
    this.consent = consent;
  }

  /** The registry of one edition, encoded once. */
  private record Encoded(long edition, Buffer json) {}

  public List<Route> routes() {
    return List.of(Route.get("/v1/policy", this::answer), Route.get(NOTICE, this::answerNotice));
  }

  private void answerNotice(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    Replies.body(context, 200, Replies.JSON, consent.notice().of(inForce.get()).json());
  }

  /** The registry of an edition, as it is answered. */
  public static Buffer document(Edition edition, Registry registry, ConsentPolicyJson consent) {
    return JsonWriting.bytes(out -> new PolicyJson(edition, registry, consent).write(out));
  }

  private void answer(RoutingContext context) {
    Edition edition = inForce.get();
    Encoded current = encoded;
    if (current.edition() != edition.number()) {
      current = new Encoded(edition.number(), document(edition, registry, consent));
      encoded = current;
    }
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    Replies.body(context, 200, Replies.JSON, current.json());
  }
}
