package dev.mien.api;

import dev.mien.api.config.AdminToken;
import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The calls that commands make to the admin listener of a running node. */
final class AdminCalls {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final URI base;
  private final AdminToken token;

  private AdminCalls(URI base, AdminToken token) {
    this.base = base;
    this.token = token;
  }

  /** What a node answered. */
  record Reply(int status, JsonObject body) {
    boolean isDone() {
      return status / 100 == 2;
    }

    /** Whether the node could not do it, whatever was asked. */
    boolean isFault() {
      return status / 100 == 5;
    }
  }

  /** Why no answer came, in a sentence for the operator. */
  static final class NoAnswer extends Exception {
    private static final long serialVersionUID = 1;

    NoAnswer(String reason) {
      super(reason);
    }
  }

  static AdminCalls of(Configuration configuration) throws NoAnswer {
    String host = configuration.of(Settings.ADMIN_HOST);
    // These mean every interface to a listener, and nothing to a caller.
    boolean everywhere = host.equals("0.0.0.0") || host.equals("::");
    String reachable = everywhere ? "127.0.0.1" : host.contains(":") ? "[" + host + "]" : host;
    try {
      Optional<AdminToken> token = AdminToken.known(configuration);
      return new AdminCalls(
          URI.create("http://" + reachable + ":" + configuration.of(Settings.ADMIN_PORT)),
          token.orElseThrow(
              () ->
                  new NoAnswer(
                      "there is no admin token: set MIEN_ADMIN_TOKEN, or MIEN_DATA_DIR to the data"
                          + " folder of the node.")));
    } catch (IOException e) {
      throw new NoAnswer("the admin token cannot be read: " + e.getMessage() + ".");
    }
  }

  /**
   * What a node has released of a grid, as a table of pattern counts.
   *
   * @param grid its name
   * @throws NoAnswer also if the node refuses
   */
  String patterns(String grid) throws NoAnswer, InterruptedException {
    String path =
        "/admin/v1/patterns?as=csv&grid=" + URLEncoder.encode(grid, StandardCharsets.UTF_8);
    HttpResponse<String> response = answer(request(path).GET().build());
    if (response.statusCode() / 100 == 2) {
      return response.body();
    }
    throw new NoAnswer("the node at " + base + " refuses: " + detail(response));
  }

  private static String detail(HttpResponse<String> response) {
    try {
      return new JsonObject(response.body()).getString("detail", "status " + response.statusCode());
    } catch (DecodeException _) {
      return "status " + response.statusCode();
    }
  }

  Reply get(String path) throws NoAnswer, InterruptedException {
    return send(request(path).GET().build());
  }

  Reply post(String path, JsonObject body) throws NoAnswer, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body.toBuffer().getBytes()))
            .build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(DEADLINE)
        .header("Authorization", "Bearer " + token.text())
        .header("Accept", "application/json");
  }

  private Reply send(HttpRequest request) throws NoAnswer, InterruptedException {
    HttpResponse<String> response = answer(request);
    try {
      return new Reply(response.statusCode(), new JsonObject(response.body()));
    } catch (DecodeException _) {
      throw new NoAnswer("what listens on " + base + " did not answer as a node does.");
    }
  }

  private HttpResponse<String> answer(HttpRequest request) throws NoAnswer, InterruptedException {
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() == 401) {
        throw new NoAnswer(
            "the node at " + base + " does not take the token of " + token.place() + ".");
      }
      return response;
    } catch (ConnectException _) {
      throw new NoAnswer(
          "nothing listens on "
              + base
              + ": start a node with 'mien serve', or set MIEN_ADMIN_HOST and MIEN_ADMIN_PORT.");
    } catch (IOException _) {
      throw new NoAnswer("what listens on " + base + " did not answer as a node does.");
    }
  }
}
