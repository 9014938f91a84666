package dev.mien.engine.store;

import dev.mien.engine.workspace.Actor;
import dev.mien.engine.workspace.Credit;
import dev.mien.engine.workspace.Credits;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Remark;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Credits in a database: a row each, and one for each author. */
final class JdbcCredits implements Credits {
  private static final String CREDITS =
      "SELECT edition, published_at, published_by, published_name, published_say, approved_at,"
          + " approved_by, approved_name, approved_say, draft, rolled_back_to FROM mien_credit";
  private static final int PUBLISHED = 2;
  private static final int APPROVED = PUBLISHED + Remarks.COLUMNS;
  private static final int DRAFT = APPROVED + Remarks.COLUMNS;

  private final Database database;

  JdbcCredits(Database database) {
    this.database = database;
  }

  @Override
  public boolean keep(Credit credit) throws IOException {
    return database.inTransaction(
        connection -> {
          boolean isNew = add(connection, credit);
          if (isNew) {
            addAuthors(connection, credit);
          }
          return isNew;
        });
  }

  private static boolean add(Connection connection, Credit credit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_credit (edition, published_at, published_by, published_name,"
                + " published_say, approved_at, approved_by, approved_name, approved_say, draft,"
                + " rolled_back_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " ON CONFLICT (edition) DO NOTHING")) {
      statement.setLong(1, credit.edition());
      Remarks.write(statement, PUBLISHED, Optional.of(credit.published()));
      Remarks.write(statement, APPROVED, credit.approval());
      statement.setString(DRAFT, credit.origin().draft().map(DraftName::text).orElse(""));
      statement.setLong(DRAFT + 1, credit.origin().rolledBackTo().orElse(0));
      return statement.executeUpdate() == 1;
    }
  }

  private static void addAuthors(Connection connection, Credit credit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_credit_author (edition, place, person, name) VALUES (?, ?, ?, ?)")) {
      int place = 0;
      for (Actor author : credit.authors()) {
        statement.setLong(1, credit.edition());
        statement.setInt(2, place++);
        statement.setString(3, author.id());
        statement.setString(4, author.name());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  @Override
  public List<Credit> newest(int most) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(CREDITS + " ORDER BY edition DESC LIMIT ?")) {
            statement.setInt(1, most);
            return credits(connection, statement);
          }
        });
  }

  @Override
  public Optional<Credit> of(long edition) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(CREDITS + " WHERE edition = ?")) {
            statement.setLong(1, edition);
            return credits(connection, statement).stream().findFirst();
          }
        });
  }

  private static List<Credit> credits(Connection connection, PreparedStatement statement)
      throws SQLException {
    List<Credit> bare = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        bare.add(credit(rows));
      }
    }
    if (bare.isEmpty()) {
      return List.of();
    }
    Map<Long, List<Actor>> authors =
        authors(connection, bare.getLast().edition(), bare.getFirst().edition());
    return bare.stream()
        .map(
            credit ->
                new Credit(
                    credit.edition(),
                    credit.published(),
                    authors.getOrDefault(credit.edition(), List.of()),
                    credit.approval(),
                    credit.origin()))
        .toList();
  }

  private static Credit credit(ResultSet rows) throws SQLException {
    Remark published =
        Remarks.read(rows, PUBLISHED).orElseThrow(() -> new SQLException("a credit has a time"));
    String draft = rows.getString(DRAFT);
    long earlier = rows.getLong(DRAFT + 1);
    return new Credit(
        rows.getLong(1),
        published,
        List.of(),
        Remarks.read(rows, APPROVED),
        new Credit.Origin(
            draft.isEmpty() ? Optional.empty() : Optional.of(new DraftName(draft)),
            earlier == 0 ? OptionalLong.empty() : OptionalLong.of(earlier)));
  }

  private static Map<Long, List<Actor>> authors(Connection connection, long first, long last)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT edition, person, name FROM mien_credit_author WHERE edition BETWEEN ? AND ?"
                + " ORDER BY edition, place")) {
      statement.setLong(1, first);
      statement.setLong(2, last);
      Map<Long, List<Actor>> authors = new HashMap<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          authors
              .computeIfAbsent(rows.getLong(1), _ -> new ArrayList<>())
              .add(Remarks.actor(rows.getString(2), rows.getString(3)));
        }
      }
      return authors;
    }
  }
}
