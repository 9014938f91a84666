package dev.mien.engine.promise;

import dev.mien.engine.secret.InMemorySecrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a log of a test is made of. */
final class SampleLogs {
  private SampleLogs() {}

  static TransparencyLog.Parts parts(LeafStore store) {
    return new TransparencyLog.Parts(
        store, new Pending(), new InMemorySecrets(), new Memory(), "example.com/log");
  }

  /** Remembers as long as it is there. */
  static final class Memory implements CheckpointMemory {
    private Optional<String> note = Optional.empty();

    @Override
    public synchronized Optional<String> read() {
      return note;
    }

    @Override
    public synchronized void write(VerifierKey key, String written) {
      note = Optional.of(written);
    }
  }

  /** What the members of a cluster hold, in a map. */
  static final class Pending implements PendingLeaves {
    private final Map<String, Leaf> held = new LinkedHashMap<>();

    @Override
    public synchronized CompletionStage<Leaf> hold(Leaf leaf) {
      Leaf before = held.putIfAbsent(leaf.subject(), leaf);
      return CompletableFuture.completedFuture(before == null ? leaf : before);
    }

    @Override
    public synchronized CompletionStage<List<Leaf>> some(int most) {
      List<Leaf> all = new ArrayList<>(held.values());
      return CompletableFuture.completedFuture(all.subList(0, Math.min(most, all.size())));
    }

    @Override
    public synchronized CompletionStage<Void> release(List<Leaf> leaves) {
      leaves.forEach(leaf -> held.remove(leaf.subject()));
      return CompletableFuture.completedFuture(null);
    }
  }
}
