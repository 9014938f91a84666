package dev.mien.segments.compile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * The work of writing one predicate as a disjunction of cubes, given up when it takes too much.
 *
 * <p>A normal form can be exponentially larger than its predicate, and finding the smallest one is
 * harder still, so everything here is bounded by counts: of cubes, and of pairs of cubes that were
 * compared. Counts, and not time, so that every node refuses the same workspaces. What is kept
 * small is kept so after every step: cubes that imply others go, and two that differ in one literal
 * become one where a literal can say so. That is not always the least form, but always an exact
 * one.
 */
final class Expansion {
  /** The most cubes between two steps: a later contradiction may bring them down again. */
  static final int CUBES_MAX = 512;

  /** The most cubes within a step, before they are simplified. */
  static final int RAW_MAX = 4 * CUBES_MAX;

  /** The most pairs of cubes to look at: some tens of milliseconds. */
  static final long PAIRS_MAX = 500_000;

  private long pairs;

  /** Where any of the parts holds; empty if that takes too much. */
  Optional<List<Cube>> anyOf(List<List<Cube>> parts) {
    SequencedSet<Cube> raw = new LinkedHashSet<>();
    for (List<Cube> part : parts) {
      raw.addAll(part);
      if (raw.size() > RAW_MAX) {
        return Optional.empty();
      }
    }
    return simplified(raw);
  }

  /** Where all parts hold; empty if that takes too much. */
  Optional<List<Cube>> allOf(List<List<Cube>> parts) {
    // Smallest first: single cubes contradict most of what would otherwise be multiplied out.
    List<List<Cube>> rising =
        parts.stream().sorted((left, right) -> Integer.compare(left.size(), right.size())).toList();
    Optional<List<Cube>> product = Optional.of(List.of(new Cube(List.of())));
    for (List<Cube> part : rising) {
      product = product.flatMap(cubes -> times(cubes, part));
    }
    return product;
  }

  private Optional<List<Cube>> times(List<Cube> left, List<Cube> right) {
    SequencedSet<Cube> raw = new LinkedHashSet<>();
    for (Cube one : left) {
      for (Cube other : right) {
        one.meet(other).ifPresent(raw::add);
      }
      pairs += right.size();
      if (raw.size() > RAW_MAX) {
        Optional<List<Cube>> fewer = simplified(raw);
        if (fewer.isEmpty()) {
          return fewer;
        }
        raw = new LinkedHashSet<>(fewer.get());
      }
    }
    return simplified(raw);
  }

  /** The same disjunction in fewer cubes; empty if there are still too many. */
  private Optional<List<Cube>> simplified(SequencedSet<Cube> raw) {
    List<Cube> kept = new ArrayList<>(raw.size());
    for (Cube cube : raw) {
      add(cube, kept);
      if (pairs > PAIRS_MAX || kept.size() > CUBES_MAX) {
        return Optional.empty();
      }
    }
    return Optional.of(kept);
  }

  /** Adds a cube to others of which none implies another and no two join. */
  private void add(Cube added, List<Cube> kept) {
    Cube cube = added;
    int i = 0;
    while (i < kept.size()) {
      pairs++;
      Cube other = kept.get(i);
      if (cube.implies(other)) {
        return;
      }
      Optional<Cube> joined = other.implies(cube) ? Optional.of(cube) : cube.join(other);
      if (joined.isPresent()) {
        // What the joined cube now implies may stand before this place, so look at all again.
        kept.remove(i);
        cube = joined.get();
        i = 0;
      } else {
        i++;
      }
    }
    kept.add(cube);
  }
}
