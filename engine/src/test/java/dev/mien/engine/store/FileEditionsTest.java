package dev.mien.engine.store;

class FileEditionsTest extends JdbcEditionsContract {
  @Override
  Database database() throws Exception {
    return Kept.file();
  }
}
