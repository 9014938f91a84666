package dev.mien.engine.promise;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where the leaves of the log are kept. Leaves stand one after the other from 0, each is written
 * once and none is ever changed or removed, whoever else appends to the same place. Blocks; for any
 * number of threads and nodes.
 */
public interface LeafStore extends Tiles {
  /** The most leaves that are appended at once. */
  int BATCH_MAX = 256;

  /** A leaf and where it stands. */
  record Placed(Leaf leaf, long index) {}

  /**
   * What came of appending.
   *
   * @param size how many leaves there were right after it
   * @param placed the leaves in the order in which they were given, or those that the log had of
   *     their subjects
   */
  record Appended(long size, List<Placed> placed) {
    public Appended {
      placed = List.copyOf(placed);
    }
  }

  /**
   * Appends leaves, at most {@link #BATCH_MAX}: all of them, or none. One whose subject the log has
   * is not appended again, as far as the {@link Leaf.Recurrence} of its kind says so.
   *
   * @throws IOException if they are not kept, or if that is not certain; it may be tried again
   */
  Appended append(List<Leaf> leaves) throws IOException;

  /** How many leaves there are. */
  long size() throws IOException;

  /** The hashes of one level, as {@link Tiles} says. */
  @Override
  List<Hash> hashes(int level, long from, int count) throws IOException;

  /**
   * Some leaves, one after the other.
   *
   * @throws IOException if they cannot be read, or are not all there
   */
  List<Leaf> leaves(long from, int count) throws IOException;

  /** The leaf of a hash. */
  Optional<Placed> find(Hash leaf) throws IOException;
}
