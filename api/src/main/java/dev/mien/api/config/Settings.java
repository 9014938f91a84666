package dev.mien.api.config;

import dev.mien.api.config.Setting.Sight;
import dev.mien.engine.workspace.ReviewRule;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The table of settings. */
public final class Settings {
  public static final Setting<String> HTTP_HOST =
      open(
          "MIEN_HTTP_HOST",
          Form.host(),
          "127.0.0.1",
          "Where the public listener listens; 0.0.0.0 is every interface.");

  public static final Setting<Integer> HTTP_PORT =
      open("MIEN_HTTP_PORT", Form.port(), "8080", "The port of the public listener.");

  public static final Setting<String> ADMIN_HOST =
      open(
          "MIEN_ADMIN_HOST",
          Form.host(),
          "127.0.0.1",
          "Where the admin listener listens; keep it on a private network.");

  public static final Setting<Integer> ADMIN_PORT =
      open("MIEN_ADMIN_PORT", Form.port(), "8081", "The port of the admin listener.");

  public static final Setting<Optional<String>> ADMIN_TOKEN =
      new Setting<>(
          "MIEN_ADMIN_TOKEN",
          Form.optional(Form.secret()),
          "",
          "What admin calls carry as bearer token; without it one is made and kept in the data"
              + " folder.",
          Sight.SECRET);

  public static final Setting<Optional<String>> APPROVER_TOKEN =
      new Setting<>(
          "MIEN_APPROVER_TOKEN",
          Form.optional(Form.secret()),
          "",
          "What a second person carries as bearer token to approve sensitive definitions; without"
              + " it nobody can.",
          Sight.SECRET);

  public static final Setting<ReviewRule> REVIEW =
      open(
          "MIEN_REVIEW",
          Form.oneOf(ReviewRule.class),
          "sensitive",
          "When a second person has to approve what is published: where something sensitive is"
              + " defined, or always.");
  public static final Setting<Duration> CONSOLE_IDLE =
      open(
          "MIEN_CONSOLE_IDLE",
          Form.duration("1m", "12h"),
          "30m",
          "After how long without a call somebody is signed out of the console.");

  public static final Setting<Duration> CONSOLE_MAX =
      open(
          "MIEN_CONSOLE_MAX",
          Form.duration("1m", "7d"),
          "12h",
          "How long somebody stays signed in to the console at the most.");

  public static final Setting<Optional<String>> CONSOLE_URL =
      open(
          "MIEN_CONSOLE_URL",
          Form.optional(Form.webOrigin()),
          "",
          "Where browsers reach the admin listener, as whatever ends TLS in front of it is called;"
              + " an OpenID provider sends people back there.");

  public static final Setting<Optional<String>> OIDC_ISSUER =
      open(
          "MIEN_OIDC_ISSUER",
          Form.optional(Form.issuer()),
          "",
          "The OpenID provider that people sign in at, to the letter as it calls itself; without it"
              + " they sign in with a token.");

  public static final Setting<Optional<String>> OIDC_CLIENT_ID =
      open(
          "MIEN_OIDC_CLIENT_ID",
          Form.optional(Form.printable(200)),
          "",
          "What Mien is registered as at the provider.");

  public static final Setting<Optional<String>> OIDC_CLIENT_SECRET =
      new Setting<>(
          "MIEN_OIDC_CLIENT_SECRET",
          Form.optional(Form.printable(200)),
          "",
          "The secret of that client; without it one that has none.",
          Sight.SECRET);

  public static final Setting<String> OIDC_ROLES_CLAIM =
      open(
          "MIEN_OIDC_ROLES_CLAIM",
          Form.printable(100),
          "groups",
          "The claim of the ID token that names groups; a dot leads further in, as in"
              + " realm_access.roles.");

  public static final Setting<List<GroupRole>> OIDC_ROLES =
      open(
          "MIEN_OIDC_ROLES",
          Form.groupRoles(),
          "",
          "Which group has which role, such as mien-authors=author,mien-leads=publisher; whoever is"
              + " in none of them does not get in.");

  public static final Setting<String> OIDC_NAME_CLAIM =
      open(
          "MIEN_OIDC_NAME_CLAIM",
          Form.printable(100),
          "name",
          "The claim of the ID token that colleagues see somebody by; without it name, email or the"
              + " subject.");

  public static final Setting<Path> DATA_DIR =
      open(
          "MIEN_DATA_DIR",
          Form.path(),
          "./data",
          "The folder for what this node keeps: its database file and the admin token.");

  public static final Setting<Optional<URI>> JDBC_URL =
      new Setting<>(
          "MIEN_JDBC_URL",
          Form.optional(Form.jdbcUrl()),
          "",
          "The PostgreSQL database that all nodes of a cluster keep editions, drafts, the audit and"
              + " the log of promises in; without it a node keeps them in a file of its own in the"
              + " data folder.",
          Sight.WITHOUT_PARAMETERS);

  public static final Setting<Optional<String>> JDBC_USER =
      open(
          "MIEN_JDBC_USER",
          Form.optional(Form.printable(63)),
          "",
          "The role that logs in to the database.");

  public static final Setting<Optional<String>> JDBC_PASSWORD =
      new Setting<>(
          "MIEN_JDBC_PASSWORD",
          Form.optional(Form.printable(200)),
          "",
          "The password of that role.",
          Sight.SECRET);

  public static final Setting<Integer> JDBC_POOL =
      open(
          "MIEN_JDBC_POOL",
          Form.wholeNumber(1, 50),
          "4",
          "How many connections this node holds to the database at the most.");

  public static final Setting<String> CLUSTER_NAME =
      open(
          "MIEN_CLUSTER_NAME",
          Form.clusterName(),
          "mien",
          "Members with the same name find each other.");

  public static final Setting<String> CLUSTER_HOST =
      open(
          "MIEN_CLUSTER_HOST",
          Form.host(),
          "127.0.0.1",
          "Where this member listens for others; keep it on a private network.");

  public static final Setting<Integer> CLUSTER_PORT =
      open("MIEN_CLUSTER_PORT", Form.port(), "5701", "The port this member listens on for others.");

  public static final Setting<List<Peer>> CLUSTER_PEERS =
      open("MIEN_CLUSTER_PEERS", Form.peers(), "", "The other members.");

  public static final Setting<Optional<String>> CLUSTER_KUBERNETES =
      open(
          "MIEN_CLUSTER_KUBERNETES",
          Form.optional(Form.host()),
          "",
          "The DNS name of a headless service that stands for all members, in place of"
              + " MIEN_CLUSTER_PEERS.");

  public static final Setting<Optional<String>> LOG_ORIGIN =
      open(
          "MIEN_LOG_ORIGIN",
          Form.optional(Form.logOrigin()),
          "",
          "The name of the log of promises, best a URL without its scheme such as"
              + " shop.example/mien, and never changed; without it mien.internal/ and the name of"
              + " the cluster.");

  public static final Setting<Integer> CROWD_MIN =
      open(
          "MIEN_CROWD_MIN",
          Form.wholeNumber(1, 1_000_000),
          "50",
          "k: how many sessions must have been given, or refused, the combination of segments that"
              + " drives an answer; reach and counts below it are withheld. 1 is no crowd gate.");

  public static final Setting<Duration> CROWD_WINDOW =
      open(
          "MIEN_CROWD_WINDOW",
          Form.duration("1h", "31d"),
          "7d",
          "Sessions that began in so many whole hours are the crowd.");

  public static final Setting<BigDecimal> BUDGET_EPSILON =
      open(
          "MIEN_BUDGET_EPSILON",
          Form.decimal("0.01", "20"),
          "3",
          "How much all that is released as statistics may tell of one session, or of one"
              + " decision: epsilon at a delta of one in a million; less is more noise.");

  public static final Setting<Integer> BUDGET_HOURS =
      open(
          "MIEN_BUDGET_HOURS",
          Form.wholeNumber(1, 24),
          "1",
          "How many hours that budget is for: 1 is for a session, which counts in one hour; more"
              + " is also for a visitor who comes again within that time, with more noise.");

  public static final Setting<Duration> LEARN_EVERY =
      open(
          "MIEN_LEARN_EVERY",
          Form.duration("1s", "1h"),
          "60s",
          "How often the shares of variants are made anew where offers learn.");

  public static final Setting<List<SiteOrigins>> SITES =
      open(
          "MIEN_SITES",
          Form.sites(),
          "main",
          "The sites that capsules belong to, and the origins browsers may call from; the first"
              + " stands for callers that name none.");

  public static final Setting<Optional<Integer>> TCF_VENDOR =
      open(
          "MIEN_TCF_VENDOR",
          Form.optional(Form.wholeNumber(1, 65_535)),
          "",
          "The site's number in the IAB's list of vendors; without it no TC string allows"
              + " anything.");

  public static final Setting<Optional<String>> CONTROLLER =
      open(
          "MIEN_CONTROLLER",
          Form.optional(Form.printable(200)),
          "",
          "Who answers for the data, as consent receipts name them.");

  public static final Setting<Optional<String>> CONTROLLER_CONTACT =
      open(
          "MIEN_CONTROLLER_CONTACT",
          Form.optional(Form.printable(200)),
          "",
          "Where they are reached, by post or e-mail.");

  public static final Setting<Optional<String>> JURISDICTION =
      open(
          "MIEN_JURISDICTION",
          Form.optional(Form.printable(60)),
          "",
          "Whose law applies, such as DE, as consent receipts say.");

  public static final Setting<Duration> SESSION_IDLE =
      open(
          "MIEN_SESSION_IDLE",
          Form.duration("1m", "1d"),
          "30m",
          "After how much silence a session ends.");

  public static final Setting<Duration> SESSION_MAX =
      open(
          "MIEN_SESSION_MAX",
          Form.duration("1m", "1d"),
          "12h",
          "How long a session lasts at the most.");

  public static final Setting<Duration> EPOCH =
      open(
          "MIEN_EPOCH",
          Form.duration("1m", "1d"),
          "6h",
          "How often the key that seals capsules is replaced; a capsule is readable for one to two"
              + " epochs, so this is at least MIEN_SESSION_IDLE.");

  public static final Setting<Integer> EVENT_LOOPS =
      open(
          "MIEN_EVENT_LOOPS",
          Form.wholeNumber(0, 256),
          "0",
          "How many threads answer requests; 0 is one for each core.");

  public static final Setting<Integer> RATE_MAX =
      open(
          "MIEN_RATE_MAX",
          Form.wholeNumber(1, 10_000_000),
          "50000",
          "How many requests a second this node answers; above it callers get 429.");

  public static final Setting<Integer> REQUESTS_MAX =
      open(
          "MIEN_REQUESTS_MAX",
          Form.wholeNumber(1, 1_000_000),
          "2000",
          "How many requests may be in flight at once; above it callers get 503.");

  public static final Setting<Integer> CONNECTIONS_MAX =
      open(
          "MIEN_CONNECTIONS_MAX",
          Form.wholeNumber(1, 1_000_000),
          "10000",
          "How many connections the public listener holds; further ones are closed.");

  public static final Setting<Duration> LAG_TARGET =
      open(
          "MIEN_LAG_TARGET",
          Form.duration("1ms", "10s"),
          "10ms",
          "How long a decision may wait for its turn while the node is overloaded; what would wait"
              + " longer is shed with 503, newcomers first, calls of /v1/session last.");

  public static final Setting<Duration> LAG_MAX =
      open(
          "MIEN_LAG_MAX",
          Form.duration("10ms", "1m"),
          "5s",
          "How late an event loop may run before it sheds every request with 503.");

  public static final Setting<Duration> IDLE_TIMEOUT =
      open(
          "MIEN_IDLE_TIMEOUT",
          Form.duration("100ms", "10m"),
          "15s",
          "After how much silence a connection is closed; also the most time that the head of a"
              + " request may take.");

  public static final Setting<Duration> BODY_TIMEOUT =
      open(
          "MIEN_BODY_TIMEOUT",
          Form.duration("100ms", "10m"),
          "5s",
          "How long the body of a request may take to arrive.");

  public static final Setting<Duration> DRAIN_NOTICE =
      open(
          "MIEN_DRAIN_NOTICE",
          Form.duration("0s", "5m"),
          "0s",
          "How long a node that is told to stop goes on answering, while readiness already says"
              + " no.");

  public static final Setting<Duration> DRAIN =
      open(
          "MIEN_DRAIN",
          Form.duration("0s", "5m"),
          "10s",
          "How long a node that is told to stop waits for what is in flight.");

  public static final Setting<LogLevel> LOG_LEVEL =
      open("MIEN_LOG_LEVEL", Form.oneOf(LogLevel.class), "info", "How much is logged.");

  public static final Setting<Optional<Path>> CONFIG =
      open(
          "MIEN_CONFIG",
          Form.optional(Form.path()),
          "",
          "A file of NAME=value lines with these names; the environment goes before it.");

  public static final Setting<Optional<Path>> JAVA_HOME =
      open(
          "MIEN_JAVA_HOME",
          Form.optional(Form.path()),
          "",
          "Where mien.jar looks first for a JDK 25 when it was started with an older Java; read"
              + " from the environment only.");

  /** How much is logged. */
  public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
  }

  /** The whole table, in the order it is printed. */
  public static final List<Setting<?>> ALL =
      List.of(
          HTTP_HOST,
          HTTP_PORT,
          ADMIN_HOST,
          ADMIN_PORT,
          ADMIN_TOKEN,
          APPROVER_TOKEN,
          REVIEW,
          CONSOLE_IDLE,
          CONSOLE_MAX,
          CONSOLE_URL,
          OIDC_ISSUER,
          OIDC_CLIENT_ID,
          OIDC_CLIENT_SECRET,
          OIDC_ROLES_CLAIM,
          OIDC_ROLES,
          OIDC_NAME_CLAIM,
          DATA_DIR,
          JDBC_URL,
          JDBC_USER,
          JDBC_PASSWORD,
          JDBC_POOL,
          CLUSTER_NAME,
          CLUSTER_HOST,
          CLUSTER_PORT,
          CLUSTER_PEERS,
          CLUSTER_KUBERNETES,
          LOG_ORIGIN,
          CROWD_MIN,
          CROWD_WINDOW,
          BUDGET_EPSILON,
          BUDGET_HOURS,
          LEARN_EVERY,
          SITES,
          TCF_VENDOR,
          CONTROLLER,
          CONTROLLER_CONTACT,
          JURISDICTION,
          SESSION_IDLE,
          SESSION_MAX,
          EPOCH,
          EVENT_LOOPS,
          RATE_MAX,
          REQUESTS_MAX,
          CONNECTIONS_MAX,
          LAG_TARGET,
          LAG_MAX,
          IDLE_TIMEOUT,
          BODY_TIMEOUT,
          DRAIN_NOTICE,
          DRAIN,
          LOG_LEVEL,
          CONFIG,
          JAVA_HOME);

  private Settings() {}

  private static <T> Setting<T> open(String name, Form<T> form, String standard, String meaning) {
    return new Setting<>(name, form, standard, meaning, Sight.OPEN);
  }
}
