package dev.mien.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mien.faults.Wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Whether all nodes are ready, see each other, and answer alike. */
final class Agreement {
  private static final Duration ASK_MAX = Duration.ofMillis(500);
  private static final String MEMBERS = "mien_cluster_members";

  private final List<MienNode> nodes;
  private String words = "nobody was asked";

  Agreement(List<MienNode> nodes) {
    this.nodes = List.copyOf(nodes);
  }

  /** Waits until all agree; the words say where they differ if they do not. */
  boolean within(Duration most) throws IOException, InterruptedException {
    return Wait.until(most, this::holds);
  }

  /** What was found last. */
  String words() {
    return words;
  }

  private boolean holds() {
    Set<String> answers = new HashSet<>();
    for (MienNode node : nodes) {
      if (!node.isReady()) {
        words = node.name() + " is not ready";
        return false;
      }
      OptionalDouble members = Metrics.of(node).value(MEMBERS);
      if (members.isPresent() && members.getAsDouble() != nodes.size()) {
        words = node.name() + " sees " + (int) members.getAsDouble() + " members";
        return false;
      }
      answers.add(answer(node));
    }
    words = answers.size() == 1 ? "all answer alike" : "answers differ: " + answers;
    return answers.size() == 1;
  }

  private static String answer(MienNode node) {
    JsonNode json =
        node.open()
            .ask(
                Request.post(
                    "/v1/decide",
                    "{\"slots\": [\"%s\", \"%s\"], \"signals\": {\"device\": \"mobile\"}}"
                        .formatted(Workspace.OPEN_SLOT, Workspace.PERSONAL_SLOT)),
                ASK_MAX)
            .json();
    return "edition %s, serial %d, %s, %s"
        .formatted(
            json.path("edition"),
            Workspace.serial(json),
            json.path("decisions").path(Workspace.OPEN_SLOT).path("reason"),
            json.path("decisions").path(Workspace.PERSONAL_SLOT).path("reason"));
  }
}
