package dev.mien.segments.compile;

import dev.mien.segments.compile.Compiled.Done;
import dev.mien.segments.compile.Compiled.Excess;
import dev.mien.segments.compile.Compiled.TooLarge;
import dev.mien.segments.compile.Compiled.TooMany;
import dev.mien.segments.compile.NormalForm.Beyond;
import dev.mien.segments.compile.NormalForm.Measure;
import dev.mien.segments.compile.NormalForm.Within;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns checked models into programs. */
public final class Compiler {
  /** A cube and the rule it comes from. */
  private record Ruled(int rule, Cube cube) {}

  /** After so many segments that are too large, the rest is not looked at. */
  private static final int EXCESSES_MAX = 100;

  private final Limits limits;

  public Compiler(Limits limits) {
    this.limits = limits;
  }

  /** Takes time and memory in proportion to the limits at the worst, never more. */
  public Compiled compile(Model model) {
    return compile(model, new Normalizer(model.schema().attributes(), model.segments(), limits));
  }

  /**
   * As {@link #compile(Model)}.
   *
   * @param normalizer one of the same attributes, segments and limits, which may know some forms
   */
  public Compiled compile(Model model, Normalizer normalizer) {
    List<Conjunction> conjunctions = new ArrayList<>();
    List<Excess> excesses = new ArrayList<>();
    long reached = 0;
    int segments = model.segments().size();
    for (int segment = 0; segment < segments && excesses.size() < EXCESSES_MAX; segment++) {
      List<Ruled> admitting = new ArrayList<>();
      Optional<Beyond> beyond = write(model.segments().get(segment), normalizer, admitting);
      if (beyond.isPresent()) {
        excesses.add(new Excess(segment, beyond.get()));
      }
      reached += admitting.size();
      if (reached <= limits.programConjunctionsMax()) {
        for (Ruled ruled : admitting) {
          conjunctions.add(new Conjunction(segment, ruled.rule(), ruled.cube().literals()));
        }
      }
    }
    if (!excesses.isEmpty()) {
      return new TooLarge(excesses);
    }
    return reached > limits.programConjunctionsMax()
        ? new TooMany(reached, limits.programConjunctionsMax())
        : new Done(new Program(model, conjunctions));
  }

  private Optional<Beyond> write(Segment segment, Normalizer normalizer, List<Ruled> admitting) {
    for (int rule = 0; rule < segment.rules().size(); rule++) {
      switch (normalizer.normalForm(segment.rules().get(rule).predicate())) {
        case Beyond beyond -> {
          return Optional.of(beyond);
        }
        case Within(var cubes) -> {
          for (Cube cube : cubes) {
            add(new Ruled(rule, cube), admitting);
          }
        }
      }
      if (admitting.size() > limits.conjunctionsMax()) {
        return Optional.of(
            new Beyond(Measure.CONJUNCTIONS, admitting.size(), limits.conjunctionsMax()));
      }
    }
    return Optional.empty();
  }

  /** Adds a cube unless an earlier one makes it superfluous, and drops those it makes so. */
  private static void add(Ruled added, List<Ruled> admitting) {
    if (admitting.stream().noneMatch(kept -> added.cube().implies(kept.cube()))) {
      admitting.removeIf(kept -> kept.cube().implies(added.cube()));
      admitting.add(added);
    }
  }
}
