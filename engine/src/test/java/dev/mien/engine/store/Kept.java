package dev.mien.engine.store;

import dev.mien.engine.workspace.Desk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One database of each kind for all tests of this process, emptied before each. */
final class Kept {
  private static final Duration START_MAX = Duration.ofSeconds(20);

  /** Longer than a node waits: contracts are about what is kept, not about how fast. */
  static final Duration CALL_MAX = Duration.ofSeconds(20);

  private static @Nullable Database file;
  private static @Nullable Database server;

  private Kept() {}

  /** An empty file. */
  static synchronized Database file() throws Exception {
    Database open = file;
    if (open == null) {
      Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "store-");
      open = patient(new Place.File(folder.resolve("store.db")));
      file = open;
    }
    return emptied(open);
  }

  /** An empty database of a server; the test is skipped where none can run. */
  static synchronized Database server() throws Exception {
    Database open = server;
    if (open == null) {
      open = patient(Postgres.fresh());
      server = open;
    }
    return emptied(open);
  }

  /** Where people work who share a database. */
  static Desk.Places places(Database database) {
    return new Desk.Places(
        database.drafts(), database.credits(), database.audit(), database.editions());
  }

  static Database up(Place place) throws Exception {
    return up(Database.open(place));
  }

  private static Database patient(Place place) throws Exception {
    return up(Database.open(place, CALL_MAX));
  }

  private static Database up(Database database) throws Exception {
    // The first look may find a file that another one is making tables in.
    while (!database.awaitUp(START_MAX)) {
      Thread.onSpinWait();
    }
    return database;
  }

  private static Database emptied(Database database) throws IOException {
    int _ =
        database.inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                for (String text :
                    List.of(
                        "DELETE FROM mien_edition",
                        "DELETE FROM mien_draft",
                        "DELETE FROM mien_draft_file",
                        "DELETE FROM mien_draft_author",
                        "DELETE FROM mien_credit",
                        "DELETE FROM mien_credit_author",
                        "DELETE FROM mien_audit",
                        "DELETE FROM mien_secret",
                        "DELETE FROM mien_person",
                        "DELETE FROM mien_sign_in",
                        "DELETE FROM mien_token",
                        "DELETE FROM mien_leg",
                        "DELETE FROM mien_promise",
                        "DELETE FROM mien_promise_node",
                        "DELETE FROM mien_crowd",
                        "DELETE FROM mien_outcome",
                        "UPDATE mien_number SET newest = 0")) {
                  statement.executeUpdate(text);
                }
                return 0;
              }
            });
    return database;
  }
}
