package dev.mien.engine.promise;

import java.util.List;
import java.util.Optional;

/**
 * The hashes of a Merkle tree, and what a verifier makes of a proof: RFC 9162, section 2.1. Knows
 * no tree, only numbers and hashes, as a stranger with a receipt does.
 */
public final class Merkle {
  private static final byte[] LEAF = {0};
  private static final byte[] NODE = {1};

  /** The root of the tree without leaves. */
  public static final Hash EMPTY = Hash.of();

  private Merkle() {}

  /** The hash of a leaf. */
  static Hash leaf(byte[] leaf) {
    return Hash.of(LEAF, leaf);
  }

  /** The hash of what stands above two others. */
  static Hash node(Hash left, Hash right) {
    return Hash.of(NODE, left.bytes(), right.bytes());
  }

  /** The hash above a number of others that is a power of two. */
  public static Hash above(List<Hash> hashes) {
    int half = hashes.size() / 2;
    return half == 0
        ? hashes.getFirst()
        : node(above(hashes.subList(0, half)), above(hashes.subList(half, hashes.size())));
  }

  /** The largest power of two below a number of leaves, which is at least two. */
  static long split(long leaves) {
    return Long.highestOneBit(leaves - 1);
  }

  /**
   * The root that a leaf and its inclusion proof lead to.
   *
   * @return empty if no tree of that size has such a proof
   */
  static Optional<Hash> root(Hash leaf, long index, long size, List<Hash> path) {
    if (index < 0 || index >= size) {
      return Optional.empty();
    }
    long node = index;
    long last = size - 1;
    Hash root = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        return Optional.empty();
      }
      if ((node & 1) == 1 || node == last) {
        root = node(sibling, root);
        int up = Long.numberOfTrailingZeros(node);
        // A node without a right sibling moves up unhashed until it is itself one.
        node >>>= up;
        last >>>= up;
      } else {
        root = node(root, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 ? Optional.of(root) : Optional.empty();
  }

  /** A root, and of how many leaves. */
  record Head(long size, Hash root) {}

  /** Whether a consistency proof shows that the earlier tree is the beginning of the later. */
  static boolean consistent(Head earlier, Head later, List<Hash> path) {
    if (earlier.size() == 0) {
      return path.isEmpty() && earlier.root().equals(EMPTY);
    }
    if (earlier.size() > later.size()) {
      return false;
    }
    if (earlier.size() == later.size()) {
      return path.isEmpty() && earlier.root().equals(later.root());
    }
    return !path.isEmpty() && grown(earlier, later, path);
  }

  private static boolean grown(Head earlier, Head later, List<Hash> path) {
    long node = earlier.size() - 1;
    long last = later.size() - 1;
    int up = Long.numberOfTrailingZeros(~node);
    node >>>= up;
    last >>>= up;
    // The earlier tree is one whole node of the later: its root is not in the proof.
    boolean whole = Long.bitCount(earlier.size()) == 1;
    Hash before = whole ? earlier.root() : path.getFirst();
    Hash after = before;
    for (Hash step : whole ? path : path.subList(1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        before = node(step, before);
        after = node(step, after);
        int skip = Long.numberOfTrailingZeros(node);
        node >>>= skip;
        last >>>= skip;
      } else {
        after = node(after, step);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return last == 0 && before.equals(earlier.root()) && after.equals(later.root());
  }
}
