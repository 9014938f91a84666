package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts and the audit over HTTP, and what a node says while its database is away. */
class StoreTest {
  private static final String DRAFTS = "/admin/v1/drafts";
  private static final String DRAFT = DRAFTS + "/spring-sale";
  private static final String AUDIT = "/admin/v1/audit";
  private static final String EDITIONS = "/admin/v1/editions";
  private static final String YAML = "application/yaml";

  private Node node;

  @BeforeEach
  void start() throws Exception {
    node = Node.empty();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Reply save(String yaml, String... headers) throws Exception {
    String[] all = new String[headers.length + 2];
    all[0] = "Content-Type";
    all[1] = YAML;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return node.admin("PUT", DRAFT, yaml, all);
  }

  private List<String> deeds() throws Exception {
    return node.admin("GET", AUDIT, "").json().getJsonArray("entries").stream()
        .map(JsonObject.class::cast)
        .map(
            entry ->
                entry.getInteger("sequence")
                    + " "
                    + entry.getString("actor")
                    + " "
                    + entry.getString("action")
                    + " "
                    + entry.getString("subject"))
        .toList();
  }

  @Test
  void aDraftIsKeptWhateverItSaysAndComesBackAsItWas() throws Exception {
    assertEquals(List.of(), node.admin("GET", DRAFTS, "").json().getJsonArray("drafts").getList());
    assertEquals("no-such-draft", node.admin("GET", DRAFT, "").code());

    Reply saved = save("not: [a workspace\n");
    assertEquals(201, saved.status(), saved.text());
    assertEquals("\"1\"", saved.header("ETag"));
    assertEquals(DRAFT, saved.header("Location"));
    assertEquals("admin", saved.json().getString("changedBy"));

    Reply found = node.admin("GET", DRAFT, "");
    assertEquals("\"1\"", found.header("ETag"));
    assertEquals(
        "not: [a workspace\n", found.json().getJsonObject("files").getString("workspace.yaml"));
    Reply stream = node.admin("GET", DRAFT, "", "Accept", YAML);
    assertEquals("# workspace.yaml\nnot: [a workspace\n", stream.text());
    assertEquals(
        "spring-sale",
        node.admin("GET", DRAFTS, "")
            .json()
            .getJsonArray("drafts")
            .getJsonObject(0)
            .getString("draft"));
    assertEquals(0, node.admin("GET", EDITIONS, "").json().getInteger("inForce"));
  }

  @Test
  void nobodyOverwritesADraftTheyHaveNotSeen() throws Exception {
    save("a: 1\n");
    for (Reply refused :
        List.of(
            save("a: 2\n"),
            save("a: 2\n", "If-Match", "\"7\""),
            save("a: 2\n", "If-Match", "*"),
            node.admin("DELETE", DRAFT, ""),
            node.admin("DELETE", DRAFT, "", "If-Match", "\"7\""))) {
      assertEquals(409, refused.status(), refused.text());
      assertEquals("draft-conflict", refused.code());
      assertEquals(1, refused.json().getInteger("revision"));
    }
    Reply second = save("a: 2\n", "If-Match", "\"1\"");
    assertEquals(200, second.status(), second.text());
    String tag = second.header("ETag");
    assertEquals(204, node.admin("DELETE", DRAFT, "", "If-Match", tag).status());
    assertEquals("no-such-draft", node.admin("DELETE", DRAFT, "", "If-Match", tag).code());
    assertEquals("no-such-draft", save("a: 2\n", "If-Match", tag).code());
  }

  @Test
  void whatNoDraftCanBeIsRefused() throws Exception {
    assertEquals(404, node.admin("PUT", DRAFTS + "/Spring", "a", "Content-Type", YAML).status());
    assertEquals("invalid-body", save("a: \u0000\n").code());
    assertEquals("wrong-content-type", node.admin("PUT", DRAFT, "a").code());
    assertEquals(
        "invalid-body",
        node.admin(
                "PUT",
                DRAFT,
                "{\"files\": {\"a.yaml\": \"\\ud800\"}}",
                "Content-Type",
                "application/json")
            .code());
    assertEquals(List.of(), deeds());
  }

  @Test
  void whatWasDoneIsInTheAudit() throws Exception {
    node.admin("POST", EDITIONS, Node.SHOP, "Content-Type", YAML);
    node.admin("POST", EDITIONS, Node.SHOP, "Content-Type", YAML);
    node.admin("POST", EDITIONS, "refused", "Content-Type", YAML);
    String other = Node.SHOP.replace("\"Outdoor\"", "\"Outdoors\"");
    node.admin("POST", EDITIONS, other, "Content-Type", YAML);
    node.admin("POST", EDITIONS + "/1/rollback", "");
    String tag = save("a: 1\n").header("ETag");
    save("a: 2\n");
    node.admin("DELETE", DRAFT, "", "If-Match", tag);
    assertEquals(
        List.of(
            "1 admin published edition 1",
            "2 admin published edition 2",
            "3 admin rolled-back edition 3",
            "4 admin draft-saved draft spring-sale revision 1",
            "5 admin draft-deleted draft spring-sale revision 1"),
        deeds());
    JsonObject page = node.admin("GET", AUDIT + "?after=2&limit=1", "").json();
    assertEquals(1, page.getJsonArray("entries").size());
    JsonObject third = page.getJsonArray("entries").getJsonObject(0);
    assertEquals(3, third.getInteger("sequence"));
    JsonObject verdict = node.admin("GET", AUDIT + "/verification", "").json();
    assertEquals(true, verdict.getBoolean("whole"));
    assertEquals(5, verdict.getInteger("entries"));
    for (String query : List.of("after=-1", "after=x", "limit=0", "limit=1001", "limit=x")) {
      assertEquals("invalid-query", node.admin("GET", AUDIT + "?" + query, "").code(), query);
    }
  }

  @Test
  void whileTheDatabaseIsAwayManagementSaysSoAndDecisionsGoOn() throws Exception {
    node.admin("POST", EDITIONS, Node.SHOP, "Content-Type", YAML);
    assertTrue(metrics().contains("mien_store_up 1.0"));
    node.server().core().database().close();
    for (String path : List.of(EDITIONS, EDITIONS + "/1", DRAFTS, DRAFT, AUDIT)) {
      assertAway("unavailable", node.admin("GET", path, ""));
    }
    assertAway("unavailable", node.admin("GET", AUDIT + "/verification", ""));
    String other = Node.SHOP.replace("\"Outdoor\"", "\"Outdoors\"");
    assertAway("not-kept", node.admin("POST", EDITIONS, other, "Content-Type", YAML));
    assertAway("not-kept", node.admin("POST", EDITIONS + "/1/rollback", ""));
    assertAway("not-kept", save("a: 1\n"));
    assertAway("not-kept", node.admin("DELETE", DRAFT, "", "If-Match", "\"1\""));
    assertEquals(1, node.decide("{\"slots\": [\"home.hero\"]}").json().getInteger("edition"));
    assertTrue(metrics().contains("mien_store_up 0.0"));
    assertTrue(metrics().contains("mien_audit_lost_total 0.0"), "nothing was done");
  }

  private String metrics() throws Exception {
    return node.admin("GET", "/metrics", "").text();
  }

  private static void assertAway(String code, Reply reply) {
    assertEquals(503, reply.status(), reply.text());
    assertEquals(code, reply.code());
    assertFalse(reply.header("Retry-After").isEmpty());
  }
}
