package dev.mien.segments.compile;

import dev.mien.segments.compile.Program.Literal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A conjunction that belongs to no segment yet: literals that all have to hold, at most one per
 * attribute, ordered by attribute. None is a contradiction in itself, so every cube can hold.
 *
 * <p>The word is the one of two-level logic minimisation (Brayton, Hachtel, McMullen,
 * Sangiovanni-Vincentelli, Logic Minimization Algorithms for VLSI Synthesis, 1984), where a cube
 * may allow several values of each variable.
 */
public record Cube(List<Literal> literals) {
  public Cube {
    literals = List.copyOf(literals);
  }

  /** Both cubes at once; empty if they contradict each other. */
  Optional<Cube> meet(Cube other) {
    List<Literal> met = new ArrayList<>(literals.size() + other.literals.size());
    int mine = 0;
    int theirs = 0;
    while (mine < literals.size() && theirs < other.literals.size()) {
      Literal left = literals.get(mine);
      Literal right = other.literals.get(theirs);
      if (left.attribute() < right.attribute()) {
        met.add(left);
        mine++;
      } else if (left.attribute() > right.attribute()) {
        met.add(right);
        theirs++;
      } else {
        Optional<Literal> both = LiteralAlgebra.meet(left, right);
        if (both.isEmpty()) {
          return Optional.empty();
        }
        met.add(both.get());
        mine++;
        theirs++;
      }
    }
    met.addAll(literals.subList(mine, literals.size()));
    met.addAll(other.literals.subList(theirs, other.literals.size()));
    return Optional.of(new Cube(met));
  }

  /** Whether there are facts for which both hold. */
  boolean meets(Cube other) {
    return meet(other).isPresent();
  }

  /** Whether {@code other} holds wherever this one does. */
  boolean implies(Cube other) {
    int mine = 0;
    for (Literal wanted : other.literals) {
      while (mine < literals.size() && literals.get(mine).attribute() < wanted.attribute()) {
        mine++;
      }
      if (mine == literals.size() || !LiteralAlgebra.implies(literals.get(mine), wanted)) {
        return false;
      }
    }
    return true;
  }

  /** The one cube that holds where either does, if the two differ in one literal only. */
  Optional<Cube> join(Cube other) {
    int size = literals.size();
    if (size != other.literals.size()) {
      return Optional.empty();
    }
    int different = -1;
    for (int i = 0; i < size; i++) {
      if (!literals.get(i).equals(other.literals.get(i))) {
        if (different >= 0) {
          return Optional.empty();
        }
        different = i;
      }
    }
    if (different < 0) {
      return Optional.of(this);
    }
    int place = different;
    return LiteralAlgebra.join(literals.get(place), other.literals.get(place))
        .map(
            joined -> {
              List<Literal> replaced = new ArrayList<>(literals);
              replaced.set(place, joined);
              return new Cube(replaced);
            });
  }
}
