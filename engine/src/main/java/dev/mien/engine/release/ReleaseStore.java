package dev.mien.engine.release;

import java.io.IOException;
import java.util.List;
import java.util.Map;
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

  /** What is settled of the hours from one to another, the last not included, and how. */
  Map<ReleaseKey, Settled> settled(Statistic statistic, long fromHour, long untilHour)
      throws IOException;

  /** How a release was settled. */
  enum Settled {
    RELEASED,
    REFUSED
  }

  /** What was released of an hour. */
  Map<ReleaseKey, Figures> figures(Statistic statistic, long hour) throws IOException;

  /**
   * Adds up what was released of outcomes on the next days that ended before an hour, beside the
   * hours themselves. Nothing more is released of them: it is refused. Each day once, whoever else
   * does it at the time; some days a call.
   *
   * @return the hour before which all is added up now
   */
  long fold(long beforeHour) throws IOException;

  /**
   * What was released on days that are added up, by their first hours.
   *
   * @param statistic of others than outcomes nothing is added up
   * @param fromHour the first hour of the first day
   * @param untilHour the hour after the last day
   */
  Map<ReleaseKey, Figures> days(Statistic statistic, long fromHour, long untilHour)
      throws IOException;

  /** All debits of the periods that begin in an hour or after it, in the order they were taken. */
  List<Debit> debits(long fromHour) throws IOException;

  /** Lets go of releases from before an hour; debits are kept for good. */
  void forget(long beforeHour) throws IOException;

  /**
   * Plans which numbers of drafts an hour is to be released for, beside those that were planned
   * before. Depends on drafts only, and is the same for all nodes.
   *
   * @param most beyond so many in all, the rest is left out
   */
  void plan(long hour, Set<Subject> numbers, int most) throws IOException;

  /** The numbers of drafts that were planned for an hour. */
  Set<Subject> planned(long hour) throws IOException;
}
