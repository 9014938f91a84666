package dev.mien.engine.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.mien.engine.workspace.Together;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A database that is away, silent or damaged fails calls in time, says why, and comes back. */
@Timeout(60)
class DatabaseAwayTest {
  private static final Logger LOG = (Logger) LoggerFactory.getLogger(Database.class);
  private static final Duration LOOK_MAX = Duration.ofSeconds(20);
  private static final long CALL_NANOS_MAX = 1_200_000_000L;

  @TempDir private Path folder = Path.of(".");
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          events.add(event);
        }
      };

  @BeforeEach
  void listen() {
    appender.start();
    LOG.addAppender(appender);
    LOG.setLevel(Level.INFO);
  }

  @AfterEach
  void listenNoMore() {
    LOG.detachAppender(appender);
    LOG.setLevel(null);
  }

  private long said(Level level) {
    return events.stream().filter(event -> event.getLevel().equals(level)).count();
  }

  private static Place.Server at(int port, Place.Server like) {
    String name = URI.create(like.url().substring("jdbc:".length())).getPath();
    return new Place.Server(
        "jdbc:postgresql://127.0.0.1:" + port + name + "?options=-c%20geqo=off",
        like.user(),
        "a-secret-nobody-may-see",
        like.connections());
  }

  private static int port(Place.Server server) {
    return URI.create(server.url().substring("jdbc:".length())).getPort();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void awaitThat(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static IOException refusedInTime(Database database) {
    long start = System.nanoTime();
    IOException refused = assertThrows(IOException.class, () -> database.editions().newest());
    long nanos = System.nanoTime() - start;
    assertTrue(nanos < CALL_NANOS_MAX, nanos + " ns");
    assertFalse(String.valueOf(refused.getMessage()).contains("secret"), refused.getMessage());
    return refused;
  }

  @Test
  void aServerThatIsNotThereYetIsUsedOnceItIs() throws Exception {
    Place.Server server = Postgres.fresh();
    int port = freePort();
    try (Database database = Database.open(at(port, server))) {
      assertFalse(database.awaitUp(LOOK_MAX));
      awaitThat(() -> said(Level.ERROR) == 1);
      assertTrue(
          String.valueOf(refusedInTime(database).getMessage())
              .startsWith("the database jdbc:postgresql://127.0.0.1:" + port + "/t"));
      try (Relay _ = new Relay(port, port(server))) {
        awaitThat(database::isUp);
        assertEquals(0, database.editions().newest());
        assertEquals(List.of(1L, 1L), List.of(said(Level.ERROR), said(Level.INFO)));
      }
    }
  }

  @Test
  void aServerThatTakesConnectionsAndNeverAnswersHoldsNobodyUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Database database =
            Database.open(
                new Place.Server(
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/mien",
                    "m",
                    "",
                    4))) {
      refusedInTime(database);
      awaitThat(() -> said(Level.ERROR) == 1);
      refusedInTime(database);
      assertFalse(database.isUp());
    }
  }

  @Test
  void aServerThatFreezesFailsCallsInTimeAndServesOnceItThaws() throws Exception {
    Place.Server server = Postgres.fresh();
    try (Relay relay = new Relay(0, port(server));
        Database database = Kept.up(at(relay.port(), server))) {
      assertEquals(0, database.editions().newest());
      relay.freeze();
      Together.run(100, _ -> () -> refusedInTime(database));
      awaitThat(() -> !database.isUp());
      long start = System.nanoTime();
      refusedInTime(database);
      assertTrue(System.nanoTime() - start < 100_000_000L, "at once, while it is known to be away");
      assertEquals(1, said(Level.ERROR));
      relay.thaw();
      awaitThat(database::isUp);
      assertEquals(0, database.editions().newest());
      assertEquals(List.of(1L, 2L), List.of(said(Level.ERROR), said(Level.INFO)));
    }
  }

  @Test
  void whetherATransactionCountsIsSaidToBeUncertainOnceItIsCommitted() throws Exception {
    Place.Server server = Postgres.fresh();
    try (Relay relay = new Relay(0, port(server));
        Database database = Kept.up(at(relay.port(), server))) {
      IOException late =
          assertThrows(
              IOException.class,
              () ->
                  database.inTransaction(
                      connection -> {
                        int rows = raise(connection);
                        relay.freeze();
                        return rows;
                      }));
      assertTrue(
          String.valueOf(late.getMessage()).endsWith("whether the change was kept is not certain"),
          late.getMessage());
    }
  }

  private static int raise(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE mien_number SET newest = 7 WHERE name = 'edition'")) {
      return statement.executeUpdate();
    }
  }

  @Test
  void aFileThatIsNoDatabaseIsSaidToBeDamaged() throws Exception {
    Path file = folder.resolve("store.db");
    Files.writeString(file, "this is no database, and never was one; ".repeat(1_000));
    try (Database database = Database.open(new Place.File(file))) {
      awaitThat(() -> said(Level.ERROR) == 1);
      assertEquals(
          "the database "
              + file
              + " is damaged; put a backup in its place, or move it away and begin anew",
          refusedInTime(database).getMessage());
    }
  }

  @Test
  void aFileThatLostItsPagesIsSaidToBeDamaged() throws Exception {
    Path file = folder.resolve("store.db");
    Kept.up(new Place.File(file)).close();
    byte[] whole = Files.readAllBytes(file);
    byte[] torn = java.util.Arrays.copyOf(whole, whole.length);
    java.util.Arrays.fill(torn, 4_096, torn.length, (byte) 0x5a);
    Files.write(file, torn);
    try (Database database = Database.open(new Place.File(file))) {
      awaitThat(() -> said(Level.ERROR) == 1);
      assertTrue(
          String.valueOf(refusedInTime(database).getMessage()).contains("is damaged"),
          String.valueOf(events));
    }
  }

  @Test
  void onlyTheOwnerCanReadTheFile() throws Exception {
    Path file = folder.resolve("data/store.db");
    try (Database database = Kept.up(new Place.File(file))) {
      assertEquals(0, database.editions().newest());
      try (var files = Files.list(file.getParent())) {
        for (Path each : files.toList()) {
          assertEquals(
              "rw-------",
              PosixFilePermissions.toString(Files.getPosixFilePermissions(each)),
              each.toString());
        }
      }
    }
  }

  @Test
  void whatAPlaceShowsHoldsNoSecret() {
    Place.Server server =
        new Place.Server("jdbc:postgresql://me:word@db:5432/mien?password=word", "me", "word", 1);
    assertEquals("jdbc:postgresql://db:5432/mien", server.shown());
    assertFalse(server.toString().contains("word"));
  }
}
