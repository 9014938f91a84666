package dev.mien.engine.store;

class ServerCountsTest extends JdbcCountsContract {
  @Override
  Place fresh() {
    return Postgres.fresh();
  }
}
