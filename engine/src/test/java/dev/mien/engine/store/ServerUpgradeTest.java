package dev.mien.engine.store;

class ServerUpgradeTest extends UpgradeContract {
  @Override
  Place fresh() throws Exception {
    return Postgres.fresh();
  }
}
