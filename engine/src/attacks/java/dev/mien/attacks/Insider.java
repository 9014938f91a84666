package dev.mien.attacks;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.mien.attacks.Visits.Visit;
import dev.mien.engine.cluster.Node;
import dev.mien.engine.session.HalfKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Searches all that is in the memory of a cluster for the half-keys of erased sessions. */
final class Insider implements Attack {
  static final String NAME = "insider";

  private static final int NODES = 3;

  /** How long after its acknowledgement an erasure has to be complete. */
  private static final Duration AFTER = Duration.ofSeconds(5);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String attacker() {
    return "a dump of the whole memory of every member, after the erasure";
  }

  @Override
  public List<Row> run(Setup setup) throws IOException, InterruptedException {
    List<Node> nodes = Members.together(NODES);
    try {
      List<HalfKey> kept = new ArrayList<>();
      int sessions = setup.either(100, 1_000);
      Needles alive = visited(nodes, kept, sessions, false);
      Needles erased = visited(nodes, kept, sessions, true);
      if (!setup.has(Weakness.KEPT_KEYS)) {
        kept.clear();
      }
      // Nothing more happens: what an erasure leaves behind, no later message may cover up.
      Thread.sleep(AFTER);
      Path dump = setup.folder().resolve("heap.hprof");
      Files.deleteIfExists(dump);
      try {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpHeap(dump.toString(), true);
      } finally {
        Reference.reachabilityFence(kept);
      }
      int found = erased.foundIn(dump);
      int control = alive.foundIn(dump);
      Files.delete(dump);
      return List.of(
          new Row(
              NAME,
              "of %,d erased half-keys, found in a heap dump of %d members, 5 s later"
                  .formatted(sessions, NODES),
              "0",
              Integer.toString(found),
              "of as many live ones %,d".formatted(control),
              Row.of(found == 0 && control == sessions)));
    } finally {
      nodes.forEach(Node::close);
    }
  }

  /**
   * The half-keys of sessions that were opened and sealed on every node, and then erased or not.
   */
  private static Needles visited(
      List<Node> nodes, List<HalfKey> kept, int sessions, boolean erased) {
    Needles needles = new Needles();
    Visits visits =
        new Visits(
            nodes,
            (_, key) -> {
              kept.add(key);
              needles.add(key.bytes());
            });
    for (int i = 0; i < sessions; i++) {
      Visit visit = visits.begin(i);
      if (erased) {
        visits.erase(i, visit);
      }
    }
    return needles;
  }
}
