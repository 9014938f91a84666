package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import dev.mien.api.metrics.MeteredHalfKeys;
import dev.mien.api.metrics.Meters;
import dev.mien.engine.Engine;
import dev.mien.engine.Tally;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.HalfKeys;
import dev.mien.engine.session.InMemoryEpochKeys;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.store.EditionFolder;
import dev.mien.segments.Workspaces;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the engine together from its parts, as a node's configuration says. */
final class Assembly {
  private static final String EDITIONS = "editions";

  private Assembly() {}

  /** The engine of one node. Reads the editions that are kept; blocks. */
  static Core core(Configuration configuration, Meters meters) throws IOException {
    InstantSource clock = InstantSource.system();
    SecureRandom random = new SecureRandom();
    SessionPolicy policy =
        new SessionPolicy(
            configuration.of(Settings.SESSION_IDLE),
            configuration.of(Settings.SESSION_MAX),
            configuration.of(Settings.EPOCH));
    Editions editions =
        Editions.open(
            new EditionFolder(configuration.of(Settings.DATA_DIR).resolve(EDITIONS)),
            Workspaces::compile,
            clock);
    InMemoryEpochKeys epochKeys = new InMemoryEpochKeys(policy, random);
    HalfKeys halfKeys = new MeteredHalfKeys(new InMemoryHalfKeys(clock), meters);
    meters.gauge(
        "mien.edition", "The number of the edition in force.", () -> editions.inForce().number());
    Engine engine =
        new Engine(
            new Engine.Parts(
                editions,
                new Capsules(halfKeys, epochKeys, policy, random),
                clock,
                ThreadLocalRandom::current,
                Tally.none()));
    return new Core(engine, new Forgetting(epochKeys, clock));
  }
}
