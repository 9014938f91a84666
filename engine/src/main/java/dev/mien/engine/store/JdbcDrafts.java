package dev.mien.engine.store;

import dev.mien.engine.workspace.Actor;
import dev.mien.engine.workspace.Change;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Drafts;
import dev.mien.engine.workspace.Saving;
import dev.mien.segments.source.SourceText;
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
 * Drafts in a database: a row each, and a row for each file. Changes wait for one another at {@link
 * Numbers}, which gives out the revisions.
 */
final class JdbcDrafts implements Drafts {
  private static final String NUMBER = "draft";
  private static final String HEADINGS =
      "SELECT name, revision, changed_at, changed_by FROM mien_draft";

  private final Database database;

  JdbcDrafts(Database database) {
    this.database = database;
  }

  @Override
  public List<Draft.Heading> list() throws IOException {
    List<Draft.Heading> headings =
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(HEADINGS)) {
                return headings(statement);
              }
            });
    // Databases differ in how they order texts.
    return headings.stream()
        .sorted((one, other) -> one.name().text().compareTo(other.name().text()))
        .toList();
  }

  @Override
  public Optional<Draft> find(DraftName name) throws IOException {
    return database.inTransaction(
        connection -> {
          Optional<Draft.Heading> heading = heading(connection, name);
          return heading.isEmpty()
              ? Optional.empty()
              : Optional.of(new Draft(heading.orElseThrow(), sources(connection, name)));
        });
  }

  @Override
  public Saving save(DraftName name, long seen, List<SourceText> sources, Change change)
      throws IOException {
    return database.inTransaction(
        connection -> {
          long revision = Numbers.next(connection, NUMBER);
          long current = heading(connection, name).map(Draft.Heading::revision).orElse(0L);
          if (current != seen) {
            return new Saving.Conflict(current);
          }
          if (current == 0 && count(connection) >= DRAFTS_MAX) {
            return new Saving.Full();
          }
          Draft.Heading heading = new Draft.Heading(name, revision, change);
          put(connection, heading);
          removeFiles(connection, name);
          addFiles(connection, name, sources);
          return new Saving.Done(heading);
        });
  }

  @Override
  public Saving delete(DraftName name, long seen) throws IOException {
    return database.inTransaction(
        connection -> {
          // Not needed as a number; no other change may come in between.
          long _ = Numbers.next(connection, NUMBER);
          Optional<Draft.Heading> heading = heading(connection, name);
          if (heading.isEmpty() || heading.orElseThrow().revision() != seen) {
            return new Saving.Conflict(heading.map(Draft.Heading::revision).orElse(0L));
          }
          removeFiles(connection, name);
          try (PreparedStatement statement =
              connection.prepareStatement("DELETE FROM mien_draft WHERE name = ?")) {
            statement.setString(1, name.text());
            statement.executeUpdate();
          }
          return new Saving.Done(heading.orElseThrow());
        });
  }

  private static int count(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT COUNT(*) FROM mien_draft");
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  private static Optional<Draft.Heading> heading(Connection connection, DraftName name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HEADINGS + " WHERE name = ?")) {
      statement.setString(1, name.text());
      return headings(statement).stream().findFirst();
    }
  }

  private static List<Draft.Heading> headings(PreparedStatement statement) throws SQLException {
    List<Draft.Heading> headings = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        headings.add(
            new Draft.Heading(
                new DraftName(rows.getString(1)),
                rows.getLong(2),
                new Change(Instant.ofEpochMilli(rows.getLong(3)), new Actor(rows.getString(4)))));
      }
    }
    return headings;
  }

  private static List<SourceText> sources(Connection connection, DraftName name)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT name, body FROM mien_draft_file WHERE draft = ? ORDER BY place")) {
      statement.setString(1, name.text());
      List<SourceText> sources = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          sources.add(new SourceText(rows.getString(1), rows.getString(2)));
        }
      }
      return sources;
    }
  }

  private static void put(Connection connection, Draft.Heading heading) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_draft (name, revision, changed_at, changed_by) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET revision = excluded.revision,"
                + " changed_at = excluded.changed_at, changed_by = excluded.changed_by")) {
      statement.setString(1, heading.name().text());
      statement.setLong(2, heading.revision());
      statement.setLong(3, heading.change().at().toEpochMilli());
      statement.setString(4, heading.change().by().name());
      statement.executeUpdate();
    }
  }

  private static void removeFiles(Connection connection, DraftName name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM mien_draft_file WHERE draft = ?")) {
      statement.setString(1, name.text());
      statement.executeUpdate();
    }
  }

  private static void addFiles(Connection connection, DraftName name, List<SourceText> sources)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_draft_file (draft, place, name, body) VALUES (?, ?, ?, ?)")) {
      int place = 0;
      for (SourceText source : sources) {
        statement.setString(1, name.text());
        statement.setInt(2, place++);
        statement.setString(3, source.name());
        statement.setString(4, source.text());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
