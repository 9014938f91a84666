package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was decided, as operators see it. */
class CountsTest {
  private static final String COUNTS = "/admin/v1/counts";
  private static final String CONSENTED =
      """
      {"slots": ["home.hero", "home.device", "home.typo"], "signals": {"interest": ["running"]},
       "consent": {"purposes": ["page", "personalization"]}}
      """;
  private static final String UNASKED =
      "{\"slots\": [\"home.device\"], \"signals\": {\"device\": \"mobile\"}}";

  private static JsonObject row(JsonObject counts, String slot, String reason) {
    return counts.getJsonArray("decisions").stream()
        .map(JsonObject.class::cast)
        .filter(row -> row.getString("slot").equals(slot))
        .filter(row -> row.getString("reason").equals(reason))
        .findFirst()
        .orElseGet(JsonObject::new);
  }

  private static JsonObject counts(Node node, String query) throws Exception {
    Reply reply = node.admin("GET", COUNTS + query, "");
    assertEquals(200, reply.status(), reply.text());
    return reply.json();
  }

  @Test
  void decisionsAreShownByTheirNamesAndFewAreWithheld() throws Exception {
    try (Node node = Node.withShop("MIEN_CROWD_MIN=5")) {
      for (int i = 0; i < 12; i++) {
        assertEquals(200, node.decide(CONSENTED).status());
      }
      for (int i = 0; i < 4; i++) {
        assertEquals(200, node.decide(UNASKED).status());
      }
      JsonObject counts = counts(node, "");
      assertEquals(new JsonArray(), counts.getJsonArray("missing"));
      assertEquals(
          new JsonObject()
              .put("slot", "home.device")
              .put("reason", "fallback")
              .put("variant", "fallback")
              .put("atLeast", 10)
              .put("fewerThan", 15),
          row(counts, "home.device", "fallback"));
      assertEquals(
          new JsonObject()
              .put("slot", "home.device")
              .put("reason", "too-few")
              .put("variant", "fallback")
              .put("fewerThan", 5),
          row(counts, "home.device", "too-few"));
      assertFalse(counts.encode().contains("typo"), "a name that a caller chose");

      JsonObject one = counts(node, "?slot=home.device&edition=1&by=hour");
      assertEquals(2, one.getJsonArray("decisions").size());
      Instant hour =
          Instant.parse(one.getJsonArray("decisions").getJsonObject(0).getString("hour"));
      assertEquals(hour, hour.truncatedTo(ChronoUnit.HOURS));
      assertTrue(Duration.between(hour, Instant.now()).toHours() < 2, hour.toString());
      assertEquals(0, counts(node, "?edition=2").getJsonArray("decisions").size());
      assertEquals(
          0,
          counts(node, "?from=2020-01-01T00:00:00Z&until=2020-01-02T00:00:00Z")
              .getJsonArray("decisions")
              .size());
    }
  }

  @Test
  void aRestartKeepsTheCounts() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "counts-");
    String data = "MIEN_DATA_DIR=" + folder;
    try (Node node = Node.withShop(data, "MIEN_CROWD_MIN=5")) {
      for (int i = 0; i < 20; i++) {
        node.decide(CONSENTED);
      }
    }
    try (Node node = Node.empty(data, "MIEN_CROWD_MIN=5")) {
      JsonObject counts = counts(node, "");
      assertEquals(20, row(counts, "home.device", "fallback").getInteger("atLeast"));
      JsonObject reach = node.admin("GET", "/admin/v1/reach", "").json();
      JsonObject runners =
          reach.getJsonArray("segments").stream()
              .map(JsonObject.class::cast)
              .filter(row -> row.getString("segment").equals("runners"))
              .findFirst()
              .orElseThrow();
      assertTrue(runners.getInteger("sessions") >= 18, runners.encode());
      for (int i = 0; i < 5; i++) {
        node.decide(CONSENTED);
      }
      assertEquals(25, row(counts(node, ""), "home.device", "fallback").getInteger("atLeast"));
    }
  }

  @Test
  void aQueryThatCannotBeAnsweredIsRefused() throws Exception {
    try (Node node = Node.withShop()) {
      for (String query :
          List.of(
              "?slto=a",
              "?slot=a&slot=b",
              "?edition=x",
              "?edition=-1",
              "?edition=9999999999999999999",
              "?by=day",
              "?from=yesterday",
              "?from=2026-11-21T10:30:00Z",
              "?from=2026-11-21T10:00:00Z&until=2026-11-21T10:00:00Z",
              "?from=2026-01-01T00:00:00Z&until=2026-02-01T01:00:00Z",
              "?from=-1000000000-01-01T00:00:00Z")) {
        Reply reply = node.admin("GET", COUNTS + query, "");
        assertEquals(400, reply.status(), query);
        assertEquals("invalid-query", reply.code(), query);
      }
      counts(node, "?from=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z");
    }
  }
}
