package dev.mien.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleModels;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.model.Alphabet;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.AttributeName;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Origin;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MatcherTest {
  @Test
  void matchingAllocatesNothing() {
    SplittableRandom random = new SplittableRandom(7);
    Program program = SampleModels.program(random, new SampleModels.Size(40, 1_000, 2));
    Matcher matcher = MatchIndex.of(program).matcher();
    List<SampleFacts> facts =
        IntStream.range(0, 100)
            .mapToObj(_ -> SampleFacts.random(random, program.model().schema()))
            .toList();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long checksum = 0;
    for (int round = 0; round < 20; round++) {
      checksum += matchAll(matcher, facts);
    }
    // The runtime allocates now and then on any thread; what matching allocates, it does each time.
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < 10; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      checksum += matchAll(matcher, facts);
      allocated = Math.min(allocated, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, allocated, "bytes for " + facts.size() + " matches");
    assertTrue(checksum > 0, "some segments hold");
  }

  private static long matchAll(Matcher matcher, List<SampleFacts> facts) {
    long holding = 0;
    for (int i = 0; i < facts.size(); i++) {
      holding += matcher.match(facts.get(i)).count();
    }
    return holding;
  }

  @Test
  void aProgramWithoutSegmentsAdmitsToNone() {
    Model empty =
        new Model("empty", new Schema(List.of(), List.of(), List.of()), List.of(), List.of());
    MatchIndex index = MatchIndex.of(new Program(empty, List.of()));
    assertEquals(new BitSet(), index.admitted(new SampleFacts(List.of())));
  }

  /** No predicate compiles to that, but nothing in a program forbids it. */
  @Test
  void aConjunctionWithoutLiteralsHoldsOfAllFacts() {
    SplittableRandom random = new SplittableRandom(1);
    Program sample = SampleModels.program(random);
    Conjunction open = new Conjunction(0, 0, List.of());
    MatchIndex index = MatchIndex.of(new Program(sample.model(), List.of(open)));
    SampleFacts facts = SampleFacts.random(random, sample.model().schema());
    assertEquals(BitSet.valueOf(new long[] {1}), index.admitted(facts.withheld(_ -> true)));
  }

  /** The conjunctions of a program may come in any order and number. */
  @Test
  void everyWordOfALargeIndexIsLookedAt() {
    SplittableRandom random = new SplittableRandom(3);
    Program sample = SampleModels.program(random, new SampleModels.Size(1, 1, 0));
    for (int size : new int[] {1, 63, 64, 65, 4_095, 4_096, 4_097, 9_000}) {
      List<Segment> segments = new ArrayList<>();
      List<Conjunction> conjunctions = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        segments.add(sample.model().segments().getFirst());
        conjunctions.add(new Conjunction(i, 0, List.of(new Literal.Missing(0))));
      }
      Model model = new Model("large", sample.model().schema(), segments, List.of());
      MatchIndex index = MatchIndex.of(new Program(model, conjunctions));
      List<SampleFacts.State> missing = List.of(SampleFacts.State.MISSING);
      assertEquals(size, index.admitted(new SampleFacts(missing)).cardinality());
      List<SampleFacts.State> withheld = List.of(SampleFacts.State.WITHHELD);
      assertEquals(0, index.admitted(new SampleFacts(withheld)).cardinality());
    }
  }

  /**
   * One group of 6,500 conjunctions beside several of one: too large for planes, entered by its
   * summary.
   */
  @Test
  void everyWordOfALargeGroupIsLookedAt() {
    SplittableRandom random = new SplittableRandom(4);
    Program sample = SampleModels.program(random, new SampleModels.Size(1, 1, 0));
    List<Attribute> attributes =
        IntStream.range(0, 5)
            .mapToObj(
                i ->
                    new Attribute(
                        new AttributeName("flag_" + i),
                        new Alphabet.Flag(),
                        new Origin.Signal(Origin.Provenance.SITE, Optional.empty()),
                        0,
                        ""))
            .toList();
    List<Conjunction> conjunctions = new ArrayList<>();
    for (int i = 0; i < 6_500; i++) {
      conjunctions.add(of(i, new Literal.CodeIn(0, i % 5 == 0 ? 1 : 2), new Literal.CodeIn(1, 2)));
    }
    for (int i = 1; i < 5; i++) {
      for (int j = i + 1; j < 5; j++) {
        conjunctions.add(
            of(conjunctions.size(), new Literal.CodeIn(i, 2), new Literal.CodeIn(j, 2)));
      }
    }
    Model model =
        new Model(
            "large",
            new Schema(List.of(), attributes, List.of()),
            Collections.nCopies(conjunctions.size(), sample.model().segments().getFirst()),
            List.of());
    MatchIndex index = MatchIndex.of(new Program(model, conjunctions));
    List<SampleFacts.State> on = Collections.nCopies(5, SampleFacts.State.ofCode(1));
    assertEquals(5_200 + 6, index.admitted(new SampleFacts(on)).cardinality());
    List<SampleFacts.State> firstOff = new ArrayList<>(on);
    firstOff.set(0, SampleFacts.State.ofCode(0));
    assertEquals(1_300 + 6, index.admitted(new SampleFacts(firstOff)).cardinality());
    firstOff.set(1, SampleFacts.State.WITHHELD);
    assertEquals(3, index.admitted(new SampleFacts(firstOff)).cardinality());
  }

  private static Conjunction of(int segment, Literal... literals) {
    return new Conjunction(segment, 0, List.of(literals));
  }

  /** Every state of the literal is a bit for each conjunction; its tests are kept once. */
  @Test
  void aConjunctionMoreTakesLittleRoom() {
    Attribute choice =
        new Attribute(
            new AttributeName("choice"),
            new Alphabet.Choice(IntStream.range(0, 64).mapToObj(i -> "label-" + i).toList()),
            new Origin.Signal(Origin.Provenance.SITE, Optional.empty()),
            0,
            "");
    Segment segment =
        SampleModels.program(new SplittableRandom(1)).model().segments().stream()
            .filter(one -> one.scored().isEmpty())
            .findFirst()
            .orElseThrow();
    Model model =
        new Model(
            "one",
            new Schema(List.of(), List.of(choice, choice, choice), List.of()),
            Collections.nCopies(8_192, segment),
            List.of());
    long bytes = bytes(model, 4_096);
    double each = (bytes(model, 8_192) - bytes) / 4_096.0;
    assertTrue(each < 40, each + " bytes for one more");
  }

  private static long bytes(Model model, int conjunctions) {
    return MatchIndex.of(
            new Program(
                model,
                IntStream.range(0, conjunctions)
                    .mapToObj(
                        i ->
                            new Conjunction(
                                i,
                                0,
                                List.of(
                                    new Literal.CodeIn(0, 0b110),
                                    new Literal.CodeIn(1, 0b110),
                                    new Literal.CodeIn(2, -1L))))
                    .toList()))
        .bytes();
  }

  /**
   * Facts that break their promise admit to nothing, rather than read the row of something else.
   */
  @Test
  void aCodeBeyondTheAlphabetAdmitsToNothing() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = SampleModels.program(random);
      MatchIndex index = MatchIndex.of(program);
      List<SampleFacts.State> broken = new ArrayList<>();
      List<SampleFacts.State> withheld = new ArrayList<>();
      for (Attribute attribute : program.model().schema().attributes()) {
        SampleFacts.State state =
            SampleFacts.random(random, new Schema(List.of(), List.of(attribute), List.of()))
                .states()
                .getFirst();
        boolean breaks = !attribute.isSet() && attribute.alphabet().codes() < 64;
        broken.add(breaks ? SampleFacts.State.ofCode(63) : state);
        withheld.add(breaks ? SampleFacts.State.WITHHELD : state);
      }
      assertEquals(
          index.admitted(new SampleFacts(withheld)),
          index.admitted(new SampleFacts(broken)),
          "seed " + seed);
    }
  }

  /** A withheld fact says nothing, even if its code and labels were left in place. */
  @Test
  void whatAWithheldFactCarriesIsNotLookedAt() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Program program = SampleModels.program(random);
      MatchIndex index = MatchIndex.of(program);
      SampleFacts facts = SampleFacts.random(random, program.model().schema());
      SampleFacts careless =
          new SampleFacts(
              facts.states().stream()
                  .map(
                      state ->
                          state.standing() == Facts.Standing.KNOWN
                              ? state
                              : new SampleFacts.State(state.standing(), 5, -1L))
                  .toList(),
              facts.remembered());
      assertEquals(index.admitted(facts), index.admitted(careless), "seed " + seed);
    }
  }

  @Test
  void theMatcherOfAThreadFollowsTheIndexItIsAskedFor() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 50; i++) {
      Program program = SampleModels.program(random);
      MatchIndex index = MatchIndex.of(program);
      for (int j = 0; j < 3; j++) {
        SampleFacts facts = SampleFacts.random(random, program.model().schema());
        assertEquals(index.admitted(facts), ThreadMatchers.match(index, facts).toBitSet());
      }
    }
  }
}
