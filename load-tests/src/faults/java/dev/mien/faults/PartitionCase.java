package dev.mien.faults;

import dev.mien.faults.Tally.Count;
import dev.mien.faults.Traffic.Mix;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Two nodes and one hear nothing of each other for a while; visitors change their minds on both.
 */
final class PartitionCase implements Case {
  /** Of a session that is ended no second operation comes; of the others some. */
  private static final double SESSIONS_PER_OPERATION = 0.7;

  private static final double GATHERED_PER_SECOND = 150;

  @Override
  public String name() {
    return "partition";
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    int seconds = stage.options().either(30, 60);
    int operations = stage.options().either(3_000, 10_000);
    Mix usual = Mix.of(stage.rate());
    stage.gather((int) (operations * SESSIONS_PER_OPERATION), GATHERED_PER_SECOND);
    stage.balancer().split(List.of(Set.of(1, 2), Set.of(3)));
    long cut = System.nanoTime();
    stage.trouble().cut(1, 3);
    stage.trouble().cut(2, 3);
    long askedBefore = stage.tally().total(Count.PROMISE_ASKED);
    long acknowledgedBefore = stage.tally().total(Count.PROMISE_ACKNOWLEDGED);
    stage.traffic().run(usual.withPromises((double) operations / seconds));
    Wait.forSeconds(seconds / 2.0);
    for (MienNode node : stage.bed().nodes()) {
      var published = stage.publisher().publish(node);
      stage.tell(
          "publishing on " + node.name() + " during the partition",
          published.status() + " after " + published.took().toMillis() + " ms");
    }
    Wait.forSeconds(seconds / 2.0);
    stage.traffic().run(usual);
    stage.trouble().heal();
    Wait.forSeconds(stage.options().either(10, 20));
    stage.noneFailed(" on both sides, and while they join", stage.since(cut));
    long asked = stage.tally().total(Count.PROMISE_ASKED) - askedBefore;
    long acknowledged = stage.tally().total(Count.PROMISE_ACKNOWLEDGED) - acknowledgedBefore;
    stage.tell(
        "consent operations that are acknowledged, on both sides",
        "%,d of %,d".formatted(acknowledged, asked));
    stage.agree();
    stage.balancer().join();
    Wait.forSeconds(5);
  }
}
