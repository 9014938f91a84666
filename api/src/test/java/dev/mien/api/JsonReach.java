package dev.mien.api;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** What a node of a test says of reach. */
record JsonReach(JsonObject answer) {
  static JsonReach of(DemoNode node, String query) throws Exception {
    return new JsonReach(node.admin("reach" + query));
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
