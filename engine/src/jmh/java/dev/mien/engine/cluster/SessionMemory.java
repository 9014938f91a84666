package dev.mien.engine.cluster;

import dev.mien.engine.cluster.HazelcastHalfKeys.Deadlines;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.SessionPolicy;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * How much heap a live session takes in the cluster: members in this process hold so many sessions,
 * then as many again, and what the second half added is shared out among its copies. What is there
 * anyway, members, partitions and threads, is in neither.
 */
public final class SessionMemory {
  private static final int BATCH = 200;
  private static final int COLLECTIONS = 3;
  private static final int SESSIONS = 200_000;

  /** Nothing is asked in a hurry here. */
  private static final Duration PATIENT = Duration.ofMinutes(1);

  private SessionMemory() {}

  /**
   * Measures, and prints a line.
   *
   * @param arguments how many sessions are added, {@value #SESSIONS} where nothing is said
   */
  public static void main(String[] arguments) {
    int sessions = arguments.length == 0 ? SESSIONS : Integer.parseInt(arguments[0]);
    SplittableRandom random = new SplittableRandom(20_261_122);
    List<Node> nodes = TestNodes.together(2);
    HalfKeys halfKeys =
        nodes.getFirst().halfKeys(new Deadlines(PATIENT, PATIENT, PATIENT, PATIENT));
    begin(halfKeys, sessions, random);
    long before = heapBytes();
    begin(halfKeys, sessions, random);
    long after = heapBytes();
    System.out.printf(
        "%,d sessions in %d members, each with a copy: %.0f bytes of heap a session and copy%n",
        2 * sessions, nodes.size(), (after - before) / ((double) sessions * nodes.size()));
    nodes.forEach(Node::close);
  }

  private static void begin(HalfKeys halfKeys, int sessions, SplittableRandom random) {
    for (int done = 0; done < sessions; done += BATCH) {
      CompletableFuture.allOf(
              IntStream.range(0, Math.min(BATCH, sessions - done))
                  .mapToObj(_ -> begin(halfKeys, random))
                  .toArray(CompletableFuture[]::new))
          .join();
    }
  }

  private static CompletableFuture<Void> begin(HalfKeys halfKeys, SplittableRandom random) {
    byte[] key = new byte[HalfKey.BYTES];
    random.nextBytes(key);
    Handle handle = new Handle(random.nextLong(), random.nextLong());
    return halfKeys
        .begin(handle, new HalfKey(key), SessionPolicy.standard().lease())
        .toCompletableFuture();
  }

  private static long heapBytes() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    for (int i = 0; i < COLLECTIONS; i++) {
      memory.gc();
    }
    return memory.getHeapMemoryUsage().getUsed();
  }
}
