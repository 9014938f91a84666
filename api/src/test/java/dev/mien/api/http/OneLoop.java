package dev.mien.api.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;

/** A model of one event loop under an open load: rounds, a fixed cost of each request, a queue. */
final class OneLoop {
  /** Requests a second. */
  static final double CAPACITY = 5_000;

  static final int TARGET_MILLIS = 10;
  private static final long MILLI = 1_000_000;
  private static final long SECOND = 1_000 * MILLI;
  private static final long SERVED_NANOS = (long) (SECOND / CAPACITY);
  private static final long USEFUL_NANOS = 250 * MILLI;

  private final SplittableRandom random;
  private final long shedNanos;
  private long pauseNanos;
  private int burst;
  private long stallNanos;
  private int askings = 1;
  private boolean sessionsOnly;

  OneLoop(long seed, double shedCost) {
    this.random = new SplittableRandom(seed);
    this.shedNanos = (long) (SERVED_NANOS * shedCost);
  }

  /** So many times capacity, for so many seconds. */
  record Load(double times, double seconds) {
    static Load of(double times, double seconds) {
      return new Load(times, seconds);
    }
  }

  private record Request(long at, Precedence precedence) {}

  private record Served(Request request, long begunAt, long endedAt, boolean shed) {
    boolean isGood() {
      return !shed && endedAt - request.at() <= USEFUL_NANOS;
    }
  }

  /** Every three seconds the loop stands still for a while, as in a collection. */
  OneLoop withPauses(int millis) {
    pauseNanos = millis * MILLI;
    return this;
  }

  /** Every second so many come at once. */
  OneLoop withBursts(int requests) {
    burst = requests;
    return this;
  }

  /** At first the loop stands still for seconds, and whoever waits asks so often. */
  OneLoop stalled(int seconds, int times) {
    stallNanos = seconds * SECOND;
    askings = times;
    return this;
  }

  OneLoop onlySessions() {
    sessionsOnly = true;
    return this;
  }

  Outcome run(Load... loads) {
    Queue<Request> arriving = arrivals(loads);
    Rounds rounds = new Rounds(TARGET_MILLIS * MILLI, 0);
    List<Served> served = new ArrayList<>();
    long now = stallNanos;
    long pauseAt = SECOND;
    Queue<Request> round = new ArrayDeque<>();
    while (!arriving.isEmpty()) {
      now = Math.max(now, arriving.element().at());
      while (!arriving.isEmpty() && arriving.element().at() <= now) {
        round.add(arriving.remove());
      }
      while (!round.isEmpty()) {
        if (pauseNanos > 0 && now > pauseAt) {
          now += pauseNanos;
          pauseAt = now + 3 * SECOND;
        }
        Request request = round.remove();
        long begunAt = now;
        var _ = rounds.begins(now);
        boolean admitted = rounds.hasTime(now) || rounds.admits(request.precedence(), now);
        now += admitted ? SERVED_NANOS : shedNanos;
        served.add(new Served(request, begunAt, now, !admitted));
      }
      rounds.end(now);
    }
    return new Outcome(served);
  }

  private Queue<Request> arrivals(Load... loads) {
    List<Request> all = new ArrayList<>();
    double at = 0;
    double end = 0;
    for (Load load : loads) {
      end += load.seconds() * SECOND;
      while (at < end) {
        at += -Math.log(1 - random.nextDouble()) * SECOND / (CAPACITY * load.times());
        int times = at < stallNanos ? askings : 1;
        for (int i = 0; i < times; i++) {
          all.add(new Request((long) at, precedence()));
        }
      }
    }
    for (long second = 1; burst > 0 && second * SECOND < end; second++) {
      for (int i = 0; i < burst; i++) {
        all.add(new Request(second * SECOND, precedence()));
      }
    }
    all.sort((one, other) -> Long.compare(one.at(), other.at()));
    return new ArrayDeque<>(all);
  }

  private Precedence precedence() {
    int of100 = random.nextInt(100);
    if (sessionsOnly || of100 < 2) {
      return Precedence.SESSION;
    }
    return of100 < 52 ? Precedence.NEWCOMER : Precedence.RETURNING;
  }

  /** What became of every request, in the order they were served. */
  record Outcome(List<Served> served) {
    long arrived() {
      return served.size();
    }

    long good() {
      return goodFrom(0);
    }

    long goodFrom(double second) {
      return served.stream()
          .filter(each -> each.isGood() && each.request().at() >= second * SECOND)
          .count();
    }

    long sheds() {
      return shedsFrom(0);
    }

    long shedsFrom(double second) {
      return served.stream()
          .filter(each -> each.shed() && each.request().at() >= second * SECOND)
          .count();
    }

    double longestWaitMillisFrom(double second) {
      return served.stream()
              .filter(each -> each.request().at() >= second * SECOND)
              .mapToLong(each -> each.begunAt() - each.request().at())
              .max()
              .orElse(0)
          / (double) MILLI;
    }

    double shedShare(Precedence precedence) {
      Map<Boolean, Long> counts = new HashMap<>();
      served.stream()
          .filter(each -> each.request().precedence() == precedence)
          .forEach(each -> counts.merge(each.shed(), 1L, Long::sum));
      long shed = counts.getOrDefault(true, 0L);
      return (double) shed / Math.max(1, shed + counts.getOrDefault(false, 0L));
    }

    /** The fewest good answers in any whole stretch of so many milliseconds after a second. */
    long leastGoodIn(int millis, int fromSecond) {
      long end = served.getLast().endedAt();
      long[] good = new long[(int) (end / (millis * MILLI))];
      for (Served each : served) {
        int at = (int) (each.endedAt() / (millis * MILLI));
        if (at < good.length && each.isGood()) {
          good[at]++;
        }
      }
      long least = Long.MAX_VALUE;
      for (int i = fromSecond * 1_000 / millis; i < good.length; i++) {
        least = Math.min(least, good[i]);
      }
      return least;
    }
  }
}
