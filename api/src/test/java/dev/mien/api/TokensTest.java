package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tokens that people make for scripts, and sign-ins on more than one node. */
class TokensTest {
  private static final String APPROVER = "another-token-for-tests";
  private static final String SETTING = "MIEN_APPROVER_TOKEN=" + APPROVER;
  private static final String TOKENS = "/admin/v1/tokens";
  private static final String ME = "/admin/v1/me";
  private static final String EDITIONS = "/admin/v1/editions";

  @Test
  void aTokenDoesWhatItsRolesMayUntilItIsEnded() throws Exception {
    try (Node node = Node.empty()) {
      JsonObject made = make(node, Node.TOKEN, "deploy \u00e9", "author", "auditor").json();
      String token = made.getString("token");
      assertTrue(token.matches("mien_[A-Za-z0-9_-]{49}"), token);
      assertEquals("admin", made.getJsonObject("owner").getString("id"));
      JsonObject me = as(node, token, "GET", ME).json();
      assertEquals("admin", me.getJsonObject("person").getString("id"), "it counts as its owner");
      assertEquals(new JsonArray(List.of("author", "auditor")), me.getJsonArray("roles"));
      assertEquals("api-token", me.getString("means"));
      assertEquals(made.getString("expires"), me.getString("expires"));
      assertEquals(200, as(node, token, "GET", EDITIONS).status());
      Reply publish = as(node, token, "POST", EDITIONS);
      assertEquals("permission-needed", publish.code());
      assertEquals("publish", publish.json().getString("permission"));
      assertEquals(new JsonArray().add("publisher"), publish.json().getJsonArray("roles"));

      JsonObject listed =
          as(node, Node.TOKEN, "GET", TOKENS).json().getJsonArray("tokens").getJsonObject(0);
      assertEquals(LocalDate.now(ZoneOffset.UTC).toString(), listed.getString("used"));
      assertEquals("deploy \u00e9", listed.getString("name"));
      assertFalse(listed.encode().contains(token));

      String one = TOKENS + "/" + made.getString("id");
      assertEquals("person-needed", as(node, token, "DELETE", one).code());
      assertEquals(204, as(node, Node.TOKEN, "DELETE", one).status());
      assertEquals(401, as(node, token, "GET", EDITIONS).status());
      assertEquals("no-such-token", as(node, Node.TOKEN, "DELETE", one).code());
      String audit = node.admin("GET", "/admin/v1/audit", "").text();
      assertTrue(audit.contains("\"action\":\"token-made\""), audit);
      assertTrue(audit.contains("\"action\":\"token-ended\""), audit);
    }
  }

  @Test
  void aTokenIsKeptNowhereAsItIs() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tokens-");
    String token;
    String cookie;
    try (Node node = Node.empty("MIEN_DATA_DIR=" + folder)) {
      token = make(node, Node.TOKEN, "a", "author").json().getString("token");
      Browser browser = new Browser(node);
      assertEquals(200, signIn(browser, token).status());
      cookie = browser.cookie("__Host-mien");
      assertEquals(43, cookie.length());
    }
    int seen = 0;
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(token), file.toString());
        assertFalse(bytes.contains(token.substring(5, 40)), file.toString());
        assertFalse(bytes.contains(cookie), file.toString());
        seen += bytes.contains("mien_token") ? 1 : 0;
      }
    }
    assertTrue(seen > 0, "the database was looked into");
  }

  @Test
  void aTokenHasNoMoreThanItsOwnerAndMakesNoOther() throws Exception {
    try (Node node = Node.empty(SETTING)) {
      assertEquals("/roles/0 not-your-role", make(node, APPROVER, "a", "publisher").firstError());
      String audits = make(node, APPROVER, "a", "auditor").json().getString("token");
      assertEquals("permission-needed", as(node, audits, "POST", "/admin/v1/approvals").code());
      String publishes = make(node, Node.TOKEN, "a", "publisher").json().getString("token");
      assertEquals(
          "permission-needed",
          as(node, publishes, "POST", "/admin/v1/approvals").code(),
          "what the admin token made approves no more than it");
      assertEquals("person-needed", make(node, publishes, "b", "author").code());
      Browser browser = new Browser(node);
      signIn(browser, publishes);
      assertEquals(
          "person-needed",
          browser
              .send(
                  "POST",
                  TOKENS,
                  body("b", Instant.now().plusSeconds(60), "author"),
                  "Content-Type",
                  "application/json",
                  "Mien-Csrf",
                  browser.get(ME).json().getString("csrf"))
              .code(),
          "nor with a cookie in its place");
    }
  }

  @Test
  void othersSeeOnlyTheirsAndWhoeverAdministersAll() throws Exception {
    try (Node node = Node.empty(SETTING)) {
      JsonObject admins = make(node, Node.TOKEN, "a", "author").json();
      JsonObject approvers = make(node, APPROVER, "b", "auditor").json();
      assertEquals(2, as(node, Node.TOKEN, "GET", TOKENS).json().getJsonArray("tokens").size());
      JsonArray own = as(node, APPROVER, "GET", TOKENS).json().getJsonArray("tokens");
      assertEquals(1, own.size());
      assertEquals(approvers.getString("id"), own.getJsonObject(0).getString("id"));
      assertEquals(
          "no-such-token",
          as(node, APPROVER, "DELETE", TOKENS + "/" + admins.getString("id")).code());
      assertEquals(200, as(node, admins.getString("token"), "GET", ME).status());
      assertEquals(
          204, as(node, Node.TOKEN, "DELETE", TOKENS + "/" + approvers.getString("id")).status());
    }
  }

  @Test
  void whatATokenMustSayIsSaid() throws Exception {
    try (Node node = Node.empty()) {
      Instant soon = Instant.now().plusSeconds(60);
      for (List<String> wrong :
          List.of(
              List.of("/name not-a-name", body("", soon, "author")),
              List.of("/name not-a-name", body("a\nb", soon, "author")),
              List.of("/roles missing", body("a", soon)),
              List.of("/roles/0 not-a-role", body("a", soon, "owner")),
              List.of("/expires not-an-end", body("a", Instant.now().minusSeconds(1), "author")),
              List.of(
                  "/expires not-an-end",
                  body("a", Instant.now().plus(Duration.ofDays(367)), "author")),
              List.of("/expires not-an-end", "{\"name\": \"a\", \"roles\": [\"author\"]}"),
              List.of("/expires not-a-date-time", "{\"expires\": \"soon\"}"),
              List.of("/scope unknown-name", "{\"scope\": 1}"))) {
        assertEquals(
            wrong.getFirst(),
            node.admin("POST", TOKENS, wrong.getLast(), "Content-Type", "application/json")
                .firstError(),
            wrong.getLast());
      }
      for (int i = 0; i < 50; i++) {
        assertEquals(201, make(node, Node.TOKEN, "a" + i, "author").status());
      }
      assertEquals("too-many-tokens", make(node, Node.TOKEN, "b", "author").code());
    }
  }

  @Test
  void aSignInEndsWithTheTokenItWasMadeWith() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tokens-");
    Browser admin;
    try (Node node = Node.empty("MIEN_DATA_DIR=" + folder)) {
      JsonObject made = make(node, Node.TOKEN, "a", "author").json();
      Browser script = new Browser(node);
      signIn(script, made.getString("token"));
      assertEquals(200, script.get(EDITIONS).status());
      as(node, Node.TOKEN, "DELETE", TOKENS + "/" + made.getString("id"));
      assertEquals(401, script.get(EDITIONS).status());
      admin = new Browser(node);
      signIn(admin, Node.TOKEN);
      assertEquals(200, admin.get(ME).status());
    }
    try (Node same = Node.empty("MIEN_DATA_DIR=" + folder)) {
      assertEquals(200, admin.at(same).get(ME).status(), "a restart ends nothing");
    }
    try (Node other =
        Node.empty("MIEN_DATA_DIR=" + folder, "MIEN_ADMIN_TOKEN=another-token-for-all")) {
      assertEquals(401, admin.at(other).get(ME).status(), "another admin token does");
    }
  }

  @Test
  void whatEndsOnOneNodeHasEndedOnAll() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "tokens-");
    String shared = "MIEN_DATA_DIR=" + folder;
    try (Node one = Node.empty(shared);
        Node two = Node.empty(shared, "MIEN_CLUSTER_NAME=two")) {
      Browser browser = new Browser(one);
      signIn(browser, Node.TOKEN);
      String csrf = browser.at(two).get(ME).json().getString("csrf");
      assertEquals(204, browser.at(two).send("DELETE", ME, "", "Mien-Csrf", csrf).status());
      assertEquals(401, browser.get(ME).status());

      String token = make(one, Node.TOKEN, "a", "author").json().getString("token");
      assertEquals(200, as(two, token, "GET", ME).status());

      Browser second = new Browser(one);
      signIn(second, Node.TOKEN);
      assertEquals(
          1,
          as(two, Node.TOKEN, "DELETE", "/admin/v1/people/admin/sign-ins")
              .json()
              .getInteger("ended"));
      assertEquals(401, second.get(ME).status());
      assertEquals(
          "no-such-person", as(two, Node.TOKEN, "DELETE", "/admin/v1/people/x/sign-ins").code());
    }
  }

  private static Reply make(Node node, String token, String name, String... roles)
      throws Exception {
    return new Browser(node)
        .send(
            "POST",
            TOKENS,
            body(name, Instant.now().plusSeconds(600), roles),
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + token);
  }

  private static String body(String name, Instant expires, String... roles) {
    return new JsonObject()
        .put("name", name)
        .put("roles", new JsonArray(List.of(roles)))
        .put("expires", expires.toString())
        .encode();
  }

  private static Reply as(Node node, String token, String method, String path) throws Exception {
    return new Browser(node).send(method, path, "", "Authorization", "Bearer " + token);
  }

  private static Reply signIn(Browser browser, String token) throws Exception {
    return browser.send(
        "POST",
        "/admin/v1/sign-in",
        new JsonObject().put("token", token).encode(),
        "Content-Type",
        "application/json");
  }
}
