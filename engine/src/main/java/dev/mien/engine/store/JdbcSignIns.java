package dev.mien.engine.store;

import dev.mien.engine.access.Means;
import dev.mien.engine.access.Person;
import dev.mien.engine.access.Role;
import dev.mien.engine.access.SignIn;
import dev.mien.engine.access.SignIns;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** Sign-ins in a database, a row each. */
final class JdbcSignIns implements SignIns {
  private final Database database;

  JdbcSignIns(Database database) {
    this.database = database;
  }

  @Override
  public void begin(String hash, SignIn signIn) throws IOException {
    boolean _ =
        database.inTransaction(
            connection -> {
              if (signIn.means() == Means.API_TOKEN) {
                JdbcPeople.offer(connection, signIn.person(), signIn.roles(), signIn.begun());
              } else {
                JdbcPeople.put(connection, signIn.person(), signIn.roles(), signIn.begun());
              }
              makeRoom(connection, signIn.person());
              insert(connection, hash, signIn);
              return true;
            });
  }

  private static void makeRoom(Connection connection, Person person) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM mien_sign_in WHERE hash IN (SELECT hash FROM mien_sign_in WHERE person = ?"
                + " ORDER BY used_at DESC, hash LIMIT 1000000 OFFSET ?)")) {
      statement.setString(1, person.id());
      statement.setInt(2, OF_PERSON_MAX - 1);
      statement.executeUpdate();
    }
  }

  private static void insert(Connection connection, String hash, SignIn signIn)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_sign_in (hash, person, roles, means, bond, begun_at, used_at)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?)")) {
      statement.setString(1, hash);
      statement.setString(2, signIn.person().id());
      statement.setString(3, Role.codes(signIn.roles()));
      statement.setString(4, signIn.means().code());
      statement.setString(5, signIn.bond());
      statement.setLong(6, signIn.begun().toEpochMilli());
      statement.setLong(7, signIn.used().toEpochMilli());
      statement.executeUpdate();
    }
  }

  @Override
  public Optional<SignIn> use(String hash, Instant now, Terms terms) throws IOException {
    return database.inTransaction(
        connection -> {
          Optional<SignIn> found =
              find(connection, hash).filter(signIn -> !terms.isOver(signIn, now));
          if (found.isEmpty()) {
            return found;
          }
          SignIn signIn = found.orElseThrow();
          if (now.isBefore(signIn.used().plus(terms.notedEvery()))) {
            return found;
          }
          note(connection, hash, now);
          return Optional.of(
              new SignIn(
                  signIn.person(),
                  signIn.roles(),
                  signIn.means(),
                  signIn.bond(),
                  signIn.begun(),
                  now));
        });
  }

  private static Optional<SignIn> find(Connection connection, String hash) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT p.id, p.name, p.roles, s.roles, s.means, s.bond, s.begun_at, s.used_at"
                + " FROM mien_sign_in s JOIN mien_person p ON p.id = s.person"
                + " WHERE s.hash = ?")) {
      statement.setString(1, hash);
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        Optional<Means> means = Means.of(rows.getString(5));
        if (means.isEmpty()) {
          return Optional.empty();
        }
        return Optional.of(
            new SignIn(
                new Person(rows.getString(1), rows.getString(2)),
                Role.common(Role.ofCodes(rows.getString(3)), Role.ofCodes(rows.getString(4))),
                means.orElseThrow(),
                rows.getString(6),
                Instant.ofEpochMilli(rows.getLong(7)),
                Instant.ofEpochMilli(rows.getLong(8))));
      }
    }
  }

  private static void note(Connection connection, String hash, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE mien_sign_in SET used_at = ? WHERE hash = ?")) {
      statement.setLong(1, now.toEpochMilli());
      statement.setString(2, hash);
      statement.executeUpdate();
    }
  }

  @Override
  public Optional<SignIn> end(String hash) throws IOException {
    return database.inTransaction(
        connection -> {
          Optional<SignIn> found = find(connection, hash);
          try (PreparedStatement statement =
              connection.prepareStatement("DELETE FROM mien_sign_in WHERE hash = ?")) {
            statement.setString(1, hash);
            return statement.executeUpdate() == 1 ? found : Optional.empty();
          }
        });
  }

  @Override
  public int endAll(String person) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement("DELETE FROM mien_sign_in WHERE person = ?")) {
            statement.setString(1, person);
            return statement.executeUpdate();
          }
        });
  }

  @Override
  public void sweep(Instant now, Terms terms) throws IOException {
    int _ =
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "DELETE FROM mien_sign_in WHERE used_at <= ? OR begun_at <= ?")) {
                statement.setLong(1, now.minus(terms.idle()).toEpochMilli());
                statement.setLong(2, now.minus(terms.longest()).toEpochMilli());
                return statement.executeUpdate();
              }
            });
  }
}
