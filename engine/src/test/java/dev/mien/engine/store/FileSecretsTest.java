package dev.mien.engine.store;

class FileSecretsTest extends JdbcSecretsContract {
  @Override
  Database database() throws Exception {
    return Kept.file();
  }
}
