package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import dev.mien.engine.crowd.ThresholdNoise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The crowd gate of a node, as callers and content teams see it. */
class CrowdTest {
  private static final int K = 5;
  private static final String GATED = "MIEN_CROWD_MIN=" + K;

  /** More than any noise asks for, and a few that share a token. */
  private static final int ENOUGH = K + ThresholdNoise.MAX + 20;

  private static JsonObject hero(Node node) throws Exception {
    Reply reply =
        node.decide(
            """
            {"slots": ["home.hero"], "signals": {"interest": ["running"]},
             "consent": {"purposes": ["page", "personalization"]}, "explain": true}
            """);
    assertEquals(200, reply.status(), reply.text());
    return reply.json().getJsonObject("decisions").getJsonObject("home.hero");
  }

  private static String crowd(JsonArray crowds, String segment) {
    return crowds.stream()
        .map(JsonObject.class::cast)
        .filter(crowd -> crowd.getString("segment").equals(segment))
        .findFirst()
        .orElseThrow()
        .getString("crowd");
  }

  private static String reach(Node node, String segment) throws Exception {
    JsonObject reach = node.admin("GET", "/admin/v1/reach", "").json();
    return crowd(reach.getJsonArray("segments"), segment);
  }

  private static Reply check(Node node, String workspace) throws Exception {
    return node.admin("POST", "/admin/v1/check", workspace, "Content-Type", "application/yaml");
  }

  @Test
  void contentIsServedOnceEnoughSessionsWouldHaveGotItAndNotBefore() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "crowd-");
    String data = "MIEN_DATA_DIR=" + folder;
    try (Node node = Node.withShop(data, GATED)) {
      assertEquals("not-counted-yet", reach(node, "runners"));
      for (int i = 0; i < K - 1; i++) {
        JsonObject hero = hero(node);
        assertEquals("too-few", hero.getString("reason"), "session " + i);
        assertEquals("fallback", hero.getString("variant"));
        assertEquals("runners", hero.getJsonObject("why").getString("dropped"));
        assertFalse(hero.containsKey("segment"));
      }
      assertEquals("too-few", reach(node, "runners"));
      for (int i = 0; i < ENOUGH; i++) {
        hero(node);
      }
      JsonObject hero = hero(node);
      assertEquals("matched", hero.getString("reason"));
      assertFalse(hero.getJsonObject("why").containsKey("dropped"));
      assertEquals("enough", reach(node, "runners"));
      String metrics = node.admin("GET", "/metrics", "").text();
      assertTrue(metrics.contains("mien_crowd_gate_total{outcome=\"refused\"}"), metrics);
      assertTrue(metrics.contains("mien_crowd_combinations 1.0"), metrics);
      JsonArray checked = check(node, Node.SHOP).json().getJsonArray("crowds");
      assertEquals("enough", crowd(checked, "runners"));
      assertEquals("not-counted-yet", crowd(checked, "members"));
      String changed = Node.SHOP.replace("any of [running]", "any of [running, hiking]");
      assertEquals(
          "not-counted-yet",
          crowd(check(node, changed).json().getJsonArray("crowds"), "runners"),
          "a rule that has changed is another segment");
    }
    try (Node again = Node.empty(data, GATED)) {
      assertEquals("matched", hero(again).getString("reason"), "after a restart");
    }
  }

  @Test
  void aPreviewAsksNoCrowd() throws Exception {
    try (Node node = Node.withShop(GATED)) {
      JsonObject preview =
          node.admin(
                  "POST",
                  "/admin/v1/preview",
                  "{\"signals\": {\"interest\": [\"running\"]}}",
                  "Content-Type",
                  "application/json")
              .json();
      assertEquals("not-asked", preview.getString("crowd"));
      assertEquals(
          "matched",
          preview.getJsonObject("decisions").getJsonObject("home.hero").getString("reason"));
      assertEquals("not-counted-yet", reach(node, "runners"));
    }
  }
}
