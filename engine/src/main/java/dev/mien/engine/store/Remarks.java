package dev.mien.engine.store;

import dev.mien.engine.workspace.Actor;
import dev.mien.engine.workspace.Change;
import dev.mien.engine.workspace.Remark;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** How remarks stand in rows: four columns, for when, who by id and name, and what was said. */
final class Remarks {
  /** How many columns a remark takes. */
  static final int COLUMNS = 4;

  private Remarks() {}

  /** The remark from a column on; none where its time is 0. */
  static Optional<Remark> read(ResultSet rows, int column) throws SQLException {
    long at = rows.getLong(column);
    if (at == 0) {
      return Optional.empty();
    }
    Actor by = actor(rows.getString(column + 1), rows.getString(column + 2));
    return Optional.of(
        new Remark(new Change(Instant.ofEpochMilli(at), by), rows.getString(column + 3)));
  }

  static void write(PreparedStatement statement, int column, Optional<Remark> remark)
      throws SQLException {
    statement.setLong(column, remark.map(said -> said.change().at().toEpochMilli()).orElse(0L));
    statement.setString(column + 1, remark.map(said -> said.by().id()).orElse(""));
    statement.setString(column + 2, remark.map(said -> said.by().name()).orElse(""));
    statement.setString(column + 3, remark.map(Remark::text).orElse(""));
  }

  /** Whoever acted, where an empty name is the id. */
  static Actor actor(String id, String name) {
    return name.isEmpty() ? new Actor(id) : new Actor(id, name);
  }
}
