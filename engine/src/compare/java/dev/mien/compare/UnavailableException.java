package dev.mien.compare;

import java.io.IOException;

/** What cannot be had: a commit is not there, does not compile, or cannot be measured in time. */
final class UnavailableException extends IOException {
  private static final long serialVersionUID = 1L;

  UnavailableException(String message) {
    super(message);
  }
}
