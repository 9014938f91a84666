package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.release.ReleaseStore;
import dev.mien.engine.release.ReleaseStoreContract;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Releases in tables do what all places for releases do, whichever database has the tables. */
abstract class JdbcReleasesContract extends ReleaseStoreContract {
  private static final Duration START_MAX = Duration.ofSeconds(20);

  private final List<Database> open = new ArrayList<>();
  private @Nullable Place place;

  /** Where a database holds nothing yet. */
  abstract Place fresh() throws IOException;

  @Override
  protected synchronized ReleaseStore store() throws Exception {
    place = fresh();
    return again();
  }

  @Override
  protected synchronized ReleaseStore again() throws Exception {
    Place there = place == null ? fresh() : place;
    Database database = Database.open(there, Kept.CALL_MAX);
    open.add(database);
    assertTrue(database.awaitUp(START_MAX));
    return database.releases();
  }

  @AfterEach
  void close() {
    open.forEach(Database::close);
  }
}
