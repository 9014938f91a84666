package dev.mien.engine.store;

import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.Source;
import dev.mien.engine.release.Account;
import dev.mien.engine.release.Debit;
import dev.mien.engine.release.Figures;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Releases in tables, beside the ledger that they are paid from. Whoever releases is alone with the
 * ledger until the transaction ends, so that no two see the same rest of a budget.
 */
final class JdbcReleases implements ReleaseStore {
  /** The row that whoever debits holds; it also numbers debits. */
  private static final String LEDGER = "debit";

  private static final int HOURS_A_DAY = 24;

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
          boolean folded = ReleaseDays.isFolded(connection, key.statistic(), key.hour());
          if (folded || (!paid && !fits(connection, terms))) {
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
      case Subject.Segment(String name) -> of(name, "");
      case Subject.Goal(String event) -> of(event, "");
      case Subject.Sessions() -> of("", "");
      case Subject.Shadow(String segment) -> of(segment, "");
      case Subject.Either(String segment, String other) -> of(segment, other);
    };
  }

  private static Cell of(String segment, String variant) {
    return new Cell("", "", Optional.of(segment), variant);
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
  public Map<ReleaseKey, Settled> settled(Statistic statistic, long fromHour, long untilHour)
      throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT edition, hour, part, refused FROM mien_release"
                      + " WHERE hour >= ? AND hour < ? AND statistic = ?")) {
            statement.setLong(1, fromHour);
            statement.setLong(2, untilHour);
            statement.setString(3, statistic.code());
            Map<ReleaseKey, Settled> settled = new HashMap<>();
            try (ResultSet row = statement.executeQuery()) {
              while (row.next()) {
                settled.put(
                    new ReleaseKey(statistic, row.getLong(1), row.getLong(2), row.getInt(3)),
                    row.getInt(4) == 0 ? Settled.RELEASED : Settled.REFUSED);
              }
            }
            return settled;
          }
        });
  }

  private record Made(Map<Subject, Long> numbers, long spread) {}

  @Override
  public Map<ReleaseKey, Figures> figures(Statistic statistic, long hour) throws IOException {
    Map<ReleaseKey, Made> made =
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement(
                      "SELECT d.edition, d.part, r.spread, d.number,"
                          + " d.slot, d.reason, d.segment, d.variant"
                          + " FROM mien_released d JOIN mien_release r"
                          + " ON r.hour = d.hour AND r.statistic = d.statistic"
                          + " AND r.edition = d.edition AND r.part = d.part"
                          + " WHERE d.hour = ? AND d.statistic = ?"
                          + " ORDER BY d.edition, d.slot, d.reason, d.segment, d.variant")) {
                statement.setLong(1, hour);
                statement.setString(2, statistic.code());
                return made(statistic, hour, statement);
              }
            });
    Map<ReleaseKey, Figures> figures = new HashMap<>();
    made.forEach((key, each) -> figures.put(key, Figures.of(each.numbers(), each.spread())));
    return figures;
  }

  private static Map<ReleaseKey, Made> made(
      Statistic statistic, long hour, PreparedStatement statement) throws SQLException {
    Map<ReleaseKey, Made> made = new HashMap<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        ReleaseKey key = new ReleaseKey(statistic, row.getLong(1), hour, row.getInt(2));
        long spread = row.getLong(3);
        made.computeIfAbsent(key, _ -> new Made(new LinkedHashMap<>(), spread))
            .numbers()
            .put(subject(statistic, row), row.getLong(4));
      }
    }
    return made;
  }

  @Override
  public long fold(long beforeHour) throws IOException {
    long before = Source.firstHour(beforeHour);
    return database.inTransaction(
        connection -> {
          // Nobody releases anything meanwhile.
          long _ = Numbers.hold(connection, LEDGER);
          return ReleaseDays.fold(connection, before);
        });
  }

  @Override
  public Map<ReleaseKey, Figures> days(Statistic statistic, long fromHour, long untilHour)
      throws IOException {
    Map<ReleaseKey, Figures> days = new HashMap<>();
    for (long day = fromHour; day < untilHour; day += HOURS_A_DAY) {
      long hour = day;
      Map<ReleaseKey, Made> made =
          database.inTransaction(
              connection -> {
                try (PreparedStatement statement =
                    connection.prepareStatement(
                        "SELECT edition, part, spread, number, slot, reason, segment, variant"
                            + " FROM mien_released_day WHERE hour = ? AND statistic = ?"
                            + " ORDER BY edition, slot, reason, segment, variant")) {
                  statement.setLong(1, hour);
                  statement.setString(2, statistic.code());
                  return made(statistic, hour, statement);
                }
              });
      made.forEach((key, each) -> days.put(key, Figures.of(each.numbers(), each.spread())));
    }
    return days;
  }

  /** What a row is about; its names are the columns from the fifth on. */
  private static Subject subject(Statistic statistic, ResultSet row) throws SQLException {
    String segment = row.getString(7);
    return switch (statistic) {
      case REACH -> new Subject.Segment(segment);
      case GOALS -> segment.isEmpty() ? new Subject.Sessions() : new Subject.Goal(segment);
      case SHADOW -> ofDraft(segment, row.getString(8));
      case DECISIONS, OUTCOMES, PATTERNS ->
          new Subject.Way(
              new Cell(
                  row.getString(5),
                  row.getString(6),
                  Optional.of(segment).filter(name -> !name.isEmpty()),
                  row.getString(8)));
    };
  }

  private static Subject ofDraft(String segment, String other) {
    return other.isEmpty() ? new Subject.Shadow(segment) : new Subject.Either(segment, other);
  }

  @Override
  public void plan(long hour, Set<Subject> numbers, int most) throws IOException {
    int _ =
        database.inTransaction(
            connection -> {
              Set<Subject> known = planned(connection, hour);
              List<Cell> more = new ArrayList<>();
              for (Subject number : numbers) {
                if (!known.contains(number)) {
                  more.add(cell(number));
                }
              }
              // The same are left out, whoever plans.
              more.sort(Cell.BY_NAME);
              return add(connection, hour, more.stream().limit(most - known.size()).toList());
            });
  }

  private static int add(Connection connection, long hour, List<Cell> cells) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_shadow (hour, segment, other) VALUES (?, ?, ?)"
                + " ON CONFLICT (hour, segment, other) DO NOTHING")) {
      for (Cell cell : cells) {
        statement.setLong(1, hour);
        statement.setString(2, cell.segment().orElse(""));
        statement.setString(3, cell.variant());
        statement.addBatch();
      }
      return statement.executeBatch().length;
    }
  }

  @Override
  public Set<Subject> planned(long hour) throws IOException {
    return database.inTransaction(connection -> planned(connection, hour));
  }

  private static Set<Subject> planned(Connection connection, long hour) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT segment, other FROM mien_shadow WHERE hour = ?")) {
      statement.setLong(1, hour);
      Set<Subject> planned = new HashSet<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          planned.add(ofDraft(row.getString(1), row.getString(2)));
        }
      }
      return planned;
    }
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
                    + delete(connection, "DELETE FROM mien_released_day WHERE hour < ?", beforeHour)
                    + delete(connection, "DELETE FROM mien_release WHERE hour < ?", beforeHour)
                    + delete(connection, "DELETE FROM mien_shadow WHERE hour < ?", beforeHour));
  }

  private static int delete(Connection connection, String sql, long before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, before);
      return statement.executeUpdate();
    }
  }
}
