package dev.mien.engine.secret;

import java.io.IOException;

/**
 * Where the secrets of the deployment are kept, by name. For any number of threads and nodes;
 * blocks, so never on an event loop.
 */
public interface Secrets {
  /** How long a secret can be. */
  int BYTES_MAX = 256;

  /**
   * The secret of a name: random bytes that the first caller makes, and that every caller on every
   * node gets from then on.
   *
   * @param bytes how many, from 16 to {@link #BYTES_MAX}; the same at every call
   * @return a copy, which the caller may wipe
   * @throws IOException if it cannot be read or kept, or if one of another length is kept
   */
  byte[] secret(String name, int bytes) throws IOException;

  /** Refuses a length that no secret can have. */
  static int checked(int bytes) {
    if (bytes < 16 || bytes > BYTES_MAX) {
      throw new IllegalArgumentException(
          "a secret has 16 to " + BYTES_MAX + " bytes; asked for " + bytes);
    }
    return bytes;
  }
}
