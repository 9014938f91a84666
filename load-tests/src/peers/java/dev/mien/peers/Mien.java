package dev.mien.peers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A node under test: the server that decides, and the listener that rules are published at. */
final class Mien {
  private static final Duration PUBLISHED_MAX = Duration.ofSeconds(90);
  private static final Duration RETRY = Duration.ofMillis(300);

  private final Server server;
  private final int admin;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  Mien(Server server, int admin, String token) {
    this.server = server;
    this.admin = admin;
    this.token = token;
  }

  Server server() {
    return server;
  }

  /** Puts rules in force; a node that still starts is asked again. */
  void publish(String workspace) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + admin + "/admin/v1/editions"))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .timeout(PUBLISHED_MAX)
            .POST(BodyPublishers.ofString(workspace))
            .build();
    long end = System.nanoTime() + PUBLISHED_MAX.toNanos();
    String last = "no answer";
    while (System.nanoTime() - end < 0) {
      try {
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() == 201) {
          return;
        }
        last = response.body();
      } catch (IOException e) {
        last = e.toString();
      }
      Thread.sleep(RETRY);
    }
    throw new IOException("the rules could not be published: " + last);
  }
}
