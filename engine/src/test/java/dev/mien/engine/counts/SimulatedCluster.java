package dev.mien.engine.counts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * A cluster that splits and heals, and in which what is told may be lost, come twice, or come much
 * later, whatever the teller is told of it. What was told for certain is there.
 */
final class SimulatedCluster {
  private final SplittableRandom random;
  private final List<Runnable> underway = new ArrayList<>();
  private List<Side> sides = List.of(new Side());

  SimulatedCluster(SplittableRandom random) {
    this.random = random;
  }

  /** What the nodes on one side of a split know. */
  private static final class Side {
    private final Map<CountKey, byte[]> vectors = new HashMap<>();
    private final Map<ReachKey, byte[]> bitmaps = new HashMap<>();
    private final List<View> members = new ArrayList<>();

    void join(CountKey key, byte[] vector) {
      vectors.merge(
          key, vector, (a, b) -> VectorBytes.write(VectorBytes.read(a).join(VectorBytes.read(b))));
    }

    void join(ReachKey key, byte[] bitmap) {
      bitmaps.merge(key, bitmap, (a, b) -> Bitmap.of(a).join(Bitmap.of(b)).bytes());
    }

    void join(Side other) {
      other.vectors.forEach(this::join);
      other.bitmaps.forEach(this::join);
    }
  }

  /** The cluster as one node sees it. */
  final class View implements SharedCounts {
    private Side side;

    private View(Side side) {
      this.side = side;
      side.members.add(this);
    }

    @Override
    public CompletionStage<Void> join(CountKey key, CountVector vector) {
      byte[] bytes = VectorBytes.write(vector);
      return told(() -> side.join(key, bytes));
    }

    @Override
    public CompletionStage<Void> join(ReachKey key, Bitmap bitmap) {
      byte[] bytes = bitmap.bytes();
      return told(() -> side.join(key, bytes));
    }

    private CompletionStage<Void> told(Runnable delivery) {
      int fate = random.nextInt(10);
      if (fate < 7) {
        delivery.run();
      }
      if (fate == 5 || fate == 6 || fate == 7) {
        underway.add(delivery);
      }
      return fate < 6
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.failedFuture(new IllegalStateException("no answer"));
    }

    @Override
    public CompletionStage<Map<CountKey, CountVector>> vectors(Predicate<CountKey> wanted) {
      Map<CountKey, CountVector> all = new HashMap<>();
      side.vectors.forEach((key, bytes) -> all.put(key, VectorBytes.read(bytes)));
      all.keySet().removeIf(wanted.negate());
      return CompletableFuture.completedFuture(all);
    }

    @Override
    public CompletionStage<Map<ReachKey, Bitmap>> bitmaps(Set<ReachKey> keys) {
      Map<ReachKey, Bitmap> all = new HashMap<>();
      side.bitmaps.forEach((key, bytes) -> all.put(key, Bitmap.of(bytes)));
      all.keySet().retainAll(keys);
      return CompletableFuture.completedFuture(all);
    }

    @Override
    public boolean takesSnapshots() {
      return side.members.getFirst() == this;
    }

    void leave() {
      side.members.remove(this);
    }
  }

  View enter() {
    return new View(sides.get(random.nextInt(sides.size())));
  }

  /** What is underway arrives, some of it. */
  void deliver() {
    for (int left = random.nextInt(underway.size() + 1); left > 0; left--) {
      underway.remove(random.nextInt(underway.size())).run();
    }
  }

  void deliverAll() {
    underway.forEach(Runnable::run);
    underway.clear();
  }

  /** Each member finds itself on one of two sides, which know the same at first. */
  void split() {
    heal();
    Side one = sides.getFirst();
    Side other = new Side();
    other.join(one);
    for (View each : List.copyOf(one.members)) {
      if (random.nextBoolean()) {
        one.members.remove(each);
        other.members.add(each);
        each.side = other;
      }
    }
    sides = List.of(one, other);
  }

  void heal() {
    Side whole = sides.getFirst();
    for (Side each : sides.subList(1, sides.size())) {
      whole.join(each);
      for (View member : each.members) {
        member.side = whole;
        whole.members.add(member);
      }
    }
    sides = List.of(whole);
  }

  /** All nodes have died at once, and with them what they knew. */
  void forgetAll() {
    underway.clear();
    sides = List.of(new Side());
  }
}
