package dev.mien.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.engine.index.Agreement.MatchingOf;
import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleModels;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.compile.Program.Literal.CodeIn;
import dev.mien.segments.compile.Program.Literal.CodeInOrMissing;
import dev.mien.segments.compile.Program.Literal.Labels;
import dev.mien.segments.compile.Program.Literal.Missing;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Facts.Standing;
import dev.mien.segments.reference.Interpreter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * The index admits exactly the segments that the reference interpreter admits.
 *
 * <p>{@code -Dmien.seeds=20000} looks at more programs, {@code -Dmien.pairs=2000} at more facts for
 * each, {@code -Dmien.firstSeed=7} starts elsewhere.
 */
class AgreementTest {
  private static final long FIRST_SEED = Long.getLong("mien.firstSeed", 0);
  private static final long SEEDS = Long.getLong("mien.seeds", 2_000);
  private static final int FACTS_PER_PROGRAM = Integer.getInteger("mien.pairs", 500);

  private static final SampleModels.Size LARGE = new SampleModels.Size(6, 2_000, 2);
  private static final int LARGE_SEEDS = 8;
  private static final int FACTS_PER_LARGE_PROGRAM = 40;

  /** Within so many programs a fault has to show, or the comparison is not worth its name. */
  private static final int SEEDS_TO_CATCH_A_FAULT = 40;

  @Test
  void theIndexAgreesWithTheReferenceInterpreter() {
    Agreement agreement = new Agreement(FACTS_PER_PROGRAM);
    var disagreement =
        agreement.look(program -> matching(MatchIndex.of(program)), FIRST_SEED, SEEDS);
    assertEquals(Optional.empty(), disagreement);
    assertEquals(SEEDS * FACTS_PER_PROGRAM, agreement.pairs());
    assertTrue(
        agreement.admissions() > agreement.pairs(), "sessions are admitted to some segments");
    System.out.printf(
        "%,d pairs of a program and facts agree, with %,d admissions; seeds %d to %d%n",
        agreement.pairs(), agreement.admissions(), FIRST_SEED, FIRST_SEED + SEEDS - 1);
  }

  /** What only very large programs are weighed to be quicker by, for programs of all sizes. */
  @Test
  void indexesByThreeAnchorsAgreeToo() {
    Agreement agreement = new Agreement(FACTS_PER_PROGRAM / 5);
    var disagreement =
        agreement.look(
            program -> matching(MatchIndex.of(program, Filing.Three.ALWAYS)),
            FIRST_SEED,
            SEEDS / 5);
    assertEquals(Optional.empty(), disagreement);
    assertTrue(
        agreement.admissions() > agreement.pairs(), "sessions are admitted to some segments");
  }

  /** Few attributes and many segments, so that groups take many words and are of unlike sizes. */
  @Test
  void largeIndexesAgreeToo() {
    long admissions = 0;
    for (long seed = FIRST_SEED; seed < FIRST_SEED + LARGE_SEEDS; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = SampleModels.program(random, LARGE);
      Interpreter reference = new Interpreter(program.model());
      Agreement.Matching matching = matching(MatchIndex.of(program));
      Agreement.Matching byThree = matching(MatchIndex.of(program, Filing.Three.ALWAYS));
      for (int i = 0; i < FACTS_PER_LARGE_PROGRAM; i++) {
        SampleFacts facts = SampleFacts.random(random, program.model().schema());
        BitSet expected = reference.admitted(facts);
        assertEquals(expected, matching.admitted(facts), "seed " + seed);
        assertEquals(expected, byThree.admitted(facts), "seed " + seed + ", by three");
        admissions += expected.cardinality();
      }
    }
    assertTrue(admissions > LARGE_SEEDS * FACTS_PER_LARGE_PROGRAM, "some segments hold");
  }

  @Test
  void aMissingFactTakenAsFalseUnderNotIsCaught() {
    assertCaught(
        program -> {
          TwoValuedInterpreter faulty = new TwoValuedInterpreter(program.model());
          return faulty::admitted;
        });
  }

  @Test
  void aWithheldFactTakenAsMissingIsCaught() {
    assertCaught(
        program -> {
          Agreement.Matching matching = matching(MatchIndex.of(program));
          return facts -> matching.admitted(new Unveiled(facts));
        });
  }

  @Test
  void aLostConjunctionIsCaught() {
    assertCaught(
        program -> {
          List<Conjunction> fewer = new ArrayList<>(program.conjunctions());
          if (!fewer.isEmpty()) {
            fewer.remove(fewer.size() / 2);
          }
          return matching(MatchIndex.of(new Program(program.model(), fewer)));
        });
  }

  @Test
  void aLiteralThatForgetsMissingIsCaught() {
    assertCaught(
        mutated(
            literal ->
                literal instanceof CodeInOrMissing(int attribute, long codes)
                    ? new CodeIn(attribute, codes)
                    : literal));
  }

  @Test
  void aLiteralThatForgetsAbsentLabelsIsCaught() {
    assertCaught(
        mutated(
            literal ->
                literal instanceof Labels(int attribute, long present, _)
                    ? new Labels(attribute, present, 0)
                    : literal));
  }

  @Test
  void aLiteralThatForgetsItsLastCodeIsCaught() {
    assertCaught(
        mutated(
            literal ->
                literal instanceof CodeIn(int attribute, long codes) && Long.bitCount(codes) > 1
                    ? new CodeIn(attribute, codes & ~Long.highestOneBit(codes))
                    : literal));
  }

  @Test
  void missingTakenAsKnownIsCaught() {
    assertCaught(
        mutated(
            literal ->
                literal instanceof Missing(int attribute)
                    ? new CodeInOrMissing(attribute, 1)
                    : literal));
  }

  private static void assertCaught(MatchingOf faulty) {
    var disagreement = new Agreement(50).look(faulty, 0, SEEDS_TO_CATCH_A_FAULT);
    assertTrue(disagreement.isPresent(), "no disagreement in " + SEEDS_TO_CATCH_A_FAULT + " seeds");
  }

  private static MatchingOf mutated(UnaryOperator<Literal> mutation) {
    return program ->
        matching(
            MatchIndex.of(
                new Program(
                    program.model(),
                    program.conjunctions().stream()
                        .map(
                            one ->
                                new Conjunction(
                                    one.segment(),
                                    one.rule(),
                                    one.literals().stream().map(mutation).toList()))
                        .toList())));
  }

  /** One matcher for all facts, so that what one match leaves behind would show in the next. */
  private static Agreement.Matching matching(MatchIndex index) {
    Matcher matcher = index.matcher();
    return facts -> matcher.match(facts).toBitSet();
  }

  /** Facts whose withheld ones look missing. */
  private record Unveiled(Facts facts) implements Facts {
    @Override
    public int size() {
      return facts.size();
    }

    @Override
    public Standing standing(int attribute) {
      Standing standing = facts.standing(attribute);
      return standing == Standing.WITHHELD ? Standing.MISSING : standing;
    }

    @Override
    public int code(int attribute) {
      return facts.code(attribute);
    }

    @Override
    public long labels(int attribute) {
      return facts.labels(attribute);
    }

    @Override
    public Before before(int place) {
      return facts.before(place);
    }
  }
}
