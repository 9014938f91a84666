package dev.mien.engine.crowd;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** Nodes that tell each other, in which telling may fail and hearing may not happen. */
final class SimulatedCrowdCluster {
  private final SplittableRandom random;
  private final Map<CrowdKey, byte[]> told = new HashMap<>();
  private final List<BiConsumer<CrowdKey, Tokens>> listeners = new ArrayList<>();
  private final List<View> members = new ArrayList<>();

  SimulatedCrowdCluster(SplittableRandom random) {
    this.random = random;
  }

  /** The cluster as one node sees it. */
  final class View implements SharedCrowds {
    @Override
    public CompletionStage<Void> join(CrowdKey key, Tokens tokens) {
      int fate = random.nextInt(10);
      if (fate < 8) {
        byte[] joined =
            told.merge(key, tokens.bytes(), (a, b) -> Tokens.of(a).join(Tokens.of(b)).bytes());
        for (BiConsumer<CrowdKey, Tokens> listener : listeners) {
          if (random.nextInt(10) < 8) {
            listener.accept(key, Tokens.of(joined));
          }
        }
      }
      return fate < 7
          ? CompletableFuture.completedFuture(null)
          : CompletableFuture.failedFuture(new IllegalStateException("no answer"));
    }

    @Override
    public void listen(BiConsumer<CrowdKey, Tokens> listener) {
      listeners.add(listener);
    }

    @Override
    public CompletionStage<Map<CrowdKey, Tokens>> all() {
      if (random.nextInt(10) == 0) {
        return CompletableFuture.failedFuture(new IllegalStateException("no answer"));
      }
      Map<CrowdKey, Tokens> all = new HashMap<>();
      told.forEach((key, bytes) -> all.put(key, Tokens.of(bytes)));
      return CompletableFuture.completedFuture(all);
    }

    @Override
    public boolean takesSnapshots() {
      return members.getFirst() == this;
    }
  }

  View enter() {
    View view = new View();
    members.add(view);
    return view;
  }

  /** All nodes have died at once, and with them what they knew. */
  void forgetAll() {
    told.clear();
    listeners.clear();
    members.clear();
  }
}
