package dev.mien.peers;

import dev.mien.peers.Load.Arrivals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Servers that are driven alike, in rounds that take turns, and the medians of what they did: first
 * as fast as each answers, then all at one rate.
 */
final class Comparison {
  /** How many times the rate a server must be able to do for its p99 to say anything. */
  private static final double ROOM_LEAST = 1.3;

  /** A client with less time to spare was the limit itself. */
  private static final double IDLE_LEAST = 0.05;

  private final List<Figures> all;
  private final Driver driver;
  private final Terms terms;
  private final List<Double> stood = new ArrayList<>();
  private double rate;
  private double others;

  /**
   * How it is done.
   *
   * @param slice how long a server is driven in a round
   * @param warmUp how long it is before all rounds
   */
  record Terms(int rounds, Duration slice, Duration warmUp, int connections) {
    Load load(Duration duration, Arrivals arrivals) {
      return new Load(connections, duration, arrivals);
    }
  }

  /** What was measured of one server. */
  private static final class Figures {
    private final Server server;
    private final List<Double> perSecond = new ArrayList<>();
    private final List<Double> cpuMicros = new ArrayList<>();
    private final List<Double> allocated = new ArrayList<>();
    private final List<Double> idle = new ArrayList<>();
    private final List<Double> even = new ArrayList<>();
    private final List<Double> atRandom = new ArrayList<>();
    private long failed;

    Figures(Server server) {
      this.server = server;
    }
  }

  /** The first server is what the others are compared to, the second is Mien. */
  Comparison(List<Server> servers, Driver driver, Terms terms) {
    this.all = servers.stream().map(Figures::new).toList();
    this.driver = driver;
    this.terms = terms;
  }

  /** Calls and processor time, as fast as each answers. */
  void saturate() throws IOException {
    Arrivals fast = new Arrivals.AsAnswered();
    for (Figures figures : all) {
      driver.run(figures.server.port(), terms.load(terms.warmUp(), fast));
    }
    Machine before = Machine.now();
    double own = ownSeconds();
    for (int round = 0; round < terms.rounds(); round++) {
      for (Figures figures : all) {
        double used = figures.server.cpuSeconds();
        Outcome outcome = driver.run(figures.server.port(), terms.load(terms.slice(), fast));
        double cpu = figures.server.cpuSeconds() - used;
        figures.failed += outcome.failed();
        figures.perSecond.add(outcome.perSecond());
        figures.cpuMicros.add(cpu * 1e6 / Math.max(1, outcome.answered()));
        figures.idle.add(outcome.idleShare());
      }
    }
    others = Machine.now().shareBeyond(ownSeconds() - own, before);
  }

  /** Processor time of the client and all servers. */
  private double ownSeconds() throws IOException {
    double seconds = Server.cpuSeconds(ProcessHandle.current());
    for (Figures figures : all) {
      seconds += figures.server.cpuSeconds();
    }
    return seconds;
  }

  /**
   * Bytes that the bare server and Mien allocate for a call: one slice each, by their own count.
   */
  void allocate() throws IOException {
    for (Figures figures : all.subList(0, 2)) {
      try (Jvm jvm = figures.server.jvm()) {
        long before = jvm.allocatedBytes();
        Outcome outcome =
            driver.run(figures.server.port(), terms.load(terms.slice(), new Arrivals.AsAnswered()));
        figures.allocated.add((jvm.allocatedBytes() - before) / (double) outcome.answered());
      }
    }
  }

  /** Latencies of all that have room for it, at a share of the rate that Mien can do. */
  void atShare(double share) throws IOException {
    rate = share * perSecond();
    for (int round = 0; round < terms.rounds(); round++) {
      for (Figures figures : all) {
        if (median(figures.perSecond) > rate * ROOM_LEAST) {
          figures.even.add(p99(figures, new Arrivals.Even(rate)));
          figures.atRandom.add(p99(figures, new Arrivals.AtRandom(rate, round)));
        }
      }
    }
  }

  private double p99(Figures figures, Arrivals arrivals) throws IOException {
    // What the call before left behind must not be collected during this one.
    System.gc();
    Outcome outcome = driver.run(figures.server.port(), terms.load(terms.slice(), arrivals));
    stood.add(outcome.stoodShare());
    return outcome.percentileMicros(99);
  }

  /** What Mien can do: the median of its rounds. */
  double perSecond() {
    return median(all.get(1).perSecond);
  }

  /** Prints a line for each server, and what follows for Mien. */
  void print(String what) {
    Figures bare = all.getFirst();
    System.out.printf(
        Locale.ROOT,
        "%n  %-20s %9s %7s %8s %7s %9s %27s %27s %7s%n",
        what,
        "a second",
        "÷ bare",
        "µs CPU",
        "÷ bare",
        "B alloc.",
        "p99 µs at %,.0f/s".formatted(rate),
        "come at random",
        "idle");
    for (Figures figures : all) {
      System.out.printf(
          Locale.ROOT,
          "  %-20s %,9.0f %7.2f %8.1f %7.2f %9s %27s %27s %6.0f%%%s%n",
          figures.server.name(),
          median(figures.perSecond),
          median(figures.perSecond) / median(bare.perSecond),
          median(figures.cpuMicros),
          median(figures.cpuMicros) / median(bare.cpuMicros),
          figures.allocated.isEmpty() ? "" : "%,.0f".formatted(median(figures.allocated)),
          latency(figures.even, bare.even),
          latency(figures.atRandom, bare.atRandom),
          100 * median(figures.idle),
          figures.failed == 0 ? "" : "  " + figures.failed + " failed");
      if (median(figures.idle) < IDLE_LEAST) {
        System.out.println(
            "    the client had next to no time to spare: this server can do more than that");
      }
    }
    Figures mien = all.get(1);
    System.out.printf(
        Locale.ROOT,
        "  Mien allocates %,.0f B a decision beyond what the bare server does%n",
        median(mien.allocated) - median(bare.allocated));
    System.out.printf(
        Locale.ROOT,
        "  the client itself had no core for %.1f %% of the time at a rate; others on this machine"
            + " took %.0f %% of its cores before%n",
        100 * median(stood),
        100 * others);
  }

  /**
   * The median of the rounds and its ratio; the same of the least, which others disturbed least.
   */
  private static String latency(List<Double> own, List<Double> bare) {
    return own.isEmpty()
        ? "cannot"
        : String.format(
            Locale.ROOT,
            "%,.0f (%.2f), %,.0f (%.2f)",
            median(own),
            median(own) / median(bare),
            Collections.min(own),
            Collections.min(own) / Collections.min(bare));
  }

  private static double median(List<Double> figures) {
    return median(figures.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The upper one of two in the middle. */
  static double median(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }
}
