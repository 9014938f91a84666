package dev.mien.api.doctor;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Who can reach what listens at an address. */
final class Addresses {
  private static final Duration RESOLVED_WITHIN = Duration.ofSeconds(3);

  private Addresses() {}

  /** From where an address is reached. */
  enum Reach {
    LOOPBACK,
    PRIVATE,
    PUBLIC,
    WILDCARD,
    /** The name does not resolve. */
    UNKNOWN
  }

  /** The addresses of a host; none where its name does not resolve in time. */
  static List<InetAddress> resolve(String host) throws InterruptedException {
    return Patience.with(() -> lookUp(host)).within(RESOLVED_WITHIN).orElse(List.of());
  }

  private static List<InetAddress> lookUp(String host) {
    try {
      return Arrays.asList(InetAddress.getAllByName(host));
    } catch (UnknownHostException _) {
      return List.of();
    }
  }

  /** The widest reach of the addresses of a host. */
  static Reach reach(String host) throws InterruptedException {
    List<Reach> found = resolve(host).stream().map(Addresses::reach).toList();
    return found.stream().max(Reach::compareTo).orElse(Reach.UNKNOWN);
  }

  private static Reach reach(InetAddress address) {
    if (address.isAnyLocalAddress()) {
      return Reach.WILDCARD;
    }
    if (address.isLoopbackAddress()) {
      return Reach.LOOPBACK;
    }
    boolean isPrivate =
        address.isSiteLocalAddress()
            || address.isLinkLocalAddress()
            || isUniqueLocal(address.getAddress())
            || isShared(address.getAddress());
    return isPrivate ? Reach.PRIVATE : Reach.PUBLIC;
  }

  /** fc00::/7, RFC 4193. */
  private static boolean isUniqueLocal(byte[] bytes) {
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }

  /** 100.64.0.0/10, RFC 6598. */
  private static boolean isShared(byte[] bytes) {
    return bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
  }
}
