package dev.mien.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The wall clock of one node is a day off, and jumps while visitors are there. */
final class ClockCase implements Case {
  private static final Duration DAY = Duration.ofDays(1);

  @Override
  public String name() {
    return "clock";
  }

  @Override
  public Bed.Form form(Options options) {
    return Bed.Form.cluster().withFakedClocks();
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    MienNode node = stage.bed().node(2);
    for (Duration off : List.of(DAY, Duration.ZERO, DAY.negated(), Duration.ZERO)) {
      set(stage, node, off);
      Wait.forSeconds(2);
      stage.publisher().publish(stage.bed().node(1));
      Wait.forSeconds(stage.options().either(6, 30));
    }
    stage.noneFailed(" while a clock jumps by a day and back", stage.since(begun));
    // It starts a day off, as a machine does whose clock was never set.
    long restarted = System.nanoTime();
    stage.trouble().stop(node);
    node.clock(DAY);
    stage.trouble().start(node);
    Wait.forSeconds(stage.options().either(8, 30));
    stage.noneFailed(" while a node starts a day ahead", stage.since(restarted));
    set(stage, node, Duration.ZERO);
  }

  private static void set(Stage stage, MienNode node, Duration off) throws IOException {
    node.clock(off);
    stage.trouble().note("CLOCK " + off);
  }
}
