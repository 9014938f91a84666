package dev.mien.segments.compile;

import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Truth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What the conditions of a score about one attribute, or about two together, add by the states of
 * these.
 *
 * <p>A state is a number: the code; then missing; then withheld. Of a set it is, in place of the
 * code, which of the labels that the conditions mention it has, the first of them as the lowest
 * bit. Of a withheld attribute a table has the least and the greatest of what any other state adds.
 *
 * @param axes one attribute, or two
 * @param least in {@link Score#POINT}ths, by state; of two axes by the state of the first times the
 *     states of the second, and the state of the second
 * @param most likewise
 */
public record PointTable(List<Axis> axes, List<Integer> least, List<Integer> most) {
  public PointTable {
    axes = List.copyOf(axes);
    least = List.copyOf(least);
    most = List.copyOf(most);
  }

  /**
   * An attribute of a table.
   *
   * @param labels of a set, those that are told apart, as bits; 0 of a single-valued attribute
   * @param values how many states are neither missing nor withheld
   */
  public record Axis(int attribute, long labels, int values) {
    /** The state of an attribute that may be asked about and has no value. */
    public int missing() {
      return values;
    }

    /** The state of one that may not be asked about. */
    public int withheld() {
      return values + 1;
    }

    public int states() {
      return values + 2;
    }
  }

  /** The states of the attributes that a condition mentions, none of them withheld. */
  private record States(List<Axis> axes, int first, int second) {
    int of(int attribute) {
      return axes.getFirst().attribute() == attribute ? first : second;
    }

    Axis axis(int attribute) {
      return axes.get(axes.getFirst().attribute() == attribute ? 0 : 1);
    }

    boolean isMissing(int attribute) {
      return of(attribute) == axis(attribute).missing();
    }

    long labels(int attribute) {
      return Long.expand(of(attribute), axis(attribute).labels());
    }
  }

  /**
   * The tables of a score, one for each group of its conditions. The last cell of each is that of
   * withheld attributes.
   */
  public static List<PointTable> of(Score score, List<Attribute> attributes) {
    return score.groups().stream().map(group -> of(group, attributes)).toList();
  }

  private static PointTable of(List<Score.Points> group, List<Attribute> attributes) {
    List<Axis> axes =
        group.getFirst().attributes().stream()
            .mapToObj(at -> axis(at, attributes.get(at).alphabet(), group))
            .toList();
    IntFunction<List<Integer>> open =
        axis -> {
          List<Integer> states = new ArrayList<>();
          for (int state = 0; state < axes.get(axis).withheld(); state++) {
            states.add(state);
          }
          return states;
        };
    List<Integer> least = new ArrayList<>();
    List<Integer> most = new ArrayList<>();
    for (int first = 0; first < axes.getFirst().states(); first++) {
      List<Integer> firsts = first == axes.getFirst().withheld() ? open.apply(0) : List.of(first);
      for (int second = 0; second < (axes.size() == 1 ? 1 : axes.get(1).states()); second++) {
        List<Integer> seconds =
            axes.size() == 2 && second == axes.get(1).withheld() ? open.apply(1) : List.of(second);
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int one : firsts) {
          for (int other : seconds) {
            int sum = sum(group, new States(axes, one, other));
            low = Math.min(low, sum);
            high = Math.max(high, sum);
          }
        }
        least.add(low);
        most.add(high);
      }
    }
    return new PointTable(axes, least, most);
  }

  private static Axis axis(int attribute, Alphabet alphabet, List<Score.Points> group) {
    if (alphabet instanceof Alphabet.Choices) {
      long labels = Score.labels(group, attribute);
      return new Axis(attribute, labels, 1 << Long.bitCount(labels));
    }
    return new Axis(attribute, 0, alphabet.codes());
  }

  private static int sum(List<Score.Points> group, States states) {
    int sum = 0;
    for (Score.Points points : group) {
      sum += truth(points.condition(), states).admits() ? points.amount() : 0;
    }
    return sum;
  }

  private static Truth truth(Predicate condition, States states) {
    return switch (condition) {
      case Predicate.AllOf(var parts) ->
          parts.stream().map(part -> truth(part, states)).reduce(Truth.TRUE, Truth::and);
      case Predicate.AnyOf(var parts) ->
          parts.stream().map(part -> truth(part, states)).reduce(Truth.FALSE, Truth::or);
      case Predicate.Not(var part) -> truth(part, states).negated();
      case Predicate.OneOf(int at, long codes) ->
          states.isMissing(at) ? Truth.UNKNOWN : Truth.of((codes >>> states.of(at) & 1) != 0);
      case Predicate.HasAny(int at, long labels) ->
          states.isMissing(at) ? Truth.UNKNOWN : Truth.of((states.labels(at) & labels) != 0);
      case Predicate.HasAll(int at, long labels) ->
          states.isMissing(at) ? Truth.UNKNOWN : Truth.of((states.labels(at) & labels) == labels);
      case Predicate.Known(int at) -> Truth.of(!states.isMissing(at));
      case Predicate.InSegment _, Predicate.Scored _ ->
          throw new IllegalArgumentException("points are for what attributes say alone");
    };
  }
}
