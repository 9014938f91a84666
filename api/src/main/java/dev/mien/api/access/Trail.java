package dev.mien.api.access;

import dev.mien.engine.workspace.Action;
import dev.mien.engine.workspace.Actor;
import dev.mien.engine.workspace.Audit;
import dev.mien.engine.workspace.Change;
import dev.mien.engine.workspace.Deed;
import dev.mien.engine.workspace.Deeds;
import java.io.IOException;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes into the audit what was done, after it was done.
 *
 * <p>A deed that cannot be written down is logged and counted, and stands: by then other nodes may
 * answer from the edition, and taking it back would be a second change that nobody asked for. The
 * number and the time of an edition are kept with the edition, so what is lost is by whom. The
 * other order would be worse: an audit that is written first names deeds that then fail.
 */
public final class Trail implements Deeds {
  private static final Logger LOG = LoggerFactory.getLogger(Trail.class);

  private final Audit audit;
  private final InstantSource clock;
  private final Runnable lost;

  /**
   * @param lost told of each deed that cannot be written down
   */
  public Trail(Audit audit, InstantSource clock, Runnable lost) {
    this.audit = audit;
    this.clock = clock;
    this.lost = lost;
  }

  /** A change that a caller makes now. */
  public Change change(Caller caller) {
    return change(caller.actor());
  }

  private Change change(Actor by) {
    return new Change(clock.instant(), by);
  }

  /** Writes down what a caller has done. Blocks for at most a second. */
  public void note(Caller caller, Action action, String subject) {
    note(caller.actor(), action, subject);
  }

  @Override
  public void note(Actor by, Action action, String subject) {
    try {
      var _ = audit.append(new Deed(change(by), action, subject));
    } catch (IOException e) {
      lost.run();
      LOG.error(
          "not in the audit: {} {} by {}, because {}",
          subject,
          action.code(),
          by.id(),
          e.getMessage());
    }
  }
}
