package dev.mien.api.doctor;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Peer;
import dev.mien.api.config.Settings;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** Whether other members can be found and talked to. */
final class Peers {
  private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(2);
  private static final Duration ALL_WITHIN = Duration.ofSeconds(8);

  private Peers() {}

  /** What became of an attempt to reach a peer. */
  enum State {
    REACHED,
    REFUSED,
    SILENT,
    NAMELESS
  }

  static List<Finding> findings(Configuration configuration) throws InterruptedException {
    Optional<String> service = configuration.of(Settings.CLUSTER_KUBERNETES);
    if (service.isPresent()) {
      return List.of(service(service.orElseThrow()));
    }
    List<Peer> peers = List.copyOf(new LinkedHashSet<>(configuration.of(Settings.CLUSTER_PEERS)));
    if (peers.isEmpty()) {
      return List.of(
          Finding.notApplicable(Settings.CLUSTER_PEERS.name(), "no peers, this node is alone."));
    }
    List<Patience<State>> states = new ArrayList<>();
    for (Peer peer : peers) {
      states.add(Patience.with(() -> state(peer)));
    }
    List<Finding> findings = new ArrayList<>();
    for (int i = 0; i < peers.size(); i++) {
      findings.add(finding(peers.get(i), states.get(i).within(ALL_WITHIN).orElse(State.SILENT)));
    }
    return findings;
  }

  /** Who a headless service stands for; itself only, before the first other member starts. */
  static Finding service(String name) throws InterruptedException {
    int members = Addresses.resolve(name).size();
    return members == 0
        ? Finding.error(
            name,
            "the name does not resolve on this machine.",
            "Name a headless service that publishes addresses which are not ready, as"
                + " mien-members.mien.svc.cluster.local.")
        : Finding.ok(name, "stands for " + members + " members.");
  }

  private static State state(Peer peer) throws InterruptedException {
    List<InetAddress> addresses = Addresses.resolve(peer.host());
    if (addresses.isEmpty()) {
      return State.NAMELESS;
    }
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(addresses.getFirst(), peer.port()),
          Math.toIntExact(CONNECTED_WITHIN.toMillis()));
      return State.REACHED;
    } catch (ConnectException _) {
      return State.REFUSED;
    } catch (IOException _) {
      return State.SILENT;
    }
  }

  static Finding finding(Peer peer, State state) {
    String place = peer.toString();
    return switch (state) {
      case REACHED -> Finding.ok(place, "takes connections.");
      case REFUSED ->
          Finding.warning(
              place,
              "is there, and nothing listens on the port.",
              "Start the member there, or correct the port; where this node is the first to start,"
                  + " all is well.");
      case SILENT ->
          Finding.warning(
              place,
              "does not answer within " + CONNECTED_WITHIN.toSeconds() + " s.",
              "Look whether the machine is up, and whether a firewall lets members through on this"
                  + " port in both directions.");
      case NAMELESS ->
          Finding.error(
              place,
              "the name does not resolve on this machine.",
              "Correct the name in MIEN_CLUSTER_PEERS, or make it resolve here.");
    };
  }
}
