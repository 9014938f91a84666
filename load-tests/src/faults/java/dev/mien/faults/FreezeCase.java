package dev.mien.faults;

import java.io.IOException;
import java.util.List;

/** One node stands still for a while, and goes on as if nothing had been. */
final class FreezeCase implements Case {
  @Override
  public String name() {
    return "freeze";
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    List<Integer> seconds = stage.options().isFull() ? List.of(5, 30, 120) : List.of(5, 20);
    int turn = 0;
    for (int length : seconds) {
      MienNode node = stage.bed().nodes().get(turn++ % Bed.NODES);
      long frozen = System.nanoTime();
      stage.trouble().freeze(node);
      Wait.forSeconds(length / 2.0);
      // What is published meanwhile is what a node that knows nothing of it could take back.
      MienNode other = stage.bed().nodes().get(turn % Bed.NODES);
      stage.publisher().publish(other);
      Wait.forSeconds(length / 2.0);
      stage.trouble().thaw(node);
      Wait.forSeconds(stage.options().either(6, 15));
      stage.noneFailed(
          " while %s is frozen for %d s and after".formatted(node.name(), length),
          stage.since(frozen));
      stage.agree();
    }
  }
}
