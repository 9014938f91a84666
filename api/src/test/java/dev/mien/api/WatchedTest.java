package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.mien.api.ops.JsonLines;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What operators see of a node, and what they must never see of a visitor. */
class WatchedTest {
  @Test
  void everyCountIsScrapedUnderItsName() throws Exception {
    try (Node node = Node.withShop()) {
      node.decide("{\"slots\": [\"home.hero\"], \"signals\": {\"typo\": 1}}");
      String capsule =
          node.decide("{\"slots\": [\"home.hero\"], \"consent\": {\"purposes\": [\"page\"]}}")
              .json()
              .getString("capsule");
      node.post("/v1/signals", "{\"capsule\": \"AAAA\"}");
      node.post("/v1/signals", new JsonObject().put("capsule", capsule).encode());
      node.send("DELETE", "/v1/session", "", "Mien-Capsule", capsule);
      node.get("/v1/session", "Mien-Capsule", capsule);
      node.get("/v1/s3cret-path");
      String metrics = scrape(node);
      for (String line :
          List.of(
              "mien_decide_seconds_count{mode=\"contextual\"} 1",
              "mien_decide_seconds_count{mode=\"session\"} 2",
              "mien_decisions_total{reason=\"no-consent\"} ",
              "mien_notices_total{code=\"unknown-signal\"} 1.0",
              "mien_capsules_total{outcome=\"issued\"} 2.0",
              "mien_capsules_total{outcome=\"unreadable\"} 1.0",
              "mien_capsules_total{outcome=\"erased\"} 1.0",
              "mien_capsules_total{outcome=\"destroyed\"} 1.0",
              "mien_edition 1.0",
              "mien_half_key_seconds_count{call=\"begin\"} 1",
              "mien_event_loop_lag_seconds_bucket",
              "mien_requests_total{listener=\"public\",route=\"/v1/decide\",status=\"2xx\"} 2.0",
              "mien_requests_total{listener=\"public\",route=\"none\",status=\"4xx\"} 1.0",
              "jvm_memory_used_bytes",
              "process_uptime_seconds")) {
        assertTrue(metrics.contains(line), line + " is not in\n" + metrics);
      }
      assertFalse(metrics.contains("s3cret"), metrics);
    }
  }

  /** A canary in every place that a request has: none of them shows in log, metric or file. */
  @Test
  void nothingThatAVisitorSendsReachesALogAMetricOrAFile() throws Exception {
    PrintStream err = System.err;
    ByteArrayOutputStream captured = new ByteArrayOutputStream();
    System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
    try (Node node = Node.withShop("MIEN_LOG_LEVEL=debug", "MIEN_DATA_DIR=target/canary")) {
      String body =
          """
          {"slots": ["c4nary"], "signals": {"c4nary": "c4nary", "device": "c4nary"},
           "events": [{"type": "c4nary", "fields": {"c4nary": "c4nary"}}],
           "consent": {"purposes": ["c4nary", "personalization"]}, "explain": true}
          """;
      node.post(
          "/v1/decide?c4nary=c4nary",
          body,
          "User-Agent",
          "c4nary",
          "Referer",
          "http://c4nary",
          "X-C4nary",
          "c4nary",
          "Cookie",
          "c4nary=c4nary",
          "Forwarded",
          "for=c4nary");
      node.post("/v1/decide", body.replace("{\"slots\"", "{\"c4nary\": c4nary, \"slots\""));
      node.post("/v1/signals", "{\"capsule\": \"c4nary\"}");
      node.get("/c4nary?c4nary#c4nary");
      node.get(
          "/v1/session",
          "Mien-Capsule",
          "c4nary",
          "Mien-Site",
          "c4nary",
          "Origin",
          "http://c4nary");
      try (Wire wire = Wire.to(node.at("/"))) {
        wire.send("GET /c4nary%zz HTTP/1.1", "Host: c4nary", "c4nary", "").untilClosed();
      }
      assertFalse(scrape(node).toLowerCase(Locale.ROOT).contains("c4nary"));
    } finally {
      System.setErr(err);
    }
    assertFalse(
        captured.toString(StandardCharsets.UTF_8).contains("c4nary"),
        captured.toString(StandardCharsets.UTF_8));
    try (Stream<Path> files = Files.walk(Path.of("target/canary"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        // A database is no text; read so, any bytes are, and ASCII in them stays what it is.
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains("c4nary"), file.toString());
      }
    }
  }

  @Test
  void anExceptionIsLoggedByClassAndStackAndNeverByMessage() {
    LoggingEvent event = new LoggingEvent();
    event.setLevel(Level.ERROR);
    event.setLoggerName("dev.mien.Some");
    event.setMessage("a request failed\nwith \"quotes\"");
    event.setInstant(Instant.parse("2026-11-21T10:00:00Z"));
    event.setThreadName("loop");
    event.setThrowableProxy(
        new ThrowableProxy(
            new IllegalStateException("c4nary", new IllegalArgumentException("c4nary"))));
    String line = new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
    assertEquals(1, line.lines().count(), "a log line is one line");
    JsonObject json = new JsonObject(line);
    assertEquals("error", json.getString("level"));
    assertEquals("2026-11-21T10:00:00Z", json.getString("at"));
    assertEquals("a request failed\nwith \"quotes\"", json.getString("message"));
    assertEquals(
        "java.lang.IllegalArgumentException",
        json.getJsonArray("exception").getJsonObject(1).getString("class"));
    assertFalse(line.contains("c4nary"), line);
  }

  private static String scrape(Node node) throws Exception {
    return node.client()
        .send(HttpRequest.newBuilder(node.adminAt("/metrics")).build(), BodyHandlers.ofString())
        .body();
  }
}
