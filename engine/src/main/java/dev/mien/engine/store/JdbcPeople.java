package dev.mien.engine.store;

import dev.mien.engine.access.Colleague;
import dev.mien.engine.access.People;
import dev.mien.engine.access.Person;
import dev.mien.engine.access.Role;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** People in a database, a row each. */
final class JdbcPeople implements People {
  private final Database database;

  JdbcPeople(Database database) {
    this.database = database;
  }

  @Override
  public List<Colleague> list() throws IOException {
    List<Colleague> people =
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT id, name, roles, seen_day FROM mien_person")) {
                return people(statement);
              }
            });
    // Databases differ in how they order texts.
    return people.stream()
        .sorted((one, other) -> one.person().id().compareTo(other.person().id()))
        .toList();
  }

  @Override
  public Optional<Colleague> find(String id) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT id, name, roles, seen_day FROM mien_person WHERE id = ?")) {
            statement.setString(1, id);
            return people(statement).stream().findFirst();
          }
        });
  }

  private static List<Colleague> people(PreparedStatement statement) throws SQLException {
    List<Colleague> people = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        people.add(
            new Colleague(
                new Person(rows.getString(1), rows.getString(2)),
                Role.ofCodes(rows.getString(3)),
                LocalDate.ofEpochDay(rows.getLong(4))));
      }
    }
    return people;
  }

  /** Keeps a person as they are now. */
  static void put(Connection connection, Person person, Set<Role> roles, Instant at)
      throws SQLException {
    insert(
        connection,
        person,
        roles,
        at,
        "INSERT INTO mien_person (id, name, roles, seen_day) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (id) DO UPDATE SET name = excluded.name, roles = excluded.roles,"
            + " seen_day = excluded.seen_day");
  }

  /** Keeps a person unless they are kept. */
  static void offer(Connection connection, Person person, Set<Role> roles, Instant at)
      throws SQLException {
    insert(
        connection,
        person,
        roles,
        at,
        "INSERT INTO mien_person (id, name, roles, seen_day) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (id) DO NOTHING");
  }

  private static void insert(
      Connection connection, Person person, Set<Role> roles, Instant at, String sql)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, person.id());
      statement.setString(2, person.name());
      statement.setString(3, Role.codes(roles));
      statement.setLong(4, day(at).toEpochDay());
      statement.executeUpdate();
    }
  }

  static LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }
}
