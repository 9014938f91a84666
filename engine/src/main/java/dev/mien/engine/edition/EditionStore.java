package dev.mien.engine.edition;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where editions are kept. An edition that is kept is never changed. Blocks; one writer. */
public interface EditionStore {
  /** The numbers of all editions that are kept, readable or not, rising. */
  List<Long> numbers() throws IOException;

  /**
   * One edition.
   *
   * @return empty if there is none of that number
   * @throws IOException if there is one and it cannot be read whole, with the place and the cause
   */
  Optional<StoredEdition> find(long number) throws IOException;

  /** Keeps an edition of a new number: all of it, or nothing. */
  void keep(StoredEdition edition) throws IOException;
}
