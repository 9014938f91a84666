package dev.mien.engine.crowd;

import dev.mien.engine.vocabulary.StableIds;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one response costs at the crowd gate: to ask whether its combination is open, and to count
 * its session. There are 500 combinations, each with sessions of every hour of a week.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CrowdBenchmark {
  private static final int SEGMENTS = 24;
  private static final int COMBINATIONS = 500;
  private static final int HOURS = 168;
  private static final int SESSIONS_AN_HOUR = 20;
  private static final Instant NOW = Instant.parse("2026-11-21T10:30:00Z");

  private final Vocabulary site = site();
  private final List<int[]> open = new ArrayList<>();
  private final List<int[]> rare = new ArrayList<>();
  private final CrowdGate gate = new CrowdGate(new Crowds(new CrowdRule(50, HOURS)));
  private int next;

  private static Vocabulary site() {
    StringBuilder text =
        new StringBuilder("schema:\n  purposes:\n    p: { title: P }\n  attributes:\n");
    for (int i = 0; i < SEGMENTS; i++) {
      text.append("    f")
          .append(i)
          .append(": { flag: true, from: site, purpose: p, benefit: b }\n");
    }
    text.append("segments:\n");
    for (int i = 0; i < SEGMENTS; i++) {
      text.append("  s").append(i).append(": { title: S, when: f").append(i).append(" is true }\n");
    }
    return switch (Workspaces.compile(List.of(new SourceText("bench.yaml", text.toString())))) {
      case Compilation.Accepted(var program, _) ->
          Vocabulary.of(program.model(), Vocabulary.extend(StableIds.none(), program.model()));
      case Compilation.Rejected rejected ->
          throw new IllegalStateException(rejected.diagnostics().toString());
    };
  }

  @Setup
  public void prepare() {
    SplittableRandom random = new SplittableRandom(20_261_122);
    for (int i = 0; i < COMBINATIONS; i++) {
      int first = random.nextInt(SEGMENTS - 2);
      int second = first + 1 + random.nextInt(SEGMENTS - 2 - first);
      int[] segments = {first, second, second + 1 + random.nextInt(SEGMENTS - 1 - second)};
      open.add(segments);
      rare.add(new int[] {first, second});
      for (int hour = 0; hour < HOURS; hour++) {
        Instant then = NOW.minus(Duration.ofHours(hour));
        for (int session = 0; session < SESSIONS_AN_HOUR; session++) {
          boolean _ = answered(segments, random.nextInt(Tokens.COUNT), then, then);
        }
      }
    }
  }

  private boolean answered(int[] segments, int token, Instant began, Instant now) {
    Asking asking = gate.ofSession(site, token, began, now);
    boolean enough = asking.suffices(segments);
    asking.answered();
    return enough;
  }

  private int visitor() {
    next = (next + 1) % COMBINATIONS;
    return next;
  }

  /** A combination that is open, to a session that has been counted before. */
  @Benchmark
  public boolean open() {
    return answered(open.get(visitor()), 7, NOW, NOW);
  }

  /** One that nobody has had, and then one that is open. */
  @Benchmark
  public boolean dropped() {
    int visitor = visitor();
    Asking asking = gate.ofSession(site, 7, NOW, NOW);
    boolean enough = asking.suffices(rare.get(visitor)) || asking.suffices(open.get(visitor));
    asking.answered();
    return enough;
  }

  /** A session that no crowd has met. */
  @Benchmark
  public boolean fresh() {
    int visitor = visitor();
    return answered(open.get(visitor), next * 31 % Tokens.COUNT, NOW, NOW);
  }
}
