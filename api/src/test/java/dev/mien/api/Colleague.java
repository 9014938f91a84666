package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import dev.mien.engine.access.ApiToken;
import dev.mien.engine.access.Person;
import dev.mien.engine.access.Role;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;

/** Somebody who works with a node of a test by a token of their own. */
record Colleague(Node node, Person person, String token) {
  private static final AtomicInteger TOKENS = new AtomicInteger();

  /** Somebody with roles, who has not been there before or comes with one more token. */
  static Colleague of(Node node, Person person, Role... roles) throws Exception {
    int number = TOKENS.incrementAndGet();
    String body = "mien_" + String.format("%043d", number);
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    byte[] checksum = ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array();
    String text = body + Base64.getUrlEncoder().withoutPadding().encodeToString(checksum);
    String hash =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    Instant now = Instant.now();
    ApiToken token =
        new ApiToken(
            "c" + number,
            person,
            "a test",
            Set.of(roles),
            now,
            now.plusSeconds(3_600),
            Optional.empty());
    assertTrue(node.server().core().database().access().tokens().add(hash, token, Set.of(roles)));
    return new Colleague(node, person, text);
  }

  Reply send(String method, String path, JsonObject body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(node.adminAt(path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json");
    List<String> more = List.of(headers);
    for (int i = 0; i < more.size(); i += 2) {
      request.header(more.get(i), more.get(i + 1));
    }
    return new Reply(
        node.client()
            .send(
                request.method(method, BodyPublishers.ofString(body.encode())).build(),
                BodyHandlers.ofString()));
  }

  Reply get(String path) throws Exception {
    return send("GET", path, new JsonObject());
  }
}
