package dev.mien.api.simulate;

import dev.mien.engine.Engine;
import dev.mien.engine.OutcomeTally;
import dev.mien.engine.Tally;
import dev.mien.engine.bandit.BanditRules;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.VectorStore;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.outcome.Allocations;
import dev.mien.engine.outcome.OfferShares;
import dev.mien.engine.outcome.Outcome;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.OutcomeHistory;
import dev.mien.engine.outcome.OutcomeHour;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.outcome.ShownArm;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.segments.Compilation;
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * An engine for one simulation, which counts and learns with what a node counts and learns with.
 * Nothing of it is shared with other nodes, and nothing is kept. On one thread.
 */
final class Stage implements InstantSource, AutoCloseable {
  private final Editions editions;
  private final Edition edition;
  private final Engine engine;

  private final OutcomeHistory history;
  private final Allocations allocations;
  private final Map<OutcomeHour, Map<ShownArm, Outcome>> counted = new HashMap<>();

  private Instant now = Instant.EPOCH;
  private BitSet admitted = new BitSet();

  /** What came of a workspace. */
  sealed interface Assembly {
    record Ready(Stage stage) implements Assembly {}

    record Refused(List<Diagnostic> diagnostics) implements Assembly {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }

  private Stage(Editions editions, Edition edition, RandomGenerator draws) {
    this.editions = editions;
    this.edition = edition;
    SessionPolicy policy = SessionPolicy.standard();
    SecureRandom keys = new SecureRandom();
    OutcomeCounts counts = new OutcomeCounts(this, () -> Source.random(keys));
    this.history =
        new OutcomeHistory(new Outcomes(counts.vectors(NobodyElse.INSTANCE, NoStore.INSTANCE)));
    this.allocations = new Allocations(Allocations.Rules.of(policy.idle(), BanditRules.ENOUGH));
    Tally noting = (_, membership, _) -> admitted = membership.toBitSet();
    this.engine =
        new Engine(
            new Engine.Parts(
                editions,
                new Capsules(new InMemoryHalfKeys(this), new EpochRing(policy, keys), policy, keys),
                this,
                () -> draws,
                noting.and(new OutcomeTally(counts)),
                CrowdGate.off(),
                PromiseLog.none(),
                allocations));
  }

  /**
   * The engine of a workspace, with all keys in memory.
   *
   * @param draws of variants and holdouts
   */
  static Assembly assemble(
      List<SourceText> workspace,
      Function<List<SourceText>, Compilation> compiler,
      Instant start,
      RandomGenerator draws) {
    try {
      Editions editions =
          Editions.open(new InMemoryEditions(), compiler, InstantSource.fixed(start));
      return switch (editions.publish(workspace)) {
        case Publication.Published(var edition) ->
            new Assembly.Ready(new Stage(editions, edition, draws));
        case Publication.Refused(var diagnostics) -> new Assembly.Refused(diagnostics);
      };
    } catch (IOException e) {
      throw new UncheckedIOException("editions in memory cannot fail", e);
    }
  }

  Engine engine() {
    return engine;
  }

  Edition edition() {
    return edition;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** It is now that. */
  void turnTo(Instant instant) {
    now = instant;
  }

  /** Makes the shares of variants of what was counted until now, as a node does. */
  void learn() {
    Map<OutcomeHour, Map<ShownArm, Outcome>> known =
        history.until(now.toEpochMilli() / CountKey.HOUR_MILLIS);
    counted.putAll(known);
    allocations.refresh(edition.vocabulary(), known, now);
  }

  /** How often variants are to be drawn, as was learned last. */
  List<OfferShares> learned() {
    return allocations.offers();
  }

  /** All that was counted until {@link #learn} was called last. */
  Map<OutcomeHour, Map<ShownArm, Outcome>> counted() {
    return Map.copyOf(counted);
  }

  /** The positions of the segments that held at the last request. */
  BitSet admitted() {
    return admitted;
  }

  @Override
  public void close() {
    editions.close();
  }

  /** Where nothing outlives the process. */
  private enum NoStore implements VectorStore {
    INSTANCE;

    @Override
    public void joinVectors(Map<CountKey, CountVector> vectors) {}

    @Override
    public Map<CountKey, CountVector> vectors(Asked asked) {
      return Map.of();
    }

    @Override
    public long fold(long beforeHour) {
      return 0;
    }

    @Override
    public void forget(long beforeHour) {}
  }
}
