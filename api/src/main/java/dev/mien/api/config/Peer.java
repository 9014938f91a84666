package dev.mien.api.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another member of the cluster, by the address it listens on. */
public record Peer(String host, int port) {
  private static final Pattern SHAPE =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+]):(\\d+)");
  private static final int PORT_MAX = 65_535;

  static Optional<Peer> parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches() || matcher.group(2).length() > 5) {
      return Optional.empty();
    }
    int port = Integer.parseInt(matcher.group(2));
    return port < 1 || port > PORT_MAX
        ? Optional.empty()
        : Optional.of(new Peer(matcher.group(1), port));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
