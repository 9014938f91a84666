package dev.mien.api.http;

import dev.mien.api.config.Limits;
import dev.mien.api.http.Sites.Resolution;
import dev.mien.api.json.Body;
import dev.mien.api.json.BodyRules;
import dev.mien.api.json.JsonBodies;
import dev.mien.api.json.JsonBodies.Shape;
import dev.mien.api.json.Read;
import dev.mien.engine.iab.ConsentStrings;
import dev.mien.engine.privacy.GlobalPrivacyControl;
import dev.mien.engine.session.Site;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where the calls of sessions are received: whose they are, and what of them can be read. What
 * cannot is answered here.
 */
public final class Reception {
  private static final CharSequence CAPSULE_HEADER = HttpHeaders.createOptimized("mien-capsule");

  static final CharSequence GPC_HEADER = HttpHeaders.createOptimized("sec-gpc");

  private final Sites sites;
  private final BodyRules rules;
  private final JsonBodies bodies;
  private final Intake intake;

  /** A reception for which no TC string allows anything. */
  public Reception(Sites sites, Limits limits) {
    this(sites, limits, new ConsentStrings(OptionalInt.empty()));
  }

  public Reception(Sites sites, Limits limits, ConsentStrings strings) {
    this.sites = sites;
    this.rules = new BodyRules(limits.body(), strings);
    this.bodies = new JsonBodies(Shape.of(limits.body()));
    this.intake =
        new Intake(List.of("application/json"), limits.body().bytesMax(), limits.time().body());
  }

  /** A handler that takes a JSON body in, and then hands it on. */
  public Handler<RoutingContext> withBody(BiConsumer<RoutingContext, Buffer> next) {
    return intake.then(next);
  }

  /** Hands on what a body says. */
  public <T> void read(
      RoutingContext context, Buffer body, JsonBodies.Form<T> form, Consumer<T> next) {
    Read<T> read = read(Body.of(body.getBytes()), form);
    if (read instanceof Read.Sound<T>(var value)) {
      next.accept(value);
    } else {
      Replies.problem(context, Problem.of(read));
    }
  }

  /** What a body says, or what is wrong with it. */
  public <T> Read<T> read(Body body, JsonBodies.Form<T> form) {
    return bodies.read(body, form);
  }

  /** What bodies may hold. */
  public Limits.Body limits() {
    return rules.limits();
  }

  /** How bodies are read. */
  public BodyRules rules() {
    return rules;
  }

  /** What the browser of a request says for its visitor to everybody. */
  public static GlobalPrivacyControl globalPrivacyControl(RoutingContext context) {
    return GlobalPrivacyControl.of(context.request().headers().getAll(GPC_HEADER));
  }

  /** Hands on who sends a request. */
  public void caller(RoutingContext context, Consumer<Caller> next) {
    site(context, site -> next.accept(new Caller(site, globalPrivacyControl(context))));
  }

  /** Hands on the site of a request. */
  public void site(RoutingContext context, Consumer<Site> next) {
    switch (sites.of(context.request())) {
      case Resolution.Found(var site) -> next.accept(site);
      case Resolution.Refused(var problem) -> Replies.problem(context, problem);
    }
  }

  /** The capsule in the header of a request. */
  public static Optional<String> capsule(RoutingContext context) {
    return Optional.ofNullable(context.request().getHeader(CAPSULE_HEADER))
        .filter(text -> !text.isBlank());
  }
}
