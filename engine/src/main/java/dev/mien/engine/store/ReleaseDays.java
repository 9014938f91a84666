package dev.mien.engine.store;

import dev.mien.engine.counts.Source;
import dev.mien.engine.release.Statistic;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What was released on whole days, added up, beside the hours it is the sum of. A day is added up
 * in one transaction, which holds the number of the hour before which all is.
 */
final class ReleaseDays {
  /** The name of that hour. */
  private static final String MARK = "release-fold";

  private static final int HOURS = 24;

  private static final String ADD_UP =
      """
      INSERT INTO mien_released_day
        (hour, statistic, edition, slot, reason, segment, variant, part, number, spread)
      SELECT ?, d.statistic, d.edition, d.slot, d.reason, d.segment, d.variant, MIN(d.part),
        SUM(d.number), SUM(r.spread)
      FROM mien_released d JOIN mien_release r
        ON r.hour = d.hour AND r.statistic = d.statistic
        AND r.edition = d.edition AND r.part = d.part
      WHERE d.hour >= ? AND d.hour < ? AND d.statistic = ?
      GROUP BY d.statistic, d.edition, d.slot, d.reason, d.segment, d.variant
      """;

  private ReleaseDays() {}

  /** Whether an hour was added up, and nothing more may be released of it. */
  static boolean isFolded(Connection connection, Statistic statistic, long hour)
      throws SQLException {
    return statistic == Statistic.OUTCOMES && hour < Numbers.newest(connection, MARK);
  }

  /** Adds up the next day that ended before an hour; the hour before which all is added up then. */
  static long fold(Connection connection, long before) throws SQLException {
    long folded = Numbers.hold(connection, MARK);
    Optional<Long> next = next(connection, folded, before);
    if (next.isEmpty()) {
      return before;
    }
    long day = Source.firstHour(next.get());
    try (PreparedStatement statement = connection.prepareStatement(ADD_UP)) {
      statement.setLong(1, day);
      statement.setLong(2, day);
      statement.setLong(3, day + HOURS);
      statement.setString(4, Statistic.OUTCOMES.code());
      statement.executeUpdate();
    }
    boolean _ = Numbers.take(connection, MARK, day + HOURS);
    return day + HOURS;
  }

  private static Optional<Long> next(Connection connection, long from, long before)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT hour FROM mien_release"
                + " WHERE hour >= ? AND hour < ? AND statistic = ? ORDER BY hour LIMIT 1")) {
      statement.setLong(1, from);
      statement.setLong(2, before);
      statement.setString(3, Statistic.OUTCOMES.code());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }
}
