package dev.mien.api.demo;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One visit under way: what is said so far, the capsule that is carried, and what a step becomes as
 * a request. Behaves as a good page does: without a session it sends no event, and no signal that
 * would need consent. For one thread.
 */
final class Visit {
  private static final JsonArray SLOTS =
      new JsonArray(List.of("page.strip", "home.hero", "home.picks", "home.offer", "home.help"));

  private static final String TOP = "home.hero";

  /** How many of 100 buy what is in their basket. */
  private static final int READY = 45;

  /** How many do after they saw this variant at the top of the page: one of them works better. */
  private static final Map<String, Integer> READY_AFTER = Map.of("dawn", 30, "forest", 70);

  /** What each signal is for; of these only the first may be said without consent. */
  private static final Map<String, String> PURPOSE_OF =
      Map.of(
          "device", "basics",
          "referrer", "basics",
          "interest", "personalization",
          "gift", "personalization",
          "basket_value", "journey");

  /** What each event is told for: any of these purposes has a use for it. */
  private static final Map<String, Set<String>> PURPOSES_OF_EVENT =
      Map.of(
          "page_view", Set.of("personalization", "journey"),
          "ask_help", Set.of("journey"),
          "add_to_basket", Set.of("journey"),
          "purchase", Set.of("journey"));

  private final Journey journey;
  private final JsonObject signals = new JsonObject();
  private final Set<String> allowed = new HashSet<>();
  private Optional<String> capsule;
  private String shown = "";
  private int basket;
  private int next;

  private Visit(Journey journey, Optional<Keepsake> kept) {
    this.journey = journey;
    this.capsule = kept.map(Keepsake::capsule);
    kept.ifPresent(keepsake -> allowed.addAll(keepsake.allowed()));
    signals.put("device", journey.device()).put("referrer", journey.referrer());
  }

  /** What goes over the wire for one step. */
  record Call(
      HttpMethod method, String path, Optional<String> capsule, Optional<JsonObject> body) {}

  /** What a visitor who left has kept, and may come back with. */
  record Keepsake(String capsule, Set<String> allowed) {
    Keepsake {
      allowed = Set.copyOf(allowed);
    }
  }

  static Visit ofNewcomer(Journey journey) {
    return new Visit(journey, Optional.empty());
  }

  static Visit ofReturner(Journey journey, Keepsake kept) {
    return new Visit(journey, Optional.of(kept));
  }

  boolean isUntouched() {
    return next == 0;
  }

  boolean isOver() {
    return next == journey.steps().size();
  }

  Optional<Keepsake> keepsake() {
    return capsule.map(text -> new Keepsake(text, allowed));
  }

  /**
   * The next step's request; none where the step needs a session and there is none, or where the
   * visitor would rather not.
   */
  Optional<Call> advance() {
    Step step = journey.steps().get(next++);
    return switch (step) {
      case Step.Look(var category) ->
          Optional.of(decide("page_view", new JsonObject().put("category", category)));
      case Step.Ask(var topic) ->
          Optional.of(decide("ask_help", new JsonObject().put("topic", topic)));
      case Step.Add(var category, var price) -> {
        basket += price;
        signals.put("basket_value", basket);
        JsonObject fields = new JsonObject().put("category", category).put("price", price);
        yield Optional.of(decide("add_to_basket", fields));
      }
      case Step.Buy(var reluctance) -> {
        if (reluctance >= READY_AFTER.getOrDefault(shown, READY)) {
          yield Optional.empty();
        }
        JsonObject fields = new JsonObject().put("value", basket);
        basket = 0;
        signals.remove("basket_value");
        Call call = decide("purchase", fields);
        allowed.remove("journey");
        yield Optional.of(call);
      }
      case Step.Like(var interests) -> say("interest", new JsonArray(interests));
      case Step.Give() -> say("gift", true);
      case Step.Allow(var purposes) -> Optional.of(allow(purposes));
      case Step.Inspect() -> ofSession(HttpMethod.GET);
      case Step.Forget() -> ofSession(HttpMethod.DELETE);
    };
  }

  /** Takes in what the server said: the capsule from now on, or that there is none any more. */
  void answered(int status, JsonObject answer) {
    boolean spent = status == 410 || status == 422;
    boolean forgotten = status == 200 && journey.steps().get(next - 1) instanceof Step.Forget;
    if (spent || forgotten) {
      capsule = Optional.empty();
    } else if (answer.containsKey("mode")) {
      capsule = Optional.ofNullable(answer.getString("capsule"));
    }
    if (capsule.isEmpty()) {
      allowed.clear();
    }
    JsonObject top = answer.getJsonObject("decisions", new JsonObject()).getJsonObject(TOP);
    if (top != null) {
      shown = top.getString("variant");
    }
  }

  private Call decide(String event, JsonObject fields) {
    JsonObject body = new JsonObject().put("slots", SLOTS).put("signals", permitted());
    Set<String> uses = PURPOSES_OF_EVENT.getOrDefault(event, Set.of());
    if (capsule.isPresent() && allowed.stream().anyMatch(uses::contains)) {
      body.put(
          "events", new JsonArray().add(new JsonObject().put("type", event).put("fields", fields)));
    }
    return post("/v1/decide", body);
  }

  private Optional<Call> say(String signal, Object value) {
    signals.put(signal, value);
    return capsule.map(_ -> post("/v1/signals", new JsonObject().put("signals", permitted())));
  }

  private Call allow(List<String> purposes) {
    allowed.clear();
    allowed.addAll(purposes);
    JsonObject consent = new JsonObject().put("purposes", new JsonArray(purposes));
    return post("/v1/signals", new JsonObject().put("consent", consent));
  }

  private Optional<Call> ofSession(HttpMethod method) {
    return capsule.map(_ -> new Call(method, "/v1/session", capsule, Optional.empty()));
  }

  private Call post(String path, JsonObject body) {
    capsule.ifPresent(held -> body.put("capsule", held));
    return new Call(HttpMethod.POST, path, Optional.empty(), Optional.of(body));
  }

  private JsonObject permitted() {
    Set<String> purposes = capsule.isPresent() ? allowed : Set.of("basics");
    JsonObject said = signals.copy();
    said.fieldNames().removeIf(name -> !purposes.contains(PURPOSE_OF.get(name)));
    return said;
  }
}
