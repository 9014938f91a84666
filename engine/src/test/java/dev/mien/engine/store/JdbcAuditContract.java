package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.mien.engine.workspace.Action;
import dev.mien.engine.workspace.Audit;
import dev.mien.engine.workspace.AuditContract;
import dev.mien.engine.workspace.Entry;
import java.io.IOException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an audit in a database does beside; whoever can write to the database tries to cheat. */
abstract class JdbcAuditContract extends AuditContract {
  abstract Database database() throws Exception;

  @Override
  protected Audit open() throws Exception {
    return database().audit();
  }

  private static Audit.Verdict after(Database database, String tampering) throws IOException {
    for (int i = 1; i <= 5; i++) {
      database.audit().append(deed(Action.PUBLISHED, "edition " + i));
    }
    assertInstanceOf(Audit.Verdict.Whole.class, database.audit().verify());
    int _ =
        database.inTransaction(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(tampering);
              }
            });
    return database.audit().verify();
  }

  @Test
  void everyChangeOfARowBreaksTheChainAtThatRow() throws Exception {
    for (String change :
        List.of(
            "at = at + 1",
            "actor = 'someone'",
            "actor = 'Not A Role'",
            "name = 'Somebody Else'",
            "action = 'rolled-back'",
            "action = 'never-heard-of'",
            "subject = 'edition 4'",
            "previous = hash",
            "hash = previous")) {
      assertEquals(
          new Audit.Verdict.Broken(3),
          after(database(), "UPDATE mien_audit SET " + change + " WHERE sequence = 3"),
          change);
    }
  }

  @Test
  void aRowThatIsRemovedBreaksTheChain() throws Exception {
    assertEquals(
        new Audit.Verdict.Broken(2),
        after(database(), "DELETE FROM mien_audit WHERE sequence = 2"));
    assertEquals(
        new Audit.Verdict.Broken(1),
        after(database(), "DELETE FROM mien_audit WHERE sequence = 1"));
  }

  @Test
  void thatTheLastRowsWereRemovedShowsAtTheNextEntry() throws Exception {
    Database database = database();
    assertInstanceOf(
        Audit.Verdict.Whole.class, after(database, "DELETE FROM mien_audit WHERE sequence > 3"));
    Entry next = database.audit().append(deed(Action.PUBLISHED, "edition 6"));
    assertEquals(6, next.sequence());
    assertEquals(new Audit.Verdict.Broken(4), database.audit().verify());
  }

  @Test
  void aChainLongerThanAPageIsFollowedToItsEnd() throws Exception {
    Database database = database();
    int entries = Audit.PAGE + 1;
    int _ =
        database.inTransaction(
            connection -> {
              String previous = Entry.BEGINNING;
              for (int i = 1; i <= entries; i++) {
                Entry entry = Entry.link(i, deed(Action.PUBLISHED, "edition " + i), previous);
                JdbcAudit.insert(connection, entry);
                previous = entry.hash();
              }
              return entries;
            });
    assertEquals(
        entries, assertInstanceOf(Audit.Verdict.Whole.class, database.audit().verify()).entries());
  }
}
