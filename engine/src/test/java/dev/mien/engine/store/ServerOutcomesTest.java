package dev.mien.engine.store;

class ServerOutcomesTest extends JdbcOutcomesContract {
  @Override
  Place fresh() {
    return Postgres.fresh();
  }
}
