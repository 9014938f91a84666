/**
 * Adapters for what is kept on disk: a database, a file of SQLite or a PostgreSQL server, and a
 * folder of editions.
 *
 * <p>{@link dev.mien.engine.store.Database} hands out the adapters. Each of their calls is one
 * {@link dev.mien.engine.store.Work} in a transaction with a deadline, in SQL that both databases
 * take.
 *
 * <p>Must never run on an event loop or wait without end, never put a value into the text of a
 * statement, and never keep anything that a visitor sent.
 */
@NullMarked
package dev.mien.engine.store;

import org.jspecify.annotations.NullMarked;
