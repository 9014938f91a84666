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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Counts of one kind in a table, a row for each count. A row is only ever raised, by the statement
 * that writes it, whoever else writes at the same time.
 */
final class JdbcVectors implements VectorStore {
  /** A month of a large workspace must not take all the memory. */
  private static final int ROWS_MAX = 1_000_000;

  /** What one transaction reads, so that each ends well within its time. */
  private static final int HOURS_A_STEP = 24;

  private final Database database;
  private final Table table;

  JdbcVectors(Database database, Table table) {
    this.database = database;
    this.table = table;
  }

  /** Where counts of a kind are kept; all such tables have the same columns. */
  enum Table {
    DECISIONS("mien_count"),
    OUTCOMES("mien_outcome"),
    PATTERNS("mien_pattern");

    private final String text;

    Table(String text) {
      this.text = text;
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
              try (PreparedStatement statement = connection.prepareStatement(table.raise())) {
                for (CountKey key : keys) {
                  add(statement, key, vectors.getOrDefault(key, CountVector.NONE));
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
    for (long from = asked.fromHour(); from < asked.untilHour(); from += HOURS_A_STEP) {
      Hours hours = new Hours(from, Math.min(from + HOURS_A_STEP, asked.untilHour()));
      int most = ROWS_MAX - rows;
      List<Count> read = database.inTransaction(c -> read(c, asked, hours, most));
      rows += read.size();
      if (rows > ROWS_MAX) {
        throw new IOException(
            "more than " + ROWS_MAX + " counts are asked for; ask for one slot, or fewer hours");
      }
      for (Count each : read) {
        counts.computeIfAbsent(each.key(), _ -> new HashMap<>()).put(each.cell(), each.decisions());
      }
    }
    Map<CountKey, CountVector> vectors = new HashMap<>();
    counts.forEach((key, cells) -> vectors.put(key, new CountVector(cells)));
    return vectors;
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
