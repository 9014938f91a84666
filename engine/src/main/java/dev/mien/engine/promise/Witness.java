package dev.mien.engine.promise;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the newest checkpoint of one log, and takes only such as continue it. Whoever keeps one
 * outside of the log notices when it forgets a leaf, changes one or tells two stories. For any
 * number of threads.
 */
public final class Witness {
  private final VerifierKey key;
  private @Nullable Checkpoint newest;

  public Witness(VerifierKey key) {
    this.key = key;
  }

  /** What a witness makes of a checkpoint. */
  public sealed interface Opinion {
    /** It continues what was seen, and is what is remembered from now on. */
    record Continues(Checkpoint checkpoint) implements Opinion {}

    /** It is older than what was seen; whether it fits cannot be told from this. */
    record Older(Checkpoint seen) implements Opinion {}

    /** Both are signed, and they cannot both be true: this is evidence against the log. */
    record Forks(Checkpoint seen, Checkpoint shown) implements Opinion {}

    /** The log did not sign it. */
    record Unsigned() implements Opinion {}
  }

  /** The newest checkpoint that was seen. */
  public synchronized Optional<Checkpoint> newest() {
    return Optional.ofNullable(newest);
  }

  /**
   * Takes a checkpoint.
   *
   * @param consistency shows that what was seen is the beginning of it
   */
  public synchronized Opinion take(String note, List<Hash> consistency) {
    Optional<Checkpoint> read = Checkpoint.read(note, key);
    if (read.isEmpty()) {
      return new Opinion.Unsigned();
    }
    Checkpoint shown = read.orElseThrow();
    Checkpoint seen = newest;
    if (seen != null && shown.size() < seen.size()) {
      return new Opinion.Older(seen);
    }
    if (seen != null && !Merkle.consistent(seen.head(), shown.head(), consistency)) {
      return new Opinion.Forks(seen, shown);
    }
    newest = shown;
    return new Opinion.Continues(shown);
  }
}
