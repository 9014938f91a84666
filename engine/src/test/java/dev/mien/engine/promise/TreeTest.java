package dev.mien.engine.promise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.promise.Merkle.Head;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tree is that of RFC 9162, and its proofs show what they should and nothing else. */
class TreeTest {
  private static final int CASES = Boolean.getBoolean("mien.full") ? 10_000 : 200;

  /** The leaves that implementations of RFC 6962 are compared with. */
  private static final List<byte[]> REFERENCE =
      Stream.of(
              "",
              "00",
              "10",
              "2021",
              "3031",
              "40414243",
              "5051525354555657",
              "606162636465666768696a6b6c6d6e6f")
          .map(HexFormat.of()::parseHex)
          .toList();

  @Test
  void rootsOfTheReferenceLeavesAreThoseThatAreKnown() {
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Merkle.EMPTY.hex());
    assertEquals(
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        HexFormat.of().formatHex(ReferenceTree.root(REFERENCE.subList(0, 3))));
    assertEquals(
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        HexFormat.of().formatHex(ReferenceTree.root(REFERENCE)));
    assertEquals(
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        Merkle.above(REFERENCE.stream().map(Merkle::leaf).toList()).hex());
  }

  /** A log whose tiles are cut from a list of hashes. */
  private record Leaves(List<byte[]> leaves) implements Tiles {
    static Leaves random(SplittableRandom random, int size) {
      List<byte[]> leaves = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        // Long enough that no two are alike: a leaf beside its like stands in either place.
        byte[] leaf = new byte[12 + random.nextInt(40)];
        random.nextBytes(leaf);
        leaves.add(leaf);
      }
      return new Leaves(leaves);
    }

    @Override
    public List<Hash> hashes(int level, long from, int count) {
      int below = 1 << (level * HEIGHT);
      List<Hash> hashes = new ArrayList<>();
      for (int place = (int) from; place < from + count; place++) {
        hashes.add(
            Hash.ofBytes(ReferenceTree.root(leaves.subList(place * below, (place + 1) * below))));
      }
      return hashes;
    }

    Tree tree(int size) {
      return new Tree(size, this);
    }

    Head head(int size) {
      return new Head(size, Hash.ofBytes(ReferenceTree.root(leaves.subList(0, size))));
    }
  }

  private static int size(SplittableRandom random, int most) {
    // Small trees have the odd shapes; large ones have several levels of tiles.
    return 1 + random.nextInt(random.nextBoolean() ? Math.min(20, most) : most);
  }

  @Test
  void rootsAndProofsAreThoseOfTheRecursiveDefinition() throws IOException {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int size = size(random, 700);
      Leaves leaves = Leaves.random(random, size);
      int index = random.nextInt(size);
      int earlier = random.nextInt(size + 1);
      String replay = "replay with seed " + seed;
      assertArrayEquals(
          ReferenceTree.root(leaves.leaves()), leaves.tree(size).root().bytes(), replay);
      assertEquals(
          hashes(ReferenceTree.path(index, leaves.leaves())),
          leaves.tree(size).inclusion(index),
          replay);
      assertEquals(
          earlier == 0 ? List.of() : hashes(ReferenceTree.proof(earlier, leaves.leaves())),
          leaves.tree(size).consistency(earlier),
          replay);
    }
  }

  private static List<Hash> hashes(List<byte[]> path) {
    return path.stream().map(Hash::ofBytes).toList();
  }

  @Test
  void inclusionIsShownOfTheLeafAtItsPlaceAndOfNothingElse() throws IOException {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int size = size(random, 300);
      Leaves leaves = Leaves.random(random, size);
      Optional<Hash> root = Optional.of(leaves.head(size).root());
      int index = random.nextInt(size);
      Hash leaf = Merkle.leaf(leaves.leaves().get(index));
      List<Hash> path = leaves.tree(size).inclusion(index);
      String replay = "replay with seed " + seed;
      assertEquals(root, Merkle.root(leaf, index, size, path), replay);
      Hash other = Hash.of(leaf.bytes());
      assertFalse(Merkle.root(other, index, size, path).equals(root), replay);
      assertFalse(Merkle.root(leaf, index + 1, size, path).equals(root), replay);
      assertFalse(Merkle.root(leaf, index, size, joined(path, other)).equals(root), replay);
      if (!path.isEmpty()) {
        int at = random.nextInt(path.size());
        List<Hash> wrong = new ArrayList<>(path);
        wrong.set(at, other);
        assertFalse(Merkle.root(leaf, index, size, wrong).equals(root), replay);
        wrong.remove(at);
        assertFalse(Merkle.root(leaf, index, size, wrong).equals(root), replay);
      }
    }
  }

  private static List<Hash> joined(List<Hash> path, Hash last) {
    List<Hash> all = new ArrayList<>(path);
    all.add(last);
    return all;
  }

  @Test
  void consistencyIsShownOfABeginningAndOfNothingElse() throws IOException {
    for (long seed = 0; seed < CASES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int size = size(random, 300);
      Leaves leaves = Leaves.random(random, size);
      int earlier = random.nextInt(size + 1);
      List<Hash> path = leaves.tree(size).consistency(earlier);
      Head before = leaves.head(earlier);
      Head after = leaves.head(size);
      String replay = "replay with seed " + seed;
      assertTrue(Merkle.consistent(before, after, path), replay);
      Hash other = Hash.of(after.root().bytes());
      assertFalse(Merkle.consistent(new Head(earlier, other), after, path), replay);
      assertFalse(Merkle.consistent(before, after, joined(path, other)), replay);
      if (earlier > 0) {
        assertFalse(Merkle.consistent(before, new Head(size, other), path), replay);
      }
      if (earlier < size) {
        assertFalse(Merkle.consistent(after, before, path), replay);
      }
      if (!path.isEmpty()) {
        List<Hash> wrong = new ArrayList<>(path);
        wrong.set(random.nextInt(path.size()), other);
        assertFalse(Merkle.consistent(before, after, wrong), replay);
        assertFalse(Merkle.consistent(before, after, path.subList(1, path.size())), replay);
      }
    }
  }
}
