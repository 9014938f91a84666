package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What sites and visitors get, over HTTP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionsTest {
  private Node node;

  @BeforeAll
  void start() throws Exception {
    node = Node.withShop();
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @Test
  void withoutConsentTheSignalsOfTheRequestDecideAndNothingIsIssued() throws Exception {
    Reply reply =
        node.decide(
            """
            {"slots": ["home.device", "home.hero", "home.typo"], "signals": {"device": "mobile"}}
            """);
    assertEquals(200, reply.status());
    assertEquals("no-store", reply.header("Cache-Control"));
    assertEquals(
        new JsonObject(
            """
            {"edition": 1, "mode": "contextual",
             "decisions": {
               "home.device": {"reason": "matched", "segment": "on-the-move", "variant": "small",
                               "content": {"headline": "Narrow"}},
               "home.hero": {"reason": "matched", "segment": "on-the-move", "variant": "small",
                             "content": {"headline": "Small", "stars": 3, "framed": false}},
               "home.typo": {"reason": "unknown-slot"}},
             "notices": []}
            """),
        reply.json());
  }

  @Test
  void withConsentASessionGoesOnFromCapsuleToCapsule() throws Exception {
    JsonObject first =
        node.decide(
                """
                {"slots": ["home.hero"],
                 "events": [{"type": "page_view", "fields": {"category": "sale"}}],
                 "consent": {"purposes": ["personalization"]}}
                """)
            .json();
    assertEquals("session", first.getString("mode"));
    assertEquals("fallback", reason(first, "home.hero"));
    assertFalse(first.getString("expires").isEmpty());

    JsonObject second =
        node.post(
                "/v1/signals",
                """
                {"events": [{"fields": {"category": "sale"}, "type": "page_view"}], "capsule": "%s"}
                """
                    .formatted(first.getString("capsule")))
            .json();
    assertFalse(second.containsKey("decisions"));
    assertNotEquals(first.getString("capsule"), second.getString("capsule"));

    JsonObject third = decideWith(second.getString("capsule")).json();
    assertEquals("matched", reason(third, "home.hero"));
    assertFalse(decision(third, "home.hero").containsKey("why"));
  }

  @Test
  void explainedDecisionsSayWhy() throws Exception {
    JsonObject answer =
        node.decide(
                """
                {"slots": ["home.hero"], "signals": {"interest": ["hiking"]},
                 "consent": {"purposes": ["personalization"]}, "explain": true}
                """)
            .json();
    JsonObject miss =
        decision(answer, "home.hero").getJsonObject("why").getJsonObject("nearestMiss");
    assertEquals(
        List.of("predicates", "rule", "text", "truth"),
        miss.getJsonArray("rules").getJsonObject(0).fieldNames().stream().sorted().toList());
  }

  @Test
  void everyFormOfSignalAndFieldIsRead() throws Exception {
    JsonObject answer =
        node.decide(
                """
                {"slots": ["home.hero"],
                 "signals": {"device": "desktop", "basket_value": 12.5, "interest": ["hiking"],
                             "newsletter": false},
                 "events": [{"type": "page_view",
                             "fields": {"category": "help", "price": 60, "logged_in": true}},
                            {"type": "page_view"}],
                 "consent": {"purposes": ["page", "personalization"],
                             "until": "2099-01-01T00:00:00+01:00"},
                 "capsule": null}
                """)
            .json();
    assertEquals(new JsonArray(), answer.getJsonArray("notices"));
    assertEquals("bargain-hunters", decision(answer, "home.hero").getString("segment"));
  }

  @Test
  void whatCannotBeReadIsLeftOutAndNamedByPointerOnly() throws Exception {
    String body =
        """
        {"slots": ["home.device"],
         "signals": {"emial": "s3cret-A", "device": "s3cret-B", "basket_value": "s3cret-C",
                     "interest": [1], "newsletter": {"deep": ["s3cret-D"]}},
         "events": [{"type": "s3cret_e"}, {"type": "page_view", "fields": {"category": 7}}],
         "consent": {"purposes": ["personalization", "page"]}}
        """;
    Reply reply = node.decide(body);
    assertEquals(200, reply.status());
    assertEquals(
        List.of(
            "/signals/emial unknown-signal",
            "/signals/device unknown-label",
            "/signals/basket_value wrong-type",
            "/signals/interest wrong-type",
            "/signals/newsletter wrong-type",
            "/events/0 unknown-event",
            "/events/1/fields/category unknown-label"),
        pointers(reply.json().getJsonArray("notices")));
    assertFalse(reply.text().contains("s3cret"), reply.text());

    Reply strict = node.post("/v1/decide?strict=true", body);
    assertEquals(400, strict.status());
    assertEquals("signals-refused", strict.code());
    assertEquals(
        pointers(reply.json().getJsonArray("notices")),
        pointers(strict.json().getJsonArray("errors")));
    assertFalse(strict.text().contains("s3cret"), strict.text());
    assertEquals("invalid-query", node.post("/v1/decide?strict=maybe", body).code());
  }

  @Test
  void aSessionShowsAllThatIsHeldAndCanBeChangedAndErased() throws Exception {
    String begun =
        node.decide(
                """
                {"slots": ["home.hero"], "signals": {"interest": ["running"], "device": "mobile"},
                 "consent": {"purposes": ["personalization", "page"]}}
                """)
            .json()
            .getString("capsule");
    JsonObject shown = node.get("/v1/session", "Mien-Capsule", begun).json();
    assertEquals(1, shown.getInteger("edition"));
    assertEquals(
        List.of("device mobile", "interest running"),
        shown.getJsonArray("attributes").stream()
            .map(JsonObject.class::cast)
            .filter(held -> List.of("device", "interest").contains(held.getString("attribute")))
            .map(held -> held.getString("attribute") + " " + held.getString("value"))
            .sorted()
            .toList());
    assertEquals(2, shown.getJsonArray("consent").size());

    Reply narrowed =
        node.send(
            "PUT",
            "/v1/session/consent",
            "{\"purposes\": [\"personalization\"]}",
            "Content-Type",
            "application/json",
            "Mien-Capsule",
            begun);
    assertEquals(200, narrowed.status());
    String capsule = narrowed.json().getString("capsule");
    assertEquals("capsule-unreadable", node.get("/v1/session", "Mien-Capsule", begun).code());

    Reply erased = node.send("DELETE", "/v1/session", "", "Mien-Capsule", capsule);
    assertEquals(200, erased.status());
    assertEquals(true, erased.json().getBoolean("erased"));
    assertEquals(200, node.send("DELETE", "/v1/session", "", "Mien-Capsule", capsule).status());
    assertEquals(410, node.get("/v1/session", "Mien-Capsule", capsule).status());
    assertEquals("session-erased", decideWith(capsule).code());
  }

  @Test
  void withdrawingConsentEndsTheSession() throws Exception {
    String capsule =
        node.decide("{\"slots\": [\"home.hero\"], \"consent\": {\"purposes\": [\"page\"]}}")
            .json()
            .getString("capsule");
    Reply withdrawn =
        node.send(
            "PUT",
            "/v1/session/consent",
            "{\"purposes\": []}",
            "Content-Type",
            "application/json",
            "Mien-Capsule",
            capsule);
    assertEquals("contextual", withdrawn.json().getString("mode"));
    assertFalse(withdrawn.json().containsKey("capsule"));
    assertEquals(410, decideWith(capsule).status());
  }

  @Test
  void aCapsuleThatCannotBeReadIsRefusedAndMissingOnesAreAskedFor() throws Exception {
    assertEquals("capsule-unreadable", decideWith("AAAA").code());
    assertEquals(422, decideWith("not base64url!").status());
    assertEquals("capsule-missing", node.get("/v1/session").code());
    assertEquals("capsule-missing", node.send("DELETE", "/v1/session", "").code());
    assertEquals(
        "capsule-unreadable", node.send("DELETE", "/v1/session", "", "Mien-Capsule", "AA").code());
  }

  @Test
  void wrongBodiesAreRefusedWithAPointer() throws Exception {
    assertWrong("/slots missing", "{}");
    assertWrong("/slots too-few", "{\"slots\": []}");
    assertWrong(" wrong-type", "[]");
    assertWrong("/slots wrong-type", "{\"slots\": \"home.hero\"}");
    assertWrong("/slots/1 wrong-type", "{\"slots\": [\"home.hero\", 7]}");
    assertWrong("/slot unknown-name", "{\"slot\": [\"home.hero\"]}");
    assertWrong("/slots duplicate-name", "{\"slots\": [\"a\"], \"slots\": [\"b\"]}");
    assertWrong("/signals wrong-type", "{\"slots\": [\"a\"], \"signals\": []}");
    assertWrong(
        "/signals/device duplicate-name",
        "{\"slots\": [\"a\"], \"signals\": {\"device\": \"mobile\", \"device\": \"desktop\"}}");
    assertWrong("/events wrong-type", "{\"slots\": [\"a\"], \"events\": {}}");
    assertWrong("/events/0 wrong-type", "{\"slots\": [\"a\"], \"events\": [1]}");
    assertWrong("/events/0/type missing", "{\"slots\": [\"a\"], \"events\": [{}]}");
    assertWrong(
        "/events/0/kind unknown-name",
        "{\"slots\": [\"a\"], \"events\": [{\"kind\": 1, \"type\": \"x\"}]}");
    assertWrong("/consent/purposes missing", "{\"slots\": [\"a\"], \"consent\": {}}");
    assertWrong(
        "/consent/until not-a-date-time",
        "{\"slots\": [\"a\"], \"consent\": {\"purposes\": [], \"until\": \"tomorrow\"}}");
    assertWrong("/capsule wrong-type", "{\"slots\": [\"a\"], \"capsule\": 7}");
    assertWrong("/explain wrong-type", "{\"slots\": [\"a\"], \"explain\": \"yes\"}");
    assertWrong("/a~1b~0c unknown-name", "{\"slots\": [\"a\"], \"a/b~c\": 1}");
    Reply signals = node.post("/v1/signals", "{\"slots\": [\"a\"]}");
    assertEquals("/slots unknown-name", signals.firstError());
    assertEquals(200, node.post("/v1/signals", "{}").status());
  }

  @Test
  void whatIsNotJsonIsRefusedWithItsPlaceAndNotItsText() throws Exception {
    for (String body :
        List.of(
            "",
            "  ",
            "{",
            "{\"slots\": [\"s3cret\"",
            "s3cret",
            "{'a': 1}",
            "{} {}",
            "{\"a\": NaN}")) {
      Reply reply = node.decide(body.isEmpty() ? " " : body);
      assertEquals(400, reply.status(), body);
      assertEquals("malformed-json", reply.code(), body);
      assertFalse(reply.text().contains("s3cret"), reply.text());
    }
  }

  @Test
  void theRegistryNamesWhatIsAskedAndWhy() throws Exception {
    Reply reply = node.get("/v1/policy");
    JsonObject policy = reply.json();
    assertEquals(List.of("page", "personalization"), names(policy, "purposes", "purpose"));
    assertTrue(names(policy, "attributes", "attribute").contains("sale_views"));
    JsonObject basket =
        policy.getJsonArray("attributes").stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getString("attribute").equals("basket_value"))
            .findFirst()
            .orElseThrow();
    assertEquals("PT30M", basket.getString("retention"));
    assertEquals("observed", basket.getString("provenance"));
    assertEquals("Fits", basket.getString("benefit"));
    assertEquals(
        new JsonObject()
            .put("min", 1)
            .put("enforced", false)
            .put("k", 1)
            .put("windowHours", 168)
            .put("segmentsMax", 3)
            .put("noise", new JsonObject().put("epsilon", 1).put("delta", 7.8e-6).put("max", 22)),
        policy.getJsonObject("crowd"));
    assertEquals("PT30M", policy.getJsonObject("session").getString("idle"));
    assertEquals(
        List.of("home.device", "home.hero"),
        names(policy, "slots", "slot").stream().sorted().toList());
    assertFalse(reply.text().contains("sale_views >= 2"), "rules are the content team's");
  }

  private void assertWrong(String error, String body) throws Exception {
    Reply reply = node.decide(body);
    assertEquals(400, reply.status(), body);
    assertEquals("invalid-body", reply.code(), body);
    assertEquals(error, reply.firstError(), body);
    assertEquals("application/problem+json", reply.header("Content-Type"));
  }

  private Reply decideWith(String capsule) throws Exception {
    return node.decide(
        new JsonObject()
            .put("slots", new JsonArray().add("home.hero"))
            .put("capsule", capsule)
            .encode());
  }

  private static JsonObject decision(JsonObject answer, String slot) {
    return answer.getJsonObject("decisions").getJsonObject(slot);
  }

  private static String reason(JsonObject answer, String slot) {
    return decision(answer, slot).getString("reason");
  }

  private static List<String> pointers(JsonArray found) {
    return found.stream()
        .map(JsonObject.class::cast)
        .map(each -> each.getString("pointer") + " " + each.getString("code"))
        .toList();
  }

  private static List<String> names(JsonObject policy, String list, String member) {
    return policy.getJsonArray(list).stream()
        .map(JsonObject.class::cast)
        .map(each -> each.getString(member))
        .toList();
  }
}
