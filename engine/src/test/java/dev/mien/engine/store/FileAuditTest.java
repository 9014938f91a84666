package dev.mien.engine.store;

class FileAuditTest extends JdbcAuditContract {
  @Override
  Database database() throws Exception {
    return Kept.file();
  }
}
