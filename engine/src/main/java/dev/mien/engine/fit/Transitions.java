package dev.mien.engine.fit;

import java.util.Arrays;
import java.util.List;

/**
 * How often sessions of each group went from one label to the next, and what a step says for a
 * group: the logarithm of how much more often its sessions take that step from there than all the
 * others do.
 *
 * <p>A click depends on the one before it. Evidence that is added up as if clicks were independent
 * counts the same thing over and over, and is more certain and more wrong with each of them; steps
 * do not, as far as one click hangs on no more than the last. Only counts are kept, and counts of
 * several nodes add up.
 *
 * <p>To be learned from the clicks that evidence is taken from, those before it is known where a
 * session belongs, and from no later ones: these are chosen with what they should tell. Not for
 * several threads.
 */
public final class Transitions {
  /** The most that one step may say, in nats: so much for robots and for reloading. */
  public static final double STEP_MAX = 2;

  /** Steps that are taken for granted from every label, spread as all sessions take them. */
  private static final double PRIOR_STEPS = 20;

  private final List<String> labels;
  private final int groups;
  // From the start, or from a label, to a label.
  private final double[][][] steps;

  /**
   * None yet.
   *
   * @param groups how many groups each session is in one of
   */
  public Transitions(List<String> labels, int groups) {
    this.labels = List.copyOf(labels);
    this.groups = groups;
    this.steps = new double[groups][labels.size() + 1][labels.size()];
  }

  public List<String> labels() {
    return labels;
  }

  public int groups() {
    return groups;
  }

  /** One session: its labels, by position, in the order of its clicks. */
  public void add(int[] sequence, int group) {
    int from = start();
    for (int to : sequence) {
      steps[group][from][to]++;
      from = to;
    }
  }

  /** All that {@code other} has counted of the same labels and groups. */
  public void merge(Transitions other) {
    if (!labels.equals(other.labels) || groups != other.groups) {
      throw new IllegalArgumentException(
          "these are steps between other labels, or of other groups");
    }
    for (int group = 0; group < groups; group++) {
      for (int from = 0; from <= labels.size(); from++) {
        for (int to = 0; to < labels.size(); to++) {
          steps[group][from][to] += other.steps[group][from][to];
        }
      }
    }
  }

  /** Where a session stands before its first click. */
  public int start() {
    return labels.size();
  }

  /** How many steps there were from a label, or from the start, to another, in all groups. */
  public long steps(int from, int to) {
    return (long) Arrays.stream(steps).mapToDouble(group -> group[from][to]).sum();
  }

  /**
   * What a step says for a group against all others together, in nats, at most {@value #STEP_MAX}
   * either way.
   *
   * @param from a label by position, or {@link #start}
   */
  public double against(int group, int from, int to) {
    double in = 0;
    double inAll = 0;
    double out = 0;
    double outAll = 0;
    for (int other = 0; other < groups; other++) {
      double taken = steps[other][from][to];
      double all = Arrays.stream(steps[other][from]).sum();
      in += other == group ? taken : 0;
      inAll += other == group ? all : 0;
      out += other == group ? 0 : taken;
      outAll += other == group ? 0 : all;
    }
    double share = share(from, to);
    return Math.clamp(
        Math.log(smoothed(in, inAll, share)) - Math.log(smoothed(out, outAll, share)),
        -STEP_MAX,
        STEP_MAX);
  }

  /** What a step says for a group against what all sessions do, its own included. */
  public double beyondAll(int group, int from, int to) {
    double all = Arrays.stream(steps[group][from]).sum();
    double share = share(from, to);
    double own = smoothed(steps[group][from][to], all, share);
    return Math.clamp(Math.log(own) - Math.log(share), -STEP_MAX, STEP_MAX);
  }

  private static double smoothed(double taken, double all, double share) {
    return (taken + PRIOR_STEPS * share) / (all + PRIOR_STEPS);
  }

  /** The share of steps from a label that lead to another, of all sessions, with one added each. */
  private double share(int from, int to) {
    double all = labels.size();
    for (double[][] group : steps) {
      all += Arrays.stream(group[from]).sum();
    }
    return (steps(from, to) + 1) / all;
  }

  /** What a whole sequence says for a group against all others: the sum of its steps. */
  public double against(int group, int[] sequence) {
    double sum = 0;
    int from = start();
    for (int to : sequence) {
      sum += against(group, from, to);
      from = to;
    }
    return sum;
  }

  /**
   * How likely each group is, after these clicks.
   *
   * @param shares of the groups among all sessions
   */
  public double[] posterior(double[] shares, int[] sequence) {
    double[] logs = Arrays.stream(shares).map(Math::log).toArray();
    int from = start();
    for (int to : sequence) {
      for (int group = 0; group < groups; group++) {
        logs[group] += beyondAll(group, from, to);
      }
      from = to;
    }
    double greatest = Arrays.stream(logs).max().orElse(0);
    double[] odds = Arrays.stream(logs).map(log -> Math.exp(log - greatest)).toArray();
    double sum = Arrays.stream(odds).sum();
    return Arrays.stream(odds).map(one -> one / sum).toArray();
  }
}
