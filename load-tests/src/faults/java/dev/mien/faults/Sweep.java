package dev.mien.faults;

import dev.mien.faults.Checker.Probe;
import dev.mien.faults.Wire.Request;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Shows nodes the capsules that they must refuse: some of them all the while, and all of them on
 * every node in the end.
 */
final class Sweep implements AutoCloseable {
  private static final Duration PROBE_MAX = Duration.ofSeconds(2);
  private static final Duration PERIOD = Duration.ofMillis(40);
  private static final int AT_ONCE = 8;
  private static final int RECENT = 200;

  private final List<MienNode> nodes;
  private final History history;
  private final Checker checker;
  private final AtomicInteger probes = new AtomicInteger();
  private volatile boolean isClosed;

  Sweep(List<MienNode> nodes, History history, Checker checker) {
    this.nodes = List.copyOf(nodes);
    this.history = history;
    this.checker = checker;
    Thread.startVirtualThread(this::sample);
  }

  private void sample() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (!isClosed) {
      int size = history.size();
      if (size > 0) {
        // Half of them among the newest, where most can go wrong.
        int from = random.nextBoolean() ? Math.max(0, size - RECENT) : 0;
        Promise promise = history.promise(random.nextInt(from, size));
        MienNode node = nodes.get(random.nextInt(nodes.size()));
        if (checker.isDue(promise, node.number(), System.nanoTime())) {
          probe(promise, node, random.nextBoolean() ? Probe.SHOW : Probe.DECIDE);
        }
      }
      try {
        Thread.sleep(PERIOD);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /** All promises on every node, each in both ways. */
  void all() throws InterruptedException {
    List<Promise> promises = history.promises();
    AtomicInteger next = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      threads.add(
          Thread.startVirtualThread(
              () -> {
                int at;
                while ((at = next.getAndIncrement()) < promises.size()) {
                  for (MienNode node : nodes) {
                    probe(promises.get(at), node, Probe.SHOW);
                    probe(promises.get(at), node, Probe.DECIDE);
                  }
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void probe(Promise promise, MienNode node, Probe probe) {
    if (promise.capsules().isEmpty()) {
      return;
    }
    // The oldest is from before, like the newest; which of them is shown must not matter.
    List<String> capsules = promise.capsules();
    String capsule = capsules.get(ThreadLocalRandom.current().nextInt(capsules.size()));
    Request request =
        switch (probe) {
          case SHOW -> Request.get("/v1/session").with("Mien-Capsule", capsule);
          case DECIDE ->
              Request.post(
                  "/v1/decide",
                  "{\"slots\": [\"%s\"], \"capsule\": \"%s\"}"
                      .formatted(Workspace.PERSONAL_SLOT, capsule));
        };
    long asked = System.nanoTime();
    checker.judge(promise, node.number(), asked, probe, node.open().ask(request, PROBE_MAX));
    probes.incrementAndGet();
  }

  /** How many capsules were shown. */
  int probes() {
    return probes.get();
  }

  @Override
  public void close() {
    isClosed = true;
  }
}
