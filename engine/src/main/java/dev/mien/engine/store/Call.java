package dev.mien.engine.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;

/** One transaction that may be given up at any moment before it is committed. */
final class Call<T> implements Callable<T> {
  private final DataSource source;
  private final Work<T> work;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WORKING);

  private enum Stage {
    WORKING,
    COMMITTING,
    GIVEN_UP
  }

  Call(DataSource source, Work<T> work) {
    this.source = source;
    this.work = work;
  }

  @Override
  public T call() throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean whole = false;
      try {
        T result = work.in(connection);
        if (!stage.compareAndSet(Stage.WORKING, Stage.COMMITTING)) {
          throw new SQLException("nobody waits for this transaction any more");
        }
        connection.commit();
        whole = true;
        return result;
      } finally {
        if (!whole) {
          connection.rollback();
        }
      }
    }
  }

  /**
   * Gives the transaction up.
   *
   * @return whether it is certain that nothing of it counts; false once it is being committed
   */
  boolean giveUp() {
    return stage.compareAndSet(Stage.WORKING, Stage.GIVEN_UP);
  }
}
