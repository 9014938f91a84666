package dev.mien.engine;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

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
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Engines whose state is in memory, without a gate and without a log of promises. */
final class SampleEngines {
  private SampleEngines() {}

  /** One that shows what workspaces say, and decides nothing before one is published. */
  static Engine of(InstantSource clock, Supplier<RandomGenerator> random, Tally tally) {
    return of(clock, random, tally, Weighing.AS_WRITTEN);
  }

  /** The same, with variants weighed otherwise than workspaces say. */
  static Engine of(
      InstantSource clock, Supplier<RandomGenerator> random, Tally tally, Weighing weighing) {
    SessionPolicy policy = SessionPolicy.standard();
    SecureRandom keys = new SecureRandom();
    try {
      return new Engine(
          new Engine.Parts(
              Editions.open(new InMemoryEditions(), Workspaces::compile, clock),
              new Capsules(new InMemoryHalfKeys(clock), new EpochRing(policy, keys), policy, keys),
              clock,
              random,
              tally,
              CrowdGate.off(),
              PromiseLog.none(),
              weighing));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Publishes a workspace of one file.
   *
   * @throws AssertionError if it is refused, with the reasons
   */
  static Edition publish(Engine engine, String workspace) {
    try {
      Publication came = engine.editions().publish(List.of(new SourceText("shop.yaml", workspace)));
      return assertInstanceOf(Publication.Published.class, came, came::toString).edition();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
