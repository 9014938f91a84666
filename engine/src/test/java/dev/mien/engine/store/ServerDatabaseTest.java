package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class ServerDatabaseTest extends DatabaseContract {
  @Override
  Place fresh() {
    return Postgres.fresh();
  }

  private static String said(Database database, String query) throws IOException {
    return database.inTransaction(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(query);
              ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
          }
        });
  }

  @Test
  void theServerGivesUpWhatNobodyWaitsForAlsoAfterATransactionFailed() throws Exception {
    Place.Server place = Postgres.fresh();
    Place.Server narrow = new Place.Server(place.url(), place.user(), "", 1);
    try (Database database = Kept.up(narrow)) {
      assertThrows(IOException.class, () -> said(database, "SELECT nothing FROM nowhere"));
      assertEquals("1s", said(database, "SHOW statement_timeout"));
      assertEquals("3s", said(database, "SHOW idle_in_transaction_session_timeout"));
      assertEquals("read committed", said(database, "SHOW transaction_isolation"));
    }
  }

  @Test
  void connectionsThatRestHoldNoTransactionOpen() throws Exception {
    try (Database database = Kept.up(Postgres.fresh())) {
      assertEquals(
          "0",
          said(
              database,
              "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database()"
                  + " AND state LIKE 'idle in transaction%'"));
    }
  }

  @Test
  void tablesOfOthersInTheSameDatabaseAreLeftAlone() throws Exception {
    Place.Server place = Postgres.fresh();
    try (Connection connection = place.unhurried().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE of_others (a TEXT); INSERT INTO of_others VALUES ('theirs')");
    }
    try (Database database = Kept.up(place)) {
      assertEquals(0, database.editions().newest());
      assertEquals("theirs", said(database, "SELECT a FROM of_others"));
    }
  }
}
