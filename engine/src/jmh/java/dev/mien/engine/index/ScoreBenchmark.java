package dev.mien.engine.index;

import dev.mien.engine.index.Workload.Session;
import dev.mien.engine.membership.Membership;
import dev.mien.segments.compile.Compiled.Done;
import dev.mien.segments.compile.Compiled.TooLarge;
import dev.mien.segments.compile.Compiled.TooMany;
import dev.mien.segments.compile.Compiler;
import dev.mien.segments.compile.Limits;
import dev.mien.segments.compile.Program;
import dev.mien.segments.model.Attribute;
import dev.mien.segments.model.Facts;
import dev.mien.segments.model.Model;
import dev.mien.segments.model.Predicate;
import dev.mien.segments.model.Rule;
import dev.mien.segments.model.RuleName;
import dev.mien.segments.model.Schema;
import dev.mien.segments.model.Score;
import dev.mien.segments.model.Segment;
import dev.mien.segments.model.SegmentName;
import dev.mien.segments.reference.Interpreter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * The scores of one session: by flat tables, by a plain loop over the conditions, and by the
 * reference interpreter. Each score asks about 16 of 40 attributes, six conditions about each, and
 * about four pairs of them. That tables and interpreter agree is checked before anything is timed.
 *
 * <p>The cost of one scored segment is what {@code tables} takes divided by their number. With
 * {@code -prof gc}, {@code tables} and {@code match} allocate nothing.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScoreBenchmark {
  private static final int SESSIONS = 1_024;
  private static final int SESSIONS_CHECKED = 64;
  private static final int ASKED = 16;
  private static final int CONDITIONS_EACH = 6;
  private static final int PAIRS = 4;

  private static final Model NOTHING =
      new Model("nothing", new Schema(List.of(), List.of(), List.of()), List.of(), List.of());

  /** How many scored segments there are. */
  @Param({"1", "10", "100"})
  public int scores;

  private List<Session> sessions = List.of();
  private List<Predicate.Scored> scored = List.of();
  private Interpreter interpreter = new Interpreter(NOTHING);
  private Scoring scoring = new Scoring(new Program(NOTHING, List.of()));
  private Matcher matcher = MatchIndex.of(new Program(NOTHING, List.of())).matcher();
  private int[] states = {};
  private byte[] outcomes = {};
  private int next;

  /** Makes the scores and checks that tables and interpreter agree on them. */
  @Setup
  public void prepare() {
    Workload workload = new Workload(42, 1, SESSIONS);
    Schema schema = workload.model().schema();
    SplittableRandom random = new SplittableRandom(43);
    List<Segment> segments = new ArrayList<>();
    for (int place = 0; place < scores; place++) {
      String name = "scored-" + place;
      Predicate rule = new Predicate.Scored(place, score(random, schema.attributes()));
      segments.add(
          new Segment(
              new SegmentName(name), name, List.of(new Rule(new RuleName(name), rule, ""))));
    }
    Model model = new Model("scores", schema, segments, List.of());
    Program program =
        switch (new Compiler(Limits.standard()).compile(model)) {
          case Done(var compiled) -> compiled;
          case TooLarge _, TooMany _ ->
              throw new IllegalStateException("the workload is within the limits");
        };
    sessions = workload.sessions();
    scored = model.scores();
    interpreter = new Interpreter(model);
    scoring = new Scoring(program);
    MatchIndex index = MatchIndex.of(program);
    matcher = index.matcher();
    states = new int[scoring.states()];
    outcomes = new byte[scoring.scores()];
    int admissions = 0;
    for (Session session : sessions.subList(0, SESSIONS_CHECKED)) {
      var expected = interpreter.admitted(session.facts());
      admissions += expected.cardinality();
      if (!expected.equals(index.admitted(session.facts()))) {
        throw new IllegalStateException("the ways to score disagree");
      }
    }
    System.out.printf(
        "%n# %,d scores, %,d bytes of tables, %.2f of them reached%n",
        scores, scoring.bytes(), admissions / (double) scores / SESSIONS_CHECKED);
  }

  private static Score score(SplittableRandom random, List<Attribute> attributes) {
    List<Integer> all =
        new ArrayList<>(
            IntStream.range(0, attributes.size())
                .filter(at -> !attributes.get(at).isSet())
                .boxed()
                .toList());
    Collections.shuffle(all, new Random(random.nextLong()));
    List<Integer> asked = all.subList(0, ASKED);
    List<Score.Points> points = new ArrayList<>();
    for (int attribute : asked) {
      for (int i = 0; i < CONDITIONS_EACH; i++) {
        points.add(points(random, test(random, attributes, attribute)));
      }
    }
    for (int pair = 0; pair < PAIRS; pair++) {
      Predicate left = test(random, attributes, asked.get(2 * pair));
      Predicate right = test(random, attributes, asked.get(2 * pair + 1));
      points.add(points(random, new Predicate.AllOf(List.of(left, right))));
    }
    return new Score(0, points, 5_000, 4_000, Score.Calibration.NONE, Optional.empty());
  }

  private static Predicate test(
      SplittableRandom random, List<Attribute> attributes, int attribute) {
    int codes = attributes.get(attribute).alphabet().codes();
    int low = random.nextInt(codes);
    int high = random.nextInt(low, codes);
    return new Predicate.OneOf(attribute, (-1L >>> (Long.SIZE - 1 - high)) & -(1L << low));
  }

  private static Score.Points points(SplittableRandom random, Predicate condition) {
    return new Score.Points(condition, "", random.nextInt(-5_000, 5_001));
  }

  private Facts facts() {
    next = (next + 1) % SESSIONS;
    return sessions.get(next).facts();
  }

  /** All scores by flat tables, as a match does it. */
  @Benchmark
  public byte[] tables() {
    scoring.read(facts(), states, outcomes);
    return outcomes;
  }

  /** A whole match: all scores, and the rows they pick. */
  @Benchmark
  public Membership match() {
    return matcher.match(facts());
  }

  /** What a loop over the conditions costs, which leaves out what withheld facts leave open. */
  @Benchmark
  public int conditionLoop() {
    Facts facts = facts();
    int reached = 0;
    for (int place = 0; place < scored.size(); place++) {
      Score score = scored.get(place).score();
      long sum = score.base();
      for (Score.Points points : score.points()) {
        sum += interpreter.evaluate(points.condition(), facts).admits() ? points.amount() : 0;
      }
      reached += sum >= score.enterAt() ? 1 : 0;
    }
    return reached;
  }

  /** The meaning, as it is written down. */
  @Benchmark
  public int referenceInterpreter() {
    return interpreter.admitted(facts()).cardinality();
  }
}
