package dev.mien.engine.release;

import dev.mien.engine.counts.Asked;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where releases are kept, and what they cost. What is kept never changes. Blocks, at most about a
 * second a call; for any number of threads and nodes.
 */
public interface ReleaseStore {
  /**
   * Makes a release unless it is settled already. The debit is taken, if it was not yet, and only
   * then is the noise drawn; both are kept together with the numbers, or nothing is.
   *
   * @param draw the numbers with their noise; asked once at the most
   * @throws IOException if it is not made, or if that is not certain
   */
  Outcome release(ReleaseKey key, Terms terms, Supplier<Map<Subject, Long>> draw)
      throws IOException;

  /** What is settled of an hour and those after it, released or refused. */
  Set<ReleaseKey> settled(long fromHour) throws IOException;

  /** Which of the hours asked for were released, and which refused. */
  Map<Long, Settled> hours(Statistic statistic, Asked asked) throws IOException;

  /** Whether anything of an hour was released. */
  enum Settled {
    RELEASED,
    REFUSED
  }

  /** The sums of what was released. */
  List<Sum> sums(Statistic statistic, Asked asked, By by) throws IOException;

  /**
   * A sum of released numbers.
   *
   * @param hour none where hours are summed
   * @param spread the sum of {@link Noise#spread}
   */
  record Sum(OptionalLong hour, Subject subject, long value, long spread) {}

  /** All debits of the periods that begin in an hour or after it, in the order they were taken. */
  List<Debit> debits(long fromHour) throws IOException;

  /** Lets go of releases from before an hour; debits are kept for good. */
  void forget(long beforeHour) throws IOException;
}
