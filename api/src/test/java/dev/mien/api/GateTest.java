package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What every request meets at the door, well-formed or not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GateTest {
  private Node node;

  @BeforeAll
  void start() throws Exception {
    node =
        Node.withShop(
            "MIEN_SITES=main;shop=https://shop.example"
                + " https://www.shop.example;blog=https://blog.example");
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @Test
  void unknownPathsAndMethodsGetProblemsThatSayWhatThereIs() throws Exception {
    Reply nowhere = node.get("/v1/nowhere");
    assertEquals(404, nowhere.status());
    assertEquals("not-found", nowhere.code());
    assertEquals("Not Found", nowhere.json().getString("title"));
    assertEquals(404, nowhere.json().getInteger("status"));

    Reply wrong = node.get("/v1/decide");
    assertEquals(405, wrong.status());
    assertEquals("POST, OPTIONS", wrong.header("Allow"));
    assertEquals("method-not-allowed", wrong.code());
    assertEquals("GET, HEAD, DELETE, OPTIONS", node.send("PUT", "/v1/session", "").header("Allow"));
    assertEquals(405, node.send("PATCH", "/v1/decide", "").status());
  }

  @Test
  void traceAndConnectAreNotAnswered() throws Exception {
    assertStatus(405, "TRACE / HTTP/1.1", "Host: a", "X-Secret: s3cret", "");
    assertStatus(405, "BREW /v1/decide HTTP/1.1", "Host: a", "");
    String connect = exchange("CONNECT example.org:443 HTTP/1.1", "Host: a", "");
    assertFalse(connect.startsWith("HTTP/1.1 2"), connect);
  }

  @Test
  void headIsGetWithoutABody() throws Exception {
    Reply head = node.send("HEAD", "/v1/policy", "");
    assertEquals(200, head.status());
    assertEquals("", head.text());
    assertEquals("" + node.get("/v1/policy").text().length(), head.header("Content-Length"));
  }

  @Test
  void connectionsAreKept() throws Exception {
    try (Wire wire = Wire.to(node.at("/"))) {
      for (int i = 0; i < 3; i++) {
        String body = "{\"slots\": [\"a\"]}";
        String get = wire.send("GET /v1/policy HTTP/1.1", "Host: a", "").response();
        assertTrue(get.startsWith("HTTP/1.1 200 ") && !get.contains("connection: close"), get);
        wire.send(
            "POST /v1/decide HTTP/1.1",
            "Host: a",
            "Content-Type: application/json",
            "Content-Length: " + body.length(),
            "");
        String post = wire.sendRaw(body).response();
        assertTrue(post.startsWith("HTTP/1.1 200 ") && !post.contains("connection: close"), post);
        String wrong = wire.send("GET /v1/nowhere HTTP/1.1", "Host: a", "").response();
        assertTrue(
            wrong.startsWith("HTTP/1.1 404 ") && !wrong.contains("connection: close"), wrong);
      }
    }
  }

  @Test
  void optionsNamesTheMethods() throws Exception {
    Reply options = node.send("OPTIONS", "/v1/decide", "");
    assertEquals(204, options.status());
    assertEquals("POST, OPTIONS", options.header("Allow"));
  }

  @Test
  void bodiesComeAsPlainJsonInUtf8() throws Exception {
    for (String type :
        List.of(
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/json; charset=iso-8859-1")) {
      Reply reply = node.send("POST", "/v1/decide", "{}", "Content-Type", type);
      assertEquals(415, reply.status(), type);
      assertEquals("wrong-content-type", reply.code());
      assertTrue(reply.json().getString("detail").contains("application/json"));
    }
    assertEquals(415, node.send("POST", "/v1/decide", "{}").status());
    assertEquals(
        "wrong-content-encoding", node.post("/v1/decide", "{}", "Content-Encoding", "gzip").code());
    Reply fine =
        node.send(
            "POST",
            "/v1/decide",
            "{\"slots\": [\"a\"]}",
            "Content-Type",
            "Application/JSON ; Charset=\"UTF-8\"");
    assertEquals(200, fine.status());
  }

  @Test
  void requestsThatCouldBeReadInTwoWaysAreRefusedAndTheirConnectionsClosed() throws Exception {
    for (List<String> head :
        List.of(
            List.of("GET /v1/policy HTTP/1.1"),
            List.of("GET /v1/policy HTTP/1.1", "Host: a", "Host: b"),
            List.of("POST /v1/decide HTTP/1.1", "Host: a", "Transfer-Encoding: xchunked"),
            List.of("POST /v1/decide HTTP/1.1", "Host: a", "Transfer-Encoding: gzip, chunked"),
            List.of(
                "POST /v1/decide HTTP/1.1",
                "Host: a",
                "Transfer-Encoding: chunked",
                "Content-Length: 4"),
            List.of(
                "POST /v1/decide HTTP/1.1", "Host: a", "Content-Length: 4", "Content-Length: 5"),
            List.of("POST /v1/decide HTTP/1.1", "Host: a", "Content-Length: +4"),
            List.of("GET /%zz HTTP/1.1", "Host: a", "Connection: close"),
            List.of("GET  HTTP/1.1"))) {
      try (Wire wire = Wire.to(node.at("/"))) {
        wire.send(head.toArray(new String[0]));
        // What follows must not be taken for a request of its own.
        wire.sendRaw("\r\nGET /v1/policy HTTP/1.1\r\nHost: a\r\n\r\n");
        String all = wire.untilClosed();
        assertTrue(all.matches("(?s)HTTP/1.[01] 400 .*"), head + " got " + all);
        assertEquals(1, all.split("HTTP/1\\.[01] ", -1).length - 1, head + " got " + all);
      }
    }
  }

  @Test
  void nobodyIsUpgraded() throws Exception {
    String h2c =
        exchange(
            "GET /v1/policy HTTP/1.1",
            "Host: a",
            "Connection: Upgrade, HTTP2-Settings",
            "Upgrade: h2c",
            "HTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA",
            "");
    assertTrue(h2c.startsWith("HTTP/1.1 200 "), h2c);
    String webSocket =
        exchange(
            "GET /v1/policy HTTP/1.1",
            "Host: a",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "");
    assertFalse(webSocket.startsWith("HTTP/1.1 101 "), webSocket);
  }

  @Test
  void everyAnswerCarriesWhatProtectsIt() throws Exception {
    for (Reply reply :
        List.of(node.get("/v1/policy"), node.get("/v1/nowhere"), node.decide("{}"))) {
      assertEquals("nosniff", reply.header("X-Content-Type-Options"));
      assertEquals("no-referrer", reply.header("Referrer-Policy"));
      assertTrue(reply.header("Content-Security-Policy").startsWith("default-src 'none'"));
      assertEquals("same-origin", reply.header("Cross-Origin-Resource-Policy"));
      assertEquals("", reply.header("Server"));
    }
  }

  @Test
  void pagesOfConfiguredOriginsMayCallAndOthersMayNot() throws Exception {
    String body = "{\"slots\": [\"a\"]}";
    Reply allowed = fromOrigin("https://www.shop.example", body);
    assertEquals(200, allowed.status());
    assertEquals("https://www.shop.example", allowed.header("Access-Control-Allow-Origin"));
    assertEquals("origin", allowed.header("Vary"));
    for (String origin :
        List.of(
            "https://evil.example",
            "null",
            "https://shop.example.evil.example",
            "http://shop.example")) {
      Reply refused = fromOrigin(origin, body);
      assertEquals(403, refused.status(), origin);
      assertEquals("unknown-origin", refused.code());
      assertEquals("", refused.header("Access-Control-Allow-Origin"), origin);
    }
    // A page that this node serves itself.
    assertEquals(200, fromOrigin(node.server().publicUri().toString(), body).status());
    Reply preflight =
        node.send(
            "OPTIONS",
            "/v1/session/consent",
            "",
            "Origin",
            "https://blog.example",
            "Access-Control-Request-Method",
            "PUT");
    assertEquals(204, preflight.status());
    assertEquals("https://blog.example", preflight.header("Access-Control-Allow-Origin"));
    assertTrue(preflight.header("Access-Control-Allow-Headers").contains("mien-capsule"));
    assertEquals("", preflight.header("Access-Control-Allow-Credentials"));
    assertEquals(
        403,
        node.send(
                "OPTIONS",
                "/v1/decide",
                "",
                "Origin",
                "https://evil.example",
                "Access-Control-Request-Method",
                "POST")
            .status());
  }

  @Test
  void aCapsuleOfOneSiteIsUnreadableForAnother() throws Exception {
    JsonObject begun =
        node.post(
                "/v1/decide",
                "{\"slots\": [\"a\"], \"consent\": {\"purposes\": [\"page\"]}}",
                "Mien-Site",
                "shop")
            .json();
    String body = new JsonObject().put("capsule", begun.getString("capsule")).encode();
    assertEquals(200, node.post("/v1/signals", body, "Mien-Site", "shop").status());
    assertEquals(200, node.post("/v1/signals", body, "Origin", "https://shop.example").status());
    assertEquals("capsule-unreadable", node.post("/v1/signals", body, "Mien-Site", "blog").code());
    assertEquals("capsule-unreadable", node.post("/v1/signals", body).code());
    assertEquals("unknown-site", node.post("/v1/signals", body, "Mien-Site", "nobody").code());
  }

  @Test
  void filesAreServedFromMemoryAndNothingElseIs() throws Exception {
    Reply gpc = node.get("/.well-known/gpc.json");
    assertEquals(200, gpc.status());
    assertEquals(true, gpc.json().getBoolean("gpc"));
    Reply again = node.get("/.well-known/gpc.json", "If-None-Match", gpc.header("ETag"));
    assertEquals(304, again.status());
    for (String path :
        List.of(
            "/demo/../logback.xml",
            "/demo/%2e%2e/logback.xml",
            "/demo/..%2flogback.xml",
            "/demo//etc/passwd",
            "/demo/%00",
            "/logback.xml",
            "/demo/none.html")) {
      assertStatus(404, "GET " + path + " HTTP/1.1", "Host: a", "");
    }
    assertEquals("*", node.get("/mien.js").header("Access-Control-Allow-Origin"));
    assertEquals("text/javascript; charset=utf-8", node.get("/mien.js").header("Content-Type"));
    assertEquals("/demo/", node.get("/demo").header("Location"));
  }

  private Reply fromOrigin(String origin, String body) throws Exception {
    return node.post("/v1/decide", body, "Origin", origin);
  }

  private void assertStatus(int status, String... lines) throws IOException {
    String response = exchange(lines);
    assertTrue(response.startsWith("HTTP/1.1 " + status + " "), lines[0] + " got " + response);
    assertFalse(response.contains("s3cret"), response);
  }

  private String exchange(String... lines) throws IOException {
    try (Wire wire = Wire.to(node.at("/"))) {
      return wire.send(lines).response();
    }
  }
}
