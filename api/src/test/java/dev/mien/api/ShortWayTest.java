package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

  /** A capsule is read where it stands in the body if it is written plainly, and as a text else. */
  @Test
  void aCapsuleIsTheSameHoweverItIsWritten() throws Exception {
    String consent = ", \"consent\": {\"purposes\": [\"personalization\"]}}";
    String capsule = decided("{\"slots\": [\"home.hero\"]" + consent).getString("capsule");
    String escaped = "\\u%04x".formatted((int) capsule.charAt(0)) + capsule.substring(1);
    String slots = "\"slots\": [\"home.hero\"]";
    for (String body :
        List.of(
            "{\"capsule\":\"" + capsule + "\"," + slots + "}",
            "{" + slots + ",\r\n\t\"capsule\" :  \"" + capsule + "\"}",
            "{\"signals\": {\"device\": \"mobil\u00e9\u4e00\"}, \"capsule\": \""
                + capsule
                + "\","
                + slots
                + "}",
            "{\"cap\\u0073ule\": \"" + capsule + "\"," + slots + "}",
            "{\"capsule\": \"" + escaped + "\"," + slots + "}")) {
      assertEquals("session", decided(body).getString("mode"), body);
      assertEquals(answer(LONG, bytes(body)), answer(SHORT, bytes(body)), body);
    }
    for (String wrong :
        List.of(
            capsule.substring(1),
            capsule + "A",
            capsule + "\\n",
            "." + capsule.substring(1),
            capsule.substring(0, 1_142) + "==",
            "\u00e9" + capsule.substring(2))) {
      String body = "{" + slots + ", \"capsule\": \"" + wrong + "\"}";
      assertEquals("capsule-unreadable", json(sent(SHORT, bytes(body))).getString("code"), body);
      assertEquals(answer(LONG, bytes(body)), answer(SHORT, bytes(body)), body);
    }
  }

  private JsonObject decided(String body) throws IOException {
    return json(sent(SHORT, bytes(body)));
  }

  /** A request with a body in UTF-8, a character for each of its bytes. */
  private static String bytes(String body) {
    String octets = new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    return "Host: a\r\nContent-Type: application/json\r\nContent-Length: "
        + octets.length()
        + "\r\n\r\n"
        + octets;
  }

  private String sent(String path, String asked) throws IOException {
    try (Wire wire = Wire.to(node.at("/"))) {
      return wire.sendRaw("POST " + path + " HTTP/1.1\r\n" + asked).response();
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
    String answer = sent(path, asked);
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

  private static JsonObject json(String answer) {
    return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
  }
}
