package dev.mien.api.replay;

import dev.mien.engine.Engine;
import dev.mien.engine.crowd.CrowdGate;
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
import dev.mien.segments.source.Diagnostic;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** An engine for one replay: nothing of it is shared with other nodes, and nothing is kept. */
record Rig(Engine engine, Edition edition, Witness witness, SyntheticClock clock) {
  /** Draws of variants and holdouts are the same in every run. */
  private static final long SEED = 1;

  /** What came of a workspace. */
  sealed interface Assembly {
    record Ready(Rig rig) implements Assembly {}

    record Refused(List<Diagnostic> diagnostics) implements Assembly {
      public Refused {
        diagnostics = List.copyOf(diagnostics);
      }
    }
  }

  /** The engine of a workspace, with all keys in memory. */
  static Assembly assemble(
      List<SourceText> workspace,
      Function<List<SourceText>, Compilation> compiler,
      Mapping.Clock times) {
    SyntheticClock clock = new SyntheticClock(times);
    try {
      Editions editions = Editions.open(new InMemoryEditions(), compiler, clock);
      return switch (editions.publish(workspace)) {
        case Publication.Published(var edition) -> new Assembly.Ready(of(editions, edition, clock));
        case Publication.Refused(var diagnostics) -> new Assembly.Refused(diagnostics);
      };
    } catch (IOException e) {
      throw new UncheckedIOException("editions in memory cannot fail", e);
    }
  }

  private static Rig of(Editions editions, Edition edition, SyntheticClock clock) {
    SessionPolicy policy = SessionPolicy.standard();
    SecureRandom keys = new SecureRandom();
    Capsules capsules =
        new Capsules(new InMemoryHalfKeys(clock), new EpochRing(policy, keys), policy, keys);
    RandomGenerator draws = new SplittableRandom(SEED);
    Witness witness = new Witness();
    Engine engine =
        new Engine(
            new Engine.Parts(
                editions,
                capsules,
                clock,
                () -> draws,
                witness,
                CrowdGate.off(),
                PromiseLog.none()));
    return new Rig(engine, edition, witness, clock);
  }
}
