package dev.mien.faults;

import java.io.IOException;

/** Two of three nodes are killed at once; the third goes on with all there was. */
final class TwoCase implements Case {
  @Override
  public String name() {
    return "two";
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    stage.publisher().publish(stage.bed().node(1));
    Wait.forSeconds(3);
    long killed = System.nanoTime();
    stage.trouble().kill(stage.bed().node(1));
    stage.trouble().kill(stage.bed().node(2));
    Wait.forSeconds(stage.options().either(10, 30));
    var window = stage.since(killed);
    stage.tell(
        "decisions while one node is left",
        "%d of %,d failed, p99 %.0f ms"
            .formatted(window.failed(), window.decisions(), window.p99()));
    stage.trouble().start(stage.bed().node(1));
    stage.trouble().start(stage.bed().node(2));
  }
}
