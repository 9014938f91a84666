package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mien.api.Node.Reply;
import dev.mien.api.config.Surroundings;
import dev.mien.engine.Answer;
import dev.mien.engine.DecideRequest;
import dev.mien.engine.DecideRequest.Detail;
import dev.mien.engine.Engine;
import dev.mien.engine.PatternTally;
import dev.mien.engine.counts.Asked;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.NobodyElse;
import dev.mien.engine.counts.Source;
import dev.mien.engine.crowd.CrowdGate;
import dev.mien.engine.decision.Weighing;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.pattern.PatternCounts;
import dev.mien.engine.privacy.ConsentStatement;
import dev.mien.engine.promise.PromiseLog;
import dev.mien.engine.session.Capsules;
import dev.mien.engine.session.EpochRing;
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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * What sessions have in common is counted, kept over a restart, released with noise, and enough to
 * fit a score to and to find segments in.
 */
class PatternsTest {
  private static final String WORKSPACE =
      """
      workspace: { name: shop }
      schema:
        purposes:
          shopping: { title: "Relevance during this visit" }
          others: { title: "Something else" }
        events:
          purchase: { goal: true }
        attributes:
          device: { choice: [mobile, desktop, tablet], from: site, purpose: shopping, benefit: "Fits" }
          referrer: { choice: [search, social, newsletter, direct], from: site, purpose: shopping, benefit: "Fits" }
          basket: { number: EUR, edges: [20], from: site, purpose: shopping, benefit: "Fits" }
          colour: { choice: [red, green], from: site, purpose: others, benefit: "Fits" }
      grids:
        intent: { of: [device, referrer, basket], goals: [purchase] }
        colours: { of: [colour] }
      """;

  private static final long SEED = 20_261_122;
  private static final int SESSIONS = 20_000;
  private static final int K = 50;
  private static final Duration RELEASED_WITHIN = Duration.ofSeconds(30);
  private static final List<String> DEVICES = List.of("mobile", "desktop", "tablet");
  private static final List<String> REFERRERS = List.of("search", "social", "newsletter", "direct");

  private final SplittableRandom random = new SplittableRandom(SEED);

  /** Sessions, and buyers among them, by the cells of a row. */
  private final Map<String, long[]> exact = new TreeMap<>();

  private record Ended(int code, String out, String err) {}

  private static Ended run(Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new Surroundings(environment, new PrintWriter(out), new PrintWriter(err)), arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  @Test
  void whatIsReleasedFitsAlmostAsWellAsWhatWasCounted() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "patterns-");
    String data = "MIEN_DATA_DIR=" + folder;
    Path workspace = Files.writeString(folder.resolve("shop.yaml"), WORKSPACE);
    Instant past = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(3));
    try (Database database = Database.open(Assembly.place(Node.configuration(data)))) {
      assertTrue(database.awaitUp(Duration.ofSeconds(10)), "the store is up");
      drive(database, past);
    }
    Path counted = Files.writeString(folder.resolve("exact.csv"), exact());
    double exactly =
        auc(
            run(
                Map.of(),
                "fit",
                "--json",
                "--dry-run",
                "--counts",
                "--holdout",
                "50",
                "-w",
                workspace.toString(),
                "-o",
                "purchase",
                "likely",
                counted.toString()));
    try (Node node = Node.empty(data, "MIEN_CROWD_MIN=" + K)) {
      JsonObject answer = released(node);
      rowsAreWhatWasCounted(answer.getJsonArray("grids").getJsonObject(0));
      assertEquals(
          new JsonArray(),
          answer.getJsonArray("grids").getJsonObject(1).getJsonArray("patterns"),
          "nobody agreed to others");
      policySaysWhatIsCounted(node);

      Map<String, String> settings =
          Map.of(
              "MIEN_ADMIN_TOKEN",
              Node.TOKEN,
              "MIEN_ADMIN_PORT",
              Integer.toString(node.adminAt("/").getPort()));
      Ended fitted =
          run(
              settings,
              "fit",
              "--json",
              "--dry-run",
              "--grid",
              "intent",
              "--holdout",
              "50",
              "-w",
              workspace.toString(),
              "-o",
              "purchase",
              "likely");
      double noised = auc(fitted);
      System.out.printf("AUC from counts %.4f, from what was released %.4f%n", exactly, noised);
      // Noise is drawn anew in each run, and which sessions are held out with it: a standard
      // deviation of 0.008.
      assertEquals(exactly, noised, 0.04, "seed " + SEED);
      assertTrue(exactly > 0.65, () -> "there is something to find: " + exactly);

      Ended found =
          run(
              settings,
              "discover",
              "--grid",
              "intent",
              "-w",
              workspace.toString(),
              "--refits",
              "2");
      assertEquals(Main.DONE, found.code(), found.err());
      assertTrue(found.out().contains("sessions"), found.out());
      Ended unknown = run(settings, "discover", "--grid", "none", "-w", workspace.toString());
      assertEquals(Main.REFUSED, unknown.code());
      assertTrue(unknown.err().contains("intent, colours"), unknown.err());
    }
  }

  @Test
  void whatCannotBeAskedIsRefusedInWords() throws Exception {
    try (Node node = Node.withShop()) {
      for (String query : List.of("?grid=none", "?as=csv", "?as=xml", "?slot=hero")) {
        Reply reply = node.admin("GET", "/admin/v1/patterns" + query, "");
        assertEquals(400, reply.status(), query);
        assertEquals("invalid-query", reply.code(), query);
      }
      JsonObject none = node.admin("GET", "/admin/v1/patterns", "").json();
      assertEquals(new JsonArray(), none.getJsonArray("grids"));
    }
  }

  private static double auc(Ended ended) throws IOException {
    assertEquals(Main.DONE, ended.code(), ended.err() + ended.out());
    return new ObjectMapper()
        .readTree(ended.out())
        .path("evaluation")
        .path("auc")
        .path("value")
        .asDouble();
  }

  /** The first answer after the hour was released. */
  private static JsonObject released(Node node) throws Exception {
    long deadline = System.nanoTime() + RELEASED_WITHIN.toNanos();
    while (true) {
      JsonObject answer = node.admin("GET", "/admin/v1/patterns", "").json();
      if (answer.getJsonObject("hours").getInteger("released") > 0
          && !answer.getJsonArray("grids").getJsonObject(0).getJsonArray("patterns").isEmpty()) {
        return answer;
      }
      assertTrue(System.nanoTime() < deadline, answer::encode);
      Thread.onSpinWait();
    }
  }

  private void rowsAreWhatWasCounted(JsonObject grid) {
    int rows = 0;
    for (Object each : grid.getJsonArray("patterns")) {
      JsonObject row = (JsonObject) each;
      long[] counts = exact.get(values(row));
      int margin = row.getInteger("margin");
      assertTrue(
          row.getLong("sessions") - margin >= K, () -> "too few to be shown: " + row.encode());
      assertTrue(
          counts != null && counts[0] > K - 2 * margin, () -> "never counted: " + row.encode());
      assertEquals((double) counts[0], row.getDouble("sessions"), 3.0 * margin, row.encode());
      assertEquals(
          (double) counts[1], row.getJsonArray("reached").getDouble(0), 3.0 * margin, row.encode());
      rows++;
    }
    long many = exact.values().stream().filter(counts -> counts[0] > 2 * K).count();
    assertTrue(rows >= many, rows + " rows of " + many);
    assertEquals(80, rows + grid.getInteger("folded"));
  }

  private static String values(JsonObject row) {
    return String.join(",", row.getJsonArray("values").stream().map(String::valueOf).toList());
  }

  private static void policySaysWhatIsCounted(Node node) throws Exception {
    JsonObject grid = node.get("/v1/policy").json().getJsonArray("grids").getJsonObject(0);
    assertEquals(
        new JsonArray().add("device").add("referrer").add("basket"),
        grid.getJsonArray("attributes"));
    assertEquals(new JsonArray().add("shopping"), grid.getJsonArray("purposes"));
    assertEquals(new JsonArray().add("purchase"), grid.getJsonArray("goals"));
    assertEquals(1, grid.getInteger("after"));
    assertEquals(80, grid.getInteger("combinations"));
  }

  private String exact() {
    StringBuilder csv = new StringBuilder("device,referrer,basket,sessions,purchase\n");
    exact.forEach(
        (values, counts) ->
            csv.append(values)
                .append(',')
                .append(counts[0])
                .append(',')
                .append(counts[1])
                .append('\n'));
    return csv.toString();
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
    PatternCounts counts = new PatternCounts(() -> now[0], () -> Source.random(keys));
    Engine engine =
        new Engine(
            new Engine.Parts(
                editions,
                new Capsules(
                    new InMemoryHalfKeys(() -> now[0]), new EpochRing(policy, keys), policy, keys),
                () -> now[0],
                () -> random,
                new PatternTally(counts),
                CrowdGate.off(),
                PromiseLog.none(),
                Weighing.AS_WRITTEN));
    for (int i = 0; i < SESSIONS; i++) {
      now[0] = at.plusMillis(i * 150L);
      visit(engine, edition);
    }
    long hour = at.toEpochMilli() / CountKey.HOUR_MILLIS;
    Asked all = new Asked(Optional.empty(), OptionalLong.empty(), hour, hour + 2);
    database
        .patterns()
        .joinVectors(counts.vectors(NobodyElse.INSTANCE, database.patterns()).known(all).value());
  }

  private void visit(Engine engine, Edition edition) {
    String device = DEVICES.get(random.nextInt(8) < 4 ? 0 : random.nextInt(4) > 0 ? 1 : 2);
    String referrer = REFERRERS.get(random.nextInt(4));
    boolean full = random.nextInt(3) == 0;
    boolean said = random.nextInt(60) > 0;
    double logit =
        -1.8
            + (device.equals("desktop") ? 0.9 : 0)
            + (referrer.equals("newsletter") ? 1.1 : 0)
            + (full ? 1.0 : 0);
    boolean buys = random.nextDouble() < 1 / (1 + Math.exp(-logit));
    SignalReader reader = new SignalReader(edition.vocabulary());
    if (said) {
      reader.text("device", device, "");
    }
    reader.text("referrer", referrer, "");
    reader.number("basket", full ? 30 : 10, "");
    Optional<String> capsule = decide(engine, edition, reader, Optional.empty());
    if (buys) {
      SignalReader again = new SignalReader(edition.vocabulary());
      again.event("purchase", "");
      Optional<String> _ = decide(engine, edition, again, capsule);
    }
    long[] counts =
        exact.computeIfAbsent(
            (said ? device : "") + "," + referrer + "," + (full ? "21" : "19"), _ -> new long[2]);
    counts[0]++;
    counts[1] += buys ? 1 : 0;
  }

  private static Optional<String> decide(
      Engine engine, Edition edition, SignalReader reader, Optional<String> capsule) {
    ConsentStatement consent =
        capsule.isEmpty()
            ? new ConsentStatement.Stated(List.of("shopping"), Optional.empty())
            : new ConsentStatement.Unsaid();
    return assertInstanceOf(
            Answer.Decided.class,
            engine
                .decide(
                    new DecideRequest(
                        edition,
                        new Site("main"),
                        List.of(),
                        reader.finish(),
                        consent,
                        capsule,
                        Detail.PLAIN))
                .toCompletableFuture()
                .join())
        .capsule()
        .map(Answer.Issued::text);
  }
}
