package dev.mien.engine.promise;

import java.io.IOException;

/**
 * The log that is kept does not continue the one that was signed; somebody has to look after it.
 */
final class BrokenLogException extends IOException {
  private static final long serialVersionUID = 1L;

  BrokenLogException(long seen) {
    super(
        "the log of promises in the database does not continue the checkpoint of "
            + seen
            + " leaves that this node has signed, so nothing more of it is signed; see whether the"
            + " database was restored from an older copy or is another one");
  }
}
