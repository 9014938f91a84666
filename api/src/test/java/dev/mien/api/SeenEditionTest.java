package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import dev.mien.segments.source.SourceText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A caller who says which edition it has seen is never answered by an older one. */
class SeenEditionTest {
  private static Reply ask(Node node, String path, String slots, String edition) throws Exception {
    return node.post(path, "{" + slots + "\"edition\": " + edition + "}");
  }

  private static Reply decide(Node node, String edition) throws Exception {
    return ask(node, "/v1/decide", "\"slots\": [\"home.hero\"], ", edition);
  }

  @Test
  void theEditionInForceAndOlderOnesAreNothingToWaitFor() throws Exception {
    try (Node node = Node.withShop()) {
      for (String edition : List.of("0", "1")) {
        Reply reply = decide(node, edition);
        assertEquals(200, reply.status());
        assertEquals(1, reply.json().getInteger("edition"));
      }
      assertEquals(1, ask(node, "/v1/signals", "", "1").json().getInteger("edition"));
    }
  }

  @Test
  void aNumberThatWasNeverGivenChangesNothing() throws Exception {
    try (Node node = Node.withShop()) {
      for (String edition : List.of("2", "9007199254740991", "9223372036854775807")) {
        assertEquals(1, decide(node, edition).json().getInteger("edition"));
        assertEquals(1, ask(node, "/v1/signals", "", edition).json().getInteger("edition"));
      }
      node.server()
          .core()
          .engine()
          .editions()
          .publish(List.of(new SourceText("shop.yaml", Node.SHOP.replace("Sale", "More"))));
      assertEquals(2, decide(node, "2").json().getInteger("edition"));
    }
  }

  @Test
  void whatIsNoNumberIsAnErrorOfTheBody() throws Exception {
    try (Node node = Node.withShop()) {
      for (String edition : List.of("-1", "1.5", "\"1\"", "null", "1e3", "99999999999999999999")) {
        Reply reply = decide(node, edition);
        assertEquals(400, reply.status(), edition);
        assertEquals("/edition wrong-type", reply.firstError());
      }
    }
  }

  @Test
  void readinessAndMetricsSayTheLag() throws Exception {
    try (Node node = Node.withShop()) {
      assertEquals(0, node.admin("GET", "/health/ready", "").json().getInteger("lag"));
      String metrics = node.admin("GET", "/metrics", "").text();
      for (String line :
          List.of("mien_edition 1.0", "mien_edition_lag 0.0", "mien_edition_unfit 0.0")) {
        assertTrue(metrics.contains("\n" + line + "\n"), line);
      }
    }
  }
}
