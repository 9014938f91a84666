package dev.mien.engine.store;

import dev.mien.engine.access.ApiToken;
import dev.mien.engine.access.Person;
import dev.mien.engine.access.Role;
import dev.mien.engine.access.Tokens;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tokens in a database, a row each. */
final class JdbcTokens implements Tokens {
  private static final long NEVER = -1;
  private static final String ALL =
      "SELECT t.id, p.id, p.name, p.roles, t.name, t.roles, t.made_at, t.expires_at, t.used_day"
          + " FROM mien_token t JOIN mien_person p ON p.id = t.owner";

  private final Database database;

  JdbcTokens(Database database) {
    this.database = database;
  }

  @Override
  public boolean add(String hash, ApiToken token, Set<Role> owned) throws IOException {
    return database.inTransaction(
        connection -> {
          if (count(connection, token.owner()) >= OF_PERSON_MAX) {
            return false;
          }
          JdbcPeople.offer(connection, token.owner(), owned, token.made());
          insert(connection, hash, token);
          return true;
        });
  }

  private static int count(Connection connection, Person owner) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT COUNT(*) FROM mien_token WHERE owner = ?")) {
      statement.setString(1, owner.id());
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }

  private static void insert(Connection connection, String hash, ApiToken token)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_token (id, hash, owner, name, roles, made_at, expires_at, used_day)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, token.id());
      statement.setString(2, hash);
      statement.setString(3, token.owner().id());
      statement.setString(4, token.name());
      statement.setString(5, Role.codes(token.roles()));
      statement.setLong(6, token.made().toEpochMilli());
      statement.setLong(7, token.expires().toEpochMilli());
      statement.setLong(8, token.used().map(LocalDate::toEpochDay).orElse(NEVER));
      statement.executeUpdate();
    }
  }

  @Override
  public Optional<ApiToken> use(String hash, Instant now) throws IOException {
    LocalDate today = JdbcPeople.day(now);
    return database.inTransaction(
        connection -> {
          Optional<ApiToken> found = one(connection, ALL + " WHERE t.hash = ?", hash, now);
          if (found.isPresent() && !found.orElseThrow().used().equals(Optional.of(today))) {
            note(connection, hash, today);
          }
          return found;
        });
  }

  @Override
  public Optional<ApiToken> find(String id, Instant now) throws IOException {
    return database.inTransaction(connection -> one(connection, ALL + " WHERE t.id = ?", id, now));
  }

  private static Optional<ApiToken> one(Connection connection, String sql, String key, Instant now)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      return tokens(statement).stream().filter(token -> now.isBefore(token.expires())).findFirst();
    }
  }

  private static void note(Connection connection, String hash, LocalDate day) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE mien_token SET used_day = ? WHERE hash = ?")) {
      statement.setLong(1, day.toEpochDay());
      statement.setString(2, hash);
      statement.executeUpdate();
    }
  }

  @Override
  public List<ApiToken> list() throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(ALL + " ORDER BY t.made_at, t.id")) {
            return tokens(statement);
          }
        });
  }

  @Override
  public Optional<ApiToken> end(String id) throws IOException {
    return database.inTransaction(
        connection -> {
          Optional<ApiToken> found = one(connection, ALL + " WHERE t.id = ?", id, Instant.MIN);
          try (PreparedStatement statement =
              connection.prepareStatement("DELETE FROM mien_token WHERE id = ?")) {
            statement.setString(1, id);
            return statement.executeUpdate() == 1 ? found : Optional.empty();
          }
        });
  }

  private static List<ApiToken> tokens(PreparedStatement statement) throws SQLException {
    List<ApiToken> tokens = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        long used = rows.getLong(9);
        tokens.add(
            new ApiToken(
                rows.getString(1),
                new Person(rows.getString(2), rows.getString(3)),
                rows.getString(5),
                Role.common(Role.ofCodes(rows.getString(4)), Role.ofCodes(rows.getString(6))),
                Instant.ofEpochMilli(rows.getLong(7)),
                Instant.ofEpochMilli(rows.getLong(8)),
                used == NEVER ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(used))));
      }
    }
    return tokens;
  }
}
