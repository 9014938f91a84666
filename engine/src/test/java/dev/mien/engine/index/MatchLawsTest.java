package dev.mien.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.samples.Reordering;
import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleModels;
import dev.mien.segments.compile.Compiled.Done;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Model;
import dev.mien.segments.reference.Interpreter;
import java.util.BitSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds for every program and all facts, whatever they are. */
class MatchLawsTest {
  private static final int PROGRAMS = 400;
  private static final int FACTS_PER_PROGRAM = 50;

  /**
   * Refusing never admits: whatever is withheld of a session's facts, it is in no segment that it
   * was not in before.
   */
  @Test
  void withholdingFactsNeverAddsASegment() {
    int lost = 0;
    for (long seed = 0; seed < PROGRAMS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = SampleModels.program(random);
      MatchIndex index = MatchIndex.of(program);
      Interpreter reference = new Interpreter(program.model());
      for (int i = 0; i < FACTS_PER_PROGRAM; i++) {
        SampleFacts facts = SampleFacts.random(random, program.model().schema());
        int refused = random.nextInt(100);
        SampleFacts fewer = facts.withheld(_ -> random.nextInt(100) < refused);
        BitSet before = index.admitted(facts);
        BitSet after = index.admitted(fewer);
        BitSet added = (BitSet) after.clone();
        added.andNot(before);
        assertTrue(added.isEmpty(), "the index adds " + added + ", seed " + seed);
        BitSet addedInReference = reference.admitted(fewer);
        addedInReference.andNot(reference.admitted(facts));
        assertTrue(addedInReference.isEmpty(), "the interpreter adds, seed " + seed);
        lost += before.cardinality() - after.cardinality();
      }
    }
    assertTrue(lost > PROGRAMS * FACTS_PER_PROGRAM, "withholding does lose segments");
  }

  /** With everything withheld, nobody is in any segment at all. */
  @Test
  void withholdingEverythingLeavesNoSegment() {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = SampleModels.program(random);
      SampleFacts nothing =
          SampleFacts.random(random, program.model().schema()).withheld(_ -> true);
      assertEquals(new BitSet(), MatchIndex.of(program).admitted(nothing), "seed " + seed);
    }
  }

  @Test
  void theOrderOfSegmentsAndAttributesChangesNoMembership() {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = SampleModels.program(random);
      Reordering reordering = Reordering.random(random, program.model());
      // Whether intermediate forms stay small can depend on the order; meaning never does.
      if (SampleModels.compile(reordering.model()) instanceof Done(var reordered)) {
        MatchIndex index = MatchIndex.of(program);
        MatchIndex other = MatchIndex.of(reordered);
        for (int i = 0; i < FACTS_PER_PROGRAM; i++) {
          SampleFacts facts = SampleFacts.random(random, program.model().schema());
          assertEquals(
              names(program.model(), index.admitted(facts)),
              names(reordered.model(), other.admitted(reordering.of(facts))),
              "seed " + seed);
        }
      }
    }
  }

  private static Set<String> names(Model model, BitSet admitted) {
    return admitted.stream()
        .mapToObj(segment -> model.segments().get(segment).name().text())
        .collect(Collectors.toSet());
  }
}
