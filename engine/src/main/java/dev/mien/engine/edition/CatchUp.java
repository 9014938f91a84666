package dev.mien.engine.edition;

import dev.mien.engine.edition.EditionBuilder.Built;
import dev.mien.engine.vocabulary.StableIds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a node comes by the editions that others published: it asks the store and its peers which is
 * the newest, and loads what is above its own. For any number of threads; they take turns.
 */
final class CatchUp {
  /** How many editions are looked at in one round, should the newest not be fit. */
  private static final int LOOKED_AT_MAX = 16;

  /** Longer than peers take to answer or to be given up. */
  private static final Duration PEERS_MAX = Duration.ofSeconds(1);

  /** What the store has said needs no more than a look at peers that answer as they should. */
  private static final Duration PEERS_AFTER_STORE_MAX = Duration.ofMillis(200);

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

  private final Sources from;
  private final EditionBuilder builder;
  private final Succession succession;
  private final PassedOver passedOver = new PassedOver();
  private final LongSupplier nanos;
  private final ReentrantLock turn = new ReentrantLock();
  private boolean isStoreAway;
  private volatile boolean hasStoreAnswered;
  private volatile Ids ids;
  private volatile long newestHeard;

  /** Where editions come from. */
  record Sources(EditionStore store, EditionPeers peers) {}

  /**
   * The ids of the newest edition whose text could be read. Editions that are not fit to be in
   * force count: they may be in force elsewhere.
   */
  record Ids(long number, StableIds given) {}

  /**
   * What was heard in one round.
   *
   * @param store the newest number of the store; empty if it did not answer
   * @param peers the newest number in force elsewhere; empty if nobody answered
   */
  record Heard(OptionalLong store, OptionalLong peers) {
    static Heard nothing() {
      return new Heard(OptionalLong.empty(), OptionalLong.empty());
    }
  }

  CatchUp(Sources from, EditionBuilder builder, Succession succession, LongSupplier nanos) {
    this.from = from;
    this.builder = builder;
    this.succession = succession;
    this.nanos = nanos;
    Loaded first = succession.inForce();
    this.ids = new Ids(first.number(), first.edition().vocabulary().ids());
  }

  /** Asks around once, and puts in force the newest edition that is fit. Blocks. */
  Heard run() {
    turn.lock();
    try {
      CompletionStage<OptionalLong> asked = from.peers().newest();
      OptionalLong store = storesNewest();
      if (store.isPresent()) {
        take(store.getAsLong(), succession::putInForce);
      }
      OptionalLong peers = answered(asked, store.isPresent() ? PEERS_AFTER_STORE_MAX : PEERS_MAX);
      if (peers.isPresent()) {
        take(peers.getAsLong(), succession::putInForce);
      }
      return new Heard(store, peers);
    } finally {
      turn.unlock();
    }
  }

  /** Loads an edition that was announced, unless it is here. Blocks. */
  void prepare(long number) {
    turn.lock();
    try {
      if (number > succession.highest()) {
        heard(number);
        load(number).ifPresent(loaded -> succession.makeReady(loaded, nanos.getAsLong()));
      }
    } finally {
      turn.unlock();
    }
  }

  /** Puts an edition in force that was read elsewhere, if it is newer and fit. Blocks. */
  boolean offer(StoredEdition stored) {
    turn.lock();
    try {
      if (stored.summary().number() <= succession.highest()) {
        return true;
      }
      heard(stored.summary().number());
      Optional<Loaded> loaded = built(stored);
      loaded.ifPresent(succession::putInForce);
      return loaded.isPresent();
    } finally {
      turn.unlock();
    }
  }

  /** Notes the ids of an edition that was published here. */
  void published(Loaded loaded) {
    heard(loaded.number());
    note(loaded.number(), loaded.edition().vocabulary().ids());
  }

  Ids ids() {
    return ids;
  }

  /** Whether there is an edition here, or the store has said once which is the newest. */
  boolean isInformed() {
    return hasStoreAnswered || succession.inForce().number() > 0;
  }

  /** Whether an edition was looked for lately, and nobody has it whole. */
  boolean isLost(long number) {
    return number > ids.number() && passedOver.rests(number, nanos.getAsLong());
  }

  /** The highest number that was ever heard of. */
  long newestHeard() {
    return Math.max(newestHeard, succession.highest());
  }

  /** How many editions above the one in force could not be put in force here. */
  int unfit() {
    return passedOver.above(succession.inForce().number());
  }

  private OptionalLong storesNewest() {
    try {
      OptionalLong newest = OptionalLong.of(from.store().newest());
      if (isStoreAway) {
        LOG.info("the store of editions answers again");
      }
      isStoreAway = false;
      hasStoreAnswered = true;
      return newest;
    } catch (IOException e) {
      // Asked every other second, it would say the same each time.
      if (!isStoreAway) {
        LOG.warn("the store of editions does not answer: {}", e.getMessage());
      }
      isStoreAway = true;
      return OptionalLong.empty();
    }
  }

  private static OptionalLong answered(CompletionStage<OptionalLong> asked, Duration most) {
    try {
      return asked.toCompletableFuture().get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.debug("the other nodes do not answer", e);
      return OptionalLong.empty();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  /** Takes the newest edition that is fit, of those above the highest that is here. */
  private void take(long newest, Consumer<Loaded> use) {
    heard(newest);
    if (newest <= succession.highest()) {
      succession.reach(newest);
      return;
    }
    Optional<Loaded> best = load(newest);
    for (Summary summary : best.isPresent() ? List.<Summary>of() : older(newest)) {
      best = load(summary.number());
      if (best.isPresent()) {
        break;
      }
    }
    best.ifPresent(use);
  }

  private List<Summary> older(long newest) {
    try {
      return from.store().list(LOOKED_AT_MAX).stream()
          .filter(summary -> summary.number() < newest)
          .filter(summary -> summary.number() > succession.highest())
          .toList();
    } catch (IOException e) {
      LOG.warn("the editions of the store cannot be listed: {}", e.getMessage());
      return List.of();
    }
  }

  private Optional<Loaded> load(long number) {
    return passedOver.rests(number, nanos.getAsLong())
        ? Optional.empty()
        : read(number).flatMap(this::built);
  }

  private Optional<StoredEdition> read(long number) {
    boolean canStoreSay = true;
    try {
      Optional<StoredEdition> found = from.store().find(number);
      if (found.isPresent()) {
        return found;
      }
    } catch (DamagedException e) {
      LOG.error("edition {} of the store cannot be used: {}", number, e.getMessage());
    } catch (IOException e) {
      LOG.warn("edition {} cannot be read at present: {}", number, e.getMessage());
      canStoreSay = false;
    }
    Optional<StoredEdition> fetched = from.peers().fetch(number);
    if (fetched.isEmpty() && canStoreSay) {
      passedOver.add(number, "unreadable", nanos.getAsLong());
    }
    return fetched;
  }

  private Optional<Loaded> built(StoredEdition stored) {
    long number = stored.summary().number();
    note(number, stored.ids());
    try {
      return switch (builder.load(stored)) {
        case Built.Fit(var edition) -> {
          note(number, edition.vocabulary().ids());
          yield Optional.of(new Loaded(stored, edition));
        }
        case Built.Unfit(var code, _) -> {
          passedOver.add(number, code, nanos.getAsLong());
          yield Optional.empty();
        }
      };
    } catch (IOException e) {
      LOG.warn("edition {} is not loaded: {}", number, e.getMessage());
      return Optional.empty();
    }
  }

  private synchronized void heard(long number) {
    newestHeard = Math.max(newestHeard, number);
  }

  private synchronized void note(long number, StableIds given) {
    if (number >= ids.number()) {
      ids = new Ids(number, given);
    }
  }
}
