package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What content teams and operators get, over HTTP. */
class AdminTest {
  private static final String YAML = "application/yaml";
  private static final String EDITIONS = "/admin/v1/editions";

  private Node node;

  @BeforeEach
  void start() throws Exception {
    node = Node.empty();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void healthAndMetricsNeedNoTokenAndAllElseDoes() throws Exception {
    assertEquals(200, withToken("/health/live", "").status());
    assertEquals(200, withToken("/health/ready", "").status());
    assertEquals(200, withToken("/metrics", "").status());
    for (String authorization :
        List.of(
            "",
            "Bearer wrong",
            "Bearer ",
            "Basic " + Node.TOKEN,
            Node.TOKEN,
            "Bearer " + Node.TOKEN + "x")) {
      for (String path :
          List.of(
              EDITIONS,
              "/admin/v1/nowhere",
              "/health/live/more",
              "/metrics/../admin/v1/editions")) {
        Reply reply = withToken(path, authorization);
        assertEquals(401, reply.status(), path + " with " + authorization);
        assertEquals("token-needed", reply.code());
        assertEquals("Bearer realm=\"mien admin\"", reply.header("WWW-Authenticate"));
        assertFalse(reply.text().contains(Node.TOKEN));
      }
    }
    assertEquals(200, withToken(EDITIONS, "bearer " + Node.TOKEN).status());
    assertEquals(404, node.admin("GET", "/admin/v1/nowhere", "").status());
  }

  @Test
  void aWorkspaceIsCheckedWithoutChangingAnything() throws Exception {
    JsonObject sound =
        node.admin("POST", "/admin/v1/check", Node.SHOP, "Content-Type", YAML).json();
    assertEquals(true, sound.getBoolean("accepted"), sound.encodePrettily());
    assertTrue(sound.getString("summary").startsWith("accepted: workspace 'shop'"));

    JsonObject unsound =
        node.admin("POST", "/admin/v1/check", wrong(), "Content-Type", YAML).json();
    assertEquals(false, unsound.getBoolean("accepted"));
    JsonObject diagnostic =
        unsound.getJsonArray("diagnostics").stream()
            .map(JsonObject.class::cast)
            .filter(each -> each.getString("code").equals("unknown-attribute"))
            .findFirst()
            .orElseThrow();
    assertEquals("workspace.yaml", diagnostic.getString("file"));
    assertEquals("error", diagnostic.getString("severity"));
    assertTrue(diagnostic.getInteger("line") > 1);
    assertTrue(diagnostic.getString("hint").contains("sale_views"), diagnostic.encode());
    assertTrue(diagnostic.getString("rendered").contains("^^^"));
    assertEquals(0, node.admin("GET", EDITIONS, "").json().getInteger("inForce"));
  }

  @Test
  void publishingPutsAWorkspaceInForceAndARefusedOneLeavesTheOldOne() throws Exception {
    Reply first = publish(Node.SHOP);
    assertEquals(201, first.status());
    assertEquals(EDITIONS + "/1", first.header("Location"));
    assertEquals(1, first.json().getInteger("edition"));
    assertEquals(1, node.get("/v1/policy").json().getInteger("edition"));

    Reply refused = publish(wrong());
    assertEquals(422, refused.status());
    assertEquals("workspace-refused", refused.code());
    assertEquals("application/problem+json", refused.header("Content-Type"));
    assertFalse(refused.json().getJsonArray("diagnostics").isEmpty());
    assertEquals(1, node.get("/v1/policy").json().getInteger("edition"));

    Reply second = publish(Node.SHOP.replace("\"Outdoor\"", "\"Outdoors\""));
    assertEquals(2, second.json().getInteger("edition"));
    JsonObject list = node.admin("GET", EDITIONS, "").json();
    assertEquals(2, list.getInteger("inForce"));
    assertEquals(
        List.of(2, 1),
        list.getJsonArray("editions").stream()
            .map(JsonObject.class::cast)
            .map(edition -> edition.getInteger("edition"))
            .toList());

    Reply back = node.admin("POST", EDITIONS + "/1/rollback", "");
    assertEquals(201, back.status());
    assertEquals(3, back.json().getInteger("edition"));
    assertEquals(3, node.get("/v1/policy").json().getInteger("edition"));
  }

  @Test
  void anEditionComesBackAsItWasPublished() throws Exception {
    String body =
        new JsonObject()
            .put(
                "files",
                new JsonObject()
                    .put("slots/hero.yaml", "# nothing yet\nworkspace: { name: two }\n")
                    .put("schema.yaml", "schema: { purposes: {} }"))
            .encode();
    Reply published = node.admin("POST", EDITIONS, body, "Content-Type", "application/json");
    assertEquals(201, published.status(), published.text());

    JsonObject found = node.admin("GET", EDITIONS + "/1", "").json();
    assertEquals("two", found.getString("workspace"));
    assertEquals("schema: { purposes: {} }", found.getJsonObject("files").getString("schema.yaml"));
    assertEquals(found, node.admin("GET", EDITIONS + "/current", "").json());

    Reply stream = node.admin("GET", EDITIONS + "/1", "", "Accept", YAML);
    assertEquals(YAML, stream.header("Content-Type"));
    assertEquals(
        """
        # schema.yaml
        schema: { purposes: {} }
        ---
        # slots/hero.yaml
        # nothing yet
        workspace: { name: two }
        """,
        stream.text());
    assertEquals(201, publish(stream.text()).status());
  }

  @Test
  void whatIsNotThereIsSaidToBeMissing() throws Exception {
    for (String number : List.of("9", "x", "-1", "99999999999999999999")) {
      assertEquals("no-such-edition", node.admin("GET", EDITIONS + "/" + number, "").code());
      assertEquals(
          "no-such-edition", node.admin("POST", EDITIONS + "/" + number + "/rollback", "").code());
    }
  }

  @Test
  void workspacesComeAsYamlOrAsNamedFiles() throws Exception {
    assertEquals(
        "wrong-content-type",
        node.admin("POST", EDITIONS, "a: b", "Content-Type", "text/plain").code());
    assertFiles("/files missing", "{}");
    assertFiles("/files wrong-type", "{\"files\": [1]}");
    assertFiles("/files/a.txt not-a-file-name", "{\"files\": {\"a.txt\": \"\"}}");
    assertFiles("/files/..~1a.yaml not-a-file-name", "{\"files\": {\"../a.yaml\": \"\"}}");
    assertFiles("/files/~1a.yaml not-a-file-name", "{\"files\": {\"/a.yaml\": \"\"}}");
    assertFiles("/files/a.yaml wrong-type", "{\"files\": {\"a.yaml\": 1}}");
    assertFiles("/file unknown-name", "{\"file\": {}}");
    assertEquals(
        "malformed-json",
        node.admin("POST", EDITIONS, "{", "Content-Type", "application/json").code());
  }

  private void assertFiles(String error, String body) throws Exception {
    Reply reply = node.admin("POST", EDITIONS, body, "Content-Type", "application/json");
    assertEquals(400, reply.status(), body);
    assertEquals(error, reply.firstError(), body);
  }

  @Test
  void anAdminBodyHasAtMost8MiB() throws Exception {
    Reply beyond = publish("#".repeat((8 << 20) + 1));
    assertEquals(413, beyond.status());
    assertEquals("body-too-large", beyond.code());
  }

  @Test
  void aPreviewShowsMembershipsAndDecisionsAndKeepsNothing() throws Exception {
    publish(Node.SHOP);
    String json = "application/json";
    JsonObject preview =
        node.admin(
                "POST",
                "/admin/v1/preview",
                "{\"signals\": {\"interest\": [\"running\"], \"typo\": 1}}",
                "Content-Type",
                json)
            .json();
    assertEquals(4, preview.getJsonArray("segments").size(), preview.encodePrettily());
    assertEquals(
        "runners",
        preview.getJsonObject("decisions").getJsonObject("home.hero").getString("segment"));
    assertEquals(1, preview.getJsonArray("notices").size());
    JsonObject refused =
        node.admin(
                "POST",
                "/admin/v1/preview",
                "{\"signals\": {\"interest\": [\"running\"]}, \"consent\": {\"purposes\": []}}",
                "Content-Type",
                json)
            .json();
    assertEquals(
        "no-consent",
        refused.getJsonObject("decisions").getJsonObject("home.hero").getString("reason"));
    assertEquals(
        "/slots unknown-name",
        node.admin("POST", "/admin/v1/preview", "{\"slots\": []}", "Content-Type", json)
            .firstError());
  }

  private Reply publish(String yaml) throws Exception {
    return node.admin("POST", EDITIONS, yaml, "Content-Type", YAML);
  }

  private static String wrong() {
    return Node.SHOP.replace("sale_views >= 2", "sale_veiws >= 2");
  }

  private Reply withToken(String path, String authorization) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(node.adminAt(path));
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return new Reply(node.client().send(request.build(), BodyHandlers.ofString()));
  }
}
