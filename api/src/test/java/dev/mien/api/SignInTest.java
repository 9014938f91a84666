package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Signing in to the console with a token, and out again. */
class SignInTest {
  private static final String ME = "/admin/v1/me";
  private static final String EDITIONS = "/admin/v1/editions";
  private static final String DRAFT = "/admin/v1/drafts/a";

  @Test
  void aTokenIsExchangedForACookieThatNoScriptReads() throws Exception {
    try (Node node = Node.empty()) {
      Reply signedIn = signIn(node, Node.TOKEN);
      assertEquals(200, signedIn.status(), signedIn.text());
      String set = signedIn.header("Set-Cookie");
      assertTrue(
          set.matches("__Host-mien=[A-Za-z0-9_-]{43}; Path=/; Secure; HTTPOnly; SameSite=Strict"),
          set);
      JsonObject me = signedIn.json();
      assertEquals("admin", me.getJsonObject("person").getString("id"));
      assertEquals(
          new JsonArray(List.of("author", "publisher", "auditor", "administrator")),
          me.getJsonArray("roles"));
      assertEquals(
          new JsonArray(List.of("read", "edit", "publish", "audit", "administer")),
          me.getJsonArray("permissions"));
      assertEquals("admin-token", me.getString("means"));
      assertFalse(signedIn.text().contains(cookie(signedIn)), "the cookie is in no body");

      Reply again = with(node, "GET", ME, signedIn);
      assertEquals(me, again.json());
      assertEquals(200, with(node, "GET", EDITIONS, signedIn).status());
      assertEquals("", again.header("Set-Cookie"));
    }
  }

  @Test
  void withoutATokenNobodySignsIn() throws Exception {
    try (Node node = Node.empty()) {
      for (String token : List.of("wrong", "a-token-for-tests-onlx", "mien_" + "a".repeat(49))) {
        Reply refused = signIn(node, token);
        assertEquals(401, refused.status());
        assertEquals("token-unknown", refused.code());
        assertEquals("", refused.header("Set-Cookie"));
        assertFalse(refused.text().contains(token));
      }
      assertTrue(node.metrics().contains("mien_sign_ins_refused_total 3.0"), "they are counted");
      assertEquals(401, send(node, "GET", ME, "", "Authorization", "Bearer x").status());
      assertTrue(node.metrics().contains("mien_sign_ins_refused_total 4.0"), "and so are calls");
      assertEquals("/token missing", post(node, "{}").firstError());
      assertEquals("/name unknown-name", post(node, "{\"name\": 1}").firstError());
      Reply nobody = send(node, "GET", ME, "", "Cookie", "__Host-mien=" + "a".repeat(43));
      assertEquals(401, nobody.status());
      assertEquals("", nobody.header("Set-Cookie"), "a later sign-in may have set another one");
    }
  }

  @Test
  void whoeverSignsInAgainHoldsAnotherCookieAndTheOldOneIsOver() throws Exception {
    try (Node node = Node.empty()) {
      Reply first = signIn(node, Node.TOKEN);
      Reply second = post(node, token(Node.TOKEN), "Cookie", "__Host-mien=" + cookie(first));
      assertNotEquals(cookie(first), cookie(second));
      assertEquals(401, with(node, "GET", ME, first).status());
      assertEquals(200, with(node, "GET", ME, second).status());
    }
  }

  @Test
  void whoeverSignsOutIsOutAndTheAuditSaysSo() throws Exception {
    try (Node node = Node.empty()) {
      Reply signedIn = signIn(node, Node.TOKEN);
      Reply out = with(node, "DELETE", ME, signedIn, "Mien-Csrf", csrf(signedIn));
      assertEquals(204, out.status());
      assertTrue(out.header("Set-Cookie").contains("Max-Age=0"));
      assertEquals(401, with(node, "GET", ME, signedIn).status());
      List<String> actions =
          node.admin("GET", "/admin/v1/audit", "").json().getJsonArray("entries").stream()
              .map(JsonObject.class::cast)
              .map(entry -> entry.getString("actor") + " " + entry.getString("action"))
              .toList();
      assertEquals(List.of("admin signed-in", "admin signed-out"), actions);
    }
  }

  @Test
  void changesWithACookieTakeTheHeaderThatOtherSitesDoNotHave() throws Exception {
    try (Node node = Node.empty()) {
      Reply signedIn = signIn(node, Node.TOKEN);
      Reply other = signIn(node, Node.TOKEN);
      String[] yaml = {"Content-Type", "application/yaml"};
      for (List<String> forged :
          List.of(
              List.<String>of(),
              List.of("Mien-Csrf", ""),
              List.of("Mien-Csrf", cookie(signedIn)),
              List.of("Mien-Csrf", csrf(other)),
              List.of("Mien-Csrf", csrf(signedIn), "Sec-Fetch-Site", "cross-site"),
              List.of("Mien-Csrf", csrf(signedIn), "Sec-Fetch-Site", "same-site"))) {
        Reply refused = send(node, "PUT", DRAFT, Node.SHOP, headers(signedIn, forged, yaml));
        assertEquals(403, refused.status(), forged.toString());
        assertEquals("cross-site", refused.code());
      }
      assertEquals(
          403, with(node, "GET", EDITIONS, signedIn, "Sec-Fetch-Site", "same-site").status());
      assertEquals(
          403,
          post(node, token(Node.TOKEN), "Sec-Fetch-Site", "cross-site").status(),
          "nobody is signed in by another site");
      assertEquals(
          201,
          send(
                  node,
                  "PUT",
                  DRAFT,
                  Node.SHOP,
                  headers(
                      signedIn,
                      List.of("Mien-Csrf", csrf(signedIn), "Sec-Fetch-Site", "same-origin"),
                      yaml))
              .status());
    }
  }

  @Test
  void theConsoleIsForEverybodyAndNothingBesideIt() throws Exception {
    try (Node node = Node.empty()) {
      Reply folder = send(node, "GET", "/console", "");
      assertEquals(308, folder.status());
      assertEquals("/console/", folder.header("Location"));
      assertEquals(404, send(node, "GET", "/console/nothing.js", "").status());
      assertEquals(401, send(node, "GET", "/consoles", "").status());
      assertEquals(401, send(node, "GET", "/console/../admin/v1/me", "").status());
    }
  }

  private static Reply signIn(Node node, String token) throws Exception {
    return post(node, token(token));
  }

  private static String token(String token) {
    return new JsonObject().put("token", token).encode();
  }

  private static Reply post(Node node, String body, String... headers) throws Exception {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return send(node, "POST", "/admin/v1/sign-in", body, all);
  }

  private static String cookie(Reply signedIn) {
    String set = signedIn.header("Set-Cookie");
    return set.substring(set.indexOf('=') + 1, set.indexOf(';'));
  }

  private static String csrf(Reply signedIn) {
    return signedIn.json().getString("csrf");
  }

  private static Reply with(
      Node node, String method, String path, Reply signedIn, String... headers) throws Exception {
    return send(node, method, path, "", headers(signedIn, List.of(headers)));
  }

  private static String[] headers(Reply signedIn, List<String> some, String... others) {
    List<String> all = new java.util.ArrayList<>(some);
    all.addAll(List.of(others));
    all.addAll(List.of("Cookie", "__Host-mien=" + cookie(signedIn)));
    return all.toArray(String[]::new);
  }

  private static Reply send(Node node, String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(node.adminAt(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return new Reply(
        node.client()
            .send(
                request
                    .method(
                        method,
                        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build(),
                BodyHandlers.ofString()));
  }
}
