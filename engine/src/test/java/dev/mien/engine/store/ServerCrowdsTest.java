package dev.mien.engine.store;

class ServerCrowdsTest extends JdbcCrowdsContract {
  @Override
  Database database() throws Exception {
    return Kept.server();
  }
}
