package dev.mien.engine.store;

import static org.junit.jupiter.api.Assumptions.abort;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One PostgreSQL server for all tests of this process, which ends with it. */
final class Postgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable EmbeddedPostgres server;

  private Postgres() {}

  /** A database that holds nothing; the test is skipped where no server can run. */
  static synchronized Place.Server fresh() {
    try {
      EmbeddedPostgres running = server;
      if (running == null) {
        running = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
        server = running;
      }
      String name = "t" + DATABASES.incrementAndGet();
      try (Connection connection = running.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      }
      return new Place.Server(
          "jdbc:postgresql://127.0.0.1:" + running.getPort() + "/" + name, "postgres", "", 4);
    } catch (IOException | SQLException | IllegalStateException e) {
      return abort("no PostgreSQL server can run here: " + e);
    }
  }
}
