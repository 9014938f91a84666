package dev.mien.faults;

import dev.mien.faults.Publisher.Published;
import dev.mien.faults.Tally.Window;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The database is stopped, killed, slow and full; visitors must not notice. */
final class DatabaseCase implements Case {
  private static final Duration ANSWER_MAX = Duration.ofMillis(1_100);
  private static final Duration START_MAX = Duration.ofSeconds(15);
  private static final Duration BACK_MAX = Duration.ofSeconds(20);

  @Override
  public String name() {
    return "database";
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    Postgres database = stage.bed().database();
    ailing(stage, "stopped", database::freeze, database::thaw);
    ailing(stage, "killed", database::kill, database::start);
    strobed(stage, database);
    ailing(
        stage,
        "full",
        database::fill,
        () -> {
          database.unfill();
          database.start();
        });
  }

  private interface Act {
    void run() throws IOException, InterruptedException;
  }

  /** Answers half a second late, again and again. */
  private static void strobed(Stage stage, Postgres database)
      throws IOException, InterruptedException {
    Thread[] strobe = new Thread[1];
    ailing(
        stage,
        "slow",
        () ->
            strobe[0] =
                Thread.startVirtualThread(
                    () -> {
                      try {
                        while (!Thread.currentThread().isInterrupted()) {
                          database.freeze();
                          Thread.sleep(500);
                          database.thaw();
                          Thread.sleep(20);
                        }
                      } catch (IOException | InterruptedException _) {
                        Thread.currentThread().interrupt();
                      }
                    }),
        () -> {
          strobe[0].interrupt();
          strobe[0].join();
          database.thaw();
        });
  }

  private static void ailing(Stage stage, String how, Act begin, Act end)
      throws IOException, InterruptedException {
    int seconds = stage.options().either(12, 120);
    Window before = stage.watch(5);
    long begun = System.nanoTime();
    stage.trouble().note("DATABASE " + how);
    begin.run();
    Window during;
    List<Published> published = new ArrayList<>();
    try {
      if (how.equals("killed")) {
        restart(stage);
      }
      int turn = 0;
      while (System.nanoTime() - begun < seconds * 1e9) {
        published.add(stage.publisher().publish(stage.bed().nodes().get(turn++ % Bed.NODES)));
        Wait.forSeconds(1);
      }
      during = stage.since(begun);
    } finally {
      end.run();
    }
    stage.trouble().note("DATABASE back");
    stage.noneFailed(" while the database is " + how, during);
    stage.tell(
        "p99 before and while the database is " + how,
        "%.1f ms, %.1f ms".formatted(before.p99(), during.p99()));
    managed(stage, how, published);
    long back = System.nanoTime();
    boolean publishes =
        Wait.until(BACK_MAX, () -> stage.publisher().publish(stage.bed().node(1)).isDone());
    stage.goal(
        "publishing works again once the database does",
        publishes,
        "after %.1f s".formatted((System.nanoTime() - back) / 1e9));
    stage.agree();
  }

  private static void managed(Stage stage, String how, List<Published> published) {
    Map<Integer, Integer> statuses = new TreeMap<>();
    published.forEach(one -> statuses.merge(one.status(), 1, Integer::sum));
    Duration longest =
        published.stream().map(Published::took).reduce((a, b) -> a.compareTo(b) > 0 ? a : b).get();
    boolean mayWork = how.equals("slow") || how.equals("full");
    boolean asSaid =
        statuses.keySet().stream()
            .allMatch(
                status -> status == Answer.UNAVAILABLE || (mayWork && status == Answer.CREATED));
    stage.goal(
        "management answers within 1 s while the database is " + how,
        asSaid && longest.compareTo(ANSWER_MAX) <= 0,
        "statuses %s, the longest %d ms".formatted(statuses, longest.toMillis()));
  }

  /** A node that starts without the database has its last good edition. */
  private static void restart(Stage stage) throws IOException, InterruptedException {
    MienNode node = stage.bed().node(2);
    stage.trouble().stop(node);
    Duration took = stage.trouble().start(node);
    stage.goal(
        "a node starts within 15 s without the database",
        took.compareTo(START_MAX) <= 0,
        took.toMillis() / 1e3 + " s");
  }
}
