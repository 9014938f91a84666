package dev.mien.peers;

import dev.mien.peers.Driver.Waiting;
import dev.mien.peers.Load.Arrivals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one more member costs each session that begins, and each decision that goes on with one. */
final class Cluster {
  /** What members tell each other anyway is measured for as long. */
  private static final Duration AT_REST = Duration.ofSeconds(5);

  private final Servers servers;
  private final Rules rules;
  private final Comparison.Terms terms;

  Cluster(Servers servers, Rules rules, Comparison.Terms terms) {
    this.servers = servers;
    this.rules = rules;
    this.terms = terms;
  }

  /**
   * Of one kind of call.
   *
   * @param cpuMicros processor time of all members together, a call
   * @param between what they sent each other, a call
   */
  record Share(double cpuMicros, MemberTraffic between) {}

  /** Both kinds, with so many members. */
  record Shares(int members, Share beginning, Share goingOn) {}

  /** Starts so many members, asks the first one, and ends them. */
  Shares with(int members, Waiting waiting) throws IOException, InterruptedException {
    List<Integer> ports = new ArrayList<>();
    for (int i = 0; i < members; i++) {
      ports.add(Server.freePort());
    }
    List<Mien> nodes = new ArrayList<>();
    try {
      for (int i = 0; i < members; i++) {
        Mien node = servers.member(HttpPeers.SMALL_CROWD, ports, i);
        nodes.add(node);
        // Who comes later takes the edition from who was there.
        node.publish(rules.workspace());
      }
      Sessions sessions = new Sessions(nodes.getFirst(), rules);
      sessions.gather(waiting);
      Driver beginning =
          Driver.of(rules.consenting().stream().map(Driver::request).toList(), waiting);
      Driver goingOn = Driver.goingOn(sessions.goingOn(terms.connections()), waiting);
      Arrivals fast = new Arrivals.AsAnswered();
      goingOn.run(nodes.getFirst().server().port(), terms.load(terms.warmUp(), fast));
      MemberTraffic before = MemberTraffic.of(ports);
      Thread.sleep(AT_REST);
      MemberTraffic atRest = MemberTraffic.of(ports).minus(before).times(1.0 / AT_REST.toSeconds());
      return new Shares(
          members, share(nodes, ports, beginning, atRest), share(nodes, ports, goingOn, atRest));
    } finally {
      servers.close();
    }
  }

  private Share share(List<Mien> nodes, List<Integer> ports, Driver driver, MemberTraffic atRest)
      throws IOException, InterruptedException {
    MemberTraffic before = MemberTraffic.of(ports);
    double used = cpuSeconds(nodes);
    long begun = System.nanoTime();
    Outcome outcome =
        driver.run(
            nodes.getFirst().server().port(), terms.load(terms.slice(), new Arrivals.AsAnswered()));
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpu = cpuSeconds(nodes) - used;
    MemberTraffic between =
        MemberTraffic.of(ports)
            .minus(before)
            .minus(atRest.times(seconds))
            .times(1.0 / outcome.answered());
    return new Share(cpu * 1e6 / outcome.answered(), between);
  }

  private static double cpuSeconds(List<Mien> nodes) throws IOException {
    double seconds = 0;
    for (Mien node : nodes) {
      seconds += node.server().cpuSeconds();
    }
    return seconds;
  }
}
