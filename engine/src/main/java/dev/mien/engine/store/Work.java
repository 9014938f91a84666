package dev.mien.engine.store;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done in one transaction: all of it counts, or nothing. */
@FunctionalInterface
interface Work<T> {
  /**
   * Reads and writes; whoever calls commits. Runs on a thread of the database, maybe still when
   * nobody waits for it any more, and so keeps its hands off everything but the connection.
   */
  T in(Connection connection) throws SQLException;
}
