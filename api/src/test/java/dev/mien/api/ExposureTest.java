package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What recipients are told over HTTP. */
class ExposureTest {
  private static final String ORTB2 = "/v1/segments/ortb2";
  private static final String EXCHANGE = "{\"recipient\": \"exchange\"}";
  private static final String NOTHING = "{\"user\":{\"data\":[]}}";
  private static final String WORKSPACE =
      """
      schema:
        purposes:
          page: { title: "Fit" }
          ads: { title: "Tell others", thirdParties: ["Example Exchange"] }
        attributes:
          device: { choice: [mobile, desktop], from: site, purpose: page, benefit: "b" }
          interest: { choices: [running, hiking], from: visitor, purpose: ads, benefit: "b" }
      segments:
        movers: { title: Movers, when: device is mobile }
        runners: { title: Runners, when: "interest has running" }
      slots:
        hero:
          purpose: page
          content: { headline: text }
          fallback: { headline: "Hello" }
          offers:
            - for: movers
              variants: { small: { headline: "Hi" } }
      recipients:
        exchange: { title: "Example Exchange", purpose: ads, epsilon: 8, segments: { runners: 687 } }
      """;

  private static Node node(String crowd) throws Exception {
    Node node = Node.empty("MIEN_CROWD_MIN=" + crowd);
    Reply published =
        node.admin("POST", "/admin/v1/editions", WORKSPACE, "Content-Type", "application/yaml");
    assertEquals(201, published.status(), published.text());
    return node;
  }

  /** On a busy machine a session may not begin in time, and is begun again. */
  private static String capsule(Node node, String purpose) throws Exception {
    String body =
        "{\"signals\": {\"interest\": [\"running\"]}, \"consent\": {\"purposes\": [\""
            + purpose
            + "\"]}}";
    String capsule = "";
    for (int i = 0; i < 50 && capsule.isEmpty(); i++) {
      capsule = node.post("/v1/signals", body).json().getString("capsule", "");
    }
    return capsule;
  }

  private static String told(Node node, String... headers) throws Exception {
    Reply reply = node.post(ORTB2, EXCHANGE, headers);
    assertEquals(200, reply.status(), reply.text());
    assertEquals(512, reply.text().length(), "all answers have one length");
    return reply.text().strip();
  }

  @Test
  void aRecipientIsToldOfASegmentAndOfNothingElse() throws Exception {
    try (Node node = node("1")) {
      Set<String> seen = new HashSet<>();
      for (int i = 0; i < 8; i++) {
        seen.add(told(node, "Mien-Capsule", capsule(node, "ads")));
      }
      assertTrue(
          seen.contains(
              "{\"user\":{\"data\":[{\"name\":\"main\",\"ext\":{\"segtax\":4},"
                  + "\"segment\":[{\"id\":\"687\"}]}]}}"),
          seen::toString);
      for (int i = 0; i < 20; i++) {
        assertEquals(NOTHING, told(node, "Mien-Capsule", capsule(node, "page")));
      }
      assertEquals(NOTHING, told(node), "without a capsule");
      assertEquals(NOTHING, told(node, "Mien-Capsule", capsule(node, "ads"), "Sec-GPC", "1"));
      assertEquals(
          NOTHING,
          told(node, "Mien-Capsule", capsule(node, "ads"), "Sec-GPC", "0", "Sec-GPC", "1"));
    }
  }

  @Test
  void withoutACrowdNothingIsTold() throws Exception {
    try (Node node = node("50")) {
      assertEquals(NOTHING, told(node, "Mien-Capsule", capsule(node, "ads")));
    }
  }

  @Test
  void whoIsToldOfWhatStandsInThePolicy() throws Exception {
    try (Node node = node("1")) {
      assertEquals(
          new JsonArray()
              .add(
                  new JsonObject()
                      .put("recipient", "exchange")
                      .put("title", "Example Exchange")
                      .put("purpose", "ads")
                      .put("most", 1)
                      .put("epsilon", 8.0)
                      .put(
                          "segments",
                          new JsonArray()
                              .add(new JsonObject().put("segment", "runners").put("id", "687")))),
          node.get("/v1/policy").json().getJsonArray("recipients"));
    }
  }

  @Test
  void whatCannotBeAnsweredIsRefused() throws Exception {
    try (Node node = node("1")) {
      String capsule = capsule(node, "ads");
      Reply unknown = node.post(ORTB2, "{\"recipient\": \"nobody\"}", "Mien-Capsule", capsule);
      assertEquals(404, unknown.status());
      assertEquals("no-such-recipient", unknown.code());
      assertEquals("/recipient missing", node.post(ORTB2, "{}").firstError());
      assertEquals("/surface unknown-name", node.post(ORTB2, "{\"surface\": 1}").firstError());
      assertEquals(422, node.post(ORTB2, EXCHANGE, "Mien-Capsule", "x").status());
      node.send("DELETE", "/v1/session", "", "Mien-Capsule", capsule);
      assertEquals(410, node.post(ORTB2, EXCHANGE, "Mien-Capsule", capsule).status());
    }
  }
}
