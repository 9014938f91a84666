package dev.mien.engine.promise;

import dev.mien.engine.promise.Witness.Opinion;
import dev.mien.engine.secret.Secrets;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest checkpoint of the log that this node has signed, and the tree below it.
 *
 * <p>All nodes sign with one key, and one tree has one signature, so that whoever signs first makes
 * no difference. Before it signs, a node sees that the tree continues the one that it signed last,
 * also before it was started anew; if not, it signs nothing any more. Blocks; for any number of
 * threads.
 */
final class LogHead {
  private static final Logger LOG = LoggerFactory.getLogger(LogHead.class);
  private static final String SECRET = "promise-log-ed25519";

  private final Parts parts;
  private final CachedTiles tiles;
  private final Witness witness = new Witness();
  private @Nullable NoteSigner signer;
  private @Nullable Signed newest;
  private boolean forgetfulnessSaid;

  /**
   * What a head is made of.
   *
   * @param origin the name of the log
   */
  record Parts(LeafStore store, Secrets secrets, CheckpointMemory memory, String origin) {}

  /** A tree, and what was signed of it. */
  record Signed(Checkpoint checkpoint, String note, Tree tree) {
    /**
     * The receipt of a leaf.
     *
     * @throws IOException if the leaf is not the one that was signed at its place
     */
    Receipt receipt(LeafStore.Placed placed) throws IOException {
      List<Hash> path = tree.inclusion(placed.index());
      if (!Merkle.root(placed.leaf().hash(), placed.index(), checkpoint.size(), path)
          .equals(Optional.of(checkpoint.root()))) {
        throw new BrokenLogException(checkpoint.size());
      }
      return Receipt.of(placed.leaf(), new TlogProof(Optional.empty(), placed.index(), path, note));
    }
  }

  LogHead(Parts parts) {
    this.parts = parts;
    this.tiles = new CachedTiles(parts.store());
  }

  VerifierKey key() throws IOException {
    return signer().verifier();
  }

  /** What was signed last, as long as this process runs. */
  synchronized Optional<Signed> newest() {
    return Optional.ofNullable(newest);
  }

  /**
   * Looks how far the log has grown, and signs what it is now.
   *
   * @throws IOException if the log cannot be read, or is not the one that this node signed before
   */
  synchronized Signed renewed() throws IOException {
    NoteSigner signing = signer();
    long size = parts.store().size();
    Signed before = newest;
    if (before != null && before.checkpoint().size() == size) {
      return before;
    }
    Tree tree = tiles.tree(size);
    Checkpoint checkpoint = new Checkpoint(parts.origin(), size, tree.root());
    long seen = witness.newest().map(Checkpoint::size).orElse(0L);
    List<Hash> consistency = seen <= size ? tree.consistency(seen) : List.of();
    if (!(witness.take(checkpoint, consistency) instanceof Opinion.Continues)) {
      throw new BrokenLogException(seen);
    }
    Signed signed = new Signed(checkpoint, signing.sign(checkpoint.text()).note(), tree);
    newest = signed;
    remember(signing.verifier(), signed.note());
    return signed;
  }

  private synchronized NoteSigner signer() throws IOException {
    NoteSigner present = signer;
    if (present == null) {
      present =
          new NoteSigner(parts.origin(), parts.secrets().secret(SECRET, NoteSigner.SECRET_BYTES));
      VerifierKey key = present.verifier();
      parts
          .memory()
          .read()
          .flatMap(note -> Checkpoint.read(note, key))
          .ifPresent(seen -> witness.take(seen, List.of()));
      signer = present;
    }
    return present;
  }

  private void remember(VerifierKey key, String note) {
    try {
      parts.memory().write(key, note);
      forgetfulnessSaid = false;
    } catch (IOException e) {
      if (!forgetfulnessSaid) {
        LOG.warn("the newest checkpoint is not kept in the data folder: {}", e.getMessage());
      }
      forgetfulnessSaid = true;
    }
  }
}
