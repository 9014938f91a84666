package dev.mien.engine.edition;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Where editions are kept. An edition that is kept is never changed, and numbers only rise, whoever
 * else keeps editions in the same place. Blocks; for any number of threads.
 */
public interface EditionStore {
  /** The highest number that is taken, whether its edition can be read or not; 0 if none is. */
  long newest() throws IOException;

  /**
   * What is kept, newest first, at most {@code most}. Only {@link #find} says whether one of them
   * can still be read whole.
   */
  List<Summary> list(int most) throws IOException;

  /**
   * One edition.
   *
   * @return empty if there is none of that number
   * @throws DamagedException if there is one and it is not whole, with the place and the cause
   * @throws IOException if the store cannot say
   */
  Optional<StoredEdition> find(long number) throws IOException;

  /**
   * Keeps an edition: all of it, or nothing.
   *
   * @return whether it is kept; false if its number is not above {@link #newest}, because somebody
   *     else was faster
   * @throws IOException if it cannot be kept, or if that is not certain
   */
  boolean keep(StoredEdition edition) throws IOException;
}
