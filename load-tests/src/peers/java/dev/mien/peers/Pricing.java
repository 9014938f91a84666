package dev.mien.peers;

import dev.mien.capacity.Cost;
import dev.mien.peers.Comparison.Terms;
import dev.mien.peers.Load.Arrivals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What calls cost servers that answer as fast as they can, in rounds that take turns. */
final class Pricing {
  private final Terms terms;

  Pricing(Terms terms) {
    this.terms = terms;
  }

  /** Driven once before it is measured. */
  void warm(Server server, Driver driver) throws IOException {
    driver.run(server.port(), terms.load(terms.warmUp(), new Arrivals.AsAnswered()));
  }

  /** Of each server the round in the middle by processor time. */
  List<Cost> of(Driver driver, List<Server> servers) throws IOException {
    List<List<Cost>> rounds = new ArrayList<>();
    for (Server _ : servers) {
      rounds.add(new ArrayList<>());
    }
    for (int round = 0; round < terms.rounds(); round++) {
      for (int at = 0; at < servers.size(); at++) {
        rounds.get(at).add(once(driver, servers.get(at)));
      }
    }
    return rounds.stream()
        .map(
            costs ->
                costs.stream()
                    .sorted(Comparator.comparingDouble(Cost::cpuMicros))
                    .toList()
                    .get(costs.size() / 2))
        .toList();
  }

  private Cost once(Driver driver, Server server) throws IOException {
    try (Jvm jvm = server.jvm()) {
      long allocated = jvm.allocatedBytes();
      double used = server.cpuSeconds();
      Outcome outcome =
          driver.run(server.port(), terms.load(terms.slice(), new Arrivals.AsAnswered()));
      double cpu = server.cpuSeconds() - used;
      if (outcome.failed() > 0) {
        throw new IOException(
            "%s did not answer %d of %d calls well"
                .formatted(server.name(), outcome.failed(), outcome.failed() + outcome.answered()));
      }
      return new Cost(
          cpu * 1e6 / outcome.answered(),
          outcome.sentBytesEach(),
          outcome.receivedBytesEach(),
          (jvm.allocatedBytes() - allocated) / (double) outcome.answered());
    }
  }
}
