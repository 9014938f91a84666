package dev.mien.capacity;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One event loop as a queue, simulated: calls come at random (Poisson), wait for all that came
 * before, and take as long as one of the times that were measured, drawn with replacement.
 *
 * <p>A node of several cores is as many such queues side by side, because a connection stays with
 * its loop: percentiles are those of one. Waiting follows Lindley's recursion (D. V. Lindley, The
 * theory of queues with a single server, 1952): who comes next waits for what is left of the wait
 * and the work of the one before.
 */
public final class EventLoop {
  private final double[] micros;
  private final double mean;

  /**
   * How it is simulated.
   *
   * @param load which share of the time the loop works, below 1
   * @param calls how many are simulated; the first tenth, which finds the queue empty, does not
   *     count
   */
  public record Trial(double load, int calls, long seed) {
    public Trial {
      if (!(load > 0 && load < 1) || calls < 10) {
        throw new IllegalArgumentException(
            "a load is between 0 and 1, and ten calls are the least; got " + load + ", " + calls);
      }
    }
  }

  /** With what calls take when nothing is before them, in microseconds. */
  public EventLoop(double... micros) {
    this.micros = micros.clone();
    this.mean = Arrays.stream(micros).average().orElseThrow();
  }

  /** What a call takes on average when nothing is before it. */
  public double meanMicros() {
    return mean;
  }

  /** From when a call comes to when its work is done: so many of a hundred take no longer. */
  public double percentileMicros(double percent, Trial trial) {
    SplittableRandom random = new SplittableRandom(trial.seed());
    int first = trial.calls() / 10;
    double[] took = new double[trial.calls() - first];
    double gap = mean / trial.load();
    double wait = 0;
    for (int call = 0; call < trial.calls(); call++) {
      double work = micros[random.nextInt(micros.length)];
      if (call >= first) {
        took[call - first] = wait + work;
      }
      wait = Math.max(0, wait + work + gap * Math.log1p(-random.nextDouble()));
    }
    Arrays.sort(took);
    return took[Math.max(0, (int) Math.ceil(took.length * percent / 100) - 1)];
  }
}
