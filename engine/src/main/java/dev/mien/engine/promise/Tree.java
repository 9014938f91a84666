package dev.mien.engine.promise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tree of the first so many leaves of a log, from its tiles: its root, and the proofs of RFC
 * 9162, section 2.1. A proof costs one tile of each level and a hash for each hash in them.
 */
final class Tree {
  private final long size;
  private final Tiles tiles;

  Tree(long size, Tiles tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  Hash root() throws IOException {
    return size == 0 ? Merkle.EMPTY : hash(0, size);
  }

  /** The hashes beside the way from a leaf to the root, lowest first. */
  List<Hash> inclusion(long index) throws IOException {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("a tree of " + size + " leaves has none at " + index);
    }
    List<Hash> path = new ArrayList<>();
    long from = 0;
    long to = size;
    while (to - from > 1) {
      long middle = from + Merkle.split(to - from);
      if (index < middle) {
        path.add(hash(middle, to));
        to = middle;
      } else {
        path.add(hash(from, middle));
        from = middle;
      }
    }
    return path.reversed();
  }

  /** What shows that the tree of the first {@code earlier} leaves is the beginning of this one. */
  List<Hash> consistency(long earlier) throws IOException {
    if (earlier < 0 || earlier > size) {
      throw new IllegalArgumentException("no tree of " + earlier + " leaves precedes " + size);
    }
    List<Hash> path = new ArrayList<>();
    if (earlier == 0) {
      return path;
    }
    long from = 0;
    long to = size;
    while (earlier < to) {
      long middle = from + Merkle.split(to - from);
      if (earlier <= middle) {
        path.add(hash(middle, to));
        to = middle;
      } else {
        path.add(hash(from, middle));
        from = middle;
      }
    }
    if (from > 0) {
      path.add(hash(from, to));
    }
    return path.reversed();
  }

  /** The hash above the leaves of a range that the recursion of the RFC comes by. */
  private Hash hash(long from, long to) throws IOException {
    long leaves = to - from;
    if (Long.bitCount(leaves) == 1) {
      int height = Long.numberOfTrailingZeros(leaves);
      int level = height / Tiles.HEIGHT;
      long place = from >>> (level * Tiles.HEIGHT);
      return Merkle.above(tiles.hashes(level, place, 1 << (height % Tiles.HEIGHT)));
    }
    long middle = from + Merkle.split(leaves);
    return Merkle.node(hash(from, middle), hash(middle, to));
  }
}
