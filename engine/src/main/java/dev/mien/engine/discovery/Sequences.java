package dev.mien.engine.discovery;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many sessions went which way: sequences of states, such as the categories of the pages they
 * saw.
 *
 * @param states by their names
 * @param sequences each once
 */
public record Sequences(List<String> states, List<Sequence> sequences) {
  /** The most steps of a sequence that are looked at; what comes after them is not said. */
  public static final int STEPS_MAX = 64;

  public Sequences {
    states = List.copyOf(states);
    sequences = sequences.stream().sorted(Sequence::order).toList();
  }

  /**
   * One way to go.
   *
   * @param steps the positions of its states
   * @param isWhole whether it ends there; else what comes after is not said
   * @param sessions that went it
   */
  public record Sequence(List<Integer> steps, boolean isWhole, long sessions) {
    public Sequence {
      steps = List.copyOf(steps);
    }

    private static int order(Sequence one, Sequence other) {
      for (int i = 0; i < Math.min(one.steps.size(), other.steps.size()); i++) {
        int order = Integer.compare(one.steps.get(i), other.steps.get(i));
        if (order != 0) {
          return order;
        }
      }
      int order = Integer.compare(one.steps.size(), other.steps.size());
      return order != 0 ? order : Boolean.compare(one.isWhole, other.isWhole);
    }

    Way way() {
      return new Way(steps, isWhole);
    }
  }

  /** A sequence apart from how many went it. */
  record Way(List<Integer> steps, boolean isWhole) {
    Way {
      steps = List.copyOf(steps);
    }

    /** The same with its last step unsaid. */
    Way shorter() {
      return new Way(steps.subList(0, Math.max(0, steps.size() - 1)), false);
    }

    /** The same with no more steps than are looked at. */
    static Way of(List<Integer> steps) {
      return steps.size() <= STEPS_MAX
          ? new Way(steps, true)
          : new Way(steps.subList(0, STEPS_MAX), false);
    }
  }

  public long sessions() {
    return sequences.stream().mapToLong(Sequence::sessions).sum();
  }

  /** The sequences of sessions, each given by the positions of its states. */
  public static Sequences of(List<String> states, Collection<List<Integer>> sessions) {
    Map<Way, Long> counts = new HashMap<>();
    sessions.forEach(steps -> counts.merge(Way.of(steps), 1L, Long::sum));
    return of(states, counts);
  }

  static Sequences of(List<String> states, Map<Way, Long> counts) {
    List<Sequence> sequences = new ArrayList<>();
    counts.forEach(
        (way, sessions) -> sequences.add(new Sequence(way.steps, way.isWhole, sessions)));
    return new Sequences(states, sequences);
  }

  /**
   * Sequences that k sessions share, and what it cost.
   *
   * @param whole sessions whose sequence says all it did before
   * @param dropped sessions of which nothing is said any more
   * @param steps that were said before
   * @param unsaid those of them that are not said any more
   */
  public record Folded(
      Sequences sequences, int k, long whole, long dropped, long steps, long unsaid) {}

  /**
   * Makes sequences k-anonymous: those that fewer than {@code k} went lose their last step, until
   * those that have become alike are at least {@code k} together.
   *
   * <p>That long sequences lose most biases what is found towards their length. To cut all of them
   * evenly was tried, and dropped: of the two classes of a clothing shop without folding, folding
   * to 10 finds again 0.84 (adjusted Rand index), cutting at 5, 8 or 12 steps 0.06, 0.15 and 0.66.
   */
  public Folded folded(int k) {
    if (k < 1) {
      throw new IllegalArgumentException("k is at least 1; got " + k);
    }
    Map<Way, Long> kept = new HashMap<>();
    Map<Way, Long> rare = new HashMap<>();
    sequences.forEach(
        one -> (one.sessions >= k ? kept : rare).merge(one.way(), one.sessions, Long::sum));
    long whole = kept.values().stream().mapToLong(Long::longValue).sum();
    int longest = sequences.stream().mapToInt(one -> one.steps.size()).max().orElse(0);
    // The longest first, so that a way meets those that end where it was cut.
    for (int length = longest; length > 0; length--) {
      Map<Way, Long> shorter = new HashMap<>();
      for (Map.Entry<Way, Long> entry : List.copyOf(rare.entrySet())) {
        if (entry.getKey().steps.size() == length) {
          rare.remove(entry.getKey());
          shorter.merge(entry.getKey().shorter(), entry.getValue(), Long::sum);
        }
      }
      shorter.forEach((way, sessions) -> rare.merge(way, sessions, Long::sum));
      int now = length - 1;
      for (Map.Entry<Way, Long> entry : List.copyOf(rare.entrySet())) {
        Way way = entry.getKey();
        if (way.steps.size() == now && !way.isWhole && now > 0 && entry.getValue() >= k) {
          rare.remove(way);
          kept.merge(way, entry.getValue(), Long::sum);
        }
      }
    }
    long dropped = rare.values().stream().mapToLong(Long::longValue).sum();
    Sequences left = of(states, kept);
    return new Folded(left, k, whole, dropped, steps(), steps() - left.steps());
  }

  private long steps() {
    return sequences.stream().mapToLong(one -> one.steps.size() * one.sessions).sum();
  }
}
