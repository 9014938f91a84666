package dev.mien.engine.index;

import dev.mien.engine.index.Workload.Session;
import dev.mien.engine.membership.Membership;
import dev.mien.segments.compile.Compiled.Done;
import dev.mien.segments.compile.Compiled.TooLarge;
import dev.mien.segments.compile.Compiled.TooMany;
import dev.mien.segments.compile.Compiler;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Schema;
import dev.mien.segments.reference.Interpreter;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One match: all segments that admit one session, by the index, by the reference interpreter, and
 * by a naive tree-walk over the same rules. That the three agree is checked before anything is
 * timed.
 *
 * <p>What counts are ratios of medians ({@code p0.50}) within one run: they hardly move when the
 * machine is busy with other work, while averages do. Reading the clock adds some 40 ns to each. A
 * million segments ({@code MatchBenchmark.index -p segments=1000000}) take 5 GB, nearly all of it
 * for the rules themselves.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatchBenchmark {
  private static final int SESSIONS = 1_024;
  private static final int SESSIONS_CHECKED = 64;

  private static final Model NOTHING =
      new Model("nothing", new Schema(List.of(), List.of(), List.of()), List.of(), List.of());

  /** What the predicates of the rules ask for. */
  public enum Rules {
    /** Some values, ranges, and negations of these. */
    MIXED,
    /** One value. */
    EXACT
  }

  /** How many segments there are. */
  @Param({"100", "1000", "10000", "100000"})
  public int segments;

  /** What they ask for. */
  @Param({"MIXED", "EXACT"})
  public Rules rules = Rules.MIXED;

  private List<Session> sessions = List.of();
  private NaiveTreeWalk treeWalk = new NaiveTreeWalk(List.of());
  private Interpreter interpreter = new Interpreter(NOTHING);
  private Matcher matcher = MatchIndex.of(new Program(NOTHING, List.of())).matcher();
  private int next;

  /** Makes the workload and checks that all ways to match agree on it. */
  @Setup
  public void prepare() {
    Workload workload = new Workload(42, segments, SESSIONS, rules);
    long start = System.nanoTime();
    Program program =
        switch (new Compiler(Limits.standard().withProgramConjunctions(10_000_000))
            .compile(workload.model())) {
          case Done(var compiled) -> compiled;
          case TooLarge _, TooMany _ ->
              throw new IllegalStateException("the workload is within the limits");
        };
    long compiled = System.nanoTime();
    MatchIndex index = MatchIndex.of(program);
    long built = System.nanoTime();
    sessions = workload.sessions();
    treeWalk = workload.treeWalk();
    interpreter = new Interpreter(program.model());
    matcher = index.matcher();
    long admissions = 0;
    for (Session session : sessions.subList(0, SESSIONS_CHECKED)) {
      BitSet expected = interpreter.admitted(session.facts());
      admissions += expected.cardinality();
      if (!expected.equals(index.admitted(session.facts()))
          || !expected.equals(treeWalk.admitted(session.values()))) {
        throw new IllegalStateException("the ways to match disagree");
      }
    }
    System.out.printf(
        "%n# %,d segments, %,d conjunctions, %,.1f segments a session; compiled in %,d ms, index"
            + " built in %,d ms, %,d bytes, %.1f a segment%n",
        segments,
        program.conjunctions().size(),
        admissions / (double) SESSIONS_CHECKED,
        (compiled - start) / 1_000_000,
        (built - compiled) / 1_000_000,
        index.bytes(),
        index.bytes() / (double) segments);
  }

  private Session session() {
    next = (next + 1) % SESSIONS;
    return sessions.get(next);
  }

  @Benchmark
  public Membership index() {
    return matcher.match(session().facts());
  }

  @Benchmark
  public BitSet referenceInterpreter() {
    return interpreter.admitted(session().facts());
  }

  @Benchmark
  public BitSet naiveTreeWalk() {
    return treeWalk.admitted(session().values());
  }
}
