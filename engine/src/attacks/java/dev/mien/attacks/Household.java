package dev.mien.attacks;

import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.DecisionTally;
import dev.mien.engine.Engine;
import dev.mien.engine.Erasure;
import dev.mien.engine.SampleTrial;
import dev.mien.engine.SegmentReach;
import dev.mien.engine.cluster.Node;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.SampleEditions;
import dev.mien.engine.counts.Snapshots;
import dev.mien.engine.counts.Source;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.crowd.CrowdKeeper;
import dev.mien.engine.crowd.CrowdRule;
import dev.mien.engine.crowd.Crowds;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.promise.TransparencyLog;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.HalfKey;
import dev.mien.engine.session.Handle;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.store.CheckpointFile;
import dev.mien.engine.store.Database;
import dev.mien.engine.store.EditionFolder;
import dev.mien.engine.store.Place;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiConsumer;

/** A node with all that it writes to its data folder, put together as the server does it. */
final class Household implements AutoCloseable {
  private static final Site SITE = new Site("main");
  private static final Duration DATABASE_WAIT_MAX = Duration.ofSeconds(30);
  private static final int CROWD_MIN = 2;
  private static final int EDITIONS_KEPT = 3;

  private final Node node;
  private final Database database;
  private final Editions editions;
  private final Counts.Own own;
  private final Snapshots snapshots;
  private final CrowdKeeper crowds;
  private final TransparencyLog promises;
  private final Engine engine;

  /**
   * @param begun told of the half-key of each session
   */
  Household(Path folder, BiConsumer<Handle, HalfKey> begun)
      throws IOException, InterruptedException {
    SecureRandom random = new SecureRandom();
    this.node = Members.together(1).getFirst();
    this.database = Database.open(new Place.File(folder.resolve("mien.db")));
    if (!database.awaitUp(DATABASE_WAIT_MAX)) {
      throw new IOException("the database is not there within " + DATABASE_WAIT_MAX);
    }
    this.editions =
        Editions.open(
            new Editions.Parts(
                database.editions(),
                new EditionFolder(folder.resolve("editions"), EDITIONS_KEPT),
                node::editionPeers,
                new SampleTrial(),
                Workspaces::compile,
                node.clock()));
    var _ = editions.publish(List.of(new SourceText("shop.yaml", SampleEditions.WORKSPACE)));
    this.own =
        new Counts.Own(
            new DecisionCounts(node.clock(), () -> Source.random(random)),
            new ReachCounts(node.clock()));
    Counts counts = new Counts(own, node.counts(), database.counts());
    this.snapshots = new Snapshots(counts, node.counts(), database.counts(), node.clock());
    Crowds known = new Crowds(CrowdRule.of(CROWD_MIN, Duration.ofDays(7)));
    this.crowds =
        new CrowdKeeper(
            known,
            new CrowdKeeper.Places(node.crowds(), database.crowds(), database.secrets()),
            node.clock());
    this.promises =
        TransparencyLog.open(
            new TransparencyLog.Parts(
                database.promises(),
                node.pendingLeaves(),
                database.secrets(),
                new CheckpointFile(folder),
                "example.com/attacks"));
    SessionPolicy policy = SessionPolicy.standard();
    this.engine =
        new Engine(
            new Engine.Parts(
                editions,
                new Capsules(
                    new SpiedHalfKeys(node.halfKeys(), begun), node.epochKeys(), policy, random),
                node.clock(),
                ThreadLocalRandom::current,
                new SegmentReach(own.reach()).and(new DecisionTally(own.decisions())),
                new CrowdGate(known),
                promises));
  }

  /** A visit that is decided three times; its last capsule, or none if it could not be kept. */
  Optional<String> visit(String interest) {
    Optional<String> capsule = Optional.empty();
    ConsentStatement says =
        new ConsentStatement.Stated(List.of("page", "personalization"), Optional.empty());
    for (int i = 0; i < 3; i++) {
      Edition edition = editions.inForce();
      SignalReader reader = new SignalReader(edition.vocabulary());
      reader.labels("interest", List.of(interest), "/signals/interest");
      DecideRequest request =
          new DecideRequest(
              edition,
              SITE,
              List.of("home.hero", "home.device"),
              reader.finish(),
              i == 0 ? says : new ConsentStatement.Unsaid(),
              capsule,
              Detail.PLAIN);
      if (engine.decide(request).toCompletableFuture().join() instanceof Answer.Decided decided) {
        capsule = decided.capsule().map(Answer.Issued::text);
      }
    }
    return capsule;
  }

  /** Whether it is erased, and on record. */
  boolean erase(String capsule) {
    return engine.erase(SITE, capsule).toCompletableFuture().join() instanceof Erasure.Done;
  }

  /** Writes what there is to write. */
  void keep() throws IOException {
    Edition edition = editions.inForce();
    crowds.round();
    snapshots.round(own.reach().keys(edition.number(), edition.model()));
  }

  @Override
  public void close() {
    editions.close();
    promises.close();
    node.close();
    database.close();
  }
}
