package dev.mien.engine.store;

import dev.mien.engine.crowd.Combination;
import dev.mien.engine.crowd.CrowdStore;
import dev.mien.engine.crowd.Tokens;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Crowds in a table, a row for each combination and hour. */
final class JdbcCrowds implements CrowdStore {
  private static final String REPLACE =
      """
      INSERT INTO mien_crowd (hour, combination, tokens)
      VALUES (?, ?, ?)
      ON CONFLICT (hour, combination)
      DO UPDATE SET tokens = excluded.tokens
      WHERE mien_crowd.tokens = ?
      """;

  private static final Logger LOG = LoggerFactory.getLogger(JdbcCrowds.class);

  private final Database database;

  JdbcCrowds(Database database) {
    this.database = database;
  }

  @Override
  public void join(long hour, Map<Combination, Tokens> tokens) throws IOException {
    // All writers go by one order, so that none waits for another that waits for it.
    Map<String, Tokens> named = new HashMap<>();
    tokens.forEach((combination, met) -> named.put(combination.toString(), met));
    List<String> ordered = named.keySet().stream().sorted().toList();
    int _ =
        database.inTransaction(
            connection -> {
              Map<String, String> kept = rows(connection, hour);
              try (PreparedStatement statement = connection.prepareStatement(REPLACE)) {
                for (String name : ordered) {
                  String before = kept.getOrDefault(name, "");
                  statement.setLong(1, hour);
                  statement.setString(2, name);
                  statement.setString(
                      3, write(read(before).join(named.getOrDefault(name, Tokens.NONE))));
                  statement.setString(4, before);
                  statement.addBatch();
                }
                return replaced(statement.executeBatch());
              }
            });
  }

  // Tokens cannot be joined by a statement of this dialect. A row that is not what was read any
  // more is not replaced; whoever keeps crowds tries again.
  private static int replaced(int[] rows) throws SQLException {
    for (int each : rows) {
      if (each == 0) {
        throw new SQLException("a crowd was changed by somebody else meanwhile");
      }
    }
    return rows.length;
  }

  @Override
  public Map<Combination, Tokens> kept(long hour) throws IOException {
    Map<String, String> rows = database.inTransaction(connection -> rows(connection, hour));
    Map<Combination, Tokens> kept = new HashMap<>();
    for (Map.Entry<String, String> row : rows.entrySet()) {
      try {
        kept.put(Combination.parse(row.getKey()), Tokens.of(decoded(row.getValue())));
      } catch (IllegalArgumentException e) {
        LOG.warn("a crowd of hour {} is damaged and left out: {}", hour, e.getMessage());
      }
    }
    return kept;
  }

  private static Map<String, String> rows(Connection connection, long hour) throws SQLException {
    Map<String, String> rows = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT combination, tokens FROM mien_crowd WHERE hour = ?")) {
      statement.setLong(1, hour);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.put(row.getString(1), row.getString(2));
        }
      }
    }
    return rows;
  }

  private static String write(Tokens tokens) {
    return Base64.getEncoder().encodeToString(tokens.bytes());
  }

  /** What a row has; one that is damaged has nothing, and is replaced. */
  private static Tokens read(String text) {
    try {
      return Tokens.of(decoded(text));
    } catch (IllegalArgumentException _) {
      return Tokens.NONE;
    }
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text);
  }

  @Override
  public void forget(long beforeHour) throws IOException {
    int _ =
        database.inTransaction(
            connection -> {
              try (PreparedStatement statement =
                  connection.prepareStatement("DELETE FROM mien_crowd WHERE hour < ?")) {
                statement.setLong(1, beforeHour);
                return statement.executeUpdate();
              }
            });
  }
}
