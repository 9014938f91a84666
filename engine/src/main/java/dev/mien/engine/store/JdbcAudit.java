package dev.mien.engine.store;

import dev.mien.engine.workspace.Action;
import dev.mien.engine.workspace.Audit;
import dev.mien.engine.workspace.Change;
import dev.mien.engine.workspace.DamagedEntryException;
import dev.mien.engine.workspace.Deed;
import dev.mien.engine.workspace.Entry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The audit in a database, one row an entry. Entries wait for one another at {@link Numbers}, which
 * gives out their sequence; that the last ones were removed therefore shows at the next.
 */
final class JdbcAudit implements Audit {
  private static final String NUMBER = "audit";
  private static final String ROWS =
      "SELECT sequence, at, actor, name, action, subject, previous, hash FROM mien_audit";

  private final Database database;

  JdbcAudit(Database database) {
    this.database = database;
  }

  /** A row as it is, whether it can be an entry or not. */
  private record Row(
      long sequence,
      long at,
      String actor,
      String name,
      String action,
      String subject,
      String previous,
      String hash) {
    Entry entry() throws DamagedEntryException {
      try {
        Action known =
            Action.of(action)
                .orElseThrow(() -> new IllegalArgumentException("an action nobody knows"));
        Change change = new Change(Instant.ofEpochMilli(at), Remarks.actor(actor, name));
        return new Entry(sequence, new Deed(change, known, subject), previous, hash);
      } catch (IllegalArgumentException e) {
        throw new DamagedEntryException(sequence, e);
      }
    }
  }

  @Override
  public long newest() throws IOException {
    return database.inTransaction(connection -> Numbers.newest(connection, NUMBER));
  }

  @Override
  public Entry append(Deed deed) throws IOException {
    return database.inTransaction(
        connection -> {
          // From here on nobody else appends until this ends.
          long sequence = Numbers.next(connection, NUMBER);
          Entry entry = Entry.link(sequence, deed, lastHash(connection));
          insert(connection, entry);
          return entry;
        });
  }

  private static String lastHash(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT hash FROM mien_audit ORDER BY sequence DESC LIMIT 1");
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getString(1) : Entry.BEGINNING;
    }
  }

  static void insert(Connection connection, Entry entry) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_audit (sequence, at, actor, name, action, subject, previous, hash)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      Deed deed = entry.deed();
      statement.setLong(1, entry.sequence());
      statement.setLong(2, deed.change().at().toEpochMilli());
      statement.setString(3, deed.change().by().id());
      statement.setString(4, deed.change().by().name());
      statement.setString(5, deed.action().code());
      statement.setString(6, deed.subject());
      statement.setString(7, entry.previous());
      statement.setString(8, entry.hash());
      statement.executeUpdate();
    }
  }

  @Override
  public List<Entry> after(long sequence, int most) throws IOException {
    return entries(
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      ROWS + " WHERE sequence > ? ORDER BY sequence LIMIT ?")) {
                statement.setLong(1, sequence);
                statement.setInt(2, most);
                return rows(statement);
              }
            }));
  }

  @Override
  public List<Entry> find(Action action, String subjectStart) throws IOException {
    return entries(
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      ROWS
                          + " WHERE action = ? AND SUBSTR(subject, 1, ?) = ?"
                          + " ORDER BY sequence LIMIT ?")) {
                statement.setString(1, action.code());
                statement.setInt(2, subjectStart.length());
                statement.setString(3, subjectStart);
                statement.setInt(4, PAGE);
                return rows(statement);
              }
            }));
  }

  private static List<Entry> entries(List<Row> rows) throws DamagedEntryException {
    List<Entry> entries = new ArrayList<>();
    for (Row row : rows) {
      try {
        entries.add(row.entry());
      } catch (DamagedEntryException e) {
        if (entries.isEmpty()) {
          throw e;
        }
        break;
      }
    }
    return entries;
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Row(
                rows.getLong(1),
                rows.getLong(2),
                rows.getString(3),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                rows.getString(8)));
      }
    }
    return found;
  }
}
