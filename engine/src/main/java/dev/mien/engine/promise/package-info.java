/**
 * The log of promises: what was erased, published and declared, in a Merkle tree that can only
 * grow, with receipts that anybody can check without asking us.
 *
 * <p>{@link dev.mien.engine.promise.TransparencyLog} appends leaves and answers readers; {@link
 * dev.mien.engine.promise.ReceiptCheck} checks a receipt offline. Hashes are those of RFC 9162,
 * tiles, checkpoints, notes and proofs those of C2SP, so that a stranger needs no code of ours.
 *
 * <p>Must never hold anything of a visitor but salted commitments, and never sign two heads that do
 * not fit together.
 */
@NullMarked
package dev.mien.engine.promise;

import org.jspecify.annotations.NullMarked;
