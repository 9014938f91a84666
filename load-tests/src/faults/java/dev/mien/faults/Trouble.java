package dev.mien.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** The hand that hurts: every fault goes through here, so that the timeline knows of it. */
final class Trouble {
  private final Bed bed;
  private final Timeline timeline;
  private final History history;
  private volatile long endedNanos = System.nanoTime();

  Trouble(Bed bed, Timeline timeline, History history) {
    this.bed = bed;
    this.timeline = timeline;
    this.history = history;
  }

  /** When the last fault has ended, so far. */
  long endedNanos() {
    return endedNanos;
  }

  /** Notes a fault, or its end, which the timeline has no word for. */
  void note(String what) {
    history.note(what, Map.of());
    endedNanos = System.nanoTime();
  }

  void kill(MienNode node) throws InterruptedException {
    timeline.out(node.number(), System.nanoTime());
    history.note("KILL", Map.of("node", node.name()));
    node.kill();
    endedNanos = System.nanoTime();
  }

  /** Asks a node to stop, and waits until it has. */
  void stop(MienNode node) throws IOException, InterruptedException {
    history.note("STOP", Map.of("node", node.name()));
    timeline.out(node.number(), System.nanoTime());
    node.stop();
    endedNanos = System.nanoTime();
  }

  /** Starts a node that was ended, and says how long it took until it was ready. */
  Duration start(MienNode node) throws IOException, InterruptedException {
    history.note("START", Map.of("node", node.name()));
    node.start();
    Duration took = node.awaitReady();
    timeline.back(node.number(), System.nanoTime());
    history.note("READY", Map.of("node", node.name(), "millis", took.toMillis()));
    endedNanos = System.nanoTime();
    return took;
  }

  void freeze(MienNode node) throws IOException, InterruptedException {
    timeline.out(node.number(), System.nanoTime());
    history.note("FREEZE", Map.of("node", node.name()));
    node.freeze();
  }

  void thaw(MienNode node) throws IOException, InterruptedException {
    node.thaw();
    timeline.back(node.number(), System.nanoTime());
    history.note("THAW", Map.of("node", node.name()));
    endedNanos = System.nanoTime();
  }

  void cut(int one, int other) throws IOException, InterruptedException {
    timeline.apart(one, other, System.nanoTime());
    history.note("CUT", Map.of("between", "m" + one + " and m" + other));
    bed.net().cut(one, other);
  }

  void heal() throws IOException, InterruptedException {
    bed.net().heal();
    timeline.healed(System.nanoTime());
    history.note("HEAL", Map.of());
    endedNanos = System.nanoTime();
  }
}
