package dev.mien.engine.store;

class FileCrowdsTest extends JdbcCrowdsContract {
  @Override
  Database database() throws Exception {
    return Kept.file();
  }
}
