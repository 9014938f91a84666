package dev.mien.faults;

import dev.mien.faults.Goal.Verdict;
import dev.mien.faults.Tally.Count;
import dev.mien.faults.Tally.Window;
import dev.mien.faults.Traffic.Mix;
import dev.mien.faults.Violations.Invariant;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a case plays on: a bed, its traffic, and all that watch. */
final class Stage {
  private static final Duration AGREE_MAX = Duration.ofSeconds(30);
  private static final double WARM_UP_SECONDS = 8;
  private static final int VISITORS_MAX = 20_000;

  private final String name;
  private final Options options;
  private final Bed bed;
  private final double rate;
  private final Violations violations = new Violations();
  private final EditionLog editions = new EditionLog(violations);
  private final Tally tally = new Tally();
  private final Visitors visitors = new Visitors(VISITORS_MAX);
  private final List<Goal> goals = new ArrayList<>();
  private final Map<MienNode, Double> lateBefore = new HashMap<>();
  private final History history;
  private final Checker checker;
  private final Trouble trouble;
  private final Publisher publisher;
  private final Balancer balancer;
  private final Sweep sweep;
  private final Traffic traffic;

  private Stage(String name, Options options, Bed bed, double rate, Path folder)
      throws IOException {
    this.name = name;
    this.options = options;
    this.bed = bed;
    this.rate = rate;
    Timeline timeline = new Timeline(options.healMax());
    history = new History(folder.resolve("history.jsonl"));
    checker = new Checker(timeline, violations);
    trouble = new Trouble(bed, timeline, history);
    publisher = new Publisher(editions, checker, history);
    balancer = new Balancer(bed.nodes());
    sweep = new Sweep(bed.nodes(), history, checker);
    var calls =
        new Calls(
            balancer,
            new Calls.Judges(tally, history, checker, editions),
            Calls.editionMember(bed.nodes().getFirst()));
    traffic = new Traffic(calls, visitors, options.seed());
  }

  /** Starts a bed, publishes a first edition, and warms everything up. */
  static Stage open(String name, Options options, double rate, Bed.Form form)
      throws IOException, InterruptedException {
    Path folder = options.folder().resolve(name);
    Bed bed = Bed.open(options, folder, form);
    try {
      Stage stage = new Stage(name, options, bed, rate, folder);
      stage.warmUp();
      return stage;
    } catch (IOException | InterruptedException | RuntimeException e) {
      bed.end();
      throw e;
    }
  }

  private void warmUp() throws IOException, InterruptedException {
    // A node is ready with no edition while its database still starts.
    if (!Wait.until(MienNode.START_MAX, () -> publisher.publish(bed.node(1)).isDone())) {
      throw new IOException("the first edition cannot be published; see the history");
    }
    Agreement agreement = new Agreement(bed.nodes());
    if (!agreement.within(AGREE_MAX)) {
      throw new IOException("the nodes never agreed before any fault: " + agreement.words());
    }
    traffic.run(Mix.of(rate));
    Wait.forSeconds(WARM_UP_SECONDS);
    bed.nodes().forEach(node -> lateBefore.put(node, Metrics.of(node).lateLoops()));
  }

  Options options() {
    return options;
  }

  Bed bed() {
    return bed;
  }

  double rate() {
    return rate;
  }

  Trouble trouble() {
    return trouble;
  }

  Traffic traffic() {
    return traffic;
  }

  Tally tally() {
    return tally;
  }

  Visitors visitors() {
    return visitors;
  }

  Balancer balancer() {
    return balancer;
  }

  Publisher publisher() {
    return publisher;
  }

  Violations violations() {
    return violations;
  }

  History history() {
    return history;
  }

  /** What decisions come to from now on, for so long. */
  Window watch(double seconds) throws InterruptedException {
    long from = System.nanoTime();
    Wait.forSeconds(seconds);
    return since(from);
  }

  /** What decisions have come to since then, as far as they can have been answered. */
  Window since(long fromNanos) throws InterruptedException {
    long to = System.nanoTime();
    Thread.sleep(Calls.DECISION_MAX.multipliedBy(3));
    return tally.window(fromNanos, to);
  }

  void goal(String goal, boolean held, String measured) {
    goals.add(new Goal(name, goal, measured, Goal.of(held)));
  }

  void tell(String what, String measured) {
    goals.add(new Goal(name, what, measured, Verdict.TOLD));
  }

  /** The usual line of decisions during a fault. */
  void noneFailed(String during, Window window) {
    goal(
        "0 failed decisions" + during,
        window.failed() == 0,
        "%d of %,d failed; first attempts %d; p99 %.0f ms"
            .formatted(window.failed(), window.decisions(), window.firstFailed(), window.p99()));
  }

  /** Lets sessions begin, so many a second or more, until so many are between two requests. */
  void gather(int sessions, double perSecond) throws IOException, InterruptedException {
    traffic.run(new Mix(Math.max(perSecond, rate), 1, 0, 0, 0, 0));
    if (!Wait.until(MienNode.START_MAX, () -> visitors.away().size() >= sessions)) {
      throw new IOException("too few sessions begin; is the rate above what this machine can do?");
    }
    traffic.run(Mix.of(rate));
    Wait.forSeconds(3);
  }

  /** Waits until all nodes agree again. */
  void agree() throws IOException, InterruptedException {
    Agreement agreement = new Agreement(bed.nodes());
    long ended = trouble.endedNanos();
    Duration left = AGREE_MAX.minusNanos(System.nanoTime() - ended);
    boolean agreed = agreement.within(left);
    double seconds = (System.nanoTime() - ended) / 1e9;
    if (!agreed) {
      violations.add(Invariant.AGREEMENT, agreement.words());
    }
    tell("agreement after the last fault", "%.1f s, %s".formatted(seconds, agreement.words()));
  }

  /** Whether sessions live on past the faults of a case. */
  enum Sessions {
    KEPT,
    /** All nodes were gone at once, and keys live in memory only. */
    GONE
  }

  /** Waits for agreement, puts every promise to the test once more, and adds it all up. */
  List<Goal> finish(Sessions sessions) throws IOException, InterruptedException {
    agree();
    traffic.stop();
    long healed = trouble.endedNanos() + options.healMax().toNanos();
    Thread.sleep(Duration.ofNanos(Math.max(0, healed - System.nanoTime())));
    sweep.all();
    bed.nodes().forEach(node -> publisher.verify(node, violations));
    if (sessions == Sessions.KEPT) {
      new Kept(bed.nodes(), visitors.away()).goal(this);
    }
    tell(
        "lost sessions · contextual for one · shed",
        "%d · %d · %d"
            .formatted(
                tally.total(Count.LOST), tally.total(Count.CONTEXTUAL), tally.total(Count.SHED)));
    tell(
        "promises acknowledged · asked",
        "%,d · %,d"
            .formatted(tally.total(Count.PROMISE_ACKNOWLEDGED), tally.total(Count.PROMISE_ASKED)));
    double late =
        bed.nodes().stream()
            .mapToDouble(
                node ->
                    Math.max(0, Metrics.of(node).lateLoops() - lateBefore.getOrDefault(node, 0.0)))
            .sum();
    tell(
        "event loops later than 50 ms · latest start of a call by the bench",
        "%.0f times · %.0f ms".formatted(late, traffic.latestMillis()));
    for (Invariant invariant : Invariant.values()) {
      if (violations.count(invariant) > 0) {
        goals.add(
            new Goal(
                name,
                invariant.text(),
                violations.count(invariant)
                    + " times: "
                    + String.join("; ", violations.words(invariant)),
                Verdict.BROKEN));
      }
    }
    goals.add(
        new Goal(
            name,
            "all invariants",
            "%,d promises put to the test %,d times".formatted(history.size(), sweep.probes()),
            violations.isEmpty() ? Verdict.HELD : Verdict.BROKEN));
    return goals();
  }

  /** What was found so far. */
  List<Goal> goals() {
    return List.copyOf(goals);
  }

  /** Ends all of it. */
  void end() throws IOException, InterruptedException {
    traffic.close();
    sweep.close();
    balancer.close();
    bed.end();
    history.close();
  }
}
