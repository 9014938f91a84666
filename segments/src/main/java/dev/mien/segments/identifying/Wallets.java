package dev.mien.segments.identifying;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;

/** Addresses of crypto wallets: Base58Check, Bech32, and forty hexadecimal digits after 0x. */
final class Wallets {
  private static final String BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int BASE58_MIN = 26;
  private static final int BASE58_MAX = 35;
  private static final int BASE58_BYTES = 25;
  private static final int CHECKSUM_BYTES = 4;

  private static final String BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int BECH32_MAX = 90;
  private static final int BECH32_CHECKSUM = 6;
  private static final int[] BECH32_GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };

  /** The constants that checksums of Bech32 (BIP 173) and Bech32m (BIP 350) come to. */
  private static final int BECH32_OLD = 1;

  private static final int BECH32_NEW = 0x2bc830a3;

  private static final int HEX_LENGTH = 42;

  private Wallets() {}

  /** Whether this run of letters and digits is one. */
  static boolean is(String text, int start, int end) {
    int length = end - start;
    if (length < BASE58_MIN || length > BECH32_MAX) {
      return false;
    }
    String run = text.substring(start, end);
    return isHex(run) || isBase58(run) || isBech32(run);
  }

  private static boolean isHex(String run) {
    return run.length() == HEX_LENGTH
        && (run.startsWith("0x") || run.startsWith("0X"))
        && run.chars().skip(2).allMatch(c -> Chars.isHex((char) c));
  }

  private static boolean isBase58(String run) {
    if (run.length() > BASE58_MAX) {
      return false;
    }
    byte[] bytes = new byte[BASE58_BYTES];
    for (int i = 0; i < run.length(); i++) {
      int carry = BASE58.indexOf(run.charAt(i));
      if (carry < 0) {
        return false;
      }
      for (int j = bytes.length - 1; j >= 0; j--) {
        carry += (bytes[j] & 0xff) * 58;
        bytes[j] = (byte) carry;
        carry >>>= 8;
      }
      if (carry != 0) {
        return false;
      }
    }
    int payload = bytes.length - CHECKSUM_BYTES;
    byte[] hash = sha256(sha256(Arrays.copyOf(bytes, payload)));
    return Arrays.equals(hash, 0, CHECKSUM_BYTES, bytes, payload, bytes.length);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static boolean isBech32(String run) {
    String lower = run.toLowerCase(Locale.ROOT);
    // The part before it names the chain, in letters; no coin in use takes more than a few.
    int separator = lower.indexOf('1');
    if (separator < 2 || separator > 8 || lower.length() - separator <= BECH32_CHECKSUM) {
      return false;
    }
    int sum = 1;
    for (int i = 0; i < separator; i++) {
      sum = polymod(sum, lower.charAt(i) >> 5);
    }
    sum = polymod(sum, 0);
    for (int i = 0; i < separator; i++) {
      sum = polymod(sum, lower.charAt(i) & 31);
    }
    for (int i = separator + 1; i < lower.length(); i++) {
      int value = BECH32.indexOf(lower.charAt(i));
      if (value < 0) {
        return false;
      }
      sum = polymod(sum, value);
    }
    return sum == BECH32_OLD || sum == BECH32_NEW;
  }

  private static int polymod(int sum, int value) {
    int top = sum >>> 25;
    int next = ((sum & 0x1ffffff) << 5) ^ value;
    for (int i = 0; i < BECH32_GENERATOR.length; i++) {
      if (((top >>> i) & 1) != 0) {
        next ^= BECH32_GENERATOR[i];
      }
    }
    return next;
  }
}
