package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.Engine;
import dev.mien.engine.OutcomeTally;
import dev.mien.engine.SlotDecision;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.Source;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.decision.Reason;
import dev.mien.engine.decision.Weighing;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.outcome.Outcome;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.outcome.ShownArm;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
import dev.mien.engine.session.Exposure.Kind;
import dev.mien.engine.session.InMemoryHalfKeys;
import dev.mien.engine.session.SessionPolicy;
import dev.mien.engine.session.Site;
import dev.mien.engine.signal.SignalReader;
import dev.mien.engine.store.Database;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * A node learns which variant works: from what was counted in the hours before it started, as it
 * finds it in its store.
 */
class LearningTest {
  private static final String WORKSPACE =
      """
      workspace: { name: shop, holdout: 10 % }
      schema:
        purposes:
          offers: { title: "Relevance during this visit" }
        events:
          purchase: { goal: true }
        attributes:
          interest: { choices: [running, hiking], from: visitor, purpose: offers, benefit: "Fits" }
      segments:
        runners: { title: Runners, when: "interest has running" }
      slots:
        home.hero:
          purpose: offers
          content: { headline: text }
          fallback: { headline: "Outdoor" }
          offers:
            - for: runners
              variants: { dull: { headline: "Shoes" }, bright: { headline: "Run!" } }
              learn: { goal: purchase, by: bandit, floor: 2 % }
      """;

  private static final long SEED = 20_261_122;
  private static final int BEFORE = 1_500;
  private static final int AFTER = 400;
  private static final int TRIES_MAX = 50;
  private static final Duration RELEASED_WITHIN = Duration.ofSeconds(60);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Map<String, Double> RATES =
      Map.of("dull", 0.05, "bright", 0.15, "fallback", 0.03);

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<String, Integer> driven = new HashMap<>();
  private final Map<String, Integer> bought = new HashMap<>();

  @Test
  void theBetterVariantIsServedMoreAfterARestartAndOutcomesAreWhatWasDriven() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "learning-");
    String data = "MIEN_DATA_DIR=" + folder;
    Instant past = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
    try (Database database = Database.open(Assembly.place(Node.configuration(data)))) {
      assertTrue(database.awaitUp(Duration.ofSeconds(10)), "the store is up");
      drive(database, past);
    }
    assertTrue(driven.getOrDefault("dull", 0) > 500, driven::toString);
    assertTrue(driven.getOrDefault("bright", 0) > 500, driven::toString);

    Map<String, Integer> served = new HashMap<>();
    try (Node node = Node.empty(data, "MIEN_LEARN_EVERY=1s")) {
      JsonObject offer =
          node.admin("GET", "/admin/v1/allocations", "")
              .json()
              .getJsonArray("offers")
              .getJsonObject(0);
      assertEquals("learned", offer.getString("state"), offer::encode);
      assertEquals(1_000, offer.getInteger("sessions"), "rounded down");
      assertEquals(past.toString(), offer.getString("since"));
      JsonObject bright = offer.getJsonArray("variants").getJsonObject(1);
      assertTrue(bright.getDouble("learned") > 0.9, offer::encode);
      assertEquals(0.5, bright.getDouble("written"));
      JsonObject experiments = node.get("/v1/policy").json().getJsonObject("experiments");
      assertEquals("bandit", experiments.getJsonArray("offers").getJsonObject(0).getString("by"));

      assertReadOut(node);

      for (int i = 0; i < AFTER; i++) {
        visit(node, served);
      }
      assertEquals(exact(), counted(node, past), "seed " + SEED);
    }
    int shown = served.getOrDefault("dull", 0) + served.getOrDefault("bright", 0);
    double share = (double) served.getOrDefault("bright", 0) / shown;
    assertTrue(share > 0.85, () -> "seed " + SEED + ", served " + served);
    int heldOut = served.getOrDefault("fallback", 0);
    assertTrue(heldOut > 15 && heldOut < 75, () -> "a tenth is held out: " + served);
    System.out.printf("shown in all %s, after the restart %s%n", driven, served);
  }

  /**
   * What was counted is released, read out, and told what drawing all by what was learned would
   * have reached: from sessions that were drawn as written.
   */
  private static void assertReadOut(Node node) throws Exception {
    JsonObject found = new JsonObject();
    long until = System.nanoTime() + RELEASED_WITHIN.toNanos();
    while (found.isEmpty() && System.nanoTime() < until) {
      JsonArray experiments =
          node.admin("GET", "/admin/v1/experiments?look=1/2", "")
              .json()
              .getJsonArray("experiments");
      if (experiments.isEmpty()) {
        LockSupport.parkNanos(POLL.toNanos());
      } else {
        found = experiments.getJsonObject(0);
      }
    }
    assertEquals("explored", found.getString("drawing"), found::encode);
    assertEquals("as-planned", found.getJsonObject("ratio").getString("state"), found::encode);
    JsonObject against = found.getJsonArray("comparisons").getJsonObject(0);
    assertEquals("better", against.getString("verdict"), found::encode);
    assertEquals(2.963, against.getJsonObject("planned").getDouble("bound"), 0.001);
    JsonObject written = found.getJsonArray("policies").getJsonObject(0);
    JsonObject learned = found.getJsonArray("policies").getJsonObject(1);
    assertEquals(0.10, written.getDouble("rate"), 0.04, found::encode);
    assertEquals(0.15, learned.getDouble("rate"), 0.05, found::encode);
    assertTrue(learned.getDouble("effectiveSessions") > 100, found::encode);
    assertTrue(learned.getString("words").startsWith("Drawn as learned: "), found::encode);
    assertTrue(found.getJsonArray("limits").getString(0).startsWith("Counted are sessions."));
    assertEquals(1.1, found.getDouble("designEffect"));
    assertEquals(400, node.admin("GET", "/admin/v1/experiments?look=3/2", "").status());
  }

  /** Visits of an hour that is over, counted into the store as a node does it. */
  private void drive(Database database, Instant at) throws IOException {
    Instant[] now = {at};
    Editions editions = Editions.open(database.editions(), Workspaces::compile, () -> now[0]);
    Edition edition =
        assertInstanceOf(
                Publication.Published.class,
                editions.publish(List.of(new SourceText("shop.yaml", WORKSPACE))))
            .edition();
    SessionPolicy policy = SessionPolicy.standard();
    SecureRandom keys = new SecureRandom();
    OutcomeCounts counts = new OutcomeCounts(() -> now[0], () -> Source.random(keys));
    Engine engine =
        new Engine(
            new Engine.Parts(
                editions,
                new Capsules(
                    new InMemoryHalfKeys(() -> now[0]), new EpochRing(policy, keys), policy, keys),
                () -> now[0],
                () -> random,
                new OutcomeTally(counts),
                CrowdGate.off(),
                PromiseLog.none(),
                Weighing.AS_WRITTEN));
    for (int i = 0; i < BEFORE; i++) {
      now[0] = now[0].plusSeconds(1);
      Answer.Decided first = decide(engine, edition, Optional.empty(), false);
      SlotDecision decision = first.decisions().getFirst();
      String variant = decision.variant().orElseThrow().name().text();
      assertEquals(variant.equals("fallback"), decision.reason() == Reason.HELD_OUT);
      if (buys(variant)) {
        Answer.Decided _ = decide(engine, edition, first.capsule().map(Answer.Issued::text), true);
      }
    }
    database
        .outcomes()
        .joinVectors(
            counts.vectors(NobodyElse.INSTANCE, database.outcomes()).known(asked(at)).value());
  }

  private boolean buys(String variant) {
    driven.merge(variant, 1, Integer::sum);
    boolean buys = random.nextDouble() < RATES.getOrDefault(variant, 0.0);
    if (buys) {
      bought.merge(variant, 1, Integer::sum);
    }
    return buys;
  }

  private static Answer.Decided decide(
      Engine engine, Edition edition, Optional<String> capsule, boolean buys) {
    SignalReader reader = new SignalReader(edition.vocabulary());
    if (buys) {
      reader.event("purchase", "");
    } else {
      reader.labels("interest", List.of("running"), "");
    }
    ConsentStatement consent =
        capsule.isEmpty()
            ? new ConsentStatement.Stated(List.of("offers"), Optional.empty())
            : new ConsentStatement.Unsaid();
    return assertInstanceOf(
        Answer.Decided.class,
        engine
            .decide(
                new DecideRequest(
                    edition,
                    new Site("main"),
                    List.of("home.hero"),
                    reader.finish(),
                    consent,
                    capsule,
                    Detail.PLAIN))
            .toCompletableFuture()
            .join());
  }

  private void visit(Node node, Map<String, Integer> served) throws Exception {
    JsonObject first =
        inASession(
            node,
            """
            {"slots": ["home.hero"], "signals": {"interest": ["running"]}, "consent": {"purposes": ["offers"]}}
            """);
    JsonObject decision = first.getJsonObject("decisions").getJsonObject("home.hero");
    String variant = decision.getString("variant");
    assertEquals(
        variant.equals("fallback"),
        decision.getString("reason").equals("held-out"),
        decision::encode);
    served.merge(variant, 1, Integer::sum);
    if (buys(variant)) {
      JsonObject again =
          new JsonObject("{\"slots\": [\"home.hero\"], \"events\": [{\"type\": \"purchase\"}]}");
      JsonObject _ = inASession(node, again.put("capsule", first.getString("capsule")).encode());
    }
  }

  /** A loaded machine may not begin or open a session in time; then nothing is counted. */
  private static JsonObject inASession(Node node, String body) throws Exception {
    for (int i = 0; i < TRIES_MAX; i++) {
      Reply reply = node.decide(body);
      assertEquals(200, reply.status(), reply.text());
      if (reply.json().getString("mode").equals("session")) {
        return reply.json();
      }
    }
    throw new AssertionError("no session in " + TRIES_MAX + " tries");
  }

  private static Asked asked(Instant from) {
    long hour = from.toEpochMilli() / CountKey.HOUR_MILLIS;
    return new Asked(Optional.empty(), OptionalLong.empty(), hour, hour + 6);
  }

  /** Sessions and buyers by variant, as they were driven. */
  private Map<String, List<Integer>> exact() {
    Map<String, List<Integer>> exact = new HashMap<>();
    driven.forEach(
        (variant, sessions) ->
            exact.put(variant, List.of(sessions, bought.getOrDefault(variant, 0))));
    return exact;
  }

  private static Map<String, List<Integer>> counted(Node node, Instant from) {
    Map<String, List<Integer>> counted = new HashMap<>();
    for (Map.Entry<ShownArm, Outcome> each :
        Outcomes.sum(node.server().core().outcomes().known(asked(from)).value()).entrySet()) {
      ShownArm arm = each.getKey();
      assertEquals(Optional.of("runners"), arm.segment());
      assertEquals(arm.kind() == Kind.HELD_OUT, arm.variant().equals("fallback"));
      Outcome outcome = each.getValue();
      counted.merge(
          arm.variant(),
          List.of((int) outcome.sessions(), (int) outcome.reached("purchase")),
          (one, other) ->
              List.of(one.getFirst() + other.getFirst(), one.getLast() + other.getLast()));
    }
    return counted;
  }
}
