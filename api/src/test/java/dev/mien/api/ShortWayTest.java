package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Decisions are answered on a short way where they can be, and by the router where they cannot.
 * Whoever asks must not see which it was: a path with an empty query is always the router's.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShortWayTest {
  private static final int REQUESTS = 400;
  private static final String SHORT = "/v1/decide";
  private static final String LONG = "/v1/decide?";

  private static final List<String> MEMBERS =
      List.of(
          "\"slots\": [\"home.hero\", \"home.device\"]",
          "\"slots\": [\"home.device\", \"home.typo\", \"home.device\"]",
          "\"slots\": [\"home.hero\", \"somebody@example.com\"]",
          "\"slots\": []",
          "\"slots\": \"home.hero\"",
          "\"signals\": {\"device\": \"mobile\"}",
          "\"signals\": {\"device\": \"phone\", \"n/a~me\": 4, \"sale_views\": 2}",
          "\"signals\": {\"device\": \"mobile\", \"device\": \"desktop\"}",
          "\"signals\": {\"device\": {\"a\": [1]}, \"newsletter\": true, \"interest\": [\"x\"]}",
          "\"signals\": null",
          "\"events\": [{\"type\": \"page_view\", \"fields\": {\"category\": \"sale\"}}]",
          "\"events\": [{\"fields\": {\"price\": 3}}, {\"type\": \"nothing\"}]",
          "\"consent\": {\"purposes\": [\"personalization\"]}",
          "\"consent\": {\"purposes\": [\"personalization\"], \"receipt\": true}",
          "\"consent\": {\"purposes\": []}",
          "\"edition\": 1",
          "\"edition\": 7",
          "\"explain\": true",
          "\"explain\": 1",
          "\"capsule\": \"AAAA\"",
          "\"capsule\": null",
          "\"other\": {}");

  private static final List<String> FIELDS =
      List.of(
          "Origin: https://shop.example",
          "Origin: https://elsewhere.example",
          "Mien-Site: shop",
          "Mien-Site: elsewhere",
          "Sec-GPC: 1",
          "Connection: keep-alive",
          "Accept: */*",
          "Content-Encoding: identity",
          "User-Agent: a browser");

  private Node node;

  @BeforeAll
  void start() throws Exception {
    node = Node.withShop("MIEN_SITES=shop=https://shop.example", "MIEN_RATE_MAX=100000");
  }

  @AfterAll
  void stop() {
    node.close();
  }

  @Test
  void bothWaysSayTheSame() throws Exception {
    long seed = System.nanoTime();
    System.out.println("short way: seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < REQUESTS; i++) {
      String body = body(random);
      String head = head(random, body.length());
      String asked = head + body;
      assertEquals(answer(LONG, asked), answer(SHORT, asked), "seed " + seed + ": " + asked);
    }
  }

  @Test
  void answersLeaveInTheOrderOfRequestsWhicheverWayTheyTake() throws Exception {
    String begins =
        "{\"slots\": [\"home.hero\"], \"consent\": {\"purposes\": [\"personalization\"]}}";
    String plain = "{\"slots\": [\"home.device\"]}";
    try (Wire wire = Wire.to(node.at("/"))) {
      wire.sendRaw(
          request(SHORT, begins)
              + request(SHORT, plain)
              + request(LONG, begins)
              + request(SHORT, plain)
              + request(SHORT, begins));
      List<String> slots = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        JsonObject said = json(wire.response());
        slots.addAll(said.getJsonObject("decisions").fieldNames());
      }
      assertEquals(
          List.of("home.hero", "home.device", "home.hero", "home.device", "home.hero"), slots);
    }
  }

  private static String request(String path, String body) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: "
        + body.length()
        + "\r\n\r\n"
        + body;
  }

  private static String body(SplittableRandom random) {
    List<String> members = new ArrayList<>();
    members.add(MEMBERS.get(random.nextInt(3)));
    for (int more = random.nextInt(4); more > 0; more--) {
      members.add(MEMBERS.get(random.nextInt(MEMBERS.size())));
    }
    String body = "{" + String.join(", ", members) + "}";
    return random.nextInt(12) == 0 ? body.substring(0, random.nextInt(body.length())) : body;
  }

  private static String head(SplittableRandom random, int length) {
    List<String> fields = new ArrayList<>();
    fields.add("Host: shop.example");
    fields.add(
        random.nextInt(10) == 0
            ? "Content-Type: application/json; charset=utf-8"
            : "Content-Type: application/json");
    fields.add("Content-Length: " + length);
    for (int more = random.nextInt(3); more > 0; more--) {
      fields.add(random.nextInt(fields.size()), FIELDS.get(random.nextInt(FIELDS.size())));
    }
    return String.join("\r\n", fields) + "\r\n\r\n";
  }

  /** What is answered, without what is new each time. */
  private String answer(String path, String asked) throws IOException {
    try (Wire wire = Wire.to(node.at("/"))) {
      String answer = wire.sendRaw("POST " + path + " HTTP/1.1\r\n" + asked).response();
      String head = answer.substring(0, answer.indexOf("\r\n\r\n"));
      String fields =
          Arrays.stream(head.split("\r\n"))
              .skip(1)
              .filter(field -> !field.startsWith("content-length: "))
              .sorted()
              .collect(Collectors.joining("\n"));
      JsonObject body = json(answer);
      for (String fresh : List.of("capsule", "expires", "consentReceipt", "refusal")) {
        if (body.containsKey(fresh)) {
          body.put(fresh, "");
        }
      }
      return head.lines().findFirst().orElseThrow() + "\n" + fields + "\n" + body.encode();
    }
  }

  private static JsonObject json(String answer) {
    return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }
}
