package dev.mien.engine.discovery;

import dev.mien.engine.discovery.Sequences.Way;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Schema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many sessions went which way and had which pattern. Only for files whose owner has them
 * anyway: together the two tell more of a session than either, and what is made of them is folded
 * to k, each by itself.
 */
public final class Journeys {
  private final Schema schema;
  private final List<Column> columns;
  private final List<String> states;
  private final Map<Way, Map<List<Long>, Long>> counts = new HashMap<>();

  /**
   * No journeys yet.
   *
   * @param columns of the patterns, at their finest
   * @param states of the sequences, by their names
   */
  public Journeys(Schema schema, List<Column> columns, List<String> states) {
    this.schema = schema;
    this.columns = List.copyOf(columns);
    this.states = List.copyOf(states);
  }

  /** One session more. One without steps is left out. */
  public void add(List<Integer> steps, Facts facts) {
    if (!steps.isEmpty()) {
      List<Long> values = columns.stream().map(column -> column.value(facts)).toList();
      counts.computeIfAbsent(Way.of(steps), _ -> new HashMap<>()).merge(values, 1L, Long::sum);
    }
  }

  long sessions() {
    return sequences().sessions();
  }

  Sequences sequences() {
    Map<Way, Long> sessions = new HashMap<>();
    counts.forEach(
        (way, patterns) ->
            sessions.put(way, patterns.values().stream().mapToLong(Long::longValue).sum()));
    return Sequences.of(states, sessions);
  }

  /** The patterns of the sessions that went each of {@code folded}, none shared by fewer than k. */
  Beside beside(Sequences folded, int k) {
    Map<Way, Integer> places = new HashMap<>();
    for (int i = 0; i < folded.sequences().size(); i++) {
      places.put(folded.sequences().get(i).way(), i);
    }
    Patterns.Counter all = new Patterns.Counter(schema, columns);
    List<Joint> joint = new ArrayList<>();
    counts.forEach(
        (way, patterns) -> {
          Way found = way;
          while (!places.containsKey(found) && !found.steps().isEmpty()) {
            found = found.shorter();
          }
          if (places.containsKey(found)) {
            int place = places.get(found);
            patterns.forEach(
                (values, sessions) -> {
                  all.add(values, sessions);
                  joint.add(new Joint(place, values, sessions));
                });
          }
        });
    Patterns finest = all.patterns();
    return new Beside(finest, Banding.folded(finest, k).patterns(), List.copyOf(joint));
  }

  private record Joint(int sequence, List<Long> values, long sessions) {}

  /** Patterns beside sequences. */
  static final class Beside {
    private final Patterns folded;
    private final List<Joint> joint;
    private final int[] patternOf;

    private Beside(Patterns finest, Patterns folded, List<Joint> joint) {
      this.folded = folded;
      this.joint = joint;
      this.patternOf = patternOf(finest);
    }

    List<Column> columns() {
      return folded.columns();
    }

    /** By joint count, the folded pattern that its sessions are in, or -1. */
    private int[] patternOf(Patterns finest) {
      Folds folds = new Folds(folded);
      int[] found = new int[joint.size()];
      for (int i = 0; i < found.length; i++) {
        List<Long> values = new ArrayList<>();
        for (Column column : folded.columns()) {
          int place = 0;
          while (finest.columns().get(place).attribute() != column.attribute()) {
            place++;
          }
          values.add(column.coarser(finest.columns().get(place), joint.get(i).values().get(place)));
        }
        found[i] = folds.find(values);
      }
      return found;
    }

    /** The classes of patterns, where {@code labels} are those of the sequences. */
    Classes classes(int[] labels) {
      int classes = Discovery.parts(labels);
      List<double[]> sessions = new ArrayList<>();
      folded.patterns().forEach(_ -> sessions.add(new double[classes]));
      for (int i = 0; i < patternOf.length; i++) {
        if (patternOf[i] >= 0) {
          sessions.get(patternOf[i])[labels[joint.get(i).sequence()]] += joint.get(i).sessions();
        }
      }
      return new Classes(folded, classes, sessions);
    }
  }

  /** Finds the folded pattern that says most of what a pattern says. */
  private static final class Folds {
    private final Map<List<Long>, Integer> places = new HashMap<>();
    private final List<List<Integer>> unsaid = new ArrayList<>();

    Folds(Patterns folded) {
      Map<List<Integer>, Boolean> seen = new HashMap<>();
      for (int i = 0; i < folded.patterns().size(); i++) {
        List<Long> values = folded.patterns().get(i).values();
        places.put(values, i);
        List<Integer> without = new ArrayList<>();
        for (int column = 0; column < values.size(); column++) {
          if (values.get(column) == Column.UNSAID) {
            without.add(column);
          }
        }
        if (seen.put(without, true) == null) {
          unsaid.add(without);
        }
      }
      unsaid.sort(Comparator.comparingInt(List::size));
    }

    int find(List<Long> values) {
      for (List<Integer> without : unsaid) {
        List<Long> folded = new ArrayList<>(values);
        without.forEach(column -> folded.set(column, Column.UNSAID));
        Integer place = places.get(folded);
        if (place != null) {
          return place;
        }
      }
      return -1;
    }
  }
}
