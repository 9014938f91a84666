package dev.mien.engine.store;

import dev.mien.engine.promise.Hash;
import dev.mien.engine.promise.Leaf;
import dev.mien.engine.promise.LeafStore;
import dev.mien.engine.promise.Merkle;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The leaves of the log in a table, one row each, and the hashes above whole tiles in another.
 *
 * <p>Who appends holds the row of {@link Numbers} until its transaction ends, and sees all that was
 * appended before: two nodes, or one that was frozen meanwhile, cannot give one position to two
 * leaves.
 */
final class JdbcPromises implements LeafStore {
  private static final String NUMBER = "promise";

  private final Database database;

  JdbcPromises(Database database) {
    this.database = database;
  }

  @Override
  public long size() throws IOException {
    return database.inTransaction(connection -> Numbers.newest(connection, NUMBER));
  }

  @Override
  public Appended append(List<Leaf> leaves) throws IOException {
    if (leaves.size() > BATCH_MAX) {
      throw new IllegalArgumentException("at most " + BATCH_MAX + " leaves are appended at once");
    }
    return database.inTransaction(
        connection -> {
          // From here on nobody else appends until this ends.
          long before = Numbers.hold(connection, NUMBER);
          Known known = Known.of(connection, leaves);
          List<Placed> placed = new ArrayList<>();
          List<Placed> added = new ArrayList<>();
          for (Leaf leaf : leaves) {
            Optional<Placed> found = known.find(leaf);
            Placed place = found.orElseGet(() -> new Placed(leaf, before + added.size()));
            if (found.isEmpty()) {
              added.add(place);
              known.add(place);
            }
            placed.add(place);
          }
          long size = before + added.size();
          if (!added.isEmpty()) {
            insert(connection, added);
            raise(connection, before, size);
            boolean _ = Numbers.take(connection, NUMBER, size);
          }
          return new Appended(size, placed);
        });
  }

  /** What the log has of the subjects of some leaves. */
  private static final class Known {
    private final Map<String, Placed> bySubject = new HashMap<>();
    private final Map<Leaf.Kind, Placed> newest = new HashMap<>();

    static Known of(Connection connection, List<Leaf> leaves) throws SQLException {
      Known known = new Known();
      List<String> subjects = leaves.stream().map(Leaf::subject).distinct().toList();
      if (!subjects.isEmpty()) {
        String marks = String.join(", ", Collections.nCopies(subjects.size(), "?"));
        try (PreparedStatement statement =
            connection.prepareStatement(
                "SELECT position, leaf FROM mien_promise WHERE subject IN ("
                    + marks
                    + ") ORDER BY position")) {
          for (int i = 0; i < subjects.size(); i++) {
            statement.setString(i + 1, subjects.get(i));
          }
          placed(statement).forEach(placed -> known.bySubject.put(placed.leaf().subject(), placed));
        }
      }
      for (Leaf.Kind kind : Leaf.Kind.values()) {
        if (kind.recurrence() == Leaf.Recurrence.ON_CHANGE
            && leaves.stream().anyMatch(leaf -> leaf.kind() == kind)) {
          newest(connection, kind).ifPresent(placed -> known.newest.put(kind, placed));
        }
      }
      return known;
    }

    private static Optional<Placed> newest(Connection connection, Leaf.Kind kind)
        throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT position, leaf FROM mien_promise WHERE kind = ?"
                  + " ORDER BY position DESC LIMIT 1")) {
        statement.setString(1, kind.code());
        return placed(statement).stream().findFirst();
      }
    }

    Optional<Placed> find(Leaf leaf) {
      return switch (leaf.kind().recurrence()) {
        case ONCE -> Optional.ofNullable(bySubject.get(leaf.subject()));
        case ON_CHANGE ->
            Optional.ofNullable(newest.get(leaf.kind()))
                .filter(placed -> placed.leaf().subject().equals(leaf.subject()));
      };
    }

    void add(Placed placed) {
      bySubject.put(placed.leaf().subject(), placed);
      newest.put(placed.leaf().kind(), placed);
    }
  }

  private static void insert(Connection connection, List<Placed> added) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_promise (position, kind, subject, hash, leaf)"
                + " VALUES (?, ?, ?, ?, ?)")) {
      for (Placed placed : added) {
        statement.setLong(1, placed.index());
        statement.setString(2, placed.leaf().kind().code());
        statement.setString(3, placed.leaf().subject());
        statement.setString(4, placed.leaf().hash().hex());
        statement.setString(5, placed.leaf().text());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Writes the hashes above the tiles that became whole, level by level. */
  private static void raise(Connection connection, long before, long size) throws SQLException {
    long from = before / WIDTH;
    long to = size / WIDTH;
    for (int level = 1; from < to; level++) {
      for (long place = from; place < to; place++) {
        Hash above = Merkle.above(hashes(connection, level - 1, place * WIDTH, WIDTH));
        try (PreparedStatement statement =
            connection.prepareStatement(
                "INSERT INTO mien_promise_node (level, place, hash) VALUES (?, ?, ?)")) {
          statement.setInt(1, level);
          statement.setLong(2, place);
          statement.setString(3, above.hex());
          statement.executeUpdate();
        }
      }
      from /= WIDTH;
      to /= WIDTH;
    }
  }

  @Override
  public List<Hash> hashes(int level, long from, int count) throws IOException {
    return database.inTransaction(connection -> hashes(connection, level, from, count));
  }

  private static List<Hash> hashes(Connection connection, int level, long from, int count)
      throws SQLException {
    String query =
        level == 0
            ? "SELECT hash FROM mien_promise WHERE position >= ? AND position < ? ORDER BY position"
            : "SELECT hash FROM mien_promise_node WHERE place >= ? AND place < ? AND level = ?"
                + " ORDER BY place";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setLong(1, from);
      statement.setLong(2, from + count);
      if (level > 0) {
        statement.setInt(3, level);
      }
      List<Hash> hashes = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          hashes.add(Hash.fromHex(rows.getString(1)).orElseThrow(JdbcPromises::damaged));
        }
      }
      return whole(hashes, count);
    }
  }

  @Override
  public List<Leaf> leaves(long from, int count) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT position, leaf FROM mien_promise WHERE position >= ? AND position < ?"
                      + " ORDER BY position")) {
            statement.setLong(1, from);
            statement.setLong(2, from + count);
            return whole(placed(statement).stream().map(Placed::leaf).toList(), count);
          }
        });
  }

  @Override
  public Optional<Placed> find(Hash leaf) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
              connection.prepareStatement(
                  "SELECT position, leaf FROM mien_promise WHERE hash = ?"
                      + " ORDER BY position LIMIT 1")) {
            statement.setString(1, leaf.hex());
            return placed(statement).stream().findFirst();
          }
        });
  }

  private static List<Placed> placed(PreparedStatement statement) throws SQLException {
    List<Placed> placed = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Leaf leaf = Leaf.read(rows.getString(2)).orElseThrow(JdbcPromises::damaged);
        placed.add(new Placed(leaf, rows.getLong(1)));
      }
    }
    return placed;
  }

  private static <T> List<T> whole(List<T> found, int count) throws SQLException {
    if (found.size() != count) {
      throw new SQLException(
          "the log lacks " + (count - found.size()) + " of " + count + " neighbouring leaves");
    }
    return found;
  }

  private static SQLException damaged() {
    return new SQLException("the log has a leaf that nobody wrote");
  }
}
