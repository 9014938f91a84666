package dev.mien.engine.store;

class ServerEditionsTest extends JdbcEditionsContract {
  @Override
  Database database() throws Exception {
    return Kept.server();
  }
}
