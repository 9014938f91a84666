package dev.mien.segments.identifying;

import java.util.Optional;
import org.apache.commons.validator.routines.InetAddressValidator;

/** Addresses of the Internet and of network cards. */
final class NetworkAddresses {
  /** The longest IPv6 address, with an IPv4 address at its end. */
  private static final int LENGTH_MAX = 45;

  private static final int LENGTH_MIN = 4;

  /** Those of {@code ::}, or of a network card in three groups. */
  private static final int JOINTS_MIN = 2;

  private static final InetAddressValidator ADDRESSES = InetAddressValidator.getInstance();

  private NetworkAddresses() {}

  static Optional<Detector> find(String text) {
    int place = 0;
    while (place < text.length()) {
      // Joints are rare, and hexadecimal digits are half of all letters.
      if (!Chars.isOfAddresses(text.charAt(place))) {
        place++;
        continue;
      }
      int start = place;
      while (start > 0 && Chars.isHex(text.charAt(start - 1))) {
        start--;
      }
      int end = place;
      int joints = 0;
      while (end < text.length() && Chars.isHexOrOfAddresses(text.charAt(end))) {
        joints += Chars.isOfAddresses(text.charAt(end)) ? 1 : 0;
        end++;
      }
      if (joints >= JOINTS_MIN
          && end - start >= LENGTH_MIN
          && Chars.isFree(text, start - 1)
          && Chars.isFree(text, end)) {
        Optional<Detector> found = address(trimmed(text.substring(start, end)));
        if (found.isPresent()) {
          return found;
        }
      }
      place = end;
    }
    return Optional.empty();
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
