package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.engine.workspace.Actor;
import dev.mien.engine.workspace.Audit;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.DraftName;
import dev.mien.engine.workspace.Link;
import dev.mien.engine.workspace.Review;
import dev.mien.engine.workspace.Standing;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What an earlier Mien has kept is there after an update, with what is asked of it now. */
abstract class UpgradeContract {
  /** The first entry of an audit, as the version wrote it that knew roles and no names. */
  private static final String ENTRY =
      "INSERT INTO mien_audit (sequence, at, actor, action, subject, previous, hash) VALUES (1,"
          + " 1763719200123, 'admin', 'published', 'edition 1',"
          + " '0000000000000000000000000000000000000000000000000000000000000000',"
          + " 'HASH')";

  /** Where a database holds nothing yet. */
  abstract Place fresh() throws Exception;

  @Test
  void draftsAndTheAuditOfTheFifthVersionGoOn() throws Exception {
    Place place = fresh();
    place.prepare();
    Flyway.configure()
        .dataSource(place.unhurried())
        .locations("classpath:dev/mien/engine/store")
        .table("mien_schema")
        .target("5")
        .load()
        .migrate();
    String hash =
        new Link(
                1,
                Instant.ofEpochMilli(1_763_719_200_123L),
                "admin",
                "published",
                "edition 1",
                "0".repeat(64))
            .hash();
    run(
        place,
        "UPDATE mien_number SET newest = 3 WHERE name = 'edition'",
        "UPDATE mien_number SET newest = 7 WHERE name = 'draft'",
        "UPDATE mien_number SET newest = 1 WHERE name = 'audit'",
        "INSERT INTO mien_draft (name, revision, changed_at, changed_by) VALUES ('spring', 7,"
            + " 1763719200123, 'admin')",
        "INSERT INTO mien_draft_file (draft, place, name, body) VALUES ('spring', 0, 'a.yaml',"
            + " 'a: 1')",
        ENTRY.replace("HASH", hash));
    try (Database database = Kept.up(place)) {
      Draft.Heading heading =
          database.drafts().find(new DraftName("spring")).orElseThrow().heading();
      assertEquals(3, heading.base());
      assertEquals(List.of(new Actor("admin")), heading.authors());
      assertEquals(new Actor("admin"), heading.change().by());
      assertEquals(Standing.begun(), heading.standing());
      assertEquals(Review.State.NONE, heading.standing().review().state());
      Audit.Verdict.Whole whole =
          assertInstanceOf(Audit.Verdict.Whole.class, database.audit().verify());
      assertEquals(hash, whole.head());
    }
  }

  private static void run(Place place, String... texts) throws SQLException {
    try (Connection connection = place.unhurried().getConnection();
        Statement statement = connection.createStatement()) {
      for (String text : texts) {
        statement.executeUpdate(text);
      }
    }
  }
}
