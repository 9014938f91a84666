package dev.mien.faults;

import dev.mien.faults.Tally.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All nodes are stopped and started again in turn, round after round. */
final class RollingCase implements Case {
  @Override
  public String name() {
    return "rolling";
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    int rounds = stage.options().either(2, 20);
    long begun = System.nanoTime();
    List<Double> seconds = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (MienNode node : stage.bed().nodes()) {
        stage.trouble().stop(node);
        Duration took = stage.trouble().start(node);
        seconds.add(took.toMillis() / 1e3);
        Agreement agreement = new Agreement(stage.bed().nodes());
        if (!agreement.within(Duration.ofSeconds(30))) {
          stage.violations().add(Violations.Invariant.AGREEMENT, agreement.words());
        }
      }
    }
    Window window = stage.since(begun);
    stage.goal(
        "0 failed first attempts in " + rounds + " rounds",
        window.firstFailed() == 0,
        "%d of %,d; failed after the retry %d; p99 %.0f ms"
            .formatted(window.firstFailed(), window.decisions(), window.failed(), window.p99()));
    stage.tell(
        "a node is ready again", "at the latest after %.1f s".formatted(Collections.max(seconds)));
  }
}
