package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.List;

/** What a node of a test says of reach. */
record JsonReach(JsonObject answer) {
  static JsonReach of(DemoNode node, String query) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI uri = URI.create(node.adminAddress() + "/admin/v1/reach" + query);
      HttpRequest request =
          HttpRequest.newBuilder(uri)
              .header("Authorization", "Bearer " + Files.readString(node.tokenFile()).strip())
              .build();
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(200, response.statusCode(), response.body());
      return new JsonReach(new JsonObject(response.body()));
    }
  }

  List<String> states() {
    return answer.getJsonObject("series").getJsonArray("states").stream()
        .map(String::valueOf)
        .toList();
  }

  long sessions(String segment) {
    return answer.getJsonArray("segments").stream()
        .map(JsonObject.class::cast)
        .filter(row -> row.getString("segment").equals(segment))
        .mapToLong(row -> row.getLong("sessions", 0L))
        .sum();
  }
}
