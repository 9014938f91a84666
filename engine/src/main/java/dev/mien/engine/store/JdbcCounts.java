package dev.mien.engine.store;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountStore;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.Source;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts in tables, a row for each count. A row is only ever raised, by the statement that writes
 * it, whoever else writes at the same time.
 */
final class JdbcCounts implements CountStore {
  /** A month of a large workspace must not take all the memory. */
  private static final int ROWS_MAX = 1_000_000;

  /** What one transaction reads, so that each ends well within its time. */
  private static final int HOURS_A_STEP = 24;

  private static final String RAISE =
      """
      INSERT INTO mien_count (hour, source, edition, slot, reason, segment, variant, decisions)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (hour, source, edition, slot, reason, segment, variant)
      DO UPDATE SET decisions = excluded.decisions
      WHERE excluded.decisions > mien_count.decisions
      """;

  private static final String REPLACE =
      """
      INSERT INTO mien_reach (hour, edition, segment, bits)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (hour, edition, segment)
      DO UPDATE SET bits = excluded.bits
      WHERE mien_reach.bits = ?
      """;

  private final Database database;

  JdbcCounts(Database database) {
    this.database = database;
  }

  private record EditionHour(long edition, long hour) {}

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
              try (PreparedStatement statement = connection.prepareStatement(RAISE)) {
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
  private static List<Count> read(Connection connection, Asked asked, Hours hours, int most)
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

  private static String select(Asked asked) {
    return "SELECT hour, source, edition, slot, reason, segment, variant, decisions"
        + " FROM mien_count WHERE hour >= ? AND hour < ?"
        + (asked.edition().isPresent() ? " AND edition = ?" : "")
        + (asked.slot().isPresent() ? " AND slot = ?" : "")
        + " LIMIT ?";
  }

  @Override
  public void joinBitmaps(Map<ReachKey, Bitmap> bitmaps) throws IOException {
    List<ReachKey> keys = new ArrayList<>(bitmaps.keySet());
    keys.sort(
        Comparator.comparingLong(ReachKey::hour)
            .thenComparingLong(ReachKey::edition)
            .thenComparing(ReachKey::segment));
    int _ =
        database.inTransaction(
            connection -> {
              Map<ReachKey, String> kept = bits(connection, hours(bitmaps.keySet()));
              try (PreparedStatement statement = connection.prepareStatement(REPLACE)) {
                for (ReachKey key : keys) {
                  String before = kept.getOrDefault(key, "");
                  statement.setLong(1, key.hour());
                  statement.setLong(2, key.edition());
                  statement.setString(3, key.segment());
                  statement.setString(4, joined(before, bitmaps.getOrDefault(key, Bitmap.EMPTY)));
                  statement.setString(5, before);
                  statement.addBatch();
                }
                return replaced(statement.executeBatch());
              }
            });
  }

  private static String joined(String kept, Bitmap bitmap) {
    return write(kept.isEmpty() ? bitmap : read(kept).join(bitmap));
  }

  // Bits cannot be joined by a statement of this dialect. A bitmap that is not what was read any
  // more is not replaced; whoever keeps bitmaps tries again.
  private static int replaced(int[] rows) throws SQLException {
    for (int each : rows) {
      if (each == 0) {
        throw new SQLException("a bitmap was changed by somebody else meanwhile");
      }
    }
    return rows.length;
  }

  @Override
  public Map<ReachKey, Bitmap> bitmaps(Set<ReachKey> keys) throws IOException {
    Map<ReachKey, String> bits =
        database.inTransaction(connection -> bits(connection, hours(keys)));
    Map<ReachKey, Bitmap> bitmaps = new HashMap<>();
    bits.forEach(
        (key, text) -> {
          if (keys.contains(key)) {
            bitmaps.put(key, read(text));
          }
        });
    return bitmaps;
  }

  private static Set<EditionHour> hours(Set<ReachKey> keys) {
    Set<EditionHour> hours = new HashSet<>();
    keys.forEach(key -> hours.add(new EditionHour(key.edition(), key.hour())));
    return hours;
  }

  private static Map<ReachKey, String> bits(Connection connection, Set<EditionHour> hours)
      throws SQLException {
    Map<ReachKey, String> bits = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT segment, bits FROM mien_reach WHERE hour = ? AND edition = ?")) {
      for (EditionHour each : hours) {
        statement.setLong(1, each.hour());
        statement.setLong(2, each.edition());
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            bits.put(new ReachKey(each.edition(), each.hour(), row.getString(1)), row.getString(2));
          }
        }
      }
    }
    return bits;
  }

  private static String write(Bitmap bitmap) {
    return Base64.getEncoder().encodeToString(bitmap.bytes());
  }

  private static Bitmap read(String text) {
    return Bitmap.of(Base64.getDecoder().decode(text));
  }

  @Override
  public void forget(long beforeHour) throws IOException {
    int _ =
        database.inTransaction(
            connection ->
                delete(connection, "DELETE FROM mien_count WHERE hour < ?", beforeHour)
                    + delete(connection, "DELETE FROM mien_reach WHERE hour < ?", beforeHour));
  }

  private static int delete(Connection connection, String sql, long before) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setLong(1, before);
      return statement.executeUpdate();
    }
  }
}
