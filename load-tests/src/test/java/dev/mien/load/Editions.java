package dev.mien.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Publishes the edition in force once more, as often as wanted: the whole of a publication, and a
 * site that reads as before.
 */
final class Editions {
  private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
  private static final int OK = 200;
  private static final int CREATED = 201;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper json = new ObjectMapper();
  private final String admin;
  private final String token;
  private final Latencies took = new Latencies();
  private final AtomicReference<String> refused = new AtomicReference<>("");

  private Editions(String admin, String token) {
    this.admin = admin;
    this.token = token;
  }

  /** Those of a target that names its admin listener and a token; one that does not throws. */
  static Editions of(Settings.Target target) {
    if (target.admin().isEmpty() || target.token().isEmpty()) {
      throw new IllegalArgumentException(
          "this run publishes: -Dmien.admin must be the address of the admin listener, like"
              + " http://127.0.0.1:8081, and -Dmien.token a token that may publish");
    }
    return new Editions(target.admin().get(), target.token());
  }

  /** Publishes once, and waits until the node has said what came of it. */
  void publishAgain() throws InterruptedException {
    try {
      HttpResponse<String> list = send("/admin/v1/editions", "GET");
      if (list.statusCode() != OK) {
        refused.set("the list of editions was answered with " + list.statusCode());
        return;
      }
      long inForce = json.readTree(list.body()).path("inForce").asLong();
      long begun = System.nanoTime();
      int status = send("/admin/v1/editions/" + inForce + "/rollback", "POST").statusCode();
      if (status == CREATED) {
        synchronized (took) {
          took.add(System.nanoTime() - begun);
        }
      } else {
        refused.set("a publication was answered with " + status);
      }
    } catch (IOException e) {
      refused.set("a publication was not answered: " + e);
    }
  }

  private HttpResponse<String> send(String path, String method)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(admin + path))
            .method(method, BodyPublishers.noBody())
            .header("Authorization", "Bearer " + token)
            .timeout(ANSWER_MAX)
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  long published() {
    synchronized (took) {
      return took.count();
    }
  }

  /** How many there were and how long one took. */
  String told() {
    synchronized (took) {
      return String.format(
          Locale.ROOT,
          "%,d editions published, one in %s (median), %s at most",
          took.count(),
          Lines.millis(took.percentileMillis(50, 0)),
          Lines.millis(took.percentileMillis(100, 0)));
    }
  }

  /** The last refusal, if there was one. */
  List<String> refused() {
    String text = refused.get();
    return text == null || text.isEmpty() ? List.of() : List.of(text);
  }
}
