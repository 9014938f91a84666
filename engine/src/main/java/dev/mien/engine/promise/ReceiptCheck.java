package dev.mien.engine.promise;

import java.util.Optional;

/** Checks receipts against a key that is trusted beforehand; needs nobody and nothing else. */
public final class ReceiptCheck {
  private final VerifierKey key;

  public ReceiptCheck(VerifierKey key) {
    this.key = key;
  }

  /** What came of it. */
  public sealed interface Verdict {
    /**
     * The log of the key has promised what the leaf says.
     *
     * @param index where the leaf stands
     * @param checkpoint of the tree that it is shown to stand in
     */
    record Holds(Receipt receipt, long index, Checkpoint checkpoint) implements Verdict {}

    /**
     * Nothing is shown.
     *
     * @param reason a sentence without its full stop
     */
    record Refused(String reason) implements Verdict {}
  }

  public Verdict check(String text) {
    return Receipt.read(text)
        .map(this::check)
        .orElseGet(
            () ->
                new Verdict.Refused(
                    "this is not a c2sp.org/tlog-proof@v1 with a leaf of Mien, or not as one is"
                        + " written"));
  }

  private Verdict check(Receipt receipt) {
    TlogProof proof = receipt.proof();
    Optional<Checkpoint> read = Checkpoint.read(proof.checkpoint(), key);
    if (read.isEmpty()) {
      return new Verdict.Refused(
          "the checkpoint is not signed by " + key.name() + " with this key");
    }
    Checkpoint checkpoint = read.orElseThrow();
    boolean stands =
        Merkle.root(receipt.leaf().hash(), proof.index(), checkpoint.size(), proof.path())
            .equals(Optional.of(checkpoint.root()));
    if (!stands) {
      return new Verdict.Refused("the leaf does not stand in the tree of the checkpoint");
    }
    if (!isSaltOfLeaf(receipt)) {
      return new Verdict.Refused("the salt is not that of the leaf");
    }
    return new Verdict.Holds(receipt, proof.index(), checkpoint);
  }

  private static boolean isSaltOfLeaf(Receipt receipt) {
    return receipt
        .salt()
        .map(
            salt ->
                receipt
                    .leaf()
                    .text("salt")
                    .equals(Optional.of(Commitments.under(salt).ofSalt().hex())))
        .orElse(true);
  }

  /** Whether an erasure that holds was promised of this capsule. */
  public static boolean speaksOf(Receipt receipt, String capsule) {
    return receipt
        .leaf()
        .text("capsule")
        .filter(said -> Commitments.everOf(capsule).stream().map(Hash::hex).anyMatch(said::equals))
        .isPresent();
  }
}
