package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import dev.mien.api.config.Surroundings;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a visitor is given who erases a session, and what a stranger can make of it. */
@Timeout(60)
class PromisesTest {
  private static final String CONSENT =
      "{\"slots\": [\"home.hero\"], \"signals\": {\"interest\": [\"running\"]},"
          + " \"consent\": {\"purposes\": [\"personalization\"]}}";

  @TempDir private Path folder = Path.of(".");

  private record Ended(int code, String out, String err) {}

  private static Ended run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new Surroundings(environment, new PrintWriter(out), new PrintWriter(err)), arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  private String written(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String capsule(Node node) throws Exception {
    return node.decide(CONSENT).json().getString("capsule");
  }

  private static Reply erase(Node node, String capsule) throws Exception {
    return node.send("DELETE", "/v1/session", "", "Mien-Capsule", capsule);
  }

  @Test
  void theReceiptOfAnErasureHoldsForTwoVerifiersAndIsAboutTheCapsule() throws Exception {
    try (Node node = Node.withShop()) {
      String capsule = capsule(node);
      long begun = System.nanoTime();
      Reply erased = erase(node, capsule);
      assertTrue(System.nanoTime() - begun < Duration.ofSeconds(2).toNanos(), "within 2 s");
      assertEquals(200, erased.status());
      String receipt = erased.json().getString("receipt");
      String key = node.get("/v1/promises/key").text();
      String file = written("receipt", receipt);
      String shown = written("capsule", capsule);
      String wrong = written("wrong", capsule(node));
      Ended holds = run(Map.of(), "verify", file, "--key", key, "--capsule", shown);
      assertEquals(0, holds.code(), holds.out() + holds.err());
      assertTrue(holds.out().startsWith("HOLDS: leaf "), holds.out());
      assertTrue(holds.out().contains(erased.json().getString("leaf")), holds.out());
      assertTrue(holds.out().contains("nobody can show that anything is nowhere"), holds.out());
      assertEquals(1, run(Map.of(), "verify", file, "--key", key, "--capsule", wrong).code());
      assertEquals(0, other(key, "--capsule", shown, file));
      assertEquals(1, other(key, "--capsule", wrong, file));
      assertEquals(1, run(Map.of(), "verify", written("x", "x" + receipt), "-k", key).code());
      assertEquals(2, run(Map.of(), "verify", file, "--key", "nothing").code());
    }
  }

  private static int other(String key, String option, String capsule, String file)
      throws Exception {
    Path script = Path.of("src", "verify", "check_receipt.py").toAbsolutePath();
    try {
      return new ProcessBuilder("python3", script.toString(), option, capsule, key.strip(), file)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException _) {
      return Assumptions.abort("Python 3 is not installed, so the other verifier cannot be run");
    }
  }

  @Test
  void aReceiptThatWasLostIsHadAgainWithTheSameCapsule() throws Exception {
    try (Node node = Node.withShop()) {
      String capsule = capsule(node);
      JsonObject first = erase(node, capsule).json();
      JsonObject again = erase(node, capsule).json();
      assertEquals(first.getString("leaf"), again.getString("leaf"));
      assertEquals(first.getString("salt"), again.getString("salt"));
      assertTrue(first.getString("leaf").contains("\"key\":"), "the half-key is committed to");
      Reply byHash = node.get(first.getString("receiptAt"));
      assertEquals(200, byHash.status());
      String key = node.get("/v1/promises/key").text();
      String file = written("receipt", byHash.text());
      String shown = written("capsule", capsule);
      assertEquals(0, run(Map.of(), "verify", file, "--key", key, "--capsule", shown).code());
    }
  }

  /** What the public sees of an erasure leads back to nobody. */
  @Test
  void theSaltIsOnlyInTheAnswerToTheVisitor() throws Exception {
    try (Node node = Node.withShop()) {
      JsonObject erased = erase(node, capsule(node)).json();
      String salt = erased.getString("salt");
      assertFalse(erased.getString("leaf").contains(salt));
      String byHash = node.get(erased.getString("receiptAt")).text();
      assertFalse(decoded(byHash).contains(salt));
      assertTrue(decoded(erased.getString("receipt")).contains(salt));
    }
  }

  private static String decoded(String receipt) {
    String extra = receipt.lines().skip(1).findFirst().orElseThrow().substring("extra ".length());
    return new String(Base64.getDecoder().decode(extra), StandardCharsets.UTF_8);
  }

  @Test
  void aWithdrawalIsOnRecordAndItsReceiptIsHadByErasing() throws Exception {
    try (Node node = Node.withShop()) {
      String capsule = capsule(node);
      Reply withdrawn =
          node.send(
              "PUT",
              "/v1/session/consent",
              "{\"purposes\": []}",
              "Mien-Capsule",
              capsule,
              "Content-Type",
              "application/json");
      assertEquals(200, withdrawn.status(), withdrawn.text());
      JsonObject erased = erase(node, capsule).json();
      assertTrue(erased.getString("leaf").contains("\"key\":"), erased.getString("leaf"));
      assertTrue(erased.getString("receipt").startsWith("c2sp.org/tlog-proof@v1"));
    }
  }

  @Test
  void theErasureHoldsWhileTheDatabaseIsAway() throws Exception {
    try (Node node = Node.withShop()) {
      String capsule = capsule(node);
      node.server().core().database().close();
      Reply erased = erase(node, capsule);
      assertEquals(200, erased.status(), erased.text());
      assertEquals(true, erased.json().getBoolean("erased"));
      assertEquals("pending", erased.json().getString("receipt"));
      assertEquals(64, erased.json().getString("salt").length());
      assertEquals("session-erased", node.get("/v1/session", "Mien-Capsule", capsule).code());
      assertEquals("unavailable", node.get(erased.json().getString("receiptAt")).code());
      assertEquals(erased.json().getString("leaf"), erase(node, capsule).json().getString("leaf"));
    }
  }

  @Test
  void theLogOutlivesItsNode() throws Exception {
    String data = "MIEN_DATA_DIR=" + folder.resolve("data");
    String receipt;
    String key;
    String receiptAt;
    try (Node node = Node.withShop(data)) {
      JsonObject erased = erase(node, capsule(node)).json();
      receipt = erased.getString("receipt");
      receiptAt = erased.getString("receiptAt");
      key = node.get("/v1/promises/key").text();
    }
    try (Node node = Node.empty(data)) {
      assertEquals(key, node.get("/v1/promises/key").text());
      assertEquals(200, node.get(receiptAt).status());
      Ended holds =
          run(
              Map.of("MIEN_DATA_DIR", folder.resolve("data").toString()),
              "verify",
              written("receipt", receipt),
              "--checkpoint",
              written("checkpoint", node.get("/v1/promises/checkpoint").text()));
      assertEquals(0, holds.code(), holds.out() + holds.err());
      assertTrue(holds.out().contains("The other checkpoint"), holds.out());
    }
    Ended keyless = run(Map.of("MIEN_DATA_DIR", "nowhere"), "verify", written("r", receipt));
    assertEquals(2, keyless.code());
    assertTrue(keyless.err().contains("--key is needed"), keyless.err());
  }

  @Test
  void editionsAndWhatIsDeclaredAreOnRecord() throws Exception {
    try (Node node = Node.withShop()) {
      String policy =
          HexFormat.of()
              .formatHex(
                  MessageDigest.getInstance("SHA-256")
                      .digest(node.get("/v1/policy").text().getBytes(StandardCharsets.UTF_8)));
      String entries = "";
      while (!entries.contains("\"edition\":1,\"kind\":\"policy\"")) {
        JsonObject _ = erase(node, capsule(node)).json();
        int size =
            Integer.parseInt(node.get("/v1/promises/checkpoint").text().lines().toList().get(1));
        entries = node.get("/v1/promises/tile/entries/000.p/" + size).text();
      }
      assertTrue(entries.contains("\"edition\":1,\"kind\":\"edition\""), entries);
      assertTrue(entries.contains(policy), entries);
      assertTrue(
          entries.contains("\"kind\":\"parameters\",\"text\":\"crowd 1 in 168 hours\""), entries);
    }
  }

  @Test
  void whatNeverChangesMayBeKeptAndTheRestNot() throws Exception {
    try (Node node = Node.withShop()) {
      JsonObject erased = erase(node, capsule(node)).json();
      String size = node.get("/v1/promises/checkpoint").text().lines().toList().get(1);
      Reply tile = node.get("/v1/promises/tile/0/000.p/" + size);
      assertEquals(200, tile.status());
      assertTrue(tile.header("Cache-Control").endsWith("immutable"));
      assertEquals("application/octet-stream", tile.header("Content-Type"));
      Reply checkpoint = node.get("/v1/promises/checkpoint");
      assertEquals("public, max-age=1", checkpoint.header("Cache-Control"));
      assertEquals("text/plain; charset=utf-8", checkpoint.header("Content-Type"));
      assertEquals("no-store", node.get(erased.getString("receiptAt")).header("Cache-Control"));
      for (String absent :
          List.of("/v1/promises/tile/0/999", "/v1/promises/tile", "/v1/promises/tile/x")) {
        assertEquals("not-found", node.get(absent).code(), absent);
      }
      assertEquals("no-such-promise", node.get("/v1/promises/receipts/0").code());
      assertEquals("no-such-promise", node.get("/v1/promises/receipts/" + "0".repeat(64)).code());
    }
  }
}
