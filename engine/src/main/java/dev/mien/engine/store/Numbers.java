package dev.mien.engine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Numbers that the database gives out, each once. Whoever raises one is alone with it until the
 * transaction ends; whoever comes second waits, and then sees what the first has written. A
 * transaction that fails gives its number back, so that there are no gaps.
 */
final class Numbers {
  private Numbers() {}

  /** Waits until nobody else is about to raise a name, and keeps them from it. */
  static void hold(Connection connection, String name) throws SQLException {
    try (PreparedStatement hold =
        connection.prepareStatement("UPDATE mien_number SET newest = newest WHERE name = ?")) {
      hold.setString(1, name);
      hold.executeUpdate();
    }
  }

  /** The next number of a name, which has a row in the table. */
  static long next(Connection connection, String name) throws SQLException {
    try (PreparedStatement raise =
        connection.prepareStatement("UPDATE mien_number SET newest = newest + 1 WHERE name = ?")) {
      raise.setString(1, name);
      raise.executeUpdate();
    }
    return newest(connection, name);
  }

  /** Takes a number, unless it is not above those that are taken. */
  static boolean take(Connection connection, String name, long number) throws SQLException {
    try (PreparedStatement raise =
        connection.prepareStatement(
            "UPDATE mien_number SET newest = ? WHERE name = ? AND newest < ?")) {
      raise.setLong(1, number);
      raise.setString(2, name);
      raise.setLong(3, number);
      return raise.executeUpdate() == 1;
    }
  }

  /** The highest number that was ever given out; 0 if none was. */
  static long newest(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT newest FROM mien_number WHERE name = ?")) {
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new SQLException("the table of numbers has no row for '" + name + "'");
        }
        return rows.getLong(1);
      }
    }
  }
}
