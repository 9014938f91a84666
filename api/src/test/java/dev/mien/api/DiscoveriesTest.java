package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code POST /admin/v1/discoveries} finds in a table of counts, and what it refuses. */
class DiscoveriesTest {
  private Node node;

  @BeforeEach
  void start() throws Exception {
    node = Node.withShop();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Reply post(JsonObject body) throws Exception {
    return node.admin(
        "POST", "/admin/v1/discoveries", body.encode(), "Content-Type", "application/json");
  }

  /** Two kinds of sessions of the shop that tests run. */
  static JsonObject counts() {
    StringBuilder rows = new StringBuilder("device,basket_value,sale_views,sessions\n");
    for (int views = 0; views < 3; views++) {
      rows.append("mobile,0," + views + ",200\nmobile,,0,30\n");
      rows.append("desktop,120," + (views + 3) + ",150\n*,120," + (views + 3) + ",20\n");
      rows.append("mobile,120," + (views + 3) + ",9\n");
    }
    return new JsonObject().put("counts", rows.toString()).put("classes", 3);
  }

  @Test
  void proposalsCanBeEditedIntoTheWorkspaceTheyWereFoundFor() throws Exception {
    Reply reply = post(counts());
    assertEquals(200, reply.status(), reply.text());
    JsonObject found = reply.json();
    assertEquals(1227, found.getInteger("sessions"));
    assertEquals(2, found.getInteger("classes"), reply.text());
    JsonObject proposal = found.getJsonArray("proposals").getJsonObject(0);
    assertEquals("discovered-1", proposal.getString("segment"));
    assertTrue(proposal.getDouble("precision") > .95, reply.text());
    JsonObject put =
        new JsonObject()
            .put("put", "segment")
            .put("name", proposal.getString("segment"))
            .put(
                "value",
                new JsonObject()
                    .put("title", proposal.getString("title"))
                    .put(
                        "when", proposal.getJsonArray("rules").getJsonObject(0).getString("rule")));
    JsonObject files = new JsonObject().put("shop.yaml", Node.SHOP);
    Reply edited =
        node.admin(
            "POST",
            "/admin/v1/edits",
            new JsonObject().put("files", files).put("edits", new JsonArray().add(put)).encode(),
            "Content-Type",
            "application/json");
    assertEquals(200, edited.status(), edited.text());
    assertEquals(true, edited.json().getJsonObject("outline").getBoolean("accepted"));
    assertEquals(reply.text(), post(counts()).text(), "same counts and seed, same answer");
  }

  @Test
  void whatIsWrongIsSaidWithItsPlace() throws Exception {
    assertEquals("missing", code(post(new JsonObject())));
    JsonObject unfit = new JsonObject().put("counts", "device,sessions\nphone,1\n");
    Reply refused = post(unfit);
    assertEquals("unfit-counts", code(refused));
    assertTrue(refused.text().contains("counts:2, column 1"), refused.text());
    assertEquals(
        "nothing-to-find",
        code(post(new JsonObject().put("counts", "device,sessions\nmobile,9\n"))));
    assertEquals("out-of-range", code(post(counts().put("k", 1))));
    assertEquals("unknown-name", code(post(counts().put("epsilon", 1))));
    assertEquals(
        "unsound",
        code(post(counts().put("files", new JsonObject().put("shop.yaml", "segments: 1")))));
  }

  private static String code(Reply reply) {
    assertEquals(400, reply.status(), reply.text());
    return reply.json().getJsonArray("errors").getJsonObject(0).getString("code");
  }
}
