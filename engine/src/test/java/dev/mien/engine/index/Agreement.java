package dev.mien.engine.index;

import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleModels;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Facts;
import dev.mien.segments.reference.Interpreter;
import java.util.BitSet;
import java.util.Optional;
import java.util.SplittableRandom;

/** Compares a way to match with the reference interpreter, on random programs and facts. */
final class Agreement {
  /** A way to find the segments that admit. */
  interface Matching {
    BitSet admitted(Facts facts);
  }

  /** Makes a way to match a program. */
  interface MatchingOf {
    Matching of(Program program);
  }

  /** A case on which the two differ; the seed replays it. */
  record Disagreement(long seed, Program program, Facts facts, BitSet expected, BitSet actual) {}

  private final int factsPerProgram;
  private long pairs;
  private long admissions;

  Agreement(int factsPerProgram) {
    this.factsPerProgram = factsPerProgram;
  }

  /** The first disagreement among the seeds from {@code first} on. */
  Optional<Disagreement> look(MatchingOf matchings, long first, long seeds) {
    for (long seed = first; seed < first + seeds; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = SampleModels.program(random);
      Interpreter reference = new Interpreter(program.model());
      Matching matching = matchings.of(program);
      for (int i = 0; i < factsPerProgram; i++) {
        Facts facts = SampleFacts.random(random, program.model().schema());
        BitSet expected = reference.admitted(facts);
        BitSet actual = matching.admitted(facts);
        if (!expected.equals(actual)) {
          return Optional.of(new Disagreement(seed, program, facts, expected, actual));
        }
        pairs++;
        admissions += expected.cardinality();
      }
    }
    return Optional.empty();
  }

  /** How many pairs of a program and facts have agreed. */
  long pairs() {
    return pairs;
  }

  /** How many segments they admitted to. */
  long admissions() {
    return admissions;
  }
}
