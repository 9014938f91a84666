package dev.mien.engine.store;

class ServerDatabaseTest extends DatabaseContract {
  @Override
  Place fresh() {
    return Postgres.fresh();
  }
}
