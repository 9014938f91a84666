package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.workspace.Together;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a database does, whichever it is. */
@Timeout(60)
abstract class DatabaseContract {
  private Place place;
  private Database database;

  /** Where a database holds nothing yet. */
  abstract Place fresh() throws IOException;

  @BeforeEach
  void open() throws Exception {
    place = fresh();
    database = Kept.up(place);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static int add(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO mien_draft (name, revision, changed_at, changed_by) VALUES (?, 1, 1,"
                + " 'a')")) {
      statement.setString(1, name);
      return statement.executeUpdate();
    }
  }

  private static int count(Database database) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement =
                  connection.prepareStatement("SELECT COUNT(*) FROM mien_draft");
              ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  @Test
  void whatOneTransactionWritesTheNextReads() throws IOException {
    int added = database.inTransaction(connection -> add(connection, "a"));
    assertEquals(1, added);
    assertEquals(1, count(database));
  }

  @Test
  void aTransactionThatFailsChangesNothing() throws IOException {
    IOException refused =
        assertThrows(
            IOException.class,
            () ->
                database.inTransaction(
                    connection -> {
                      add(connection, "a");
                      return add(connection, "a");
                    }));
    assertTrue(String.valueOf(refused.getMessage()).contains(place.shown()));
    assertThrows(
        IllegalStateException.class,
        () ->
            database.inTransaction(
                connection -> {
                  add(connection, "b");
                  throw new IllegalStateException("broken");
                }));
    assertEquals(0, count(database));
  }

  @Test
  void aTransactionThatTakesTooLongIsLeftAndUndone() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    long start = System.nanoTime();
    IOException late =
        assertThrows(
            IOException.class,
            () ->
                database.inTransaction(
                    connection -> {
                      int added = add(connection, "a");
                      awaitWhateverComes(go);
                      return added;
                    }));
    assertTrue(System.nanoTime() - start < 1_200_000_000L);
    assertTrue(
        String.valueOf(late.getMessage()).endsWith("nothing was changed"), late.getMessage());
    go.countDown();
    while (!database.isUp() || !answers()) {
      Thread.onSpinWait();
    }
    assertEquals(0, count(database));
  }

  private boolean answers() {
    try {
      return count(database) >= 0;
    } catch (IOException _) {
      return false;
    }
  }

  // Work that does not notice an interrupt, as a driver that waits for a server does not.
  private static void awaitWhateverComes(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  @Test
  void openingAgainFindsWhatWasKept() throws Exception {
    database.inTransaction(connection -> add(connection, "a"));
    database.close();
    database = Kept.up(place);
    assertEquals(1, count(database));
  }

  @Test
  void twoOfOnePlaceSeeOneAnother() throws Exception {
    try (Database other = Kept.up(place)) {
      other.inTransaction(connection -> add(connection, "a"));
      assertEquals(1, count(database));
    }
  }

  @Test
  void nodesThatStartTogetherOnAnEmptyPlaceAllFindTheirTables() throws Exception {
    Place empty = fresh();
    List<Database> databases = Together.run(3, _ -> () -> Kept.up(empty));
    int each = 0;
    for (Database one : databases) {
      String name = "d" + each++;
      one.inTransaction(connection -> add(connection, name));
    }
    for (Database one : databases) {
      assertEquals(databases.size(), count(one));
    }
    databases.forEach(Database::close);
  }

  @Test
  void whatIsClosedRefusesAtOnce() {
    database.close();
    assertThrows(IOException.class, () -> count(database));
  }
}
