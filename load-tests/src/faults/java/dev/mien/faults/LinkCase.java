package dev.mien.faults;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Two of three nodes do not hear each other, and the third hears both. */
final class LinkCase implements Case {
  private static final int CHANGES_MAX = 2;
  private static final String MEMBERS = "mien_cluster_members";

  @Override
  public String name() {
    return "link";
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    Map<MienNode, Double> members = new HashMap<>();
    Map<MienNode, Integer> changes = new HashMap<>();
    long cut = System.nanoTime();
    stage.trouble().cut(2, 3);
    int seconds = stage.options().either(30, 60);
    for (int second = 0; second < seconds; second++) {
      for (MienNode node : stage.bed().nodes()) {
        Metrics.of(node)
            .value(MEMBERS)
            .ifPresent(
                now -> {
                  Double before = members.put(node, now);
                  if (before != null && before != now) {
                    changes.merge(node, 1, Integer::sum);
                  }
                });
      }
      Wait.forSeconds(1);
    }
    stage.trouble().heal();
    Wait.forSeconds(stage.options().either(6, 15));
    stage.noneFailed(" while a link is broken and after", stage.since(cut));
    int most = changes.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    stage.goal(
        "no flapping: a node sees at most 2 changes of members in a minute",
        most <= CHANGES_MAX,
        members.isEmpty() ? "nodes do not tell " + MEMBERS : most + " changes");
  }
}
