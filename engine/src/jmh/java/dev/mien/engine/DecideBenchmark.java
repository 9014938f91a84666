package dev.mien.engine;

import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.GoalCounts;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.ShadowCounts;
import dev.mien.engine.counts.Source;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.crowd.CrowdRule;
import dev.mien.engine.crowd.Crowds;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.Site;
import dev.mien.engine.session.Turn;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import dev.mien.segments.Workspaces;
import dev.mien.segments.model.Facts;
import dev.mien.segments.reference.Interpreter;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
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
 * A whole decision of three slots in-process, from coded signals to the sealed capsule, beside a
 * naive tree-walk that only finds the segments, over the same rules and sessions. In-memory
 * half-keys, so no cluster is in it. What counts are ratios within one run.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecideBenchmark {
  private static final int CHOICES = 8;
  private static final int NUMBERS = 6;
  private static final int LABELS = 12;
  private static final int VISITORS = 256;

  /** More sessions than any threshold asks for. */
  private static final int CROWD = 40;

  private static final Site SITE = new Site("main");
  private static final List<String> SLOTS = List.of("page.hero", "page.offer", "page.help");
  private static final ConsentStatement UNSAID = new ConsentStatement.Unsaid();

  /** How many segments there are. */
  @Param({"100", "1000", "10000"})
  public int segments;

  private final List<RequestSignals> said = new ArrayList<>();
  private final List<Facts> facts = new ArrayList<>();
  private final List<Optional<String>> capsules = new ArrayList<>();
  private Supplier<Engine> engine =
      () -> {
        throw new IllegalStateException("set up first");
      };
  private Supplier<Engine> counted = engine;
  private Interpreter interpreter = new Interpreter(Editions.empty(Instant.EPOCH).model());
  private int next;

  @Setup
  public void prepare() throws IOException {
    SplittableRandom random = new SplittableRandom(20_261_121);
    InstantSource clock = InstantSource.system();
    SessionPolicy policy = SessionPolicy.standard();
    SecureRandom secret = new SecureRandom();
    Editions editions = Editions.open(new InMemoryEditions(), Workspaces::compile, clock);
    String workspace = workspace(random, segments);
    if (!(editions.publish(List.of(new SourceText("bench.yaml", workspace)))
        instanceof Publication.Published(Edition edition))) {
      throw new IllegalStateException("the workspace of the benchmark is refused");
    }
    Capsules sealing =
        new Capsules(new InMemoryHalfKeys(clock), new EpochRing(policy, secret), policy, secret);
    Engine made = engine(editions, sealing, CrowdGate.off(), Tally.none());
    engine = () -> made;
    // A node's gate, but for the least crowd, so that few sessions open all combinations.
    Tally tally =
        new SegmentReach(new ReachCounts(clock))
            .and(new DecisionTally(new DecisionCounts(clock, () -> Source.random(secret))))
            .and(new GoalTally(new GoalCounts(clock)))
            .and(new OutcomeTally(new OutcomeCounts(clock, () -> Source.random(secret))))
            .and(new ShadowReach(new ShadowCounts(clock)));
    Engine onNode =
        engine(editions, sealing, new CrowdGate(new Crowds(new CrowdRule(2, 168))), tally);
    counted = () -> onNode;
    interpreter = new Interpreter(edition.model());
    ConsentStatement consent = new ConsentStatement.Stated(List.of("p"), Optional.empty());
    for (int visitor = 0; visitor < VISITORS; visitor++) {
      RequestSignals signals = signals(edition, random);
      said.add(signals);
      facts.add(
          Turn.first(edition.vocabulary(), new Turn.Said(consent, signals), clock.instant())
              .facts());
      Answer answer = decide(made, signals, consent, Optional.empty());
      if (!(answer instanceof Answer.Decided decided && decided.capsule().isPresent())) {
        throw new IllegalStateException("the benchmark has no session");
      }
      capsules.add(decided.capsule().map(Answer.Issued::text));
      for (int i = 0; i < CROWD; i++) {
        Answer _ = decide(onNode, signals, consent, Optional.empty());
      }
    }
  }

  private static Engine engine(Editions editions, Capsules capsules, CrowdGate gate, Tally tally) {
    return new Engine(
        new Engine.Parts(
            editions,
            capsules,
            InstantSource.system(),
            ThreadLocalRandom::current,
            tally,
            gate,
            PromiseLog.none()));
  }

  private static String workspace(RandomGenerator random, int segments) {
    StringBuilder text = new StringBuilder(1 << 20);
    text.append("schema:\n  purposes:\n    p: { title: \"P\", contextual: true, bits: 128 }\n");
    text.append("  attributes:\n");
    for (int i = 0; i < CHOICES; i++) {
      text.append("    c").append(i).append(": { choice: [l0");
      for (int label = 1; label < LABELS; label++) {
        text.append(", l").append(label);
      }
      text.append("], from: site, purpose: p, benefit: \"b\" }\n");
    }
    for (int i = 0; i < NUMBERS; i++) {
      text.append("    n").append(i);
      text.append(": { number: EUR, edges: [10, 20, 50, 100, 200], from: site, purpose: p,");
      text.append(" benefit: \"b\" }\n");
    }
    text.append("segments:\n");
    for (int segment = 0; segment < segments; segment++) {
      text.append("  s").append(segment).append(": { title: S, when: \"");
      int alternatives = 1 + random.nextInt(2);
      for (int i = 0; i < alternatives; i++) {
        text.append(i == 0 ? "" : " or ").append(conjunction(random));
      }
      text.append("\" }\n");
    }
    text.append("slots:\n");
    for (String slot : SLOTS) {
      text.append("  ").append(slot).append(":\n    purpose: p\n    content: { t: text }\n");
      text.append("    fallback: { t: \"-\" }\n    offers:\n");
      for (int offer = 0; offer < 20; offer++) {
        text.append("      - { for: s").append(random.nextInt(segments));
        text.append(", variants: { v: { t: \"x\" } } }\n");
      }
    }
    return text.toString();
  }

  // Different attributes in each part, so that no rule contradicts itself.
  private static String conjunction(RandomGenerator random) {
    int first = random.nextInt(CHOICES);
    int second = (first + 1 + random.nextInt(CHOICES - 1)) % CHOICES;
    return "(c"
        + first
        + " is l"
        + random.nextInt(LABELS)
        + " and c"
        + second
        + (random.nextInt(100) < 15 ? " is not l" : " is l")
        + random.nextInt(LABELS)
        + " and n"
        + random.nextInt(NUMBERS)
        + (random.nextBoolean() ? " >= " : " < ")
        + List.of("10", "20", "50", "100").get(random.nextInt(4))
        + ")";
  }

  private static RequestSignals signals(Edition edition, RandomGenerator random) {
    SignalReader reader = new SignalReader(edition.vocabulary());
    for (int i = 0; i < CHOICES; i++) {
      if (random.nextInt(4) > 0) {
        // The square of a fraction: some labels are much more common than others.
        double skewed = random.nextDouble() * random.nextDouble();
        reader.text("c" + i, "l" + (int) (skewed * LABELS), "/signals/c");
      }
    }
    for (int i = 0; i < NUMBERS; i++) {
      if (random.nextInt(4) > 0) {
        reader.number("n" + i, random.nextDouble() * 250, "/signals/n");
      }
    }
    return reader.finish();
  }

  private static Answer decide(
      Engine engine, RequestSignals signals, ConsentStatement consent, Optional<String> capsule) {
    return engine
        .decide(
            new DecideRequest(
                engine.editions().inForce(), SITE, SLOTS, signals, consent, capsule, Detail.PLAIN))
        .toCompletableFuture()
        .join();
  }

  private int visitor() {
    next = (next + 1) % VISITORS;
    return next;
  }

  /** The signals of one request, nothing kept. */
  @Benchmark
  public Answer contextual() {
    return decide(engine.get(), said.get(visitor()), UNSAID, Optional.empty());
  }

  /** The same in a session: its capsule is opened and sealed anew. */
  @Benchmark
  public Answer session() {
    int visitor = visitor();
    return decide(engine.get(), said.get(visitor), UNSAID, capsules.get(visitor));
  }

  /** The signals of one request, as a node decides: if enough would have got as much; counted. */
  @Benchmark
  public Answer countedContextual() {
    return decide(counted.get(), said.get(visitor()), UNSAID, Optional.empty());
  }

  /** A session, as a node decides: all its combinations are common enough. */
  @Benchmark
  public Answer countedSession() {
    int visitor = visitor();
    return decide(counted.get(), said.get(visitor), UNSAID, capsules.get(visitor));
  }

  /** Only which segments hold, by walking every rule. */
  @Benchmark
  public BitSet naiveTreeWalk() {
    return interpreter.admitted(facts.get(visitor()));
  }
}
