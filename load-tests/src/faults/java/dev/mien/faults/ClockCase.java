package dev.mien.faults;

import java.io.IOException;
import java.util.List;

/** The wall clock of one node is a day off, and jumps while visitors are there. */
final class ClockCase implements Case {
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
    for (String offset : List.of("+1d", "+0", "-1d", "+0")) {
      node.clock(offset);
      stage.trouble().note("CLOCK " + offset);
      Wait.forSeconds(2);
      stage.publisher().publish(stage.bed().node(1));
      Wait.forSeconds(stage.options().either(6, 30));
    }
    stage.noneFailed(" while a clock jumps by a day and back", stage.since(begun));
    // It starts a day off, as a machine does whose clock was never set.
    long restarted = System.nanoTime();
    stage.trouble().stop(node);
    node.clock("+1d");
    stage.trouble().start(node);
    Wait.forSeconds(stage.options().either(8, 30));
    stage.noneFailed(" while a node starts a day ahead", stage.since(restarted));
    node.clock("+0");
    stage.trouble().note("CLOCK +0");
  }
}
