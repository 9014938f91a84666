package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Configuration.Reading;
import dev.mien.engine.edition.Publication;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A whole node of a test, on ports of its own, with the demo shop in force and nobody in it. */
public final class DemoNode implements AutoCloseable {
  private final Server server;

  private DemoNode(Server server) {
    this.server = server;
  }

  /**
   * Starts one.
   *
   * @param settings {@code NAME=value}
   */
  public static DemoNode start(String... settings) throws IOException, StartRefused {
    Server server = Server.start(configuration(settings), Assembly::core);
    Publication publication = server.core().engine().editions().publish(DemoCommand.workspace());
    if (!(publication instanceof Publication.Published)) {
      throw new IllegalStateException("the demo workspace is refused");
    }
    return new DemoNode(server);
  }

  /**
   * Starts one that has a past, as the demo has.
   *
   * @param settings {@code NAME=value}
   */
  public static DemoNode startWithHistory(String... settings)
      throws IOException, StartRefused, InterruptedException {
    Configuration configuration = configuration(settings);
    if (DemoHistory.tell(configuration, Instant.now()).isEmpty()) {
      throw new IllegalStateException("this node has a past already");
    }
    return new DemoNode(Server.start(configuration, Assembly::core));
  }

  /** Where its public listener is. */
  public URI address() {
    return server.publicUri();
  }

  /** Where its admin listener is. */
  public URI adminAddress() {
    return server.adminUri();
  }

  /**
   * What its admin listener answers.
   *
   * @param path below {@code /admin/v1/}
   */
  public JsonObject admin(String path) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(adminAddress().resolve("/admin/v1/" + path))
              .header("Authorization", "Bearer " + Files.readString(tokenFile()).strip())
              .build();
      HttpResponse<String> reply = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (reply.statusCode() != 200) {
        throw new IllegalStateException(path + " is answered " + reply.statusCode());
      }
      return new JsonObject(reply.body());
    }
  }

  /** The file its admin token is in. */
  public Path tokenFile() {
    return Path.of(server.tokenPlace());
  }

  private static Configuration configuration(String... settings) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("MIEN_HTTP_PORT", "0");
    environment.put("MIEN_ADMIN_PORT", "0");
    environment.put("MIEN_CLUSTER_PORT", "0");
    environment.put("MIEN_CROWD_MIN", "1");
    // On a machine that does much else, a late event loop is no reason to shed requests.
    environment.put("MIEN_LAG_TARGET", "10s");
    environment.put("MIEN_LAG_MAX", "1m");
    environment.put("MIEN_LOG_LEVEL", "warn");
    environment.put("MIEN_DATA_DIR", folder().toString());
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
    return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "demo-");
  }

  @Override
  public void close() {
    server.stop();
  }
}
