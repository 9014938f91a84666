package dev.mien.engine.edition;

import java.io.IOException;

/** An edition is where it was kept, and is not what was kept: reading it again does not help. */
public final class DamagedException extends IOException {
  private static final long serialVersionUID = 1;

  public DamagedException(String message) {
    super(message);
  }

  public DamagedException(String message, Throwable cause) {
    super(message, cause);
  }
}
