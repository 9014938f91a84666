package dev.mien.engine.promise;

import java.io.IOException;
import java.util.List;

/**
 * The hashes of a tree at every eighth level. A hash of level L stands above 256^L leaves; those of
 * level 0 are the hashes of the leaves.
 */
public interface Tiles {
  /** The binary logarithm of {@link #WIDTH}. */
  int HEIGHT = 8;

  /** How many hashes a whole tile has. */
  int WIDTH = 1 << HEIGHT;

  /**
   * Some neighbours of one level and one tile. Blocks.
   *
   * @throws IOException if they cannot be read, or are not all there
   */
  List<Hash> hashes(int level, long from, int count) throws IOException;
}
