package dev.mien.api;

/** A node cannot start as it is told to; the message says why in one line, for its operator. */
final class StartRefused extends Exception {
  private static final long serialVersionUID = 1;

  StartRefused(String reason) {
    super(reason);
  }
}
