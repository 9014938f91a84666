package dev.mien.faults;

import dev.mien.faults.Violations.Invariant;
import dev.mien.faults.Wire.Request;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Publishes workspaces, each with a serial of its own, and remembers what was acknowledged. */
final class Publisher {
  private static final Duration MOST = Duration.ofSeconds(10);
  private static final int VERIFIED_MAX = 60;

  private final EditionLog editions;
  private final Checker checker;
  private final History history;
  private final AtomicInteger acknowledged = new AtomicInteger();

  Publisher(EditionLog editions, Checker checker, History history) {
    this.editions = editions;
    this.checker = checker;
    this.history = history;
  }

  /**
   * What came of one publication.
   *
   * @param edition 0 if it was not acknowledged
   */
  record Published(int status, long edition, Duration took) {
    boolean isDone() {
      return status == Answer.CREATED;
    }
  }

  Published publish(MienNode node) {
    long serial = editions.propose();
    long begun = System.nanoTime();
    Answer answer =
        node.admin(
            new Request(
                "POST",
                "/admin/v1/editions",
                "Content-Type: application/yaml\r\n",
                Workspace.of(serial)),
            MOST);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    checker.fault(answer, node.name() + " publish");
    long edition = 0;
    if (answer.status() == Answer.CREATED) {
      edition = answer.json().path("edition").asLong();
      editions.acknowledge(edition, serial);
      acknowledged.incrementAndGet();
    }
    history.note(
        "PUBLISH",
        Map.of(
            "node", node.name(),
            "serial", serial,
            "edition", edition,
            "status", answer.status(),
            "millis", took.toMillis()));
    return new Published(answer.status(), edition, took);
  }

  /** How many publications were acknowledged. */
  int acknowledged() {
    return acknowledged.get();
  }

  /** Asks a node for what was acknowledged, the newest first. */
  void verify(MienNode node, Violations violations) {
    editions.acknowledged().entrySet().stream()
        .sorted(Map.Entry.<Long, Long>comparingByKey().reversed())
        .limit(VERIFIED_MAX)
        .forEach(
            entry -> {
              Answer answer = node.admin(Request.get("/admin/v1/editions/" + entry.getKey()));
              checker.fault(answer, node.name() + " editions");
              boolean isThere =
                  answer.isOk() && answer.text().contains("serial: " + entry.getValue() + " ");
              if (!isThere) {
                violations.add(
                    Invariant.PUBLISHED,
                    "%s has no edition %d of serial %d: %d"
                        .formatted(node.name(), entry.getKey(), entry.getValue(), answer.status()));
              }
            });
  }
}
