package dev.mien.engine.samples;

import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.random.RandomGenerator;

/**
 * Facts that a test makes up.
 *
 * @param states by attribute
 * @param remembered whether the session was in the scored segments, in all of them or none
 */
public record SampleFacts(List<State> states, Before remembered) implements Facts {
  /** What is known of one attribute; code and labels are 0 where the interface says so. */
  public record State(Standing standing, int code, long labels) {
    public static final State MISSING = new State(Standing.MISSING, 0, 0);
    public static final State WITHHELD = new State(Standing.WITHHELD, 0, 0);

    public static State ofCode(int code) {
      return new State(Standing.KNOWN, code, 0);
    }

    public static State ofLabels(long labels) {
      return new State(Standing.KNOWN, 0, labels);
    }
  }

  public SampleFacts {
    states = List.copyOf(states);
  }

  /** Facts of a session that was in no scored segment. */
  public SampleFacts(List<State> states) {
    this(states, Before.OUT);
  }

  /**
   * Facts for every attribute of {@code schema}. How many are known, missing and withheld differs
   * from one call to the next, and so does how many labels a set has.
   */
  public static SampleFacts random(RandomGenerator random, Schema schema) {
    int missing = random.nextInt(60);
    int withheld = random.nextBoolean() ? 0 : random.nextInt(60);
    List<State> states = new ArrayList<>(schema.attributes().size());
    for (Attribute attribute : schema.attributes()) {
      int drawn = random.nextInt(100 + withheld);
      if (drawn < missing) {
        states.add(State.MISSING);
      } else if (drawn < 100) {
        states.add(known(random, attribute));
      } else {
        states.add(State.WITHHELD);
      }
    }
    return new SampleFacts(states, remembered(random.nextInt(3)));
  }

  private static Before remembered(int drawn) {
    return switch (drawn) {
      case 0 -> Before.OUT;
      case 1 -> Before.IN;
      default -> Before.WITHHELD;
    };
  }

  private static State known(RandomGenerator random, Attribute attribute) {
    if (!attribute.isSet()) {
      return State.ofCode(random.nextInt(attribute.alphabet().codes()));
    }
    long labels = random.nextLong();
    for (int thinner = random.nextInt(4); thinner > 0; thinner--) {
      labels &= random.nextLong();
    }
    return State.ofLabels(labels & attribute.alphabet().all());
  }

  /** The same facts, but withheld where {@code which} says so. */
  public SampleFacts withheld(IntPredicate which) {
    List<State> fewer = new ArrayList<>(states);
    for (int attribute = 0; attribute < fewer.size(); attribute++) {
      if (which.test(attribute)) {
        fewer.set(attribute, State.WITHHELD);
      }
    }
    return new SampleFacts(fewer, remembered);
  }

  @Override
  public Before before(int place) {
    return remembered;
  }

  @Override
  public int size() {
    return states.size();
  }

  @Override
  public Standing standing(int attribute) {
    return states.get(attribute).standing();
  }

  @Override
  public int code(int attribute) {
    return states.get(attribute).code();
  }

  @Override
  public long labels(int attribute) {
    return states.get(attribute).labels();
  }
}
