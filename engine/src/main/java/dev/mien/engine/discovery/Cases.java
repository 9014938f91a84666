package dev.mien.engine.discovery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/**
 * What mixtures are fitted to: distinct cases with how many sessions each stands for. A case says
 * of cells how often it has them, and cells lie in blocks: within a block their probabilities add
 * up to one. Of a latent class model a block is a column and its cells are the values; of a Markov
 * chain a block is a state and its cells are the states that may follow.
 */
final class Cases {
  private final int[] from;
  private final int[] cells;
  private final double[] times;
  private final double[] weights;
  private final int[] blocks;

  private Cases(int[] from, int[] cells, double[] times, double[] weights, int[] blocks) {
    this.from = from;
    this.cells = cells;
    this.times = times;
    this.weights = weights;
    this.blocks = blocks;
  }

  /**
   * The cases of patterns, in their order: a block for each column of single values, two cells for
   * each label of a set. Values that are not said, and sets that are missing, count for nothing.
   */
  static Cases of(Patterns patterns) {
    List<Integer> blocks = new ArrayList<>(List.of(0));
    List<Map<Long, Integer>> cellOf = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < patterns.columns().size(); i++) {
      Map<Long, Integer> cells = new TreeMap<>();
      switch (patterns.columns().get(i)) {
        case Column.Levels _ -> {
          for (Patterns.Pattern pattern : patterns.patterns()) {
            if (pattern.values().get(i) != Column.UNSAID) {
              cells.putIfAbsent(pattern.values().get(i), 0);
            }
          }
          for (Map.Entry<Long, Integer> entry : cells.entrySet()) {
            entry.setValue(next++);
          }
          if (!cells.isEmpty()) {
            blocks.add(next);
          }
        }
        case Column.Labels labels -> {
          for (long rest = labels.labels(); rest != 0; rest &= rest - 1) {
            cells.put(Long.lowestOneBit(rest), next);
            next += 2;
            blocks.add(next);
          }
        }
      }
      cellOf.add(cells);
    }
    Building building = new Building();
    for (Patterns.Pattern pattern : patterns.patterns()) {
      for (int i = 0; i < cellOf.size(); i++) {
        long value = pattern.values().get(i);
        switch (patterns.columns().get(i)) {
          case Column.Levels _ -> {
            if (value != Column.UNSAID) {
              building.cell(cellOf.get(i).getOrDefault(value, 0), 1);
            }
          }
          case Column.Labels _ -> {
            if (value >= 0) {
              cellOf
                  .get(i)
                  .forEach(
                      (label, cell) -> building.cell((value & label) == 0 ? cell : cell + 1, 1));
            }
          }
        }
      }
      building.end(pattern.sessions());
    }
    return building.cases(blocks);
  }

  /**
   * The cases of sequences, in their order: a block for how they start, and one for each state with
   * what follows it, the end included.
   */
  static Cases of(Sequences sequences) {
    int states = sequences.states().size();
    List<Integer> blocks = new ArrayList<>(List.of(0, states));
    for (int state = 0; state < states; state++) {
      blocks.add(states + (state + 1) * (states + 1));
    }
    Building building = new Building();
    for (Sequences.Sequence sequence : sequences.sequences()) {
      SequencedMap<Integer, Integer> times = new TreeMap<>();
      int before = -1;
      for (int state : sequence.steps()) {
        times.merge(before < 0 ? state : cell(states, before, state), 1, Integer::sum);
        before = state;
      }
      if (sequence.isWhole() && before >= 0) {
        times.merge(cell(states, before, states), 1, Integer::sum);
      }
      times.forEach(building::cell);
      building.end(sequence.sessions());
    }
    return building.cases(blocks);
  }

  /** The cell of {@code next} after {@code before}; the state after the last one is the end. */
  static int cell(int states, int before, int next) {
    return states + before * (states + 1) + next;
  }

  private static final class Building {
    private final List<Integer> from = new ArrayList<>(List.of(0));
    private final List<Integer> cells = new ArrayList<>();
    private final List<Double> times = new ArrayList<>();
    private final List<Double> weights = new ArrayList<>();

    void cell(int cell, int often) {
      cells.add(cell);
      times.add((double) often);
    }

    void end(long sessions) {
      from.add(cells.size());
      weights.add((double) sessions);
    }

    Cases cases(List<Integer> blocks) {
      return new Cases(
          from.stream().mapToInt(Integer::intValue).toArray(),
          cells.stream().mapToInt(Integer::intValue).toArray(),
          times.stream().mapToDouble(Double::doubleValue).toArray(),
          weights.stream().mapToDouble(Double::doubleValue).toArray(),
          blocks.stream().mapToInt(Integer::intValue).toArray());
    }
  }

  /** The same cases, each standing for another number of sessions. */
  Cases weighing(double[] others) {
    return new Cases(from, cells, times, others.clone(), blocks);
  }

  int size() {
    return weights.length;
  }

  int cells() {
    return blocks[blocks.length - 1];
  }

  int blocks() {
    return blocks.length - 1;
  }

  int blockStart(int block) {
    return blocks[block];
  }

  int blockEnd(int block) {
    return blocks[block + 1];
  }

  /** Where the entries of a case begin; they end where those of the next one begin. */
  int from(int position) {
    return from[position];
  }

  int cell(int entry) {
    return cells[entry];
  }

  double times(int entry) {
    return times[entry];
  }

  double weight(int position) {
    return weights[position];
  }

  double[] weights() {
    return weights.clone();
  }

  double sessions() {
    return Arrays.stream(weights).sum();
  }

  /** How many numbers a mixture of {@code classes} is free to choose. */
  int parameters(int classes) {
    return classes * (cells() - blocks()) + classes - 1;
  }
}
