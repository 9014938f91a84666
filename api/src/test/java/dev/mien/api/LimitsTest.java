package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every limit on what a request may carry, at it and beyond it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
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
  void aBodyHasAtMost64KiB() throws Exception {
    String body = "{\"slots\": [\"a\"]}";
    assertEquals(200, node.decide(body + " ".repeat(65_536 - body.length())).status());
    Reply beyond = node.decide(body + " ".repeat(65_537 - body.length()));
    assertEquals(413, beyond.status());
    assertEquals("body-too-large", beyond.code());
    assertTrue(beyond.json().getString("detail").contains("65536"));
  }

  @Test
  void aBodyThatDoesNotSayItsLengthIsCountedAsItComes() throws Exception {
    try (Wire wire = Wire.to(node.at("/"))) {
      wire.send(
          "POST /v1/decide HTTP/1.1",
          "Host: a",
          "Content-Type: application/json",
          "Transfer-Encoding: chunked",
          "");
      for (int i = 0; i < 17; i++) {
        wire.send("1000", " ".repeat(4096));
      }
      assertTrue(wire.untilClosed().startsWith("HTTP/1.1 413 "));
    }
  }

  @Test
  void aRequestLineHasAtMost4096Bytes() throws Exception {
    assertEquals(404, node.get("/" + "a".repeat(4_000)).status());
    Reply beyond = node.get("/" + "a".repeat(4_100));
    assertEquals(414, beyond.status());
    assertEquals("uri-too-long", beyond.code());
  }

  @Test
  void headersHaveAtMost8192BytesTogether() throws Exception {
    assertEquals(200, node.get("/v1/policy", "X-Long", "a".repeat(7_800)).status());
    Reply beyond = node.get("/v1/policy", "X-Long", "a".repeat(8_300));
    assertEquals(431, beyond.status());
    assertEquals("headers-too-large", beyond.code());
  }

  @Test
  void aRequestHasAtMost64Headers() throws IOException {
    assertAtMost64Headers("", "GET /v1/policy HTTP/1.1", "Host: a");
  }

  /** Which is read on a way of its own. */
  @Test
  void aDecisionHasAtMost64Headers() throws IOException {
    String body = "{\"slots\": [\"a\"]}";
    assertAtMost64Headers(
        body,
        "POST /v1/decide HTTP/1.1",
        "Host: a",
        "Content-Type: application/json",
        "Content-Length: " + body.length());
  }

  private void assertAtMost64Headers(String body, String... head) throws IOException {
    assertTrue(withHeaders(64, body, head).startsWith("HTTP/1.1 200 "));
    String beyond = withHeaders(65, body, head);
    assertTrue(beyond.startsWith("HTTP/1.1 400 "), beyond);
    assertTrue(beyond.contains("\"malformed-request\""), beyond);
  }

  private String withHeaders(int count, String body, String... head) throws IOException {
    List<String> lines = new ArrayList<>(List.of(head));
    IntStream.range(head.length - 1, count).forEach(i -> lines.add("X-" + i + ": b"));
    lines.add("");
    if (!body.isEmpty()) {
      lines.add(body);
    }
    try (Wire wire = Wire.to(node.at("/"))) {
      return wire.send(lines.toArray(new String[0])).response();
    }
  }

  @Test
  void nestingHasAtMost8Levels() throws Exception {
    // The body and its signals are two levels themselves.
    assertEquals(200, node.decide(nested(6)).status());
    assertEquals("json-limits", node.decide(nested(7)).code());
    assertEquals("json-limits", node.decide("[".repeat(30_000)).code());
  }

  private static String nested(int levels) {
    return "{\"slots\": [\"a\"], \"signals\": {\"device\": "
        + "[".repeat(levels)
        + "]".repeat(levels)
        + "}}";
  }

  @Test
  void namesHaveAtMost64Characters() throws Exception {
    assertEquals(
        200,
        node.decide("{\"slots\": [\"a\"], \"signals\": {\"" + "n".repeat(64) + "\": 1}}").status());
    assertEquals(
        "json-limits",
        node.decide("{\"slots\": [\"a\"], \"signals\": {\"" + "n".repeat(65) + "\": 1}}").code());
    assertEquals(200, node.decide("{\"slots\": [\"" + "s".repeat(64) + "\"]}").status());
    assertEquals(
        "/slots/0 too-long", node.decide("{\"slots\": [\"" + "s".repeat(65) + "\"]}").firstError());
    assertEquals(
        "/events/0/type too-long",
        node.decide("{\"slots\": [\"a\"], \"events\": [{\"type\": \"" + "e".repeat(65) + "\"}]}")
            .firstError());
  }

  @Test
  void textsHaveAtMost4096Characters() throws Exception {
    assertEquals(200, node.decide(said("\"" + "v".repeat(4_096) + "\"")).status());
    assertEquals("json-limits", node.decide(said("\"" + "v".repeat(4_097) + "\"")).code());
  }

  @Test
  void numbersHaveAtMost64Characters() throws Exception {
    assertEquals(200, node.decide(said("1".repeat(64))).status());
    assertEquals("json-limits", node.decide(said("1".repeat(65))).code());
    Reply infinite = node.decide("{\"slots\": [\"a\"], \"signals\": {\"basket_value\": 1e999}}");
    assertEquals(
        "not-finite", infinite.json().getJsonArray("notices").getJsonObject(0).getString("code"));
  }

  @Test
  void aBodyHasAtMost10000Tokens() throws Exception {
    String many = IntStream.range(0, 10_001).mapToObj(_ -> "0").collect(Collectors.joining(","));
    assertEquals("json-limits", node.decide(said("[" + many + "]")).code());
  }

  private static String said(String value) {
    return "{\"slots\": [\"a\"], \"signals\": {\"device\": " + value + "}}";
  }

  @Test
  void aRequestAsksForAtMost50Slots() throws Exception {
    Reply most = node.decide(new JsonObject().put("slots", texts("s", 50)).encode());
    assertEquals(50, most.json().getJsonObject("decisions").size());
    assertEquals(
        "/slots too-many",
        node.decide(new JsonObject().put("slots", texts("s", 51)).encode()).firstError());
  }

  @Test
  void aRequestCarriesAtMost128Signals() throws Exception {
    assertEquals(200, node.decide(withSignals(128)).status());
    assertEquals("/signals too-many", node.decide(withSignals(129)).firstError());
  }

  private static String withSignals(int count) {
    JsonObject signals = new JsonObject();
    IntStream.range(0, count).forEach(i -> signals.put("n" + i, 1));
    return new JsonObject().put("slots", texts("s", 1)).put("signals", signals).encode();
  }

  @Test
  void aSignalCarriesAtMost64Labels() throws Exception {
    assertEquals(200, node.decide(withLabels(64)).status());
    assertEquals("/signals/interest too-many", node.decide(withLabels(65)).firstError());
  }

  private static String withLabels(int count) {
    JsonObject signals = new JsonObject().put("interest", texts("l", count));
    return new JsonObject().put("slots", texts("s", 1)).put("signals", signals).encode();
  }

  @Test
  void aRequestCarriesAtMost64Events() throws Exception {
    assertEquals(200, node.decide(withEvents(64, 0)).status());
    assertEquals("/events too-many", node.decide(withEvents(65, 0)).firstError());
  }

  @Test
  void anEventCarriesAtMost16Fields() throws Exception {
    assertEquals(200, node.decide(withEvents(1, 16)).status());
    assertEquals("/events/0/fields too-many", node.decide(withEvents(1, 17)).firstError());
  }

  private static String withEvents(int count, int fieldCount) {
    JsonObject fields = new JsonObject();
    IntStream.range(0, fieldCount).forEach(i -> fields.put("f" + i, 1));
    JsonArray events = new JsonArray();
    IntStream.range(0, count)
        .forEach(_ -> events.add(new JsonObject().put("type", "page_view").put("fields", fields)));
    return new JsonObject().put("slots", texts("s", 1)).put("events", events).encode();
  }

  @Test
  void aConsentNamesAtMost32Purposes() throws Exception {
    assertEquals(200, node.decide(withPurposes(32)).status());
    assertEquals("/consent/purposes too-many", node.decide(withPurposes(33)).firstError());
  }

  private static String withPurposes(int count) {
    JsonObject consent = new JsonObject().put("purposes", texts("p", count));
    return new JsonObject().put("slots", texts("s", 1)).put("consent", consent).encode();
  }

  @Test
  void anAnswerListsAtMost20Errors() throws Exception {
    JsonArray slots = new JsonArray();
    IntStream.range(0, 40).forEach(slots::add);
    Reply reply = node.decide(new JsonObject().put("slots", slots).encode());
    assertEquals(20, reply.json().getJsonArray("errors").size());
  }

  @Test
  void aCapsuleHasAtMost4096Characters() throws Exception {
    String capsule = "A".repeat(4_097);
    assertEquals("capsule-unreadable", node.get("/v1/session", "Mien-Capsule", capsule).code());
    assertEquals(
        "capsule-unreadable",
        node.send(
                "PUT",
                "/v1/session/consent",
                "{\"purposes\": []}",
                "Content-Type",
                "application/json",
                "Mien-Capsule",
                capsule)
            .code());
    assertEquals(
        "/capsule too-long",
        node.post("/v1/signals", new JsonObject().put("capsule", capsule).encode()).firstError());
  }

  private static JsonArray texts(String start, int count) {
    JsonArray texts = new JsonArray();
    IntStream.range(0, count).forEach(i -> texts.add(start + i));
    return texts;
  }
}
