package dev.mien.api.doctor;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Peer;
import dev.mien.api.config.Setting;
import dev.mien.api.config.Settings;
import dev.mien.api.doctor.Addresses.Reach;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Settings that are each allowed and do not fit together. */
final class SettingsTogether {
  private final Configuration configuration;
  private final List<Peer> peers;
  private final boolean isAlone;
  private final List<Finding> findings = new ArrayList<>();

  private SettingsTogether(Configuration configuration) {
    this.configuration = configuration;
    this.peers = configuration.of(Settings.CLUSTER_PEERS);
    this.isAlone = peers.isEmpty() && configuration.of(Settings.CLUSTER_KUBERNETES).isEmpty();
  }

  static List<Finding> findings(Configuration configuration) throws InterruptedException {
    SettingsTogether check = new SettingsTogether(configuration);
    check.sessions();
    check.crowd();
    check.times();
    check.requests();
    check.ports();
    check.adminHost();
    check.console();
    check.clusterHost();
    check.peers();
    check.notice();
    check.store();
    return check.findings;
  }

  /** Reading a configuration has refused the ones that do not fit. */
  private void sessions() {
    findings.add(
        Finding.ok(
            "MIEN_SESSION_IDLE, MIEN_SESSION_MAX, MIEN_EPOCH",
            "a capsule is readable for as long as its session lasts."));
  }

  private void crowd() {
    String place = Settings.CROWD_MIN.name();
    int minimum = configuration.of(Settings.CROWD_MIN);
    findings.add(
        minimum == 1
            ? Finding.warning(
                place,
                "is 1: content that only one session gets is served, and its reach is shown.",
                "Set it to 50, which is the default, or at least to 10.")
            : Finding.ok(
                place,
                "content is served only where "
                    + minimum
                    + " sessions got the same; reach of fewer is withheld."));
  }

  private void times() {
    Duration idle = configuration.of(Settings.IDLE_TIMEOUT);
    Duration body = configuration.of(Settings.BODY_TIMEOUT);
    findings.add(
        idle.compareTo(body) < 0
            ? Finding.warning(
                Settings.BODY_TIMEOUT.name(),
                "is longer than MIEN_IDLE_TIMEOUT: a slow body is cut off without an answer.",
                "Set it to at most MIEN_IDLE_TIMEOUT.")
            : Finding.ok(Settings.BODY_TIMEOUT.name(), "a slow body gets its 408."));
    findings.add(
        configuration.of(Settings.DRAIN).compareTo(body) < 0
            ? Finding.warning(
                Settings.DRAIN.name(),
                "is shorter than MIEN_BODY_TIMEOUT: a stop can cut off a request that would have"
                    + " been answered.",
                "Set it to at least MIEN_BODY_TIMEOUT.")
            : Finding.ok(Settings.DRAIN.name(), "what is in flight at a stop has time to end."));
  }

  private void requests() {
    findings.add(
        configuration.of(Settings.REQUESTS_MAX) > configuration.of(Settings.CONNECTIONS_MAX)
            ? Finding.warning(
                Settings.REQUESTS_MAX.name(),
                "is more than MIEN_CONNECTIONS_MAX and each connection has one request at a time:"
                    + " connections are closed before a request is ever answered with 503.",
                "Set it below MIEN_CONNECTIONS_MAX.")
            : Finding.ok(Settings.REQUESTS_MAX.name(), "too many requests get their 503."));
  }

  private void ports() {
    Set<Integer> seen = new HashSet<>();
    for (Setting<Integer> setting :
        List.of(Settings.HTTP_PORT, Settings.ADMIN_PORT, Settings.CLUSTER_PORT)) {
      int port = configuration.of(setting);
      if (port != 0 && !seen.add(port)) {
        findings.add(
            Finding.error(
                setting.name(),
                "is " + port + ", which another listener of this node has.",
                "Give the public listener, the admin listener and the member a port each."));
        return;
      }
    }
    findings.add(
        Finding.ok("MIEN_HTTP_PORT, MIEN_ADMIN_PORT, MIEN_CLUSTER_PORT", "differ as they must."));
  }

  private void adminHost() throws InterruptedException {
    String place = Settings.ADMIN_HOST.name();
    String host = configuration.of(Settings.ADMIN_HOST);
    findings.add(
        switch (Addresses.reach(host)) {
          case LOOPBACK -> Finding.ok(place, host + " is reached from this machine only.");
          case PRIVATE -> Finding.ok(place, host + " is a private address.");
          case WILDCARD ->
              Finding.warning(
                  place,
                  host + " is every interface of this machine, public ones too.",
                  "Name one private address, or close the port to all but operators.");
          case PUBLIC ->
              Finding.error(
                  place,
                  host + " is a public address, and the token crosses the network in clear.",
                  "Listen on a private address, and put TLS in front for anybody outside.");
          case UNKNOWN -> unresolved(place, host);
        });
  }

  private void console() throws InterruptedException {
    String place = Settings.CONSOLE_URL.name();
    Optional<String> url = configuration.of(Settings.CONSOLE_URL);
    if (url.isEmpty()) {
      findings.add(
          Finding.notApplicable(place, "people open the console at the admin listener itself."));
      return;
    }
    URI uri = URI.create(url.orElseThrow());
    findings.add(
        "https".equals(uri.getScheme()) || Addresses.reach(uri.getHost()) == Reach.LOOPBACK
            ? Finding.ok(place, "browsers keep the cookie of a sign-in there.")
            : Finding.error(
                place,
                "is neither https nor loopback: browsers keep no cookie there, so that nobody can"
                    + " sign in, and tokens cross the network in clear.",
                "Put TLS in front of the admin listener, and set it to that https address."));
  }

  private void clusterHost() throws InterruptedException {
    String place = Settings.CLUSTER_HOST.name();
    String host = configuration.of(Settings.CLUSTER_HOST);
    findings.add(
        switch (Addresses.reach(host)) {
          case LOOPBACK ->
              hasPeersElsewhere()
                  ? Finding.error(
                      place,
                      host + " is loopback, where members on other machines cannot reach this one.",
                      "Set it to the address of this machine on the private network of the"
                          + " members.")
                  : Finding.ok(place, host + " is reached from this machine only.");
          case PRIVATE -> Finding.ok(place, host + " is a private address.");
          case WILDCARD ->
              Finding.error(
                  place,
                  host + " is no address that others can be told, and the node does not start.",
                  "Set it to the one private address that members reach this machine at.");
          case PUBLIC ->
              Finding.error(
                  place,
                  host + " is a public address, and members speak without TLS or password.",
                  "Set it to an address on a private network that only members are on.");
          case UNKNOWN -> unresolved(place, host);
        });
  }

  private static Finding unresolved(String place, String host) {
    return Finding.error(
        place,
        host + " does not resolve on this machine.",
        "Set it to an address, or to a name that this machine resolves.");
  }

  private void peers() throws InterruptedException {
    String place = Settings.CLUSTER_PEERS.name();
    if (configuration.of(Settings.CLUSTER_KUBERNETES).isPresent()) {
      findings.add(
          peers.isEmpty()
              ? Finding.notApplicable(place, "MIEN_CLUSTER_KUBERNETES stands in its place.")
              : Finding.warning(
                  place,
                  "is set beside MIEN_CLUSTER_KUBERNETES, which goes before it.",
                  "Set one of the two."));
      return;
    }
    if (peers.isEmpty()) {
      findings.add(Finding.notApplicable(place, "no peers, this node is alone."));
      return;
    }
    Set<Peer> seen = new HashSet<>();
    for (Peer peer : peers) {
      if (!seen.add(peer)) {
        findings.add(Finding.warning(place, "names " + peer + " twice.", "Name each peer once."));
      }
    }
    int port = configuration.of(Settings.CLUSTER_PORT);
    if (port == 0) {
      findings.add(
          Finding.warning(
              Settings.CLUSTER_PORT.name(),
              "is 0, any that is free, so that no peer can name this node.",
              "Set it to a fixed port, and name it in the MIEN_CLUSTER_PEERS of the others."));
    } else if (hasPeersElsewhere() && noneElsewhereHas(port)) {
      findings.add(
          Finding.warning(
              place,
              "names only ports other than " + port + ", which this node listens on.",
              "Compare it with MIEN_CLUSTER_PORT of the peers; where they differ on purpose, all is"
                  + " well."));
    }
    if (peers.stream().allMatch(this::isThisNode)) {
      findings.add(
          Finding.warning(
              place, "names this node and no other.", "Name the other members, or none."));
    }
    if (findings.stream().noneMatch(finding -> finding.place().equals(place))) {
      findings.add(Finding.ok(place, seen.size() + " named."));
    }
  }

  private boolean noneElsewhereHas(int port) throws InterruptedException {
    for (Peer peer : peers) {
      if (isElsewhere(peer) && peer.port() == port) {
        return false;
      }
    }
    return true;
  }

  private boolean hasPeersElsewhere() throws InterruptedException {
    if (configuration.of(Settings.CLUSTER_KUBERNETES).isPresent()) {
      return true;
    }
    for (Peer peer : peers) {
      if (isElsewhere(peer)) {
        return true;
      }
    }
    return false;
  }

  private boolean isElsewhere(Peer peer) throws InterruptedException {
    return !peer.host().equals(configuration.of(Settings.CLUSTER_HOST))
        && Addresses.reach(peer.host()) != Reach.LOOPBACK;
  }

  private boolean isThisNode(Peer peer) {
    return peer.host().equals(configuration.of(Settings.CLUSTER_HOST))
        && peer.port() == configuration.of(Settings.CLUSTER_PORT);
  }

  private void notice() {
    String place = Settings.DRAIN_NOTICE.name();
    Duration notice = configuration.of(Settings.DRAIN_NOTICE);
    if (isAlone) {
      findings.add(Finding.notApplicable(place, "no peers that could answer instead."));
    } else if (notice.isZero()) {
      findings.add(
          Finding.warning(
              place,
              "is 0s: whatever spreads requests over the nodes learns of a stop from requests that"
                  + " fail.",
              "Set it to more than two intervals of the check that it makes of readiness."));
    } else {
      findings.add(
          Finding.ok(
              place, "readiness says no for " + notice.toSeconds() + " s before a node stops."));
    }
  }

  private void store() {
    String place = Settings.JDBC_URL.name();
    boolean named = configuration.of(Settings.JDBC_URL).isPresent();
    if (isAlone) {
      findings.add(Finding.notApplicable(place, "no peers to share a database with."));
    } else if (named) {
      findings.add(Finding.ok(place, "nodes share a database."));
    } else {
      findings.add(
          Finding.error(
              place,
              "is not set, so that each node keeps editions of its own and numbers them alike.",
              "Set it to the PostgreSQL database that all nodes share."));
    }
  }
}
