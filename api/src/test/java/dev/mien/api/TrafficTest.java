package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Every limit on how much may arrive, and how long it may take. */
class TrafficTest {
  private static final String BODY = "{\"slots\": [\"a\"]}";

  @Test
  void aNodeAnswersSoManyRequestsASecond() throws Exception {
    try (Node node = Node.withShop("MIEN_RATE_MAX=2")) {
      List<Reply> replies = new ArrayList<>();
      for (int i = 0; i < 20 && (replies.isEmpty() || last(replies).status() == 200); i++) {
        replies.add(node.get("/v1/policy"));
      }
      Reply refused = last(replies);
      assertEquals(429, refused.status());
      assertEquals("rate-exceeded", refused.code());
      assertEquals("1", refused.header("Retry-After"));
      assertTrue(replies.size() > 2, "a burst of two is answered");
    }
  }

  @Test
  void aNodeHoldsSoManyRequestsInFlight() throws Exception {
    try (Node node = Node.withShop("MIEN_REQUESTS_MAX=2", "MIEN_EVENT_LOOPS=1");
        Wire one = Wire.to(node.at("/"));
        Wire other = Wire.to(node.at("/"))) {
      begin(one);
      begin(other);
      // The server has to have seen both before the third means anything.
      Reply third = node.get("/v1/policy");
      while (third.status() == 200) {
        third = node.get("/v1/policy");
      }
      assertEquals(503, third.status());
      assertEquals("overloaded", third.code());
      assertEquals("1", third.header("Retry-After"));
      assertTrue(one.sendRaw(BODY).response().startsWith("HTTP/1.1 200 "));
      assertTrue(other.sendRaw(BODY).response().startsWith("HTTP/1.1 200 "));
      Reply after = node.get("/v1/policy");
      while (after.status() == 503) {
        after = node.get("/v1/policy");
      }
      assertEquals(200, after.status(), "what has ended counts no more");
    }
  }

  @Test
  void aCallerThatGoesAwayCountsNoMore() throws Exception {
    try (Node node = Node.withShop("MIEN_REQUESTS_MAX=1", "MIEN_EVENT_LOOPS=1")) {
      try (Wire gone = Wire.to(node.at("/"))) {
        begin(gone);
        while (node.get("/v1/policy").status() == 200) {
          Thread.onSpinWait();
        }
      }
      Reply after = node.get("/v1/policy");
      while (after.status() == 503) {
        after = node.get("/v1/policy");
      }
      assertEquals(200, after.status());
    }
  }

  @Test
  void aNodeHoldsSoManyConnections() throws Exception {
    try (Node node = Node.withShop("MIEN_CONNECTIONS_MAX=1");
        Wire first = Wire.to(node.at("/"))) {
      assertTrue(policy(first).startsWith("HTTP/1.1 200 "));
      try (Wire second = Wire.to(node.at("/"))) {
        assertEquals("", second.untilClosed());
      }
      assertTrue(policy(first).startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void aBodyArrivesInTime() throws Exception {
    try (Node node = Node.withShop("MIEN_BODY_TIMEOUT=200ms", "MIEN_IDLE_TIMEOUT=1m");
        Wire wire = Wire.to(node.at("/"))) {
      begin(wire);
      String response = wire.sendRaw("{").untilClosed();
      assertTrue(response.startsWith("HTTP/1.1 408 "), response);
      assertTrue(response.contains("\"body-timeout\""), response);
    }
  }

  @Test
  void aSilentConnectionIsClosed() throws Exception {
    try (Node node = Node.withShop("MIEN_IDLE_TIMEOUT=200ms");
        Wire silent = Wire.to(node.at("/"));
        Wire halfway = Wire.to(node.at("/"))) {
      halfway.sendRaw("GET /v1/policy HTTP/1.1\r\nHost: ");
      assertEquals("", silent.untilClosed());
      assertEquals("", halfway.untilClosed());
    }
  }

  @Test
  void aHeadThatDripsIsCutOff() throws Exception {
    try (Node node = Node.withShop("MIEN_IDLE_TIMEOUT=300ms");
        Wire dripping = Wire.to(node.at("/"))) {
      CountDownLatch cutOff = new CountDownLatch(1);
      Thread.ofVirtual().start(() -> drip(dripping, cutOff));
      String got = dripping.untilClosed();
      cutOff.countDown();
      assertFalse(got.startsWith("HTTP/1.1 200 "), got);
    }
  }

  private static void drip(Wire wire, CountDownLatch cutOff) {
    try {
      wire.sendRaw("GET /v1/policy HTTP/1.1\r\nX-Drip: ");
      while (!cutOff.await(20, TimeUnit.MILLISECONDS)) {
        wire.sendRaw("a");
      }
    } catch (IOException | InterruptedException _) {
      // Cut off, which is the point.
    }
  }

  @Test
  void aNodeThatIsToldToStopFinishesWhatIsInFlightAndSaysSoToOthers() throws Exception {
    Node node = Node.withShop("MIEN_DRAIN=1m");
    try (Wire wire = Wire.to(node.at("/"))) {
      begin(wire);
      while (node.server().inFlight() == 0) {
        Thread.onSpinWait();
      }
      Thread stopping = Thread.ofVirtual().start(node::close);
      while (node.admin("GET", "/health/ready", "").status() == 200) {
        Thread.onSpinWait();
      }
      Reply ready = node.admin("GET", "/health/ready", "");
      assertEquals(503, ready.status());
      assertEquals("draining", ready.json().getString("status"));
      assertEquals(200, node.admin("GET", "/health/live", "").status());
      String answer = wire.sendRaw(BODY).untilClosed();
      assertTrue(answer.startsWith("HTTP/1.1 200 "), answer);
      stopping.join();
    }
  }

  private static void begin(Wire wire) throws IOException {
    wire.send(
        "POST /v1/decide HTTP/1.1",
        "Host: a",
        "Content-Type: application/json",
        "Content-Length: " + BODY.length(),
        "");
  }

  private static String policy(Wire wire) throws IOException {
    return wire.send("GET /v1/policy HTTP/1.1", "Host: a", "").response();
  }

  private static Reply last(List<Reply> replies) {
    return replies.getLast();
  }
}
