package dev.mien.engine.edition;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a node does when others ask. Before it has begun it has nothing; and while it closes, it is
 * as if it had not been reached.
 */
final class Calls implements EditionCalls {
  private static final long PREPARE_MILLIS = 800;
  private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

  private final Editions editions;
  private final ExecutorService keeper;
  private volatile boolean hasBegun;

  Calls(Editions editions, ExecutorService keeper) {
    this.editions = editions;
    this.keeper = keeper;
  }

  void begin() {
    hasBegun = true;
  }

  @Override
  public void prepare(long number) {
    if (!hasBegun) {
      return;
    }
    try {
      var _ =
          keeper.submit(() -> editions.prepare(number)).get(PREPARE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      LOG.info("edition {} is announced, and takes longer to load", number);
    } catch (ExecutionException e) {
      LOG.error("edition {} is announced and cannot be loaded", number, e);
    } catch (RejectedExecutionException _) {
      LOG.info("edition {} is announced to a node that is closing", number);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void putInForce(long number) {
    if (hasBegun && !editions.call(number)) {
      try {
        var _ = keeper.submit(editions::poll);
      } catch (RejectedExecutionException _) {
        LOG.info("edition {} is to be in force on a node that is closing", number);
      }
    }
  }

  @Override
  public long newest() {
    return hasBegun ? editions.inForce().number() : 0;
  }

  @Override
  public Optional<StoredEdition> fetch(long number) {
    return hasBegun ? editions.held(number) : Optional.empty();
  }
}
