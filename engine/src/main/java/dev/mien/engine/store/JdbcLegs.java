package dev.mien.engine.store;

import dev.mien.engine.access.Leg;
import dev.mien.engine.access.Legs;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Sign-ins on their way, in a database, a row each. */
final class JdbcLegs implements Legs {
  private final Database database;

  JdbcLegs(Database database) {
    this.database = database;
  }

  @Override
  public boolean begin(String state, Leg leg, Instant over) throws IOException {
    return database.inTransaction(
        connection -> {
          sweep(connection, over);
          if (count(connection) >= KEPT_MAX) {
            return false;
          }
          insert(connection, state, leg);
          return true;
        });
  }

  private static void sweep(Connection connection, Instant over) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM mien_leg WHERE begun_at < ?")) {
      statement.setLong(1, over.toEpochMilli());
      statement.executeUpdate();
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT COUNT(*) FROM mien_leg");
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private static void insert(Connection connection, String state, Leg leg) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_leg (state, browser, back, begun_at) VALUES (?, ?, ?, ?)")) {
      statement.setString(1, state);
      statement.setString(2, leg.browser());
      statement.setString(3, leg.back());
      statement.setLong(4, leg.begun().toEpochMilli());
      statement.executeUpdate();
    }
  }

  @Override
  public Optional<Leg> take(String state) throws IOException {
    return database.inTransaction(
        connection -> {
          Optional<Leg> found = find(connection, state);
          // Of two that find it, the second removes nothing.
          try (PreparedStatement statement =
              connection.prepareStatement("DELETE FROM mien_leg WHERE state = ?")) {
            statement.setString(1, state);
            return statement.executeUpdate() == 1 ? found : Optional.empty();
          }
        });
  }

  private static Optional<Leg> find(Connection connection, String state) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT browser, back, begun_at FROM mien_leg WHERE state = ?")) {
      statement.setString(1, state);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? Optional.of(
                new Leg(
                    rows.getString(1), rows.getString(2), Instant.ofEpochMilli(rows.getLong(3))))
            : Optional.empty();
      }
    }
  }
}
