package dev.mien.engine.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.mien.engine.access.Access;
import dev.mien.engine.counts.CountStore;
import dev.mien.engine.counts.VectorStore;
import dev.mien.engine.crowd.CrowdStore;
import dev.mien.engine.edition.EditionStore;
import dev.mien.engine.promise.LeafStore;
import dev.mien.engine.release.ReleaseStore;
import dev.mien.engine.secret.Secrets;
import dev.mien.engine.workspace.Audit;
import dev.mien.engine.workspace.Credits;
import dev.mien.engine.workspace.Drafts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database of one node, which may be away at any time.
 *
 * <p>A watcher connects, brings the tables up to date and then asks for an answer every second; it
 * alone decides whether the database is there, and says so in the log when that changes. While it
 * is away every call fails at once. While it is there every call ends within a second: calls run on
 * threads of ours, and whoever waits for one is let go at the deadline, whatever its thread still
 * hangs on. Threads, and calls that wait for one, are bounded. For any number of threads.
 */
public final class Database implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final String HISTORY = "mien_schema";
  private static final String MIGRATIONS = "classpath:dev/mien/engine/store";

  /** How long a caller waits, with a little left for what it does with the failure. */
  private static final Duration CALL_MAX = Duration.ofMillis(950);

  private static final int CALLS_WAITING_MAX = 64;
  private static final Duration LEFT_FOR_WORK = Duration.ofMillis(150);
  private static final Duration VALIDATION_MAX = Duration.ofMillis(400);
  private static final Duration CONNECTION_LIFE_MAX = Duration.ofMinutes(10);
  private static final Duration WATCH = Duration.ofSeconds(1);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(2);

  private final Place place;
  private final Duration callMax;
  private final ThreadPoolExecutor calls;
  private final Thread watcher;
  private final Semaphore doubts = new Semaphore(0);
  private final CountDownLatch looked = new CountDownLatch(1);
  private volatile @Nullable HikariDataSource pool;
  private volatile State state = new State.Away("the database is being opened");
  private volatile boolean closed;

  /** Read and written by the watcher only. */
  private boolean absenceSaid;

  private sealed interface State {
    record Up() implements State {}

    /**
     * @param reason which database does not do what, in a sentence
     */
    record Away(String reason) implements State {}
  }

  private Database(Place place, Duration callMax) {
    this.place = place;
    this.callMax = callMax;
    this.calls =
        new ThreadPoolExecutor(
            place.connections(),
            place.connections(),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(CALLS_WAITING_MAX),
            Thread.ofPlatform().name("store-", 0).daemon().factory());
    this.watcher = Thread.ofPlatform().name("store-watch").daemon().unstarted(this::watch);
  }

  /**
   * Opens a database; returns at once, and connects in the background for as long as it takes.
   *
   * @throws IOException if a file cannot be made where it should be
   */
  public static Database open(Place place) throws IOException {
    return open(place, CALL_MAX);
  }

  /**
   * The same for callers who wait longer, as where a machine has more to do than it can.
   *
   * @param callMax how long a caller waits for a connection and an answer
   */
  static Database open(Place place, Duration callMax) throws IOException {
    place.prepare();
    Database database = new Database(place, callMax);
    database.watcher.start();
    return database;
  }

  /** Whether the database answered when it was last asked. */
  public boolean isUp() {
    return !closed && state instanceof State.Up;
  }

  /**
   * Waits until the first look has shown whether the database is there.
   *
   * @return whether it is
   */
  public boolean awaitUp(Duration most) throws InterruptedException {
    boolean _ = looked.await(most.toNanos(), TimeUnit.NANOSECONDS);
    return isUp();
  }

  /** The editions that are kept here. */
  public EditionStore editions() {
    return new JdbcEditions(this);
  }

  /** The drafts that are kept here. */
  public Drafts drafts() {
    return new JdbcDrafts(this);
  }

  /** Whose work each edition is, as it is kept here. */
  public Credits credits() {
    return new JdbcCredits(this);
  }

  /** The audit that is kept here. */
  public Audit audit() {
    return new JdbcAudit(this);
  }

  /** The counts that are kept here. */
  public CountStore counts() {
    return new JdbcCounts(this);
  }

  /** The counts of outcomes that are kept here. */
  public VectorStore outcomes() {
    return new JdbcVectors(this, JdbcVectors.Table.OUTCOMES);
  }

  /** The counts of patterns that are kept here. */
  public VectorStore patterns() {
    return new JdbcVectors(this, JdbcVectors.Table.PATTERNS);
  }

  /** The log of promises that is kept here. */
  public LeafStore promises() {
    return new JdbcPromises(this);
  }

  /** The secrets that are kept here. */
  public Secrets secrets() {
    return new JdbcSecrets(this);
  }

  /** The crowds that are kept here. */
  public CrowdStore crowds() {
    return new JdbcCrowds(this);
  }

  /** The releases that are kept here, and what they have cost. */
  public ReleaseStore releases() {
    return new JdbcReleases(this);
  }

  /** Who may do what, as it is kept here. */
  public Access access() {
    return new Access(
        new JdbcPeople(this), new JdbcSignIns(this), new JdbcTokens(this), new JdbcLegs(this));
  }

  /** What people may read of where it is; no secret. */
  String shown() {
    return place.shown();
  }

  /**
   * Does some work in a transaction of its own. Blocks for at most a second.
   *
   * @throws IOException if the work is not done, or if that is not certain; its message names the
   *     database and the cause
   */
  <T> T inTransaction(Work<T> work) throws IOException {
    if (closed) {
      throw new IOException("the database " + place.shown() + " is closed");
    }
    HikariDataSource source = pool;
    if (state instanceof State.Away(var reason)) {
      throw new IOException(reason);
    }
    if (source == null) {
      throw new IllegalStateException("a database that is up has a pool");
    }
    return answered(source, work);
  }

  private <T> T answered(HikariDataSource source, Work<T> work) throws IOException {
    Call<T> call = new Call<>(source, work);
    Future<T> answer;
    try {
      answer = calls.submit(call);
    } catch (RejectedExecutionException e) {
      throw new IOException(
          "more than " + CALLS_WAITING_MAX + " calls wait for the database " + place.shown(), e);
    }
    try {
      return answer.get(callMax.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      doubts.release();
      throw new IOException(
          "the database "
              + place.shown()
              + " did not answer within "
              + Math.ceilDiv(callMax.toMillis(), 1000)
              + " s; "
              + end(call, answer),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException(
              "nobody waits for the database any more; " + end(call, answer));
      interrupted.initCause(e);
      throw interrupted;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SQLException refused -> {
          doubts.release();
          throw new IOException(
              "the database " + place.shown() + " " + Reasons.of(refused), refused);
        }
        case RuntimeException broken -> throw broken;
        case Error broken -> throw broken;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private static String end(Call<?> call, Future<?> answer) {
    boolean undone = call.giveUp();
    answer.cancel(true);
    return undone ? "nothing was changed" : "whether the change was kept is not certain";
  }

  private void watch() {
    while (!closed) {
      look();
      looked.countDown();
      // What was in doubt before the look, or because of it, is answered by it.
      doubts.drainPermits();
      try {
        boolean _ = doubts.tryAcquire(WATCH.toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  private void look() {
    try {
      HikariDataSource source = pool;
      if (source == null || !isUp()) {
        source = renewed(source);
      }
      long _ = answered(source, connection -> Numbers.newest(connection, "edition"));
      there();
    } catch (IOException e) {
      away(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Migrations fail in types of their own; whatever else is thrown, the next look may find
      // better.
      away("the database " + place.shown() + " " + Reasons.of(e));
    }
  }

  // A pool whose connections failed waits longer and longer before it makes others, and threads may
  // still hang on what it holds. Migrating shows on a connection of its own whether it is worth it.
  private HikariDataSource renewed(@Nullable HikariDataSource old) {
    migrate();
    HikariDataSource fresh = new HikariDataSource(pooling());
    pool = fresh;
    if (old != null) {
      Thread _ = closeAside(old);
    }
    return fresh;
  }

  // A connection that hangs is waited for by a thread that nobody waits for.
  private static Thread closeAside(HikariDataSource old) {
    return Thread.ofPlatform().name("store-close").daemon().start(old::close);
  }

  private void there() {
    if (!isUp()) {
      state = new State.Up();
      absenceSaid = false;
      LOG.info("the database {} is there", place.shown());
    }
  }

  private void away(String reason) {
    state = new State.Away(reason);
    if (!absenceSaid && !closed) {
      absenceSaid = true;
      LOG.error("{}; calls that need it fail until it is back", reason);
    }
  }

  // Tables that others keep in the same database are none of our business; ours share a prefix.
  private void migrate() {
    Flyway.configure()
        .dataSource(place.unhurried())
        .locations(MIGRATIONS)
        .table(HISTORY)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }

  private HikariConfig pooling() {
    HikariConfig config = place.pool();
    config.setPoolName("store");
    config.setAutoCommit(false);
    config.setMaximumPoolSize(place.connections());
    config.setConnectionTimeout(callMax.minus(LEFT_FOR_WORK).toMillis());
    config.setValidationTimeout(VALIDATION_MAX.toMillis());
    config.setMaxLifetime(CONNECTION_LIFE_MAX.toMillis());
    config.setInitializationFailTimeout(-1);
    // What a connection is told at its beginning must outlive the first transaction that fails.
    config.setIsolateInternalQueries(true);
    // Asking a connection that rests would begin a transaction and leave it open.
    config.setKeepaliveTime(0);
    return config;
  }

  @Override
  public void close() {
    closed = true;
    watcher.interrupt();
    calls.shutdown();
    try {
      if (!calls.awaitTermination(CLOSE_MAX.toNanos(), TimeUnit.NANOSECONDS)) {
        calls.shutdownNow();
      }
      watcher.join(CLOSE_MAX);
      HikariDataSource open = pool;
      if (open != null) {
        boolean _ = closeAside(open).join(CLOSE_MAX);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
