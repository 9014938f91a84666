package dev.mien.engine.store;

import dev.mien.engine.workspace.Actor;
import dev.mien.engine.workspace.Approvals;
import dev.mien.engine.workspace.Change;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Drafts;
import dev.mien.engine.workspace.Saving;
import dev.mien.engine.workspace.Standing;
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
import java.util.function.UnaryOperator;

/**
 * Drafts in a database. Changes wait for one another at {@link Numbers}, which gives out the
 * revisions; who takes a draft that is due is told by its row alone, so that looking writes
 * nothing.
 */
final class JdbcDrafts implements Drafts {
  private static final String NUMBER = "draft";

  private final Database database;

  JdbcDrafts(Database database) {
    this.database = database;
  }

  @Override
  public List<Draft.Heading> list() throws IOException {
    List<Draft.Heading> headings = database.inTransaction(DraftRows::headings);
    // Databases differ in how they order texts.
    return headings.stream()
        .sorted((one, other) -> one.name().text().compareTo(other.name().text()))
        .toList();
  }

  @Override
  public Optional<Draft> find(DraftName name) throws IOException {
    return database.inTransaction(connection -> find(connection, name));
  }

  private static Optional<Draft> find(Connection connection, DraftName name) throws SQLException {
    Optional<Draft.Heading> heading = DraftRows.heading(connection, name);
    return heading.isEmpty()
        ? Optional.empty()
        : Optional.of(new Draft(heading.get(), DraftRows.sources(connection, name)));
  }

  @Override
  public Saving save(DraftName name, long seen, Draft.Text text, Change change) throws IOException {
    String content = Approvals.digest(text.sources(), List.of());
    return database.inTransaction(
        connection -> {
          long revision = Numbers.next(connection, NUMBER);
          Optional<Draft.Heading> before = DraftRows.heading(connection, name);
          long current = before.map(Draft.Heading::revision).orElse(0L);
          if (current != seen) {
            return new Saving.Conflict(current);
          }
          if (current == 0 && count(connection) >= DRAFTS_MAX) {
            return new Saving.Full();
          }
          Draft.Heading heading = Draft.Heading.saved(name, revision, before, text, change);
          DraftRows.put(connection, new Draft(heading, text.sources()), content);
          return new Saving.Done(heading, before);
        });
  }

  @Override
  public Saving delete(DraftName name, long seen) throws IOException {
    return changed(
        name,
        seen,
        (connection, heading) -> {
          DraftRows.remove(connection, name);
          return heading;
        });
  }

  @Override
  public Saving stand(DraftName name, long seen, UnaryOperator<Standing> step) throws IOException {
    return changed(
        name,
        seen,
        (connection, heading) -> {
          Draft.Heading next = heading.at(step.apply(heading.standing()));
          DraftRows.stand(connection, name, next.standing());
          return next;
        });
  }

  @Override
  public Saving finish(DraftName name, long seen, long edition) throws IOException {
    Saving saving = delete(name, seen);
    if (saving instanceof Saving.Conflict(long revision) && revision > seen) {
      int _ =
          database.inTransaction(
              connection -> {
                try (PreparedStatement statement =
                    connection.prepareStatement(
                        "UPDATE mien_draft SET base = ? WHERE name = ? AND base < ?")) {
                  statement.setLong(1, edition);
                  statement.setString(2, name.text());
                  statement.setLong(3, edition);
                  return statement.executeUpdate();
                }
              });
    }
    return saving;
  }

  /** A change to a draft that is what was seen. */
  @FunctionalInterface
  private interface Step {
    Draft.Heading in(Connection connection, Draft.Heading heading) throws SQLException;
  }

  private Saving changed(DraftName name, long seen, Step step) throws IOException {
    return database.inTransaction(
        connection -> {
          // Not needed as a number; no other change may come in between.
          long _ = Numbers.hold(connection, NUMBER);
          Optional<Draft.Heading> heading = DraftRows.heading(connection, name);
          if (heading.isEmpty() || heading.get().revision() != seen) {
            return new Saving.Conflict(heading.map(Draft.Heading::revision).orElse(0L));
          }
          return new Saving.Done(step.in(connection, heading.get()), heading);
        });
  }

  @Override
  public List<Actor> authors(List<SourceText> sources) throws IOException {
    String content = Approvals.digest(sources, List.of());
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT DISTINCT a.person, a.name FROM mien_draft_author a JOIN mien_draft d"
                      + " ON d.name = a.draft WHERE d.content = ? ORDER BY a.person, a.name")) {
            statement.setString(1, content);
            List<Actor> authors = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
              while (rows.next()) {
                authors.add(Remarks.actor(rows.getString(1), rows.getString(2)));
              }
            }
            return authors;
          }
        });
  }

  @Override
  public Optional<Draft> claim(Instant now, Instant until) throws IOException {
    return database.inTransaction(
        connection -> {
          Optional<DraftName> due = due(connection, now);
          return due.isPresent() && isClaimed(connection, due.get(), now, until)
              ? find(connection, due.get())
              : Optional.empty();
        });
  }

  private static Optional<DraftName> due(Connection connection, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT name FROM mien_draft WHERE due > 0 AND due <= ? AND claimed_until <= ?"
                + " ORDER BY due, revision LIMIT 1")) {
      statement.setLong(1, now.toEpochMilli());
      statement.setLong(2, now.toEpochMilli());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(new DraftName(rows.getString(1))) : Optional.empty();
      }
    }
  }

  // Whoever comes second waits for the first, and then finds the row taken.
  private static boolean isClaimed(
      Connection connection, DraftName name, Instant now, Instant until) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE mien_draft SET claimed_until = ? WHERE name = ? AND due > 0 AND due <= ?"
                + " AND claimed_until <= ?")) {
      statement.setLong(1, until.toEpochMilli());
      statement.setString(2, name.text());
      statement.setLong(3, now.toEpochMilli());
      statement.setLong(4, now.toEpochMilli());
      return statement.executeUpdate() == 1;
    }
  }

  private static int count(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT COUNT(*) FROM mien_draft");
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
