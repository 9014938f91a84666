package dev.mien.segments.check;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Which addresses content may link to: those that a browser opens as a page or a picture. */
final class Addresses {
  private Addresses() {}

  /** What speaks against an address; empty where nothing does. */
  static Optional<String> objection(String text) {
    if (text.isEmpty()) {
      return Optional.of("is empty");
    }
    if (text.chars().anyMatch(unit -> unit <= ' ' || unit == 0x7F || unit == '\\')) {
      // Browsers drop control characters and read a backslash as a slash.
      return Optional.of("holds a space, a control character or a backslash");
    }
    if (text.startsWith("/")) {
      return text.startsWith("//")
          ? Optional.of("starts with two slashes, which leads to another site")
          : parsed(text).map(_ -> Optional.<String>empty()).orElse(Optional.of("is malformed"));
    }
    return parsed(text).map(Addresses::objection).orElse(Optional.of("is malformed"));
  }

  private static Optional<String> objection(URI address) {
    String scheme = address.getScheme();
    if (scheme == null) {
      return Optional.of("starts with neither a slash nor http:// or https://");
    }
    String lower = scheme.toLowerCase(Locale.ROOT);
    if (!lower.equals("http") && !lower.equals("https")) {
      return Optional.of("has the scheme '" + Phrases.shortened(scheme) + "'");
    }
    if (address.getHost() == null) {
      return Optional.of("names no host");
    }
    return address.getRawUserInfo() == null
        ? Optional.empty()
        : Optional.of("holds a name or a password");
  }

  private static Optional<URI> parsed(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
  }
}
