package dev.mien.engine.store;

import dev.mien.engine.edition.DamagedException;
import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.edition.EditionText;
import dev.mien.engine.edition.StoredEdition;
import dev.mien.engine.edition.Summary;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Editions in a database, one row each, under the checksum of their text. Publications wait for one
 * another at {@link Numbers}, whichever node they come from.
 */
final class JdbcEditions implements EditionStore {
  private static final String NUMBER = "edition";

  private final Database database;

  JdbcEditions(Database database) {
    this.database = database;
  }

  @Override
  public long newest() throws IOException {
    return database.inTransaction(connection -> Numbers.newest(connection, NUMBER));
  }

  @Override
  public List<Summary> list(int most) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT number, published_at, workspace, segments, slots FROM mien_edition"
                      + " ORDER BY number DESC LIMIT ?")) {
            statement.setInt(1, most);
            return summaries(statement);
          }
        });
  }

  private static List<Summary> summaries(PreparedStatement statement) throws SQLException {
    List<Summary> summaries = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        summaries.add(
            new Summary(
                rows.getLong(1),
                Instant.ofEpochMilli(rows.getLong(2)),
                rows.getString(3),
                rows.getInt(4),
                rows.getInt(5)));
      }
    }
    return summaries;
  }

  @Override
  public Optional<StoredEdition> find(long number) throws IOException {
    Optional<String> text = database.inTransaction(connection -> text(connection, number));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String place = "edition " + number + " in the database " + database.shown();
    StoredEdition stored = EditionText.read(place, text.orElseThrow());
    if (stored.summary().number() != number) {
      throw new DamagedException(place + " is damaged: it is edition " + stored.summary().number());
    }
    return Optional.of(stored);
  }

  private static Optional<String> text(Connection connection, long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT body FROM mien_edition WHERE number = ?")) {
      statement.setLong(1, number);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
      }
    }
  }

  @Override
  public boolean keep(StoredEdition edition) throws IOException {
    String text = EditionText.write(edition);
    return database.inTransaction(
        connection -> {
          if (!Numbers.take(connection, NUMBER, edition.summary().number())) {
            return false;
          }
          insert(connection, edition.summary(), text);
          return true;
        });
  }

  private static void insert(Connection connection, Summary summary, String text)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_edition (number, published_at, workspace, segments, slots, body)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      statement.setLong(1, summary.number());
      statement.setLong(2, summary.publishedAt().toEpochMilli());
      statement.setString(3, summary.workspace());
      statement.setInt(4, summary.segments());
      statement.setInt(5, summary.slots());
      statement.setString(6, text);
      statement.executeUpdate();
    }
  }
}
