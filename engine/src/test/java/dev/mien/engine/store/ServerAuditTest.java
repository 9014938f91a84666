package dev.mien.engine.store;

class ServerAuditTest extends JdbcAuditContract {
  @Override
  Database database() throws Exception {
    return Kept.server();
  }
}
