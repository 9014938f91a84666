package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.mien.api.Node.Reply;
import dev.mien.api.Surfaces.Watch;
import dev.mien.api.config.AdminToken;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import dev.mien.api.http.Drain;
import dev.mien.api.http.Route;
import dev.mien.api.metrics.Meters;
import dev.mien.api.ops.Scrape;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * What a caller sends is found nowhere: a canary in every place of every public call, and then a
 * search of logs, metrics, answers, the data folder and the database in it.
 */
class CanaryTest {
  private static final long SEED = Long.getLong("mien.seed", 20_261_122L);

  /** What a body looks like, by route; a route that takes one and is not here fails the test. */
  private static final Map<String, String> BODIES =
      Map.of(
          "POST /v1/decide", "{\"slots\": [\"home.hero\"], " + Said.SESSION + "}",
          "POST /v1/signals", "{" + Said.SESSION + "}",
          "PUT /v1/session/consent",
              "{\"purposes\": [\"page\"], \"until\": \"2099-01-01T00:00:00Z\"}",
          "PUT /v1/session/corrections",
              "{\"values\": {\"interest\": [\"running\"]}, \"segments\": {\"drop\":"
                  + " [\"runners\"]}}",
          "POST /v1/segments/ortb2", "{\"recipient\": \"exchange\"}");

  private static final List<String> HEADERS =
      List.of(
          "Accept",
          "Accept-Language",
          "User-Agent",
          "Referer",
          "Cookie",
          "Origin",
          "X-Forwarded-For",
          "Forwarded",
          "Authorization",
          "If-None-Match",
          "If-Match",
          "Mien-Capsule",
          "Mien-Site",
          "Sec-GPC",
          "X-Request-Id",
          "Traceparent",
          "Access-Control-Request-Method",
          "Content-Language");

  /** What bodies say of a session. */
  private static final class Said {
    static final String SESSION =
        """
        "signals": {"device": "mobile", "basket_value": 34.5, "interest": ["running"], "newsletter": true},
        "events": [{"type": "page_view", "fields": {"category": "sale", "price": 9.5, "logged_in": true}}],
        "consent": {"purposes": ["page", "personalization"], "until": "2099-01-01T00:00:00Z"}
        """;
  }

  private final SplittableRandom random = new SplittableRandom(SEED);

  /** What all canaries of this run begin with. */
  private final String mark = "ca" + hex(5);

  private final Map<String, String> placed = new LinkedHashMap<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();

  @Test
  void whatACallerSendsIsFoundNowhere() throws Exception {
    ListAppender<ILoggingEvent> logs = new ListAppender<>();
    logs.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(logs);
    Configuration configuration = Node.configuration();
    Path folder = configuration.of(Settings.DATA_DIR);
    try (Node node =
        Node.withShop("MIEN_DATA_DIR=" + folder, "MIEN_LOG_LEVEL=debug", "MIEN_CROWD_MIN=1")) {
      for (Route route : publicRoutes()) {
        send(node, route);
      }
      String metrics = node.metrics();
      answers.add(metrics);
      assertTrue(metrics.contains("mien_identifying_total{detector=\"token\"}"), metrics);
    } finally {
      root.detachAppender(logs);
    }
    System.out.println("canaries: " + placed.size() + ", seed " + SEED);
    assertTrue(placed.size() > 200, "places: " + placed.size());
    List<String> found = new ArrayList<>();
    for (String answer : answers) {
      look("an answer", answer, found);
    }
    for (ILoggingEvent event : List.copyOf(logs.list)) {
      String trace =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      look("a log line", event.getFormattedMessage() + trace, found);
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        look("the file " + file.getFileName(), text, found);
      }
    }
    assertEquals(List.of(), found, "seed " + SEED);
    look("a control", "so that it is known to see: " + canary("a control"), found);
    assertEquals(1, found.size());
  }

  private void look(String where, String text, List<String> found) {
    String lower = text.toLowerCase(Locale.ROOT);
    int at = lower.indexOf(mark);
    if (at >= 0) {
      String canary = lower.substring(at, Math.min(lower.length(), at + mark.length() + 24));
      found.add(
          where + " has what was sent as " + placed.getOrDefault(canary, "part of something"));
    }
  }

  private void send(Node node, Route route) throws Exception {
    String method = route.method().name();
    String name = method + " " + route.path();
    String body = "";
    if (method.equals("POST") || method.equals("PUT")) {
      assertTrue(BODIES.containsKey(name), "say in BODIES what " + name + " takes");
      body = BODIES.getOrDefault(name, "");
    }
    String path = route.path().replaceAll(":\\w+", "x").replace("*", "x");
    if (!path.equals(route.path())) {
      String place = name + " in the path";
      UnaryOperator<String> with = canary -> route.path().replaceAll(":\\w+|\\*", canary);
      keep(node.send(method, with.apply(canary(place)), body, json()));
    }
    keep(node.send(method, path + "/" + canary(name + " below the path"), body, json()));
    keep(node.send(method, path + "?" + canary(name + " as a parameter") + "=1", body, json()));
    keep(node.send(method, path + "?strict=" + canary(name + " as strict"), body, json()));
    keep(node.send(method, path + "?q=" + canary(name + " as a value"), body, json()));
    keep(node.send(canary("a method").toUpperCase(Locale.ROOT), path, body, json()));
    for (String header : HEADERS) {
      keep(
          node.send(
              method,
              path,
              body,
              "Content-Type",
              "application/json",
              header,
              canary(name + " in " + header)));
    }
    keep(node.send(method, path, body, "X-" + canary(name + " as a header"), "1"));
    keep(node.send(method, path, body, "Content-Type", "text/" + canary(name + " as a type")));
    if (!body.isEmpty()) {
      for (String place : List.of("", "?strict=true")) {
        for (Object sent : variants(name, Json.decodeValue(body))) {
          keep(node.send(method, path + place, Json.encode(sent), json()));
        }
      }
      String wrong = canary(name + " as no JSON");
      keep(node.send(method, path, wrong, json()));
      keep(node.send(method, path, "{\"slots\": [\"" + wrong + "\"", json()));
      keep(node.send(method, path, "\"" + wrong.repeat(4_000) + "\"", json()));
      keep(
          node.send(
              method,
              path,
              "<x>" + canary(name + " as XML") + "</x>",
              "Content-Type",
              "application/xml"));
    }
  }

  private static String[] json() {
    return new String[] {"Content-Type", "application/json"};
  }

  /** The value with a canary in one place each: for a name, for a value, beside them. */
  private List<Object> variants(String place, Object value) {
    List<Object> variants = new ArrayList<>();
    variants.add(canary(place));
    variants.add(new JsonArray().add(canary(place + " in a list")));
    switch (value) {
      case JsonObject object -> {
        variants.add(object.copy().put(canary(place + " as one more name"), 1));
        variants.add(
            object.copy().put("more", new JsonObject().put(canary(place + " further in"), 1)));
        for (String name : object.fieldNames()) {
          JsonObject renamed = object.copy();
          renamed.remove(name);
          variants.add(
              renamed.put(canary(place + "/" + name + " as a name"), object.getValue(name)));
          for (Object part : variants(place + "/" + name, object.getValue(name))) {
            variants.add(object.copy().put(name, part));
          }
        }
      }
      case JsonArray array -> {
        for (int i = 0; i < array.size(); i++) {
          for (Object part : variants(place + "/" + i, array.getValue(i))) {
            JsonArray changed = array.copy();
            changed.set(i, part);
            variants.add(changed);
          }
        }
      }
      default -> {}
    }
    return variants;
  }

  private void keep(Reply reply) {
    answers.add(reply.response().headers().map() + "\n" + reply.text());
  }

  private String canary(String place) {
    String canary = mark + hex(12);
    placed.put(canary, place);
    return canary;
  }

  private String hex(int bytes) {
    byte[] drawn = new byte[bytes];
    random.nextBytes(drawn);
    return HexFormat.of().formatHex(drawn);
  }

  private static List<Route> publicRoutes() throws IOException, StartRefused {
    Configuration configuration = Node.configuration();
    try (Scrape scrape = new Scrape()) {
      Meters meters = new Meters(scrape.registry());
      return new Surfaces(
              configuration,
              Assembly.core(configuration, meters),
              new Watch(new Drain(), scrape, meters),
              AdminToken.ofNode(configuration))
          .open()
          .routes();
    }
  }
}
