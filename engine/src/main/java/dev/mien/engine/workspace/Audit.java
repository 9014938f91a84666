package dev.mien.engine.workspace;

import java.io.IOException;
import java.util.List;

/**
 * What was done, in the order it was done; entries are only ever added. Each holds the hash of the
 * one before, so that an entry that is changed, removed or put between others is noticed; that the
 * last ones are missing is noticed by whoever has kept a later hash elsewhere. Blocks; for any
 * number of threads, and any number of nodes.
 */
public interface Audit {
  /** How many entries {@link #verify} reads at once. */
  int PAGE = 1_000;

  /**
   * Adds an entry after all others.
   *
   * @throws IOException if it is not added, or if that is not certain
   */
  Entry append(Deed deed) throws IOException;

  /**
   * The entries after one, oldest first.
   *
   * @param sequence 0 for all of them
   * @param most at the most so many; fewer if one that cannot be read stands in the way
   * @throws DamagedEntryException if the first of them cannot be read as an entry
   */
  List<Entry> after(long sequence, int most) throws IOException;

  /** The sequence of the last entry; 0 if there is none. */
  long newest() throws IOException;

  /**
   * Entries of one action whose subject begins in one way, oldest first, at most {@link #PAGE}.
   *
   * @throws DamagedEntryException if the first of them cannot be read as an entry
   */
  List<Entry> find(Action action, String subjectStart) throws IOException;

  /**
   * Follows the whole chain.
   *
   * @throws IOException if it cannot be read to its end
   */
  default Verdict verify() throws IOException {
    long sequence = 0;
    String hash = Entry.BEGINNING;
    try {
      List<Entry> page = after(sequence, PAGE);
      while (!page.isEmpty()) {
        for (Entry entry : page) {
          if (!entry.follows(sequence, hash)) {
            return new Verdict.Broken(sequence + 1);
          }
          sequence = entry.sequence();
          hash = entry.hash();
        }
        page = after(sequence, PAGE);
      }
      return new Verdict.Whole(sequence, hash);
    } catch (DamagedEntryException _) {
      return new Verdict.Broken(sequence + 1);
    }
  }

  /** What came of following the chain. */
  sealed interface Verdict {
    /**
     * Nothing was changed, removed or put in between.
     *
     * @param head the hash of the last entry
     */
    record Whole(long entries, String head) implements Verdict {}

    /**
     * The chain does not hold.
     *
     * @param sequence where the first entry should be that is missing or is not what it was
     */
    record Broken(long sequence) implements Verdict {}
  }
}
