package dev.mien.faults;

import dev.mien.faults.Tally.Window;
import java.io.IOException;
import java.time.Duration;

/** Each node is killed in turn, the oldest first, and started again. */
final class KillCase implements Case {
  static final double SETTLED_SECONDS = 2;
  static final double SLOWER_MAX = 1.2;

  @Override
  public String name() {
    return "kill";
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    for (MienNode node : stage.bed().nodes()) {
      Window before = stage.watch(stage.options().either(6, 15));
      long killed = System.nanoTime();
      stage.trouble().kill(node);
      Wait.forSeconds(SETTLED_SECONDS);
      Window after = stage.watch(stage.options().either(6, 15));
      stage.noneFailed(" while " + node.name() + " is killed", stage.since(killed));
      settled(stage, before, after);
      Duration took = stage.trouble().start(node);
      stage.agree();
      stage.tell(node.name() + " is ready again", took.toMillis() / 1e3 + " s");
    }
  }

  /** Whether answers are as fast again as they were. */
  static void settled(Stage stage, Window before, Window after) {
    stage.goal(
        "p99 at most 1.2 times the one before, 2 s later",
        after.p99() <= SLOWER_MAX * before.p99(),
        "%.1f ms before, %.1f ms after".formatted(before.p99(), after.p99()));
  }
}
