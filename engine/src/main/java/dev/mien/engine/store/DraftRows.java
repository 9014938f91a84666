package dev.mien.engine.store;

import dev.mien.engine.workspace.Actor;
import dev.mien.engine.workspace.Change;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Review;
import dev.mien.engine.workspace.Standing;
import dev.mien.segments.source.SourceText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How drafts stand in rows: one each, one for each of their files, one for each of their authors.
 */
final class DraftRows {
  private static final String HEADINGS =
      "SELECT name, revision, changed_at, changed_by, changed_name, base, review, digest,"
          + " asked_at, asked_by, asked_name, asked_say,"
          + " answered_at, answered_by, answered_name, answered_say, due,"
          + " scheduled_at, scheduled_by, scheduled_name, scheduled_say,"
          + " failed_at, failure, failure_detail FROM mien_draft";
  private static final int ASKED = 9;
  private static final int ANSWERED = ASKED + Remarks.COLUMNS;
  private static final int DUE = ANSWERED + Remarks.COLUMNS;
  private static final int SCHEDULED = DUE + 1;
  private static final int FAILED = SCHEDULED + Remarks.COLUMNS;

  private DraftRows() {}

  static List<Draft.Heading> headings(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HEADINGS)) {
      return headings(statement, authors(connection));
    }
  }

  static Optional<Draft.Heading> heading(Connection connection, DraftName name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(HEADINGS + " WHERE name = ?")) {
      statement.setString(1, name.text());
      return headings(statement, authors(connection, name)).stream().findFirst();
    }
  }

  private static List<Draft.Heading> headings(
      PreparedStatement statement, Map<String, List<Actor>> authors) throws SQLException {
    List<Draft.Heading> headings = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Actor by = Remarks.actor(rows.getString(4), rows.getString(5));
        headings.add(
            new Draft.Heading(
                new DraftName(rows.getString(1)),
                rows.getLong(2),
                new Change(Instant.ofEpochMilli(rows.getLong(3)), by),
                rows.getLong(6),
                authors.getOrDefault(rows.getString(1), List.of()),
                standing(rows)));
      }
    }
    return headings;
  }

  private static Standing standing(ResultSet rows) throws SQLException {
    Review review =
        new Review(
            Review.State.of(rows.getString(7)),
            Remarks.read(rows, ASKED),
            Remarks.read(rows, ANSWERED),
            rows.getString(8));
    Instant due = Instant.ofEpochMilli(rows.getLong(DUE));
    Instant failed = Instant.ofEpochMilli(rows.getLong(FAILED));
    return new Standing(
        review,
        Remarks.read(rows, SCHEDULED).map(remark -> new Standing.Schedule(due, remark)),
        failed.equals(Instant.EPOCH)
            ? Optional.empty()
            : Optional.of(
                new Standing.Failure(
                    failed, rows.getString(FAILED + 1), rows.getString(FAILED + 2))));
  }

  private static Map<String, List<Actor>> authors(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT draft, person, name FROM mien_draft_author ORDER BY draft, place")) {
      return authors(statement);
    }
  }

  private static Map<String, List<Actor>> authors(Connection connection, DraftName name)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT draft, person, name FROM mien_draft_author WHERE draft = ? ORDER BY place")) {
      statement.setString(1, name.text());
      return authors(statement);
    }
  }

  private static Map<String, List<Actor>> authors(PreparedStatement statement) throws SQLException {
    Map<String, List<Actor>> authors = new HashMap<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        authors
            .computeIfAbsent(rows.getString(1), _ -> new ArrayList<>())
            .add(Remarks.actor(rows.getString(2), rows.getString(3)));
      }
    }
    return authors;
  }

  static List<SourceText> sources(Connection connection, DraftName name) throws SQLException {
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

  /** Puts a draft in place of whatever has its name. */
  static void put(Connection connection, Draft draft, String content) throws SQLException {
    Draft.Heading heading = draft.heading();
    remove(connection, heading.name());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_draft (name, revision, changed_at, changed_by, changed_name, base,"
                + " content) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, heading.name().text());
      statement.setLong(2, heading.revision());
      statement.setLong(3, heading.change().at().toEpochMilli());
      statement.setString(4, heading.change().by().id());
      statement.setString(5, heading.change().by().name());
      statement.setLong(6, heading.base());
      statement.setString(7, content);
      statement.executeUpdate();
    }
    stand(connection, heading.name(), heading.standing());
    addFiles(connection, draft);
    addAuthors(connection, heading);
  }

  /** Changes how far a draft is; nobody has taken it on any more. */
  static void stand(Connection connection, DraftName name, Standing standing) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE mien_draft SET review = ?, digest = ?, asked_at = ?, asked_by = ?,"
                + " asked_name = ?, asked_say = ?, answered_at = ?, answered_by = ?,"
                + " answered_name = ?, answered_say = ?, due = ?, scheduled_at = ?,"
                + " scheduled_by = ?, scheduled_name = ?, scheduled_say = ?, failed_at = ?,"
                + " failure = ?, failure_detail = ?, claimed_until = 0 WHERE name = ?")) {
      // The columns of the headings from here on, which begin with six others.
      int skipped = 6;
      statement.setString(1, standing.review().state().code());
      statement.setString(2, standing.review().digest());
      Remarks.write(statement, ASKED - skipped, standing.review().asked());
      Remarks.write(statement, ANSWERED - skipped, standing.review().answered());
      statement.setLong(
          DUE - skipped, standing.schedule().map(when -> when.at().toEpochMilli()).orElse(0L));
      Remarks.write(
          statement, SCHEDULED - skipped, standing.schedule().map(Standing.Schedule::remark));
      Optional<Standing.Failure> failure = standing.failure();
      statement.setLong(FAILED - skipped, failure.map(why -> why.at().toEpochMilli()).orElse(0L));
      statement.setString(FAILED - skipped + 1, failure.map(Standing.Failure::code).orElse(""));
      statement.setString(FAILED - skipped + 2, failure.map(Standing.Failure::detail).orElse(""));
      statement.setString(FAILED - skipped + 3, name.text());
      statement.executeUpdate();
    }
  }

  static void remove(Connection connection, DraftName name) throws SQLException {
    for (String text :
        List.of(
            "DELETE FROM mien_draft_file WHERE draft = ?",
            "DELETE FROM mien_draft_author WHERE draft = ?",
            "DELETE FROM mien_draft WHERE name = ?")) {
      try (PreparedStatement statement = connection.prepareStatement(text)) {
        statement.setString(1, name.text());
        statement.executeUpdate();
      }
    }
  }

  private static void addFiles(Connection connection, Draft draft) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_draft_file (draft, place, name, body) VALUES (?, ?, ?, ?)")) {
      int place = 0;
      for (SourceText source : draft.sources()) {
        statement.setString(1, draft.heading().name().text());
        statement.setInt(2, place++);
        statement.setString(3, source.name());
        statement.setString(4, source.text());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static void addAuthors(Connection connection, Draft.Heading heading) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_draft_author (draft, place, person, name) VALUES (?, ?, ?, ?)")) {
      int place = 0;
      for (Actor author : heading.authors()) {
        statement.setString(1, heading.name().text());
        statement.setInt(2, place++);
        statement.setString(3, author.id());
        statement.setString(4, author.name());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
