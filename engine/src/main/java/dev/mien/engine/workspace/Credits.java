package dev.mien.engine.workspace;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where it is kept whose work each edition is. Blocks; for any number of threads, and any number of
 * nodes.
 */
public interface Credits {
  /**
   * Keeps a credit, unless there is one of that edition.
   *
   * @return whether there was none
   * @throws IOException if it is not kept, or if that is not certain
   */
  boolean keep(Credit credit) throws IOException;

  /** Those of the newest editions that have one, newest first, at most {@code most}. */
  List<Credit> newest(int most) throws IOException;

  Optional<Credit> of(long edition) throws IOException;
}
