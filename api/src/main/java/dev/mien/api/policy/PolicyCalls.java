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

/** The routes of the public registry. */
public final class PolicyCalls {
  static final String NOTICE = "/v1/policy/notice";

  private final Supplier<Edition> inForce;
  private final Registry registry;
  private final ConsentPolicyJson consent;
  private final Supplier<Spending> spending;
  private volatile Encoded encoded = new Encoded(-1, Spending.NONE, Buffer.buffer());

  /**
   * @param spending what of the budget is spent just now
   */
  public PolicyCalls(
      Supplier<Edition> inForce,
      Registry registry,
      ConsentPolicyJson consent,
      Supplier<Spending> spending) {
    this.inForce = inForce;
    this.registry = registry;
    this.consent = consent;
    this.spending = spending;
  }

  /** The registry of one edition, encoded once, and again when more was spent. */
  private record Encoded(long edition, Spending spending, Buffer json) {}

  public List<Route> routes() {
    return List.of(Route.get("/v1/policy", this::answer), Route.get(NOTICE, this::answerNotice));
  }

  private void answerNotice(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    Replies.body(context, 200, Replies.JSON, consent.notice().of(inForce.get()).json());
  }

  /** The registry of an edition, as it is answered while nothing of the budget is spent. */
  public static Buffer document(Edition edition, Registry registry, ConsentPolicyJson consent) {
    return JsonWriting.bytes(new PolicyJson(edition, registry, consent, Spending.NONE)::write);
  }

  private void answer(RoutingContext context) {
    Edition edition = inForce.get();
    Encoded current = encoded;
    Spending spent = spending.get();
    if (current.edition() != edition.number() || !current.spending().equals(spent)) {
      Buffer json = JsonWriting.bytes(new PolicyJson(edition, registry, consent, spent)::write);
      current = new Encoded(edition.number(), spent, json);
      encoded = current;
    }
    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    Replies.body(context, 200, Replies.JSON, current.json());
  }
}
