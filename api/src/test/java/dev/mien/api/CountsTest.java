package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.Cell;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.CountVector;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.counts.Source;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.release.Debit;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.store.Database;
import dev.mien.engine.store.Place;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What was counted, as operators see it once it is released. */
class CountsTest {
  private static final String COUNTS = "/admin/v1/counts";
  private static final String REACH = "/admin/v1/reach";
  private static final Cell RUN = new Cell("home.hero", "matched", Optional.of("runners"), "run");
  private static final Cell SMALL =
      new Cell("home.device", "matched", Optional.of("on-the-move"), "small");
  private static final int HOURS = 5;

  private static JsonObject row(JsonObject answer, String rows, String name, String value) {
    return answer.getJsonArray(rows).stream()
        .map(JsonObject.class::cast)
        .filter(row -> value.equals(row.getString(name)))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject answer(Node node, String path) throws Exception {
    Reply reply = node.admin("GET", path, "");
    assertEquals(200, reply.status(), reply.text());
    return reply.json();
  }

  /** A folder with an edition that has counted for some hours, which nobody has released. */
  private static Path counted() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "counts-");
    Instant began = Instant.now().minus(Duration.ofHours(HOURS));
    long hour = began.toEpochMilli() / CountKey.HOUR_MILLIS;
    try (Database database = Database.open(new Place.File(folder.resolve("store.db")))) {
      assertTrue(database.awaitUp(Duration.ofSeconds(20)));
      try (Editions editions =
          Editions.open(database.editions(), Workspaces::compile, () -> began)) {
        editions.publish(List.of(new SourceText("shop.yaml", Node.SHOP)));
      }
      database
          .counts()
          .joinVectors(
              Map.of(
                  new CountKey(new Source(1, 1), 1, hour),
                  new CountVector(Map.of(RUN, 900L, SMALL, 4L)),
                  new CountKey(new Source(2, 2), 1, hour + 1),
                  new CountVector(Map.of(RUN, 300L))));
      byte[] bits = new byte[Bitmap.BYTES];
      Arrays.fill(bits, 0, 60, (byte) 0xff);
      database.counts().joinBitmaps(Map.of(new ReachKey(1, hour, "runners"), Bitmap.of(bits)));
    }
    return folder;
  }

  private static Node start(Path folder) throws Exception {
    return Node.empty("MIEN_DATA_DIR=" + folder, "MIEN_CROWD_MIN=50");
  }

  private static JsonObject released(Node node, String path, long hours) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    JsonObject answer = answer(node, path);
    while (answer.getJsonObject("hours").getInteger("released") < hours) {
      assertTrue(System.nanoTime() < end, answer.encode());
      answer = answer(node, path);
    }
    return answer;
  }

  @Test
  void whatHoursThatAreOverHaveCountedIsReleasedOnceAndStaysAsItIs() throws Exception {
    Path folder = counted();
    JsonObject counts;
    JsonObject reach;
    Instant now = Instant.now();
    Instant from = now.minus(Duration.ofHours(HOURS)).truncatedTo(ChronoUnit.HOURS);
    long first = from.toEpochMilli() / CountKey.HOUR_MILLIS;
    String span =
        COUNTS
            + "?from="
            + from
            + "&until="
            + now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    try (Node node = start(folder)) {
      counts = released(node, span, Statistic.DECISIONS.lastOver(now) - first + 1);
      JsonObject run = row(counts, "decisions", "variant", "run");
      assertEquals("released", run.getString("state"));
      assertEquals(1_200, run.getInteger("decisions"), 4 * run.getInteger("margin"));
      assertNotEquals(0, run.getInteger("margin"));
      assertEquals(
          new JsonObject()
              .put("slot", "home.device")
              .put("reason", "matched")
              .put("segment", "on-the-move")
              .put("variant", "small")
              .put("state", "withheld")
              .put("fewerThan", 50),
          row(
              new JsonObject()
                  .put(
                      "rows",
                      new JsonArray(
                          counts.getJsonArray("decisions").stream()
                              .filter(
                                  row -> ((JsonObject) row).getString("slot").equals("home.device"))
                              .toList())),
              "rows",
              "variant",
              "small"));
      assertTrue(counts.getString("noise").startsWith("discrete Laplace noise"), counts::encode);
      assertTrue(counts.getJsonObject("hours").getInteger("not-yet") >= 1, counts::encode);
      reach = released(node, REACH, Statistic.REACH.lastOver(now) - first + 1);
      JsonObject runners = row(reach, "segments", "segment", "runners");
      // 480 tokens of 4,096.
      assertEquals(511, runners.getInteger("sessions"), 2 * runners.getInteger("margin"));
      assertEquals("withheld", row(reach, "segments", "segment", "members").getString("state"));
      JsonObject byHour = answer(node, span + "&slot=home.hero&by=hour");
      assertEquals(
          run.getInteger("decisions"),
          byHour.getJsonArray("decisions").stream()
              .map(JsonObject.class::cast)
              .filter(row -> row.getString("variant").equals("run"))
              .mapToInt(row -> row.getInteger("decisions", 0))
              .sum(),
          60);
      for (int i = 0; i < 50; i++) {
        assertEquals(counts, answer(node, span));
        JsonObject again = answer(node, REACH);
        if (again.getString("from").equals(reach.getString("from"))) {
          assertEquals(reach.getJsonArray("segments"), again.getJsonArray("segments"));
        }
      }
      spendingIsThatOfTheLedger(node, folder);
    }
    try (Node node = start(folder)) {
      assertEquals(counts.getJsonArray("decisions"), answer(node, span).getJsonArray("decisions"));
    }
  }

  private static void spendingIsThatOfTheLedger(Node node, Path folder) throws Exception {
    JsonArray spent = new JsonArray();
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (spent.size() < 2 && System.nanoTime() < end) {
      spent = node.get("/v1/policy").json().getJsonObject("budget").getJsonArray("spent");
    }
    try (Database database = Database.open(new Place.File(folder.resolve("store.db")))) {
      assertTrue(database.awaitUp(Duration.ofSeconds(20)));
      List<Debit> debits = database.releases().debits(0);
      for (JsonObject account : spent.stream().map(JsonObject.class::cast).toList()) {
        long hour = Instant.parse(account.getString("from")).toEpochMilli() / CountKey.HOUR_MILLIS;
        BigDecimal sum =
            debits.stream()
                .filter(debit -> debit.account().fromHour() == hour)
                .filter(
                    debit ->
                        debit.account().statistic().code().equals(account.getString("statistic")))
                .map(debit -> debit.price().number())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertEquals(sum.doubleValue(), account.getDouble("rho"), "to the last digit");
      }
    }
    assertEquals(2, spent.size());
  }

  @Test
  void theRunningHourIsNotShown() throws Exception {
    try (Node node = Node.withShop("MIEN_CROWD_MIN=1")) {
      node.decide("{\"slots\": [\"home.device\"]}");
      JsonObject counts = answer(node, COUNTS);
      assertEquals(new JsonArray(), counts.getJsonArray("decisions"));
      assertEquals(0, counts.getJsonObject("hours").getInteger("released"));
      for (Object row : answer(node, REACH).getJsonArray("segments")) {
        assertEquals("not-yet", ((JsonObject) row).getString("state"));
      }
    }
  }

  @Test
  void aQueryThatCannotBeAnsweredIsRefused() throws Exception {
    try (Node node = Node.withShop()) {
      for (String query :
          List.of(
              "?slto=a",
              "?slot=a&slot=b",
              "?edition=x",
              "?edition=-1",
              "?edition=9999999999999999999",
              "?by=day",
              "?from=yesterday",
              "?from=2026-11-21T10:30:00Z",
              "?from=2026-11-21T10:00:00Z&until=2026-11-21T10:00:00Z",
              "?from=2026-01-01T00:00:00Z&until=2026-02-01T01:00:00Z",
              "?from=-1000000000-01-01T00:00:00Z")) {
        Reply reply = node.admin("GET", COUNTS + query, "");
        assertEquals(400, reply.status(), query);
        assertEquals("invalid-query", reply.code(), query);
      }
      answer(node, COUNTS + "?from=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z");
    }
  }
}
