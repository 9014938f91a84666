package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.config.Configuration;
import dev.mien.api.config.Surroundings;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.Counts;
import dev.mien.engine.counts.DecisionCounts;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.ReachCounts;
import dev.mien.engine.counts.Source;
import dev.mien.engine.drift.ScoreBins;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.outcome.OutcomeCounts;
import dev.mien.engine.outcome.Outcomes;
import dev.mien.engine.outcome.ReleasedCells;
import dev.mien.engine.release.ReleasedParts;
import dev.mien.engine.release.Releaser;
import dev.mien.engine.store.Database;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A node says of its scores whether they hold, as it finds what was released of them. */
class ScoresTest {
  private static final String WORKSPACE =
      """
      schema:
        purposes: { offers: { title: "Relevance during this visit" } }
        events: { buy: { goal: true } }
        attributes:
          device: { choice: [mobile, desktop], from: site, purpose: offers, benefit: "Fits" }
      segments:
        buyers:
          title: Buyers
          score: { base: -2, points: { device is desktop: 1 }, enter: 20 %, goal: buy }
        aimless:
          title: Aimless
          score: { base: -2, points: { device is desktop: 1 }, enter: 20 % }
      """;

  private static final long SEED = 20_261_122;
  private static final int HOURS = 6;
  private static final int SESSIONS = 3_000;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void whatWasReleasedIsToldWithItsVerdictAndWhatToDo() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "scores-");
    String data = "MIEN_DATA_DIR=" + folder;
    Instant from = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(12));
    release(Node.configuration(data), from);

    try (Node node = Node.empty(data)) {
      JsonObject said = node.admin("GET", "/admin/v1/scores", "").json();
      assertEquals(2, said.getJsonArray("scores").size(), said::encodePrettily);
      JsonObject buyers = said.getJsonArray("scores").getJsonObject(0);
      assertEquals("read", buyers.getString("state"), said::encodePrettily);
      assertEquals("more", buyers.getString("verdict"), buyers::encodePrettily);
      assertEquals("as-said", buyers.getString("shape"), buyers::encodePrettily);
      assertEquals(1.6, buyers.getDouble("observedByExpected"), 0.15, buyers::encodePrettily);
      assertEquals(0.1, shareOff(buyers.getJsonArray("bins")), 0.05, buyers::encodePrettily);
      assertFalse(buyers.containsKey("stability"), "nothing was released before");
      assertEquals("no-goal", said.getJsonArray("scores").getJsonObject(1).getString("state"));

      String until = from.plus(Duration.ofHours(HOURS / 2)).toString();
      JsonObject earlier =
          node.admin("GET", "/admin/v1/scores?from=" + from + "&until=" + until, "").json();
      assertEquals(HOURS / 2, earlier.getJsonObject("hours").getInteger("released"));
      JsonObject later =
          node.admin(
                  "GET",
                  "/admin/v1/scores?from=" + until + "&until=" + from.plus(Duration.ofHours(HOURS)),
                  "")
              .json()
              .getJsonArray("scores")
              .getJsonObject(0);
      assertTrue(later.getDouble("stability") < 0.05, later::encodePrettily);

      assertEquals(400, node.admin("GET", "/admin/v1/scores?slot=hero", "").status());
      String printed = printed(node);
      for (String part :
          new String[] {
            "segment buyers, goal buy",
            "It has drifted: sessions reach buy more often than it says",
            "It names no goal"
          }) {
        assertTrue(printed.contains(part), () -> part + " in\n" + printed);
      }
      printsWhatIsProposed(node);
    }
  }

  /** The node releases the hours since, in which nobody came, while it is asked. */
  private static void printsWhatIsProposed(Node node) throws Exception {
    Object before = proposed(node);
    while (true) {
      String printed = printed(node);
      Object after = proposed(node);
      if (after.equals(before)) {
        String words = "Set calibration.intercept of 'buyers' to " + after;
        assertTrue(printed.contains(words), () -> words + " in\n" + printed);
        return;
      }
      before = after;
    }
  }

  private static Object proposed(Node node) throws Exception {
    JsonObject said = node.admin("GET", "/admin/v1/scores", "").json();
    return said.getJsonArray("scores").getJsonObject(0).getValue("proposed");
  }

  /** The mean distance between what was said and what came. */
  private static double shareOff(JsonArray bins) {
    double sum = 0;
    double sessions = 0;
    for (int at = 0; at < bins.size(); at++) {
      JsonObject bin = bins.getJsonObject(at);
      sessions += bin.getLong("sessions");
      sum += bin.getLong("sessions") * Math.abs(bin.getDouble("came") - bin.getDouble("given"));
    }
    return sum / sessions;
  }

  private static String printed(Node node) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new Surroundings(
                Map.of(
                    "MIEN_ADMIN_TOKEN",
                    Node.TOKEN,
                    "MIEN_ADMIN_PORT",
                    Integer.toString(node.adminAt("/").getPort())),
                new PrintWriter(out),
                new PrintWriter(err)),
            "report",
            "--scores");
    assertEquals(Main.DONE, code, err::toString);
    return out.toString();
  }

  /** Hours that are over, in which more sessions buy than the score has it. */
  private void release(Configuration configuration, Instant from) throws Exception {
    Instant[] now = {from};
    try (Database database = Database.open(Assembly.place(configuration))) {
      assertTrue(database.awaitUp(Duration.ofSeconds(10)), "the store is up");
      Editions editions = Editions.open(database.editions(), Workspaces::compile, () -> now[0]);
      Publication came = editions.publish(List.of(new SourceText("shop.yaml", WORKSPACE)));
      Edition edition =
          assertInstanceOf(Publication.Published.class, came, came::toString).edition();
      OutcomeCounts counted = new OutcomeCounts(() -> now[0], () -> Source.random(random));
      Outcomes outcomes = new Outcomes(counted.vectors(NobodyElse.INSTANCE, database.outcomes()));
      Releaser releaser =
          new Releaser(
              new Releaser.Sources(
                  new Counts(
                      new Counts.Own(
                          new DecisionCounts(() -> now[0], () -> Source.random(random)),
                          new ReachCounts(() -> now[0])),
                      NobodyElse.INSTANCE,
                      database.counts()),
                  outcomes::vectors,
                  Releaser.Vectors.NONE),
              database.releases(),
              Assembly.budget(configuration),
              new Releaser.Surroundings(() -> now[0], new SecureRandom(), _ -> {}));
      for (int hour = 0; hour < HOURS; hour++) {
        count(counted.running(edition.number(), edition.vocabulary(), hour(now[0])));
        now[0] = now[0].plus(1, ChronoUnit.HOURS);
        round(releaser, edition);
      }
      now[0] = now[0].plus(3, ChronoUnit.HOURS);
      round(releaser, edition);
    }
  }

  private static long hour(Instant at) {
    return at.toEpochMilli() / CountKey.HOUR_MILLIS;
  }

  private static void round(Releaser releaser, Edition edition) throws IOException {
    releaser.note(
        edition.number(),
        edition.publishedAt(),
        edition.model(),
        () -> new Releaser.Released(ReleasedCells.of(edition.vocabulary()), ReleasedParts.NONE));
    releaser.round();
  }

  private void count(OutcomeCounts.Running running) {
    for (int i = 0; i < SESSIONS; i++) {
      boolean desktop = random.nextBoolean();
      double said = 1 / (1 + Math.exp(desktop ? 1 : 2));
      int place = ScoreBins.place(said, random.nextDouble());
      running.scored(0, place);
      double odds = 2 * said / (1 - said);
      if (random.nextDouble() < odds / (1 + odds)) {
        running.cameTrue(0, place);
      }
    }
  }
}
