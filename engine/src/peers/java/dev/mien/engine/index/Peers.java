package dev.mien.engine.index;

import com.sun.management.ThreadMXBean;
import dev.mien.engine.index.MatchBenchmark.Rules;
import dev.mien.engine.index.Peer.Building;
import dev.mien.engine.index.Peer.Time;
import dev.mien.engine.index.Peer.TooLong;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Mien's index beside others that match one session against many rules, in one run: the same seeded
 * rules and sessions, every answer checked against the naive tree-walk, rounds that take turns, and
 * the ratio of the medians. What is timed is the processor's time of the one thread that matches,
 * so that other work on the machine counts for nobody.
 *
 * <p>It stands here and not with the load tests because it calls the index in its own process; they
 * know of Mien only what HTTP shows.
 */
public final class Peers {
  private static final int SESSIONS = 512;
  private static final int SESSIONS_CHECKED = 48;
  private static final int MATCHES_LEAST = 8;

  /** So long the clock is left alone: to read it takes as long as a match. */
  private static final long STEP_NANOS = 500_000;

  private static final long SLICE_NANOS = 150_000_000;

  /** Until all that is called often is compiled, on a busy machine too. */
  private static final long WARM_UP_NANOS = 2_000_000_000;

  /** Who is compared, and the most segments that are asked of them. */
  private record Contender(String name, int segmentsMax, Building building) {}

  private static final List<Contender> CONTENDERS =
      List.of(
          new Contender("Mien", Integer.MAX_VALUE, MienPeer::of),
          new Contender("naive tree-walk", Integer.MAX_VALUE, TreeWalkPeer::of),
          new Contender("AWS Event Ruler", Integer.MAX_VALUE, EventRulerPeer::of),
          new Contender("Lucene Monitor", Integer.MAX_VALUE, LuceneMonitorPeer::of),
          // 100,000 programs take minutes to compile, and each match a third of a second.
          new Contender("CEL for Java", 10_000, CelPeer::of));

  /** One that was built, and what has been measured of it. */
  private static final class Entrant {
    private final String name;
    private final Peer peer;
    private final double buildSeconds;
    private final List<Double> nanos = new ArrayList<>();
    private double bytes;
    private int next;
    private int step = MATCHES_LEAST;

    Entrant(String name, Peer peer, double buildSeconds) {
      this.name = name;
      this.peer = peer;
      this.buildSeconds = buildSeconds;
    }

    double median() {
      return quantile(0.5);
    }

    double quantile(double part) {
      double[] sorted = nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      return sorted[(int) Math.round(part * (sorted.length - 1))];
    }
  }

  private final int rounds = Integer.getInteger("peers.rounds", 7);
  private final long buildSeconds = Long.getLong("peers.build", 90);
  private final long seed = Long.getLong("peers.seed", 42);
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private int sink;

  private Peers() {}

  /** Prints a table for each number of segments that was asked for. */
  public static void main(String[] arguments) throws Exception {
    Peers peers = new Peers();
    System.out.printf(
        "In-process peers, seed %d, %d rounds in turn, one thread, JDK %s%n",
        peers.seed, peers.rounds, Runtime.version());
    for (int segments : numbers("peers.mixed", "100,1000,10000")) {
      peers.compare(Rules.MIXED, segments);
    }
    for (int segments : numbers("peers.exact", "1000,10000,100000")) {
      peers.compare(Rules.EXACT, segments);
    }
    System.out.println("(" + peers.sink + " answers, so that none is left out as unused)");
  }

  private static int[] numbers(String property, String otherwise) {
    String text = System.getProperty(property, otherwise);
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(number -> !number.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }

  private void compare(Rules rules, int segments) throws Exception {
    Workload workload = new Workload(seed, segments, SESSIONS, rules);
    System.out.printf(
        Locale.ROOT,
        "%n%,d segments, %s%n",
        segments,
        rules == Rules.EXACT ? "exact values only (Event Ruler's favourable case)" : "mixed rules");
    List<Entrant> entrants = new ArrayList<>();
    try {
      for (Contender contender : CONTENDERS) {
        enter(contender, workload, entrants);
      }
      check(entrants);
      entrants.forEach(this::warmUp);
      for (int round = 0; round < rounds; round++) {
        entrants.forEach(this::time);
      }
      print(entrants);
    } finally {
      entrants.forEach(entrant -> entrant.peer.close());
    }
  }

  private void enter(Contender contender, Workload workload, List<Entrant> entrants)
      throws Exception {
    int segments = workload.conditions().size();
    if (segments > contender.segmentsMax()) {
      System.out.printf(
          Locale.ROOT,
          "  %-18s skipped: not asked beyond %,d segments, where a build takes minutes%n",
          contender.name(),
          contender.segmentsMax());
      return;
    }
    long begun = System.nanoTime();
    try {
      Peer peer =
          contender
              .building()
              .of(workload, new Time(begun + TimeUnit.SECONDS.toNanos(buildSeconds)));
      entrants.add(new Entrant(contender.name(), peer, (System.nanoTime() - begun) / 1e9));
    } catch (TooLong e) {
      System.out.printf(
          "  %-18s skipped: %s in %d s; -Dpeers.build allows more%n",
          contender.name(), e.getMessage(), buildSeconds);
    } catch (NoClassDefFoundError e) {
      System.out.printf(
          "  %-18s skipped: its library is not there (%s)%n", contender.name(), e.getMessage());
    }
  }

  private static void check(List<Entrant> entrants) {
    Entrant reference = entrants.get(1);
    long admissions = 0;
    for (int session = 0; session < SESSIONS_CHECKED; session++) {
      BitSet expected = reference.peer.admitted(session);
      admissions += expected.cardinality();
      for (Entrant entrant : entrants) {
        if (!expected.equals(entrant.peer.admitted(session))) {
          throw new IllegalStateException(
              entrant.name + " does not agree with the naive tree-walk on session " + session);
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "  all answers equal on %d sessions, %.1f segments each%n",
        SESSIONS_CHECKED,
        admissions / (double) SESSIONS_CHECKED);
  }

  private void warmUp(Entrant entrant) {
    long end = threads.getCurrentThreadCpuTime() + WARM_UP_NANOS;
    for (long begun = end - WARM_UP_NANOS, now; begun < end; begun = now) {
      match(entrant);
      now = threads.getCurrentThreadCpuTime();
      boolean quick = now - begun < STEP_NANOS && entrant.step < SESSIONS;
      entrant.step *= quick ? 2 : 1;
    }
  }

  private void time(Entrant entrant) {
    long bytesBefore = threads.getCurrentThreadAllocatedBytes();
    long begun = threads.getCurrentThreadCpuTime();
    long end = begun + SLICE_NANOS;
    long now = begun;
    int matches = 0;
    while (now < end) {
      match(entrant);
      matches += entrant.step;
      now = threads.getCurrentThreadCpuTime();
    }
    entrant.nanos.add((now - begun) / (double) matches);
    entrant.bytes = (threads.getCurrentThreadAllocatedBytes() - bytesBefore) / (double) matches;
  }

  private void match(Entrant entrant) {
    for (int i = 0; i < entrant.step; i++) {
      sink += entrant.peer.match(entrant.next);
      entrant.next = (entrant.next + 1) % SESSIONS;
    }
  }

  private static void print(List<Entrant> entrants) {
    double mien = entrants.getFirst().median();
    System.out.printf(
        "  %-18s %14s %22s %10s %14s %10s%n",
        "", "ns a match", "(rounds)", "÷ Mien", "B a match", "build");
    for (Entrant entrant : entrants) {
      System.out.printf(
          Locale.ROOT,
          "  %-18s %,14.0f %22s %,10.1f %,14.0f %8.1f s%n",
          entrant.name,
          entrant.median(),
          String.format(Locale.ROOT, "(%,.0f–%,.0f)", entrant.quantile(0), entrant.quantile(1)),
          entrant.median() / mien,
          entrant.bytes,
          entrant.buildSeconds);
    }
  }
}
