package dev.mien.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.mien.engine.samples.SampleFacts;
import dev.mien.engine.samples.SampleModels;
import dev.mien.segments.compile.Program;
import dev.mien.segments.compile.Program.Conjunction;
import dev.mien.segments.compile.Program.Literal;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Segment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
    long before = threads.getCurrentThreadAllocatedBytes();
    checksum += matchAll(matcher, facts);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
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

  /** Rows that are equal are one: a thousand segments of one literal take as many rows as one. */
  @Test
  void equalRowsAreStoredOnce() {
    SplittableRandom random = new SplittableRandom(11);
    Program program = SampleModels.program(random);
    List<Conjunction> twice = new ArrayList<>(program.conjunctions());
    MatchIndex one = MatchIndex.of(program);
    twice.addAll(program.conjunctions());
    MatchIndex two = MatchIndex.of(new Program(program.model(), twice));
    assertTrue(two.bytes() < 3 * one.bytes(), one.bytes() + " became " + two.bytes());
  }
}
