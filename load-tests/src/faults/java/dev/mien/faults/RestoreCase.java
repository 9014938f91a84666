package dev.mien.faults;

import dev.mien.faults.Tally.Count;
import dev.mien.faults.Traffic.Mix;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Sessions are ended on both sides of a split, which heals; then every node and the database go
 * back to a backup from before, one after the other. What was ended stays ended.
 */
final class RestoreCase implements Case {
  private static final double GATHERED_PER_SECOND = 150;
  private static final double SESSIONS_PER_OPERATION = 0.9;

  @Override
  public String name() {
    return "restore";
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    int operations = stage.options().either(400, 1_500);
    int seconds = stage.options().either(15, 30);
    stage.gather((int) (operations * SESSIONS_PER_OPERATION), GATHERED_PER_SECOND);
    Bed bed = stage.bed();
    for (MienNode node : bed.nodes()) {
      Shell.run("cp", "-a", node.data().toString(), saved(node).toString());
    }
    bed.database().save();
    stage.trouble().note("BACKUP");

    stage.balancer().split(List.of(Set.of(1, 2), Set.of(3)));
    stage.trouble().cut(1, 3);
    stage.trouble().cut(2, 3);
    long before = stage.tally().total(Count.PROMISE_ACKNOWLEDGED);
    Mix usual = Mix.of(stage.rate());
    stage.traffic().run(usual.withPromises((double) operations / seconds));
    Wait.forSeconds(seconds);
    stage.traffic().run(usual);
    stage.trouble().heal();
    long acknowledged = stage.tally().total(Count.PROMISE_ACKNOWLEDGED) - before;
    stage.agree();
    stage.balancer().join();

    bed.database().restore();
    for (MienNode node : bed.nodes()) {
      stage.trouble().stop(node);
      Shell.run("rm", "-rf", node.data().toString());
      Shell.run("cp", "-a", saved(node).toString(), node.data().toString());
      stage.trouble().start(node);
    }
    stage.trouble().note("RESTORED");
    stage.tell(
        "sessions ended or narrowed before a backup was restored on every node",
        "%,d".formatted(acknowledged));
  }

  private static Path saved(MienNode node) {
    return node.data().resolveSibling(node.name() + ".saved");
  }
}
