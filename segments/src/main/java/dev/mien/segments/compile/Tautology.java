package dev.mien.segments.compile;

import dev.mien.segments.compile.LiteralAlgebra.Gap;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.compile.Program.Literal.CodeIn;
import dev.mien.segments.compile.Program.Literal.CodeInOrMissing;
import dev.mien.segments.compile.Program.Literal.Labels;
import dev.mien.segments.compile.Program.Literal.Missing;
import dev.mien.segments.model.Alphabet;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether a disjunction of cubes holds for all facts of which nothing is withheld.
 *
 * <p>Shannon expansion with the pruning of unate covers (Brayton and others, 1984, chapter 3): take
 * the variable that most cubes test, and look at the cubes that are left in each of its states. A
 * state that leaves a subset of what another leaves is the harder one, so only the minimal ones
 * need a look. A rule that never asks {@code is unknown} leaves nothing where all is missing, so
 * that nearly every question ends after one step a variable.
 *
 * <p>A choices attribute is one variable for whether it is missing and one for each label; no cube
 * that holds of the missing one tests its labels, so the variables are independent.
 */
final class Tautology {
  /** The most cubes to look at, over all steps. */
  private static final long LOOKS_MAX = 1_000_000;

  private static final int VARIABLES_PER_ATTRIBUTE = 65;

  /** One variable's states in which a cube still holds: codes as bits, and being missing. */
  private record Test(int variable, long codes, Gap gap) {
    boolean holds(int state, int missing) {
      return state == missing ? gap == Gap.OPEN : (codes >>> state & 1) != 0;
    }
  }

  private final List<Alphabet> alphabets;
  private long looks;

  Tautology(List<Alphabet> alphabets) {
    this.alphabets = alphabets;
  }

  Verdict holdsEverywhere(List<Cube> cubes) {
    boolean everywhere = everywhere(cubes.stream().map(this::tests).toList());
    return looks > LOOKS_MAX ? Verdict.UNDECIDED : Verdict.of(everywhere);
  }

  private boolean everywhere(List<List<Test>> cubes) {
    looks += cubes.size() + 1;
    if (cubes.stream().anyMatch(List::isEmpty)) {
      return true;
    }
    if (cubes.isEmpty() || looks > LOOKS_MAX) {
      return false;
    }
    int variable = mostTested(cubes);
    for (BitSet left : hardestStates(cubes, variable)) {
      List<List<Test>> rest = new ArrayList<>();
      for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i + 1)) {
        rest.add(cubes.get(i).stream().filter(test -> test.variable() != variable).toList());
      }
      if (!everywhere(rest)) {
        return false;
      }
    }
    return true;
  }

  /** For each state of {@code variable} that is not easier than another: the cubes it leaves. */
  private List<BitSet> hardestStates(List<List<Test>> cubes, int variable) {
    int missing = codes(variable);
    int states = isLabel(variable) ? missing : missing + 1;
    List<BitSet> hardest = new ArrayList<>();
    for (int state = 0; state < states; state++) {
      BitSet left = new BitSet(cubes.size());
      for (int i = 0; i < cubes.size(); i++) {
        left.set(i, leaves(cubes.get(i), variable, state));
      }
      if (hardest.stream().noneMatch(known -> isSubset(known, left))) {
        hardest.removeIf(known -> isSubset(left, known));
        hardest.add(left);
      }
    }
    return hardest;
  }

  private boolean leaves(List<Test> cube, int variable, int state) {
    for (Test test : cube) {
      if (test.variable() == variable) {
        return test.holds(state, codes(variable));
      }
    }
    return true;
  }

  private static boolean isSubset(BitSet inner, BitSet outer) {
    BitSet beyond = (BitSet) inner.clone();
    beyond.andNot(outer);
    return beyond.isEmpty();
  }

  private static int mostTested(List<List<Test>> cubes) {
    Map<Integer, Integer> counts = new HashMap<>();
    int most = -1;
    int count = 0;
    for (List<Test> cube : cubes) {
      for (Test test : cube) {
        int tested = counts.merge(test.variable(), 1, Integer::sum);
        if (tested > count) {
          most = test.variable();
          count = tested;
        }
      }
    }
    return most;
  }

  private List<Test> tests(Cube cube) {
    List<Test> tests = new ArrayList<>();
    for (Literal literal : cube.literals()) {
      int main = literal.attribute() * VARIABLES_PER_ATTRIBUTE;
      switch (literal) {
        case CodeIn(_, long codes) -> tests.add(new Test(main, codes, Gap.CLOSED));
        case CodeInOrMissing(int attribute, long codes) -> {
          if (codes != alphabets.get(attribute).all()) {
            tests.add(new Test(main, codes, Gap.OPEN));
          }
        }
        case Missing _ -> tests.add(new Test(main, 0, Gap.OPEN));
        case Labels(_, long present, long absent) -> {
          tests.add(new Test(main, 1, Gap.CLOSED));
          for (int label = 0; label < Long.SIZE; label++) {
            if (((present | absent) >>> label & 1) != 0) {
              long wanted = (present >>> label & 1) != 0 ? 0b10 : 0b01;
              tests.add(new Test(main + 1 + label, wanted, Gap.CLOSED));
            }
          }
        }
      }
    }
    return tests;
  }

  private static boolean isLabel(int variable) {
    return variable % VARIABLES_PER_ATTRIBUTE != 0;
  }

  /** How many codes a variable has; the state of that number is being missing. */
  private int codes(int variable) {
    if (isLabel(variable)) {
      return 2;
    }
    Alphabet alphabet = alphabets.get(variable / VARIABLES_PER_ATTRIBUTE);
    return alphabet instanceof Alphabet.Choices ? 1 : alphabet.codes();
  }
}
