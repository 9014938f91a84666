package dev.mien.faults;

import dev.mien.faults.Traffic.Mix;
import dev.mien.faults.Wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/** All nodes are killed at once while workspaces are published, again and again. */
final class BlackoutCase implements Case {
  private static final Duration FIRST_MAX = Duration.ofSeconds(20);
  private static final Duration ASK_MAX = Duration.ofMillis(500);

  private final String name;
  private final Bed.Form form;

  private BlackoutCase(String name, Bed.Form form) {
    this.name = name;
    this.form = form;
  }

  static BlackoutCase cluster() {
    return new BlackoutCase("blackout", Bed.Form.cluster());
  }

  /** The same with one node and the database that it brings along. */
  static BlackoutCase single() {
    return new BlackoutCase("single", Bed.Form.single());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Bed.Form form(Options options) {
    return form;
  }

  @Override
  public Stage.Sessions sessions() {
    return Stage.Sessions.GONE;
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    stage.traffic().run(Mix.of(0));
    int rounds = stage.options().either(3, 20);
    Duration slowest = Duration.ZERO;
    for (int round = 0; round < rounds; round++) {
      publishUntilDark(stage);
      long begun = System.nanoTime();
      for (MienNode node : stage.bed().nodes()) {
        node.start();
      }
      if (!Wait.until(MienNode.START_MAX, () -> decides(stage.bed().nodes().getFirst()))) {
        throw new IOException("no decision after a blackout; see the logs");
      }
      Duration first = Duration.ofNanos(System.nanoTime() - begun);
      slowest = first.compareTo(slowest) > 0 ? first : slowest;
      for (MienNode node : stage.bed().nodes()) {
        node.awaitReady();
      }
      stage.trouble().note("LIGHT");
      stage.agree();
      stage.bed().nodes().forEach(node -> stage.publisher().verify(node, stage.violations()));
    }
    stage.goal(
        "0 acknowledged editions lost in " + rounds + " blackouts",
        stage.violations().count(Violations.Invariant.PUBLISHED) == 0,
        stage.publisher().acknowledged() + " acknowledged");
    stage.goal(
        "the first decision comes within 20 s",
        slowest.compareTo(FIRST_MAX) <= 0,
        "the slowest after %.1f s".formatted(slowest.toMillis() / 1e3));
  }

  private static void publishUntilDark(Stage stage) throws InterruptedException {
    AtomicBoolean isDark = new AtomicBoolean();
    Thread publishing =
        Thread.startVirtualThread(
            () -> {
              for (int turn = 0; !isDark.get(); turn++) {
                stage
                    .publisher()
                    .publish(stage.bed().nodes().get(turn % stage.bed().nodes().size()));
              }
            });
    Wait.forSeconds(ThreadLocalRandom.current().nextDouble(1, 3));
    for (MienNode node : stage.bed().nodes()) {
      stage.trouble().kill(node);
    }
    isDark.set(true);
    publishing.join();
  }

  private static boolean decides(MienNode node) {
    Answer answer =
        node.open()
            .ask(
                Request.post("/v1/decide", "{\"slots\": [\"" + Workspace.OPEN_SLOT + "\"]}"),
                ASK_MAX);
    return answer.isOk() && Workspace.serial(answer.json()) != 0;
  }
}
