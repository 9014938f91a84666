package dev.mien.engine.promise;

import java.util.Optional;

/**
 * What shows offline that a leaf stands in the log: a proof whose extra data is the leaf, and the
 * salt of its commitments where the receipt is the visitor's.
 *
 * @param salt only in the copy that the visitor is handed
 */
public record Receipt(Leaf leaf, Optional<Hash> salt, TlogProof proof) {
  private static final String LEAF = "leaf";
  private static final String SALT = "salt";

  static Receipt of(Leaf leaf, TlogProof proof) {
    return new Receipt(leaf, Optional.empty(), proof);
  }

  /** The visitor's copy. */
  public Receipt with(Hash saltOfVisitor) {
    return new Receipt(leaf, Optional.of(saltOfVisitor), proof);
  }

  /** As it is handed over: a c2sp.org/tlog-proof. */
  public String text() {
    FlatJson.Builder extra = new FlatJson.Builder().put(LEAF, leaf.text());
    salt.ifPresent(hash -> extra.put(SALT, hash.hex()));
    return new TlogProof(
            Optional.of(extra.build().text()), proof.index(), proof.path(), proof.checkpoint())
        .text();
  }

  /** The receipt that a text is; whether it holds is another question. */
  static Optional<Receipt> read(String text) {
    return TlogProof.read(text)
        .flatMap(proof -> proof.extra().flatMap(FlatJson::read).flatMap(extra -> of(extra, proof)))
        .filter(receipt -> receipt.text().equals(text));
  }

  private static Optional<Receipt> of(FlatJson extra, TlogProof proof) {
    return extra
        .text(LEAF)
        .flatMap(Leaf::read)
        .map(leaf -> new Receipt(leaf, extra.text(SALT).flatMap(Hash::fromHex), proof));
  }
}
