package dev.mien.engine.store;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** Where a database is. */
public sealed interface Place {
  /** What people may read of it: no password, and no parameter that could be one. */
  String shown();

  /** Makes ready what must be there before the first connection. */
  void prepare() throws IOException;

  /** Where connections come from that may take their time. */
  DataSource unhurried();

  /** How connections are kept that serve calls. */
  HikariConfig pool();

  /** How many calls can be served at once. */
  int connections();

  /** A file of SQLite, which belongs to one node. */
  record File(Path path) implements Place {
    private static final int BUSY_MILLIS_MAX = 700;

    @Override
    public String shown() {
      return path.toString();
    }

    // SQLite gives the files beside it the permissions of this one.
    @Override
    public void prepare() throws IOException {
      Path folder = Files.createDirectories(path.toAbsolutePath().getParent());
      boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
      FileAttribute<?>[] ownerOnly =
          posix
              ? new FileAttribute<?>[] {
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
              }
              : new FileAttribute<?>[0];
      try {
        Files.newByteChannel(
                path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)
            .close();
      } catch (FileAlreadyExistsException _) {
        // It holds what was kept before.
      }
    }

    @Override
    public DataSource unhurried() {
      return source();
    }

    @Override
    public HikariConfig pool() {
      HikariConfig config = new HikariConfig();
      config.setDataSource(source());
      return config;
    }

    // Writers of one file wait for each other anyway; one connection makes them do so in order.
    @Override
    public int connections() {
      return 1;
    }

    private SQLiteDataSource source() {
      SQLiteConfig config = new SQLiteConfig();
      config.setJournalMode(JournalMode.WAL);
      // Only so is a commit on the disk when it returns.
      config.setSynchronous(SynchronousMode.FULL);
      config.setBusyTimeout(BUSY_MILLIS_MAX);
      // The driver begins the next transaction as soon as one ends; it must lock nothing until
      // used.
      config.setTransactionMode(TransactionMode.DEFERRED);
      SQLiteDataSource source = new SQLiteDataSource(config);
      source.setUrl("jdbc:sqlite:" + path.toAbsolutePath());
      return source;
    }
  }

  /**
   * A PostgreSQL server, which all nodes of a cluster share. Time-outs in the URL go before ours.
   *
   * @param user empty if the URL says it
   * @param password empty if there is none
   * @param connections of this node, at the most
   */
  record Server(String url, String user, String password, int connections) implements Place {
    private static final Pattern LOGIN = Pattern.compile("//[^/?]*@");
    private static final int CONNECT_SECONDS_MAX = 2;
    private static final int SILENCE_SECONDS_MAX = 2;
    private static final int UNHURRIED_SECONDS_MAX = 20;

    // The server gives up what nobody waits for any more, and lets go of what a frozen node holds.
    private static final String FIRST =
        "SET statement_timeout = 1000; SET idle_in_transaction_session_timeout = 3000";

    @Override
    public String shown() {
      int parameters = url.indexOf('?');
      return LOGIN.matcher(parameters < 0 ? url : url.substring(0, parameters)).replaceFirst("//");
    }

    @Override
    public void prepare() {}

    @Override
    public DataSource unhurried() {
      return source(UNHURRIED_SECONDS_MAX);
    }

    @Override
    public HikariConfig pool() {
      HikariConfig config = new HikariConfig();
      config.setDataSource(source(SILENCE_SECONDS_MAX));
      config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
      config.setConnectionInitSql(FIRST);
      return config;
    }

    private PGSimpleDataSource source(int silenceSecondsMax) {
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setConnectTimeout(CONNECT_SECONDS_MAX);
      source.setLoginTimeout(CONNECT_SECONDS_MAX);
      source.setSocketTimeout(silenceSecondsMax);
      source.setTcpKeepAlive(true);
      source.setApplicationName("mien");
      source.setURL(url);
      if (!user.isEmpty()) {
        source.setUser(user);
      }
      if (!password.isEmpty()) {
        source.setPassword(password);
      }
      return source;
    }

    /** Never the password. */
    @Override
    public String toString() {
      return "Server[" + shown() + "]";
    }
  }
}
