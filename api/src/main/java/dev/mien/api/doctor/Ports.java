package dev.mien.api.doctor;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Setting;
import dev.mien.api.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** Whether what is to listen can. */
final class Ports {
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(2);

  private Ports() {}

  /** What is at an address and port. */
  enum State {
    ANY,
    FREE,
    /** A node of ours answers there, or has to be taken to. */
    NODE,
    TAKEN,
    NOT_PERMITTED,
    NOT_HERE
  }

  static List<Finding> findings(Configuration configuration) throws InterruptedException {
    State open = state(configuration, Settings.HTTP_HOST, Settings.HTTP_PORT, "/v1/policy");
    State admin = state(configuration, Settings.ADMIN_HOST, Settings.ADMIN_PORT, "/health/live");
    State member = state(configuration, Settings.CLUSTER_HOST, Settings.CLUSTER_PORT, "");
    // Members do not speak HTTP; who has the other two ports has this one as well.
    if (member == State.TAKEN && admin == State.NODE) {
      member = State.NODE;
    }
    return List.of(
        finding(configuration, Settings.HTTP_HOST, Settings.HTTP_PORT, open),
        finding(configuration, Settings.ADMIN_HOST, Settings.ADMIN_PORT, admin),
        finding(configuration, Settings.CLUSTER_HOST, Settings.CLUSTER_PORT, member));
  }

  private static State state(
      Configuration configuration, Setting<String> host, Setting<Integer> port, String path)
      throws InterruptedException {
    int number = configuration.of(port);
    List<InetAddress> addresses = Addresses.resolve(configuration.of(host));
    if (addresses.isEmpty() || !isHere(addresses.getFirst())) {
      return State.NOT_HERE;
    }
    if (number == 0) {
      return State.ANY;
    }
    try (ServerSocket socket = new ServerSocket()) {
      // As listeners do: what an ended process has left behind does not count.
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(addresses.getFirst(), number));
      return State.FREE;
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).startsWith("Permission denied")) {
        return State.NOT_PERMITTED;
      }
      return !path.isEmpty() && isNode(addresses.getFirst(), number, path)
          ? State.NODE
          : State.TAKEN;
    }
  }

  private static boolean isHere(InetAddress address) {
    try {
      return address.isAnyLocalAddress() || NetworkInterface.getByInetAddress(address) != null;
    } catch (SocketException _) {
      return false;
    }
  }

  private static boolean isNode(InetAddress address, int port, String path)
      throws InterruptedException {
    String text =
        address.isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress().getHostAddress()
            : address.getHostAddress();
    URI uri =
        URI.create("http://" + (text.contains(":") ? "[" + text + "]" : text) + ":" + port + path);
    HttpRequest request = HttpRequest.newBuilder(uri).timeout(ANSWERED_WITHIN).build();
    try (HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWERED_WITHIN)
            .build()) {
      HttpResponse<Void> response = client.send(request, BodyHandlers.discarding());
      // The path answers, with what every answer of a node carries and few other servers' do.
      return response.statusCode() == 200
          && response.headers().firstValue("cross-origin-resource-policy").isPresent();
    } catch (IOException _) {
      return false;
    }
  }

  static Finding finding(
      Configuration configuration, Setting<String> host, Setting<Integer> port, State state) {
    String place = configuration.of(host) + ":" + configuration.of(port);
    return switch (state) {
      case ANY -> Finding.ok(port.name(), "is any port that is free.");
      case FREE -> Finding.ok(place, "is free.");
      case NODE -> Finding.ok(place, "is taken by a node that runs.");
      case TAKEN ->
          Finding.error(
              place,
              "is taken by another program.",
              "End it, or set " + port.name() + " to a port that is free.");
      case NOT_PERMITTED ->
          Finding.error(
              place,
              "may not be listened on by this account.",
              "Set "
                  + port.name()
                  + " to 1024 or more, and let whatever stands in front listen"
                  + " there.");
      case NOT_HERE ->
          Finding.error(
              place,
              configuration.of(host) + " is no address of this machine.",
              "Set " + host.name() + " to an address of this machine.");
    };
  }
}
