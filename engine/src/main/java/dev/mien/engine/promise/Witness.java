package dev.mien.engine.promise;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the newest checkpoint of one log, and takes only such as continue it. Each node keeps
 * one on itself; whoever keeps one elsewhere notices when the log forgets a leaf, changes one or
 * tells two stories. For any number of threads.
 */
public final class Witness {
  private @Nullable Checkpoint newest;

  /** What a witness makes of a checkpoint. */
  public sealed interface Opinion {
    /** It continues what was seen, and is what is remembered from now on. */
    record Continues() implements Opinion {}

    /** It is older than what was seen; whether it fits cannot be told from this. */
    record Older(Checkpoint seen) implements Opinion {}

    /** They cannot both be true: where both are signed, this is evidence against the log. */
    record Forks(Checkpoint seen, Checkpoint shown) implements Opinion {}
  }

  /** The newest checkpoint that was taken. */
  public synchronized Optional<Checkpoint> newest() {
    return Optional.ofNullable(newest);
  }

  /**
   * Takes a checkpoint whose signature was seen to.
   *
   * @param consistency shows that what was seen is the beginning of it
   */
  public synchronized Opinion take(Checkpoint shown, List<Hash> consistency) {
    Checkpoint seen = newest;
    if (seen != null && shown.size() < seen.size()) {
      return new Opinion.Older(seen);
    }
    if (seen != null && !Merkle.consistent(seen.head(), shown.head(), consistency)) {
      return new Opinion.Forks(seen, shown);
    }
    newest = shown;
    return new Opinion.Continues();
  }
}
