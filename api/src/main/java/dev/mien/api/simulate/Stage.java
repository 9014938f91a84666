package dev.mien.api.simulate;

import dev.mien.engine.Engine;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.decision.Weighing;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.InMemoryEditions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.segments.Compilation;
import dev.mien.segments.model.Model;
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
import org.jspecify.annotations.Nullable;

/**
 * An engine for one simulation: nothing of it is shared with other nodes, and nothing is kept. On
 * one thread.
 */
final class Stage implements InstantSource, Weighing, AutoCloseable {
  private final Editions editions;
  private final Edition edition;
  private final Engine engine;

  /** By slot and offer, of those that learn. */
  private final List<Map<Integer, double[]>> shares;

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
    this.shares =
        edition.model().slots().stream().<Map<Integer, double[]>>map(_ -> new HashMap<>()).toList();
    SessionPolicy policy = SessionPolicy.standard();
    SecureRandom keys = new SecureRandom();
    this.engine =
        new Engine(
            new Engine.Parts(
                editions,
                new Capsules(new InMemoryHalfKeys(this), new EpochRing(policy, keys), policy, keys),
                this,
                () -> draws,
                (_, membership, _) -> admitted = membership.toBitSet(),
                CrowdGate.off(),
                PromiseLog.none(),
                this));
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

  /** From now on the variants of an offer are drawn by these weights. */
  void weigh(int slot, int offer, List<Double> weights) {
    double[] sums = new double[weights.size()];
    double sum = 0;
    for (int v = 0; v < sums.length; v++) {
      sum += weights.get(v);
      sums[v] = sum;
    }
    shares.get(slot).put(offer, sums);
  }

  @Override
  public double @Nullable [] shares(Model model, int slot, int offer) {
    return shares.get(slot).get(offer);
  }

  /** The positions of the segments that held at the last request. */
  BitSet admitted() {
    return admitted;
  }

  @Override
  public void close() {
    editions.close();
  }
}
