package dev.mien.engine.edition;

import dev.mien.engine.edition.CatchUp.Heard;
import dev.mien.engine.edition.CatchUp.Sources;
import dev.mien.engine.index.MatchIndex;
import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The editions of one node: the one in force, and those before it.
 *
 * <p>The store is the authority. It takes each number once, so of two nodes that publish at a time
 * one is told that it came too late, and goes again from where the other left off. What is kept is
 * announced to the peers twice: first to be loaded, then to be put in force, so that all nodes
 * change at nearly one moment. What was not heard is found by asking, every {@link #POLL}. Whatever
 * fails leaves the edition in force untouched, and the number in force never falls.
 *
 * <p>Readers take one volatile read and keep what they got. For any number of threads.
 */
public final class Editions implements AutoCloseable {
  /** How often a node asks by itself. */
  static final Duration POLL = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(Editions.class);

  /** The most that a list shows. */
  private static final int LIST_MAX = 1_000;

  /** How exactly the wait of an edition that is ready is kept. */
  private static final Duration TICK = Duration.ofMillis(100);

  /** How long a start waits for the store, and how often it asks meanwhile. */
  private static final Duration START_WAIT_MAX = Duration.ofSeconds(2);

  private static final Duration START_PAUSE = Duration.ofMillis(50);

  private final Parts parts;
  private final LongSupplier nanos;
  private final Succession succession;
  private final CatchUp catchUp;
  private final LastGood lastGood;
  private final Floors floors;
  private final Publishing publishing;

  /** Does whatever takes time and nobody waits for. */
  private final ScheduledThreadPoolExecutor keeper = executor("mien-editions");

  /** Puts editions in force whose word was lost, also while the other is busy. */
  private final ScheduledThreadPoolExecutor ticker = executor("mien-editions-tick");

  /**
   * What the editions of a node are made of.
   *
   * @param store the authority; may be away at any time
   * @param lastGood where the node keeps what it had in force, to start from it
   * @param peers the other nodes, given what they may ask of this one
   * @param trial what every edition must pass
   */
  public record Parts(
      EditionStore store,
      EditionStore lastGood,
      Function<EditionCalls, EditionPeers> peers,
      EditionTrial trial,
      Function<List<SourceText>, Compilation> compiler,
      InstantSource clock) {}

  private Editions(Parts parts, LongSupplier nanos) {
    this.parts = parts;
    this.nanos = nanos;
    this.succession = new Succession(empty(parts.clock()));
    this.lastGood = new LastGood(parts.lastGood(), nanos);
    Calls calls = new Calls(this, keeper);
    Sources sources = new Sources(parts.store(), parts.peers().apply(calls));
    EditionBuilder builder = new EditionBuilder(parts.compiler(), parts.trial());
    this.catchUp = new CatchUp(sources, builder, succession, nanos);
    this.publishing = new Publishing(sources, builder, catchUp, succession, parts.clock());
    this.floors = new Floors(succession, this::poll, keeper, nanos);
    calls.begin();
  }

  /**
   * Opens the editions of a node and puts the newest in force that can be had from the store, the
   * peers and the node's own folder; if there is none, the empty one. Waits at most 2 s for a store
   * that does not answer.
   */
  public static Editions open(Parts parts) {
    Editions editions = assembled(parts, System::nanoTime);
    editions.start(START_WAIT_MAX);
    editions.goOn();
    return editions;
  }

  /**
   * Opens the editions of a node that is alone, and puts the newest in force that can be read.
   *
   * @throws IOException if the store cannot be read at all
   */
  public static Editions open(
      EditionStore store, Function<List<SourceText>, Compilation> compiler, InstantSource clock)
      throws IOException {
    long _ = store.newest();
    Editions editions =
        assembled(
            new Parts(
                store,
                new InMemoryEditions(),
                _ -> EditionPeers.none(),
                EditionTrial.none(),
                compiler,
                clock),
            System::nanoTime);
    editions.start(Duration.ZERO);
    return editions;
  }

  /** Editions that nobody has told to begin; time passes by {@code nanos}. */
  static Editions assembled(Parts parts, LongSupplier nanos) {
    return new Editions(parts, nanos);
  }

  private static Loaded empty(InstantSource clock) {
    Edition edition = empty(clock.instant());
    return Loaded.of(edition);
  }

  /** The edition that answers where nothing was ever published: it has no slots. */
  public static Edition empty(Instant now) {
    Model model =
        new Model("empty", new Schema(List.of(), List.of(), List.of()), List.of(), List.of());
    Program program = new Program(model, List.of());
    return new Edition(
        0,
        now,
        List.of(),
        List.of(),
        program,
        Vocabulary.of(model, StableIds.none()),
        MatchIndex.of(program));
  }

  /** The edition in force: one volatile read. */
  public Edition inForce() {
    return succession.inForce().edition();
  }

  /**
   * Whether it is known here which editions there are. Until then there is the empty edition, and
   * requests are better sent elsewhere.
   */
  public boolean isInformed() {
    return catchUp.isInformed();
  }

  /** How far the edition in force is behind the newest that this node has heard of. */
  public long lag() {
    return catchUp.newestHeard() - inForce().number();
  }

  /** How many editions above the one in force this node has tried to load, and could not use. */
  public int unfit() {
    return catchUp.unfit();
  }

  /**
   * Sees to it that an edition is in force whose number is not below {@code number}, which a caller
   * has seen elsewhere. Comes at once where it is; else within {@link Floors#WAIT_MAX}, on another
   * thread.
   */
  public CompletionStage<Reached> reach(long number) {
    return floors.reach(number);
  }

  /**
   * Checks a workspace and puts it in force as a whole, or leaves everything as it is. Publishing
   * what is in force already changes nothing. Blocks.
   *
   * @throws IOException if the edition cannot be kept, or if that is not certain; then it is not in
   *     force here either
   */
  public Publication publish(List<SourceText> sources) throws IOException {
    return switch (publish(sources, Terms.none())) {
      case Attempt.Ended(var publication) -> publication;
      case Attempt.Superseded _, Attempt.Withheld _ ->
          throw new IllegalStateException("without terms none can fail");
    };
  }

  /**
   * The same, if the terms hold when the edition is kept. Blocks.
   *
   * @throws IOException if the edition cannot be kept, or if that is not certain
   */
  public Attempt publish(List<SourceText> sources, Terms terms) throws IOException {
    return publishing.publish(sources, terms);
  }

  /** Checks a workspace and changes nothing. Blocks for as long as compiling takes. */
  public Compilation check(List<SourceText> sources) {
    return parts.compiler().apply(sources);
  }

  /** The newest editions that are kept, newest first. Blocks. */
  public List<Summary> list() throws IOException {
    return parts.store().list(LIST_MAX);
  }

  /** One edition that is kept; the one in force also while the store is away. Blocks. */
  public Optional<StoredEdition> find(long number) throws IOException {
    Loaded inForce = succession.inForce();
    return number > 0 && inForce.number() == number
        ? Optional.of(inForce.stored())
        : parts.store().find(number);
  }

  /** Stops asking. What is in force stays so. */
  @Override
  public void close() {
    keeper.shutdownNow();
    ticker.shutdownNow();
  }

  /** Puts the newest in force that can be had anywhere. Blocks. */
  void start(Duration wait) {
    long begun = nanos.getAsLong();
    Heard heard = catchUp.run();
    while (heard.store().isEmpty() && nanos.getAsLong() - begun < wait.toNanos() && pause()) {
      heard = catchUp.run();
    }
    for (StoredEdition own : lastGood.newestFirst()) {
      if (catchUp.offer(own)) {
        break;
      }
    }
    long number = inForce().number();
    if (heard.store().isPresent() && heard.store().getAsLong() < number) {
      LOG.warn(
          "edition {} of this node's data folder or of its peers is newer than the newest in the"
              + " store, {}: it stays in force, and the next publication gets a number above both;"
              + " see whether the database was restored from an older copy or is another one",
          number,
          heard.store().getAsLong());
    }
  }

  private static boolean pause() {
    try {
      Thread.sleep(START_PAUSE);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void goOn() {
    long pollMillis = POLL.toMillis();
    var _ = keeper.scheduleWithFixedDelay(this::pollOn, 0, pollMillis, TimeUnit.MILLISECONDS);
    var _ =
        ticker.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks the store and the peers once, and catches up. Blocks. */
  Heard poll() {
    try {
      return catchUp.run();
    } catch (RuntimeException e) {
      // A schedule ends with the first failure that leaves it, and the node would stay behind.
      LOG.error("asking for newer editions failed; it is done again", e);
      return Heard.nothing();
    }
  }

  /** Writes down what is in force, to start from it. Blocks. */
  void remember() {
    lastGood.keep(succession.inForce().stored());
  }

  private void pollOn() {
    Heard _ = poll();
    remember();
  }

  /** Puts in force what has waited for its word too long. */
  void tick() {
    succession.callOverdue(nanos.getAsLong());
  }

  /** An announcement: loads an edition and holds it ready. Blocks. */
  void prepare(long number) {
    catchUp.prepare(number);
  }

  /**
   * The word that an announced edition is to be in force.
   *
   * @return whether it is; if not, it has to be caught up with
   */
  boolean call(long number) {
    succession.call(number);
    return inForce().number() >= number;
  }

  /** An edition that is in force, ready, or in the node's folder. */
  Optional<StoredEdition> held(long number) {
    Loaded inForce = succession.inForce();
    return inForce.number() == number
        ? Optional.of(inForce.stored())
        : succession
            .ready()
            .filter(ready -> ready.number() == number)
            .map(Loaded::stored)
            .or(() -> lastGood.find(number));
  }

  private static ScheduledThreadPoolExecutor executor(String name) {
    ScheduledThreadPoolExecutor executor =
        new ScheduledThreadPoolExecutor(
            1, work -> Thread.ofPlatform().daemon().name(name).unstarted(work));
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
