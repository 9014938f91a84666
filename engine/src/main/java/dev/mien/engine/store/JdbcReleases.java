package dev.mien.engine.store;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.release.Account;
import dev.mien.engine.release.By;
import dev.mien.engine.release.Debit;
import dev.mien.engine.release.Outcome;
import dev.mien.engine.release.ReleaseKey;
import dev.mien.engine.release.ReleaseStore;
import dev.mien.engine.release.Rho;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Subject;
import dev.mien.engine.release.Terms;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Releases in tables, beside the ledger that they are paid from. Whoever releases is alone with the
 * ledger until the transaction ends, so that no two see the same rest of a budget.
 */
final class JdbcReleases implements ReleaseStore {
  /** The row that whoever debits holds; it also numbers debits. */
  private static final String LEDGER = "debit";

  /** A month of a large workspace must not take all the memory. */
  private static final int ROWS_MAX = 1_000_000;

  private final Database database;

  JdbcReleases(Database database) {
    this.database = database;
  }

  @Override
  public Outcome release(ReleaseKey key, Terms terms, Supplier<Map<Subject, Long>> draw)
      throws IOException {
    return database.inTransaction(
        connection -> {
          long _ = Numbers.hold(connection, LEDGER);
          if (isSettled(connection, key)) {
            return Outcome.BEFORE;
          }
          boolean paid = isDebited(connection, terms.debit());
          if (!paid && !fits(connection, terms)) {
            settle(connection, key, terms, true);
            return Outcome.REFUSED;
          }
          if (!paid) {
            debit(connection, terms.debit());
          }
          settle(connection, key, terms, false);
          insert(connection, key, draw.get());
          return paid ? Outcome.MADE : Outcome.DEBITED;
        });
  }

  private static boolean isSettled(Connection connection, ReleaseKey key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM mien_release"
                + " WHERE hour = ? AND statistic = ? AND edition = ? AND part = ?")) {
      set(statement, key);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Sets the first four parameters. */
  private static void set(PreparedStatement statement, ReleaseKey key) throws SQLException {
    statement.setLong(1, key.hour());
    statement.setString(2, key.statistic().code());
    statement.setLong(3, key.edition());
    statement.setInt(4, key.part());
  }

  private static boolean isDebited(Connection connection, Debit debit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM mien_debit"
                + " WHERE statistic = ? AND from_hour = ? AND what = ? AND price = ?")) {
      set(statement, debit);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  /** Sets the first four parameters. */
  private static void set(PreparedStatement statement, Debit debit) throws SQLException {
    statement.setString(1, debit.account().statistic().code());
    statement.setLong(2, debit.account().fromHour());
    statement.setString(3, debit.what());
    statement.setLong(4, debit.price().billionths());
  }

  private static boolean fits(Connection connection, Terms terms) throws SQLException {
    Account account = terms.debit().account();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT COALESCE(SUM(price), 0) FROM mien_debit"
                + " WHERE statistic = ? AND from_hour = ?")) {
      statement.setString(1, account.statistic().code());
      statement.setLong(2, account.fromHour());
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        Rho spent = new Rho(rows.getLong(1));
        return spent.plus(terms.debit().price()).compareTo(terms.limit()) <= 0;
      }
    }
  }

  private static void debit(Connection connection, Debit debit) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_debit (statistic, from_hour, what, price, number)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      set(statement, debit);
      statement.setLong(5, Numbers.next(connection, LEDGER));
      statement.executeUpdate();
    }
  }

  private static void settle(Connection connection, ReleaseKey key, Terms terms, boolean refused)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_release (hour, statistic, edition, part, refused, spread)"
                + " VALUES (?, ?, ?, ?, ?, ?)")) {
      set(statement, key);
      statement.setInt(5, refused ? 1 : 0);
      statement.setLong(6, refused ? 0 : terms.noise().spread());
      statement.executeUpdate();
    }
  }

  private static void insert(Connection connection, ReleaseKey key, Map<Subject, Long> numbers)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_released"
                + " (hour, statistic, edition, part, slot, reason, segment, variant, number)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (Map.Entry<Subject, Long> each : numbers.entrySet()) {
        set(statement, key);
        Cell cell = cell(each.getKey());
        statement.setString(5, cell.slot());
        statement.setString(6, cell.reason());
        statement.setString(7, cell.segment().orElse(""));
        statement.setString(8, cell.variant());
        statement.setLong(9, each.getValue());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static Cell cell(Subject subject) {
    return switch (subject) {
      case Subject.Way(Cell cell) -> cell;
      case Subject.Segment(String name) -> new Cell("", "", Optional.of(name), "");
    };
  }

  @Override
  public Set<ReleaseKey> settled(long fromHour) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT statistic, edition, hour, part FROM mien_release WHERE hour >= ?")) {
            statement.setLong(1, fromHour);
            Set<ReleaseKey> keys = new HashSet<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                keys.add(
                    new ReleaseKey(
                        Statistic.of(row.getString(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getInt(4)));
              }
            }
            return keys;
          }
        });
  }

  @Override
  public Map<Long, Settled> hours(Statistic statistic, Asked asked) throws IOException {
    String sql =
        "SELECT hour, MIN(refused) FROM mien_release"
            + " WHERE statistic = ? AND hour >= ? AND hour < ?"
            + (asked.edition().isPresent() ? " AND edition = ?" : "")
            + " GROUP BY hour";
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int _ = set(statement, statistic, asked);
            Map<Long, Settled> hours = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                hours.put(row.getLong(1), row.getInt(2) == 0 ? Settled.RELEASED : Settled.REFUSED);
              }
            }
            return hours;
          }
        });
  }

  /** Sets the first parameters; answers the place of the next. */
  private static int set(PreparedStatement statement, Statistic statistic, Asked asked)
      throws SQLException {
    int place = 1;
    statement.setString(place++, statistic.code());
    statement.setLong(place++, asked.fromHour());
    statement.setLong(place++, asked.untilHour());
    if (asked.edition().isPresent()) {
      statement.setLong(place++, asked.edition().getAsLong());
    }
    return place;
  }

  @Override
  public List<Sum> sums(Statistic statistic, Asked asked, By by) throws IOException {
    List<Sum> sums =
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement = connection.prepareStatement(select(asked, by))) {
                int place = set(statement, statistic, asked);
                if (asked.slot().isPresent()) {
                  statement.setString(place++, asked.slot().get());
                }
                statement.setInt(place, ROWS_MAX + 1);
                List<Sum> read = new ArrayList<>();
                try (ResultSet row = statement.executeQuery()) {
                  while (row.next()) {
                    read.add(sum(statistic, row, by));
                  }
                }
                return read;
              }
            });
    if (sums.size() > ROWS_MAX) {
      throw new IOException(
          "more than " + ROWS_MAX + " numbers are asked for; ask for one slot, or fewer hours");
    }
    return sums;
  }

  private static String select(Asked asked, By by) {
    String names = "d.slot, d.reason, d.segment, d.variant";
    String groups =
        switch (by) {
          case HOUR -> names + ", d.hour";
          case ALL -> names;
        };
    return "SELECT SUM(d.number), SUM(r.spread), "
        + groups
        + " FROM mien_released d JOIN mien_release r"
        + " ON r.hour = d.hour AND r.statistic = d.statistic"
        + " AND r.edition = d.edition AND r.part = d.part"
        + " WHERE d.statistic = ? AND d.hour >= ? AND d.hour < ?"
        + (asked.edition().isPresent() ? " AND d.edition = ?" : "")
        + (asked.slot().isPresent() ? " AND d.slot = ?" : "")
        + " GROUP BY "
        + groups
        + " LIMIT ?";
  }

  private static Sum sum(Statistic statistic, ResultSet row, By by) throws SQLException {
    String segment = row.getString(5);
    Subject subject =
        switch (statistic) {
          case REACH -> new Subject.Segment(segment);
          case DECISIONS ->
              new Subject.Way(
                  new Cell(
                      row.getString(3),
                      row.getString(4),
                      Optional.of(segment).filter(name -> !name.isEmpty()),
                      row.getString(6)));
        };
    OptionalLong hour =
        switch (by) {
          case HOUR -> OptionalLong.of(row.getLong(7));
          case ALL -> OptionalLong.empty();
        };
    return new Sum(hour, subject, row.getLong(1), row.getLong(2));
  }

  @Override
  public List<Debit> debits(long fromHour) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT statistic, from_hour, what, price FROM mien_debit"
                      + " WHERE from_hour >= ? ORDER BY number")) {
            statement.setLong(1, fromHour);
            List<Debit> debits = new ArrayList<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                Account account = new Account(Statistic.of(row.getString(1)), row.getLong(2));
                debits.add(new Debit(account, row.getString(3), new Rho(row.getLong(4))));
              }
            }
            return debits;
          }
        });
  }

  @Override
  public void forget(long beforeHour) throws IOException {
    int _ =
        database.inTransaction(
            connection ->
                delete(connection, "DELETE FROM mien_released WHERE hour < ?", beforeHour)
                    + delete(connection, "DELETE FROM mien_release WHERE hour < ?", beforeHour));
  }

  private static int delete(Connection connection, String sql, long before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, before);
      return statement.executeUpdate();
    }
  }
}
