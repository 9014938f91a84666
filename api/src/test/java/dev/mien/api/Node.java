package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Configuration.Reading;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A whole node of a test, on ports of its own, with a small shop as its workspace. */
final class Node implements AutoCloseable {
  static final String TOKEN = "a-token-for-tests-only";

  static final String SHOP =
      """
      workspace: { name: shop }
      schema:
        purposes:
          page: { title: "Fit this page", contextual: true }
          personalization: { title: "Relevance during this visit", endsWith: [purchase] }
        events:
          page_view: { category: { choice: [sale, help] }, price: { number: EUR }, logged_in: { flag: true } }
          purchase: { goal: true }
        attributes:
          device: { choice: [mobile, desktop], from: client-hints, purpose: page, benefit: "Fits" }
          basket_value: { number: EUR, edges: [20, 50], from: site, purpose: personalization, benefit: "Fits", retention: 30 minutes }
          interest: { choices: [running, hiking], from: visitor, purpose: personalization, benefit: "Fits" }
          newsletter: { flag: true, from: visitor, purpose: personalization, benefit: "Fits" }
          sale_views: { count: page_view where category is sale, upTo: 8, within: 30 minutes, purpose: personalization, benefit: "Fits" }
          spent: { sum: page_view.price, edges: [20, 50], step: 1, purpose: personalization, benefit: "Fits" }
          logged_in: { latest: page_view.logged_in, purpose: personalization, benefit: "Fits" }
      segments:
        on-the-move: { title: On the move, when: device is mobile }
        runners: { title: Runners, when: "interest has any of [running]" }
        bargain-hunters: { title: Bargain hunters, when: sale_views >= 2 or spent >= 50 }
        members: { title: Members, when: newsletter is true or logged_in is true or basket_value >= 50 }
      slots:
        home.hero:
          purposes: [page, personalization]
          content: { headline: text, stars: number, framed: flag }
          fallback: { headline: "Outdoor", stars: 4.5, framed: false }
          offers:
            - for: bargain-hunters
              priority: 9
              variants: { sale: { headline: "Sale", stars: 5, framed: true } }
            - for: runners
              priority: 5
              variants: { run: { headline: "Run", stars: 4, framed: false } }
            - for: members
              priority: 3
              variants: { card: { headline: "Card", stars: 4, framed: false } }
            - for: on-the-move
              variants: { small: { headline: "Small", stars: 3, framed: false } }
        home.device:
          purpose: page
          content: { headline: text }
          fallback: { headline: "Wide" }
          offers:
            - for: on-the-move
              variants: { small: { headline: "Narrow" } }
      """;

  private final Server server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Node(Server server) {
    this.server = server;
  }

  /** Starts a node with an empty data folder of its own and the shop in force. */
  static Node withShop(String... settings) throws Exception {
    Node node = empty(settings);
    node.server
        .core()
        .engine()
        .editions()
        .publish(List.of(new dev.mien.segments.source.SourceText("shop.yaml", SHOP)));
    return node;
  }

  /**
   * Starts a node with nothing in force.
   *
   * @param settings {@code NAME=value}
   */
  static Node empty(String... settings) throws Exception {
    return new Node(Server.start(configuration(settings), Assembly::core));
  }

  static Configuration configuration(String... settings) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("MIEN_HTTP_PORT", "0");
    environment.put("MIEN_ADMIN_PORT", "0");
    environment.put("MIEN_CLUSTER_PORT", "0");
    environment.put("MIEN_ADMIN_TOKEN", TOKEN);
    environment.put("MIEN_DATA_DIR", folder().toString());
    environment.put("MIEN_CROWD_MIN", "1");
    environment.put("MIEN_LAG_TARGET", "10s");
    environment.put("MIEN_LAG_MAX", "1m");
    environment.put("MIEN_LOG_LEVEL", "warn");
    for (String setting : settings) {
      String[] sides = setting.split("=", 2);
      environment.put(sides[0], sides[1]);
    }
    return switch (Configuration.read(environment, Optional.empty())) {
      case Reading.Accepted(var configuration) -> configuration;
      case Reading.Refused(var findings) -> throw new IllegalArgumentException(findings.toString());
    };
  }

  private static Path folder() throws IOException {
    return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "node-");
  }

  Server server() {
    return server;
  }

  URI at(String path) {
    return server.publicUri().resolve(path);
  }

  URI adminAt(String path) {
    return server.adminUri().resolve(path);
  }

  HttpClient client() {
    return client;
  }

  /** Sends a request to the public listener; headers are names and values in turn. */
  Reply send(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(at(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return reply(request.method(method, publisher(body)).build());
  }

  Reply get(String path, String... headers) throws Exception {
    return send("GET", path, "", headers);
  }

  /** Sends JSON to the public listener. */
  Reply post(String path, String json, String... headers) throws Exception {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 0, headers.length);
    all[headers.length] = "Content-Type";
    all[headers.length + 1] = "application/json";
    return send("POST", path, json, all);
  }

  Reply decide(String json) throws Exception {
    return post("/v1/decide", json);
  }

  /** Sends a request with the token to the admin listener. */
  Reply admin(String method, String path, String body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(adminAt(path)).header("Authorization", "Bearer " + TOKEN);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return reply(request.method(method, publisher(body)).build());
  }

  /** What the admin listener shows of its metrics. */
  String metrics() throws Exception {
    return reply(HttpRequest.newBuilder(adminAt("/metrics")).build()).text();
  }

  private static HttpRequest.BodyPublisher publisher(String body) {
    return body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
  }

  private Reply reply(HttpRequest request) throws Exception {
    return new Reply(client.send(request, BodyHandlers.ofString()));
  }

  @Override
  public void close() {
    server.stop();
    client.close();
  }

  /** What came back. */
  record Reply(HttpResponse<String> response) {
    int status() {
      return response.statusCode();
    }

    String text() {
      return response.body();
    }

    JsonObject json() {
      return new JsonObject(response.body());
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The code of a problem. */
    String code() {
      return json().getString("code", "");
    }

    /** The first error of a problem, as pointer and code. */
    String firstError() {
      JsonArray errors = json().getJsonArray("errors", new JsonArray());
      return errors.isEmpty()
          ? ""
          : errors.getJsonObject(0).getString("pointer")
              + " "
              + errors.getJsonObject(0).getString("code");
    }
  }
}
