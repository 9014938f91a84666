package dev.mien.engine.store;

import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountStore;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.ReachKey;
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
import java.util.Set;

/**
 * Counts in tables, a row for each count or bitmap. A row is only ever raised, by the statement
 * that writes it, whoever else writes at the same time.
 */
final class JdbcCounts implements CountStore {
  private static final String REPLACE =
      """
      INSERT INTO mien_reach (hour, edition, segment, bits)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (hour, edition, segment)
      DO UPDATE SET bits = excluded.bits
      WHERE mien_reach.bits = ?
      """;

  private final Database database;
  private final JdbcVectors vectors;

  JdbcCounts(Database database) {
    this.database = database;
    this.vectors = new JdbcVectors(database, JdbcVectors.Table.DECISIONS);
  }

  @Override
  public void joinVectors(Map<CountKey, CountVector> more) throws IOException {
    vectors.joinVectors(more);
  }

  @Override
  public Map<CountKey, CountVector> vectors(Asked asked) throws IOException {
    return vectors.vectors(asked);
  }

  @Override
  public long fold(long beforeHour) throws IOException {
    return vectors.fold(beforeHour);
  }

  private record EditionHour(long edition, long hour) {}

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
    vectors.forget(beforeHour);
    int _ = database.inTransaction(connection -> delete(connection, beforeHour));
  }

  private static int delete(Connection connection, long before) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM mien_reach WHERE hour < ?")) {
      statement.setLong(1, before);
      return statement.executeUpdate();
    }
  }
}
