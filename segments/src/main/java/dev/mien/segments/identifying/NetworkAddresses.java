package dev.mien.segments.identifying;

import java.util.Optional;
import org.apache.commons.validator.routines.InetAddressValidator;

/** Addresses of the Internet and of network cards. */
final class NetworkAddresses {
  /** The longest IPv6 address, with an IPv4 address at its end. */
  private static final int LENGTH_MAX = 45;

  private static final int LENGTH_MIN = 4;
  private static final InetAddressValidator ADDRESSES = InetAddressValidator.getInstance();

  private NetworkAddresses() {}

  static Optional<Detector> find(String text) {
    int start = 0;
    while (start < text.length()) {
      if (!isOfAddress(text.charAt(start))) {
        start++;
        continue;
      }
      int end = start;
      while (end < text.length() && isOfAddress(text.charAt(end))) {
        end++;
      }
      if (Chars.isFree(text, start - 1) && Chars.isFree(text, end)) {
        Optional<Detector> found = address(trimmed(text.substring(start, end)));
        if (found.isPresent()) {
          return found;
        }
      }
      start = end;
    }
    return Optional.empty();
  }

  private static boolean isOfAddress(char c) {
    return Chars.isHex(c) || c == '.' || c == ':' || c == '-';
  }

  /** Without the punctuation of the sentence around it, and without a port. */
  private static String trimmed(String run) {
    int start = 0;
    int end = run.length();
    while (start < end && run.charAt(start) == '-') {
      start++;
    }
    while (end > start && !Chars.isHex(run.charAt(end - 1)) && !run.endsWith("::")) {
      end--;
    }
    String address = run.substring(start, end);
    int port = address.indexOf(':');
    boolean hasPort = port > 0 && port == address.lastIndexOf(':') && address.indexOf('.') >= 0;
    return hasPort ? address.substring(0, port) : address;
  }

  private static Optional<Detector> address(String address) {
    int length = address.length();
    if (length < LENGTH_MIN || length > LENGTH_MAX) {
      return Optional.empty();
    }
    if (isMac(address, ':', 2) || isMac(address, '.', 4) || isMacWithDashes(address)) {
      return Optional.of(Detector.MAC_ADDRESS);
    }
    boolean found =
        address.indexOf(':') >= 0
            ? ADDRESSES.isValidInet6Address(address)
            : address.indexOf('.') >= 0 && ADDRESSES.isValidInet4Address(address);
    return found ? Optional.of(Detector.IP_ADDRESS) : Optional.empty();
  }

  // Six pairs of mere digits with dashes between them are a date and a time.
  private static boolean isMacWithDashes(String address) {
    return isMac(address, '-', 2) && address.chars().anyMatch(c -> Chars.isLetter((char) c));
  }

  /** Whether these are twelve hexadecimal digits, with one kind of joint between equal groups. */
  private static boolean isMac(String address, char joint, int group) {
    if (address.length() != 12 + 12 / group - 1) {
      return false;
    }
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      boolean fits = i % (group + 1) == group ? c == joint : Chars.isHex(c);
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
