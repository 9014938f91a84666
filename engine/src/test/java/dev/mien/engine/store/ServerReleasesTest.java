package dev.mien.engine.store;

class ServerReleasesTest extends JdbcReleasesContract {
  @Override
  Place fresh() {
    return Postgres.fresh();
  }
}
