package dev.mien.engine.store;

class ServerSecretsTest extends JdbcSecretsContract {
  @Override
  Database database() throws Exception {
    return Kept.server();
  }
}
