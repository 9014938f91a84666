package dev.mien.faults;

import dev.mien.faults.Wire.Request;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether sessions that nobody ended can be opened on every node. */
final class Kept {
  private static final Duration MOST = Duration.ofSeconds(2);
  private static final int ASKED_MAX = 500;

  private final List<MienNode> nodes;
  private final List<Visitor> visitors;

  Kept(List<MienNode> nodes, List<Visitor> visitors) {
    this.nodes = nodes;
    this.visitors = visitors.subList(Math.max(0, visitors.size() - ASKED_MAX), visitors.size());
  }

  void goal(Stage stage) {
    Map<Integer, Integer> statuses = new TreeMap<>();
    for (Visitor visitor : visitors) {
      for (MienNode node : nodes) {
        Request request =
            Request.get("/v1/session").with("Mien-Capsule", visitor.capsule().orElseThrow());
        Answer answer = node.open().ask(request, MOST);
        statuses.merge(answer.status(), 1, Integer::sum);
        if (!answer.isOk()) {
          stage
              .history()
              .note(
                  "NOT_KEPT",
                  Map.of(
                      "visitor", visitor.number(), "node", node.name(), "status", answer.status()));
        }
      }
    }
    int lost =
        statuses.entrySet().stream()
            .filter(entry -> entry.getKey() != Answer.OK)
            .mapToInt(Map.Entry::getValue)
            .sum();
    stage.goal(
        "sessions that nobody ended open on every node",
        lost == 0,
        "%d sessions on %d nodes; answers by status %s"
            .formatted(visitors.size(), nodes.size(), statuses));
  }
}
