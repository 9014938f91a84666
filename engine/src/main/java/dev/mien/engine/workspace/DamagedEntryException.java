package dev.mien.engine.workspace;

import java.io.IOException;

/** An entry of the audit is not what Mien wrote, and cannot even be read as one. */
public final class DamagedEntryException extends IOException {
  private static final long serialVersionUID = 1;

  public DamagedEntryException(long sequence, Throwable cause) {
    super("entry " + sequence + " of the audit is not what this version of Mien wrote", cause);
  }
}
