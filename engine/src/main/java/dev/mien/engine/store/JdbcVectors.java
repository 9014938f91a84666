package dev.mien.engine.store;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.VectorStore;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts of one kind in a table, a row for each count. A row is only ever raised, by the statement
 * that writes it, whoever else writes at the same time.
 *
 * <p>Each hour is folded in a transaction of its own, which also raises the number of the hour
 * before which all is folded. Whoever folds or joins holds that number meanwhile: so no hour is
 * folded twice, and nothing is joined to an hour that was folded.
 */
final class JdbcVectors implements VectorStore {
  /** A month of a large workspace must not take all the memory. */
  private static final int ROWS_MAX = 1_000_000;

  /** What one transaction reads, so that each ends well within its time. */
  private static final int HOURS_A_STEP = 6;

  private static final int HOURS_A_DAY = 24;

  /** How often a day is read that is folded meanwhile, which takes a second or two. */
  private static final int READS_MAX = 20;

  /** What one call folds: so many hours, each in a transaction of its own. */
  private static final int FOLDED_A_CALL = 24;

  private final Database database;
  private final Table table;

  JdbcVectors(Database database, Table table) {
    this.database = database;
    this.table = table;
  }

  /** Where counts of a kind are kept; all such tables have the same columns. */
  enum Table {
    DECISIONS("mien_count", "count-fold"),
    OUTCOMES("mien_outcome", "outcome-fold"),
    PATTERNS("mien_pattern", "pattern-fold");

    private final String text;

    /** The name of the hour before which it is folded. */
    private final String mark;

    Table(String text, String mark) {
      this.text = text;
      this.mark = mark;
    }

    private String add() {
      return """
      INSERT INTO %s (hour, source, edition, slot, reason, segment, variant, decisions)
      SELECT ?, ?, edition, slot, reason, segment, variant, SUM(decisions) FROM %s
      WHERE hour = ? AND source <> ? GROUP BY edition, slot, reason, segment, variant
      ON CONFLICT (hour, source, edition, slot, reason, segment, variant)
      DO UPDATE SET decisions = %s.decisions + excluded.decisions
      """
          .formatted(text, text, text);
    }

    private String raise() {
      return """
      INSERT INTO %s (hour, source, edition, slot, reason, segment, variant, decisions)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (hour, source, edition, slot, reason, segment, variant)
      DO UPDATE SET decisions = excluded.decisions
      WHERE excluded.decisions > %s.decisions
      """
          .formatted(text, text);
    }
  }

  @Override
  public void joinVectors(Map<CountKey, CountVector> vectors) throws IOException {
    // All writers go by one order, so that none waits for another that waits for it.
    List<CountKey> keys = new ArrayList<>(vectors.keySet());
    keys.sort(
        Comparator.comparingLong(CountKey::hour)
            .thenComparing(key -> key.source().toString())
            .thenComparingLong(CountKey::edition));
    int _ =
        database.inTransaction(
            connection -> {
              long folded = Numbers.hold(connection, table.mark);
              try (PreparedStatement statement = connection.prepareStatement(table.raise())) {
                for (CountKey key : keys) {
                  if (key.hour() >= folded) {
                    add(statement, key, vectors.getOrDefault(key, CountVector.NONE));
                  }
                }
                return statement.executeBatch().length;
              }
            });
  }

  private static void add(PreparedStatement statement, CountKey key, CountVector vector)
      throws SQLException {
    List<Cell> cells = vector.counts().keySet().stream().sorted(Cell.BY_NAME).toList();
    for (Cell cell : cells) {
      statement.setLong(1, key.hour());
      statement.setString(2, key.source().toString());
      statement.setLong(3, key.edition());
      statement.setString(4, cell.slot());
      statement.setString(5, cell.reason());
      statement.setString(6, cell.segment().orElse(""));
      statement.setString(7, cell.variant());
      statement.setLong(8, vector.counts().getOrDefault(cell, 0L));
      statement.addBatch();
    }
  }

  @Override
  public Map<CountKey, CountVector> vectors(Asked asked) throws IOException {
    Map<CountKey, Map<Cell, Long>> counts = new HashMap<>();
    int rows = 0;
    for (long from = asked.fromHour(); from < asked.untilHour(); ) {
      long until = Math.min(Source.firstHour(from) + HOURS_A_DAY, asked.untilHour());
      List<Count> read = day(asked, new Hours(from, until), ROWS_MAX - rows);
      rows += read.size();
      for (Count each : read) {
        counts.computeIfAbsent(each.key(), _ -> new HashMap<>()).put(each.cell(), each.decisions());
      }
      from = until;
    }
    Map<CountKey, CountVector> vectors = new HashMap<>();
    counts.forEach((key, cells) -> vectors.put(key, new CountVector(cells)));
    return vectors;
  }

  /** Some hours of one day; read again where some of them were folded meanwhile. */
  private List<Count> day(Asked asked, Hours hours, int most) throws IOException {
    for (int i = 0; i < READS_MAX; i++) {
      List<Count> read = new ArrayList<>();
      Set<Long> folded = new HashSet<>();
      for (long from = hours.from(); from < hours.until(); from += HOURS_A_STEP) {
        Hours step = new Hours(from, Math.min(from + HOURS_A_STEP, hours.until()));
        int left = most - read.size();
        read.addAll(
            database.inTransaction(
                connection -> {
                  // A server may let others write between two statements.
                  folded.add(folded(connection, hours));
                  List<Count> counts = read(connection, asked, step, left);
                  folded.add(folded(connection, hours));
                  return counts;
                }));
        if (read.size() > most) {
          throw new IOException(
              "more than " + ROWS_MAX + " counts are asked for; ask for one slot, or fewer hours");
        }
      }
      if (folded.size() <= 1) {
        return read;
      }
    }
    throw new IOException("counts were folded time and again while they were read; ask again");
  }

  /** How far these hours are folded. */
  private long folded(Connection connection, Hours hours) throws SQLException {
    return Math.clamp(Numbers.newest(connection, table.mark), hours.from(), hours.until());
  }

  private record Hours(long from, long until) {}

  private record Count(CountKey key, Cell cell, long decisions) {}

  /** What there is, and one more than {@code most} at the most. */
  private List<Count> read(Connection connection, Asked asked, Hours hours, int most)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(select(asked))) {
      int place = 1;
      statement.setLong(place++, hours.from());
      statement.setLong(place++, hours.until());
      if (asked.edition().isPresent()) {
        statement.setLong(place++, asked.edition().getAsLong());
      }
      if (asked.slot().isPresent()) {
        statement.setString(place++, asked.slot().get());
      }
      statement.setInt(place, most + 1);
      List<Count> read = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          read.add(count(row));
        }
      }
      return read;
    }
  }

  private static Count count(ResultSet row) throws SQLException {
    CountKey key = new CountKey(Source.parse(row.getString(2)), row.getLong(3), row.getLong(1));
    Optional<String> segment = Optional.of(row.getString(6)).filter(name -> !name.isEmpty());
    Cell cell = new Cell(row.getString(4), row.getString(5), segment, row.getString(7));
    return new Count(key, cell, row.getLong(8));
  }

  private String select(Asked asked) {
    return "SELECT hour, source, edition, slot, reason, segment, variant, decisions"
        + " FROM "
        + table.text
        + " WHERE hour >= ? AND hour < ?"
        + (asked.edition().isPresent() ? " AND edition = ?" : "")
        + (asked.slot().isPresent() ? " AND slot = ?" : "")
        + " LIMIT ?";
  }

  @Override
  public long fold(long beforeHour) throws IOException {
    long before = Source.firstHour(beforeHour);
    long folded = Long.MIN_VALUE;
    for (int i = 0; i < FOLDED_A_CALL && folded < before; i++) {
      folded = database.inTransaction(connection -> foldNext(connection, before));
    }
    return folded;
  }

  private long foldNext(Connection connection, long before) throws SQLException {
    Optional<Long> next = unfolded(connection, Numbers.hold(connection, table.mark), before);
    if (next.isEmpty()) {
      return before;
    }
    long hour = next.get();
    try (PreparedStatement statement = connection.prepareStatement(table.add())) {
      statement.setLong(1, Source.foldedHour(hour));
      statement.setString(2, Source.FOLDED.toString());
      statement.setLong(3, hour);
      statement.setString(4, Source.FOLDED.toString());
      statement.executeUpdate();
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM " + table.text + " WHERE hour = ? AND source <> ?")) {
      statement.setLong(1, hour);
      statement.setString(2, Source.FOLDED.toString());
      statement.executeUpdate();
    }
    // No further than to what there was: a clock that runs ahead closes no hour that is empty yet.
    boolean _ = Numbers.take(connection, table.mark, hour + 1);
    return hour + 1;
  }

  /** The first hour of some that somebody but {@link Source#FOLDED} has counted in. */
  private Optional<Long> unfolded(Connection connection, long from, long before)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT hour FROM "
                + table.text
                + " WHERE hour >= ? AND hour < ? AND source <> ? ORDER BY hour LIMIT 1")) {
      statement.setLong(1, from);
      statement.setLong(2, before);
      statement.setString(3, Source.FOLDED.toString());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getLong(1)) : Optional.empty();
      }
    }
  }

  @Override
  public void forget(long beforeHour) throws IOException {
    int _ =
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement("DELETE FROM " + table.text + " WHERE hour < ?")) {
                statement.setLong(1, beforeHour);
                return statement.executeUpdate();
              }
            });
  }
}
