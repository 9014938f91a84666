package dev.mien.api.doctor;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** Whether the database that nodes share can be used from here. */
final class DatabaseProbe {
  private static final String POSTGRESQL = "jdbc:postgresql:";
  private static final String SQLITE = "jdbc:sqlite:";
  private static final String PATIENCE_SECONDS = "3";
  private static final Duration ALL_WITHIN = Duration.ofSeconds(6);
  private static final Duration QUERY_MAX = Duration.ofMillis(100);
  private static final Duration CLOCKS_GOOD = Duration.ofSeconds(1);
  private static final Duration CLOCKS_MAX = Duration.ofSeconds(60);
  private static final Pattern PASSWORD = Pattern.compile("[?&]password=.");
  private static final String CLOCK =
      "SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";

  private DatabaseProbe() {}

  /** How the database is reached. */
  record Access(URI url, Optional<String> user, Optional<String> password) {
    boolean hasPassword() {
      return password.isPresent() || PASSWORD.matcher(url.toString()).find();
    }

    /** The address without anything that could be secret. */
    String shown() {
      String text = url.toString();
      String bare = text.split("\\?", 2)[0];
      int userEnd = bare.lastIndexOf('@');
      return userEnd < 0 ? bare : POSTGRESQL + "//" + bare.substring(userEnd + 1);
    }

    /** Never the password. */
    @Override
    public String toString() {
      return shown();
    }
  }

  /** What became of an attempt to use it. */
  sealed interface Measured {
    /**
     * It answers.
     *
     * @param ahead by how much its clock is before this machine's; negative where it is behind
     */
    record There(String product, Duration query, Duration ahead) implements Measured {}

    /** It does not take us in, and says why by a code of the SQL standard. */
    record Refused(String sqlState) implements Measured {}

    /** No answer came in time. */
    record Silent() implements Measured {}
  }

  static List<Finding> findings(Optional<Access> access) throws InterruptedException {
    if (access.isEmpty()) {
      return List.of(Finding.notApplicable("MIEN_JDBC_URL", "no shared database is named."));
    }
    Access given = access.orElseThrow();
    String url = given.url().toString();
    if (url.startsWith(SQLITE)) {
      return List.of(Finding.notApplicable(given.shown(), "a file, which a node makes itself."));
    }
    if (!url.startsWith(POSTGRESQL)) {
      return List.of(
          Finding.error(
              "MIEN_JDBC_URL",
              "names a kind of database that nodes cannot use.",
              "Write it as jdbc:postgresql://host:5432/name."));
    }
    Measured measured =
        Patience.with(() -> measure(given)).within(ALL_WITHIN).orElse(new Measured.Silent());
    return findings(given, measured);
  }

  private static Measured measure(Access access) {
    Properties properties = new Properties();
    access.user().ifPresent(user -> properties.setProperty("user", user));
    access.password().ifPresent(password -> properties.setProperty("password", password));
    for (String patience : List.of("loginTimeout", "connectTimeout", "socketTimeout")) {
      properties.setProperty(patience, PATIENCE_SECONDS);
    }
    try (Connection connection = DriverManager.getConnection(access.url().toString(), properties);
        Statement statement = connection.createStatement()) {
      clock(statement);
      long from = System.nanoTime();
      long before = System.currentTimeMillis();
      long there = clock(statement);
      Duration query = Duration.ofNanos(System.nanoTime() - from);
      // Its clock was read in the middle of the time that the question took.
      long here = before + query.toMillis() / 2;
      String product =
          connection.getMetaData().getDatabaseProductName()
              + " "
              + connection.getMetaData().getDatabaseProductVersion();
      return new Measured.There(product, query, Duration.ofMillis(there - here));
    } catch (SQLException e) {
      // Messages of drivers can quote what they were given.
      return new Measured.Refused(Optional.ofNullable(e.getSQLState()).orElse("none"));
    }
  }

  private static long clock(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery(CLOCK)) {
      if (!rows.next()) {
        throw new SQLException("a clock that says nothing");
      }
      return rows.getLong(1);
    }
  }

  static List<Finding> findings(Access access, Measured measured) {
    Finding password =
        access.hasPassword()
            ? Finding.ok("MIEN_JDBC_URL", "comes with a password.")
            : Finding.warning(
                "MIEN_JDBC_URL",
                "comes without a password: whoever reaches the database may be let in.",
                "Set MIEN_JDBC_PASSWORD, and let the database ask for it (scram-sha-256).");
    return switch (measured) {
      case Measured.There there ->
          List.of(
              password,
              Finding.ok(access.shown(), "answers as " + there.product() + "."),
              query(there),
              clocks(there.ahead()));
      case Measured.Refused(var state) -> List.of(password, refused(access, state));
      case Measured.Silent() ->
          List.of(
              password,
              Finding.error(
                  access.shown(),
                  "does not answer within " + ALL_WITHIN.toSeconds() + " s.",
                  "Look whether the database runs, and whether a firewall lets this machine"
                      + " through."));
    };
  }

  private static Finding query(Measured.There there) {
    String took = String.format(Locale.ROOT, "%.1f ms", there.query().toNanos() / 1_000_000.0);
    return there.query().compareTo(QUERY_MAX) > 0
        ? Finding.warning(
            "a trivial query",
            "takes " + took + "; publishing waits for several.",
            "Put the database near the nodes, and look at its load.")
        : Finding.ok("a trivial query", "takes " + took + ".");
  }

  private static Finding clocks(Duration ahead) {
    String place = "the clocks";
    String apart = String.format(Locale.ROOT, "%.1f s", ahead.abs().toMillis() / 1_000.0);
    String cause = "of the database and of this machine are " + apart + " apart.";
    String remedy = "Let both follow the same time servers (NTP).";
    if (ahead.abs().compareTo(CLOCKS_MAX) > 0) {
      return Finding.error(place, cause, remedy);
    }
    return ahead.abs().compareTo(CLOCKS_GOOD) > 0
        ? Finding.warning(place, cause, remedy)
        : Finding.ok(place, cause);
  }

  private static Finding refused(Access access, String state) {
    String place = access.shown();
    return switch (state) {
      case "28P01", "28000", "08004" ->
          Finding.error(
              place,
              "does not take this user with this password (SQL state " + state + ").",
              "Correct MIEN_JDBC_USER and MIEN_JDBC_PASSWORD, or what pg_hba.conf allows.");
      case "3D000" ->
          Finding.error(
              place,
              "has no database of this name (SQL state 3D000).",
              "Make it with createdb, or correct the end of MIEN_JDBC_URL.");
      case "53300" ->
          Finding.error(
              place,
              "has no connection left (SQL state 53300).",
              "Raise its max_connections; each node holds a few.");
      default ->
          Finding.error(
              place,
              "cannot be used (SQL state " + state + ").",
              "Look whether it runs at this host and port, and at its log; 08001 is that nothing"
                  + " answers there.");
    };
  }
}
