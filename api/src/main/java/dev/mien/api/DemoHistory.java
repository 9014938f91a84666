package dev.mien.api;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Settings;
import dev.mien.api.demo.PastVisitors;
import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.DecisionTally;
import dev.mien.engine.Engine;
import dev.mien.engine.GoalTally;
import dev.mien.engine.OutcomeTally;
import dev.mien.engine.SegmentReach;
import dev.mien.engine.SlotDecision;
import dev.mien.engine.Tally;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.Snapshots;
import dev.mien.engine.counts.Source;
import dev.mien.engine.counts.VectorKeeper;
import dev.mien.engine.counts.Vectors;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.release.ReleasedParts;
import dev.mien.engine.release.Releaser;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.RequestSignals;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.store.Database;
import dev.mien.engine.vocabulary.Vocabulary;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.Diagnostic;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The past of a demo: two days of visitors, told before the node starts to a store in which nothing
 * was ever published. They come in a time that is made up, and all else is as ever: the same engine
 * decides, what it decides is counted, hours that are over are released with noise and paid for,
 * and what is not over yet is left for the node to go on with.
 */
final class DemoHistory {
  private static final Duration SPAN = Duration.ofDays(2);

  /** How many visits begin in the busiest hour. */
  private static final int BUSIEST = 150;

  /** When an hour is looked at after its end: what was counted in it has settled by then. */
  private static final Duration LOOK = Duration.ofSeconds(150);

  private static final Duration STORE_WAIT_MAX = Duration.ofSeconds(10);
  private static final Site SITE = new Site("demo");

  private final Edition edition;
  private final Engine engine;
  private final Counts.Own own;
  private final Snapshots snapshots;
  private final Releaser releaser;
  private Instant now;
  private Instant nextLook;

  /**
   * What has been told.
   *
   * @param visits how many there were
   */
  record Told(long edition, long visits) {}

  private DemoHistory(Configuration configuration, Database database, Instant began)
      throws IOException {
    this.now = began;
    this.nextLook = began.plus(1, ChronoUnit.HOURS).plus(LOOK);
    // Neither is closed: they hold nothing but what the database has.
    Editions editions = Editions.open(database.editions(), Workspaces::compile, this::now);
    this.edition = published(editions);
    SecureRandom random = new SecureRandom();
    SplittableRandom draws = new SplittableRandom();
    this.own =
        new Counts.Own(
            new DecisionCounts(this::now, () -> Source.random(random)), new ReachCounts(this::now));
    OutcomeCounts outcomes = new OutcomeCounts(this::now, () -> Source.random(random));
    SessionPolicy policy = SessionPolicy.standard();
    Tally tally =
        new SegmentReach(own.reach())
            .and(new DecisionTally(own.decisions()))
            .and(new GoalTally(own.goals()))
            .and(new OutcomeTally(outcomes));
    this.engine =
        new Engine(
            new Engine.Parts(
                editions,
                new Capsules(
                    new InMemoryHalfKeys(this::now), new EpochRing(policy, random), policy, random),
                this::now,
                () -> draws,
                tally,
                CrowdGate.off(),
                PromiseLog.none()));
    Counts counts = new Counts(own, NobodyElse.INSTANCE, database.counts());
    Vectors vectors = outcomes.vectors(NobodyElse.INSTANCE, database.outcomes());
    this.snapshots =
        new Snapshots(
            counts,
            NobodyElse.INSTANCE,
            database.counts(),
            this::now,
            new VectorKeeper(vectors, database.outcomes(), Outcomes.PERIODS));
    this.releaser =
        new Releaser(
            new Releaser.Sources(counts, vectors::known, Releaser.Vectors.NONE),
            database.releases(),
            Assembly.budget(configuration),
            // The node puts on record what stands in the ledger when it starts.
            new Releaser.Surroundings(this::now, random, _ -> {}));
  }

  /**
   * Tells the past of a node that has none and keeps it in a file of its own; none of another.
   *
   * @throws IOException if the store cannot be read or written
   */
  static Optional<Told> tell(Configuration configuration, Instant until)
      throws IOException, InterruptedException {
    if (configuration.of(Settings.JDBC_URL).isPresent()) {
      return Optional.empty();
    }
    try (Database database = Database.open(Assembly.place(configuration))) {
      if (!database.awaitUp(STORE_WAIT_MAX) || database.editions().newest() > 0) {
        return Optional.empty();
      }
      Instant began = until.truncatedTo(ChronoUnit.HOURS).minus(SPAN);
      return Optional.of(new DemoHistory(configuration, database, began).tell(began, until));
    }
  }

  private static Edition published(Editions editions) throws IOException {
    return switch (editions.publish(DemoCommand.workspace())) {
      case Publication.Published(var edition) -> edition;
      case Publication.Refused(var diagnostics) ->
          throw new IllegalStateException(
              "the demo workspace is refused: "
                  + diagnostics.stream().map(Diagnostic::render).toList());
    };
  }

  private Instant now() {
    return now;
  }

  private Told tell(Instant began, Instant until) throws IOException {
    try {
      PastVisitors visitors = new PastVisitors(this::answer, BUSIEST, new SplittableRandom());
      long visits = visitors.between(began, until);
      lookUntil(until);
      now = until;
      Set<ReachKey> growing = own.reach().keys(edition.number(), edition.model());
      growing.addAll(own.goals().keys(edition.number(), edition.model()));
      snapshots.round(growing);
      return new Told(edition.number(), visits);
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  /** Releases what is over by {@code until}, hour after hour, before anything later is counted. */
  private void lookUntil(Instant until) {
    while (!nextLook.isAfter(until)) {
      now = nextLook;
      releaser.note(
          edition.number(),
          edition.publishedAt(),
          edition.model(),
          () -> new Releaser.Released(ReleasedCells.of(edition.vocabulary()), ReleasedParts.NONE));
      try {
        releaser.round();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      nextLook = nextLook.plus(1, ChronoUnit.HOURS);
    }
  }

  private JsonObject answer(Instant at, JsonObject body) {
    lookUntil(at);
    now = at;
    JsonObject said = new JsonObject();
    // With keys in memory every stage has ended by now.
    switch (engine.decide(request(body)).toCompletableFuture().join()) {
      case Answer.Decided decided -> {
        said.put("mode", decided.mode().name());
        decided.capsule().ifPresent(issued -> said.put("capsule", issued.text()));
        said.put("decisions", shown(decided.decisions()));
      }
      case Answer.Unreadable _, Answer.Erased _, Answer.Unavailable _ ->
          throw new IllegalStateException("a visitor of the past has lost a session");
    }
    return said;
  }

  private static JsonObject shown(List<SlotDecision> decisions) {
    JsonObject shown = new JsonObject();
    for (SlotDecision decision : decisions) {
      decision
          .variant()
          .map(variant -> new JsonObject().put("variant", variant.name().text()))
          .ifPresent(variant -> shown.put(decision.slot(), variant));
    }
    return shown;
  }

  private DecideRequest request(JsonObject body) {
    return new DecideRequest(
        edition,
        SITE,
        texts(body.getJsonArray("slots", new JsonArray())),
        signals(edition.vocabulary(), body),
        consent(body),
        Optional.ofNullable(body.getString("capsule")),
        DecideRequest.Detail.PLAIN);
  }

  private static ConsentStatement consent(JsonObject body) {
    JsonObject said = body.getJsonObject("consent");
    return said == null
        ? new ConsentStatement.Unsaid()
        : new ConsentStatement.Stated(texts(said.getJsonArray("purposes")), Optional.empty());
  }

  private static RequestSignals signals(Vocabulary vocabulary, JsonObject body) {
    SignalReader reader = new SignalReader(vocabulary);
    for (Map.Entry<String, Object> each : body.getJsonObject("signals", new JsonObject())) {
      String name = each.getKey();
      switch (each.getValue()) {
        case String text -> reader.text(name, text, name);
        case Number number -> reader.number(name, number.doubleValue(), name);
        case Boolean flag -> reader.flag(name, flag, name);
        case JsonArray labels -> reader.labels(name, texts(labels), name);
        default -> reader.unfit(name, name);
      }
    }
    for (Object each : body.getJsonArray("events", new JsonArray())) {
      event((JsonObject) each, reader);
    }
    return reader.finish();
  }

  private static void event(JsonObject event, SignalReader reader) {
    reader.event(event.getString("type"), "events");
    for (Map.Entry<String, Object> each : event.getJsonObject("fields")) {
      String name = each.getKey();
      switch (each.getValue()) {
        case String text -> reader.fieldText(name, text, name);
        case Number number -> reader.fieldNumber(name, number.doubleValue(), name);
        case Boolean flag -> reader.fieldFlag(name, flag, name);
        default -> reader.fieldUnfit(name, name);
      }
    }
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String::valueOf).toList();
  }
}
