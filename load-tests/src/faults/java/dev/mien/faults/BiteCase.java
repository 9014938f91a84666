package dev.mien.faults;

import dev.mien.faults.Goal.Verdict;
import dev.mien.faults.Violations.Invariant;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * The partition case against nodes that merge as Hazelcast does unless told otherwise: the side
 * that is joined keeps what it has, and who joins it tells nothing by itself. The checker must find
 * that, or it would find nothing.
 */
final class BiteCase implements Case {
  private static final String POLICY = "dev.mien.engine.cluster.EntryMerge";

  /** What {@code PutIfAbsentMergePolicy} does, under the name of the class that Mien names. */
  private static final String SOURCE =
      """
      package dev.mien.engine.cluster;

      import com.hazelcast.nio.ObjectDataInput;
      import com.hazelcast.nio.ObjectDataOutput;
      import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
      import com.hazelcast.spi.merge.MergingValue;
      import com.hazelcast.spi.merge.SplitBrainMergePolicy;

      public final class EntryMerge
          implements SplitBrainMergePolicy<Lease, MergingValue<Lease>, Lease>,
              IdentifiedDataSerializable {
        public EntryMerge() {}

        @Override
        public Lease merge(MergingValue<Lease> merging, MergingValue<Lease> existing) {
          MergingValue<Lease> kept = existing == null ? merging : existing;
          return kept.getDeserializedValue();
        }

        @Override
        public int getFactoryId() {
          return ClusterTypes.FACTORY;
        }

        @Override
        public int getClassId() {
          return ClusterTypes.ENTRY_MERGE;
        }

        @Override
        public void writeData(ObjectDataOutput out) {}

        @Override
        public void readData(ObjectDataInput in) {}
      }
      """;

  private static final String CROSSING = "dev.mien.engine.cluster.Crossing";

  /** A member that leaves all to the merge. */
  private static final String CROSSING_SOURCE =
      """
      package dev.mien.engine.cluster;

      import com.hazelcast.core.HazelcastInstance;
      import dev.mien.engine.session.HalfKeys.Entry;
      import dev.mien.engine.session.Handle;
      import dev.mien.engine.session.SessionPolicy;
      import java.time.Duration;
      import java.util.concurrent.ScheduledExecutorService;
      import java.util.function.Supplier;

      final class Crossing {
        private final Supplier<HazelcastInstance> foothold;

        Crossing(
            Supplier<HazelcastInstance> foothold,
            SessionPolicy policy,
            ScheduledExecutorService thread,
            Tells tells) {
          this.foothold = foothold;
        }

        enum Tells {
          WHAT_IT_HELD,
          NOTHING
        }

        record Held(Handle handle, Entry entry) {}

        void begins() {}

        void ended() {
          SteadyClock.set(foothold.get().getCluster().getClusterTime());
        }

        void close(Duration patience) {}
      }
      """;

  private static final List<SimpleJavaFileObject> SOURCES =
      List.of(source(POLICY, SOURCE), source(CROSSING, CROSSING_SOURCE));

  private final PartitionCase partition = new PartitionCase();

  @Override
  public String name() {
    return "bite";
  }

  @Override
  public Bed.Form form(Options options) throws IOException {
    Path classes = Files.createDirectories(options.folder().resolve("bite-classes"));
    compile(options.jar(), classes);
    return Bed.Form.cluster().with(classes);
  }

  private static void compile(Path jar, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IOException("the case 'bite' needs a JDK to run the bench, for its compiler");
    }
    var words = new StringWriter();
    List<String> flags =
        List.of("-proc:none", "-cp", jar.toString(), "-d", classes.toString(), "-nowarn");
    if (!compiler.getTask(words, null, null, flags, null, SOURCES).call()) {
      throw new IOException("the other merge policy does not compile: " + words);
    }
  }

  private static SimpleJavaFileObject source(String name, String text) {
    return new SimpleJavaFileObject(
        URI.create("string:///" + name.replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  @Override
  public void play(Stage stage) throws IOException, InterruptedException {
    partition.play(stage);
  }

  /** What is broken otherwise is right here, and the other way round. */
  @Override
  public List<Goal> judged(List<Goal> found) {
    List<Goal> promises =
        found.stream()
            .filter(goal -> goal.verdict() == Verdict.BROKEN)
            .filter(
                goal ->
                    goal.goal().equals(Invariant.PROMISES.text())
                        || goal.goal().equals(Invariant.STATE.text()))
            .toList();
    return List.of(
        new Goal(
            name(),
            "the checker finds the partition case violated",
            promises.isEmpty()
                ? "nothing was found"
                : promises.getFirst().goal() + ": " + promises.getFirst().measured(),
            promises.isEmpty() ? Verdict.BROKEN : Verdict.HELD));
  }
}
