package dev.mien.engine.promise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The slow twin of kept leaves: a list, whose hashes are made anew each time. */
final class InMemoryLeaves implements LeafStore {
  private final List<Leaf> leaves = new ArrayList<>();

  @Override
  public synchronized Appended append(List<Leaf> given) {
    List<Placed> placed = new ArrayList<>();
    for (Leaf leaf : given) {
      placed.add(
          known(leaf)
              .orElseGet(
                  () -> {
                    leaves.add(leaf);
                    return new Placed(leaf, leaves.size() - 1L);
                  }));
    }
    return new Appended(leaves.size(), placed);
  }

  private Optional<Placed> known(Leaf leaf) {
    for (int i = leaves.size() - 1; i >= 0; i--) {
      Leaf each = leaves.get(i);
      if (each.subject().equals(leaf.subject())) {
        return Optional.of(new Placed(each, i));
      }
      if (each.kind() == leaf.kind() && leaf.kind().recurrence() == Leaf.Recurrence.ON_CHANGE) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized long size() {
    return leaves.size();
  }

  @Override
  public synchronized List<Hash> hashes(int level, long from, int count) {
    int below = 1 << (level * HEIGHT);
    List<Hash> hashes = new ArrayList<>();
    for (long place = from; place < from + count; place++) {
      hashes.add(
          Merkle.above(
              leaves.subList((int) place * below, (int) (place + 1) * below).stream()
                  .map(Leaf::hash)
                  .toList()));
    }
    return hashes;
  }

  @Override
  public synchronized List<Leaf> leaves(long from, int count) {
    return List.copyOf(leaves.subList((int) from, (int) from + count));
  }

  @Override
  public synchronized Optional<Placed> find(Hash leaf) {
    for (int i = 0; i < leaves.size(); i++) {
      if (leaves.get(i).hash().equals(leaf)) {
        return Optional.of(new Placed(leaves.get(i), i));
      }
    }
    return Optional.empty();
  }

  /** Loses its last leaf, as no store may. */
  synchronized void forgetLast() {
    leaves.removeLast();
  }
}
