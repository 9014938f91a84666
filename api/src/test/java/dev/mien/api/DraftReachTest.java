package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import dev.mien.engine.counts.Bitmap;
import dev.mien.engine.counts.CountKey;
import dev.mien.engine.counts.ReachKey;
import dev.mien.engine.edition.Edition;
import dev.mien.engine.edition.Editions;
import dev.mien.engine.edition.Publication;
import dev.mien.engine.release.Statistic;
import dev.mien.engine.release.Subject;
import dev.mien.engine.shadow.Shadow;
import dev.mien.engine.shadow.ShadowSegment;
import dev.mien.engine.store.Database;
import dev.mien.engine.store.Place;
import dev.mien.engine.workspace.Actor;
import dev.mien.engine.workspace.Change;
import dev.mien.engine.workspace.Draft;
import dev.mien.engine.workspace.DraftName;
import dev.mien.segments.Compilation;
import dev.mien.segments.Workspaces;
import dev.mien.segments.source.SourceText;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a draft would cover, as whoever works on it sees it. */
class DraftReachTest {
  private static final String DRAFT =
      Node.SHOP
          .replace("interest has any of [running]", "interest has any of [running, hiking]")
          .replace("slots:\n", "  newcomers: { title: New, when: device is desktop }\nslots:\n");
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int HOURS = 5;

  private static void save(Node node, String name, String workspace) throws Exception {
    Reply reply =
        node.admin(
            "PUT", "/admin/v1/drafts/" + name, workspace, "Content-Type", "application/yaml");
    assertEquals(201, reply.status(), reply.text());
  }

  private static JsonObject reach(Node node, String name) throws Exception {
    Reply reply = node.admin("GET", "/admin/v1/drafts/" + name + "/reach", "");
    assertEquals(200, reply.status(), reply.text());
    return reply.json();
  }

  private static JsonObject reach(Node node, String name, Predicate<JsonObject> wanted)
      throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonObject answer = reach(node, name);
    while (!wanted.test(answer)) {
      assertTrue(System.nanoTime() < end, answer.encode());
      answer = reach(node, name);
    }
    return answer;
  }

  private static JsonObject row(JsonObject answer, String segment) {
    return answer.getJsonArray("segments").stream()
        .map(JsonObject.class::cast)
        .filter(row -> row.getString("segment").equals(segment))
        .findFirst()
        .orElseThrow(() -> new AssertionError(answer.encode()));
  }

  private static boolean isIn(JsonObject answer, String state) {
    return answer.getString("state").equals(state);
  }

  @Test
  void aDraftIsCountedForOnceANodeHasSeenItAndSaysWhenTheFirstNumberComes() throws Exception {
    try (Node node = Node.withShop()) {
      Instant before = Instant.now();
      save(node, "spring", DRAFT);
      JsonObject answer = reach(node, "spring", each -> isIn(each, "counted"));
      assertEquals(
          List.of("runners", "newcomers"),
          answer.getJsonArray("segments").stream()
              .map(row -> ((JsonObject) row).getString("segment"))
              .toList());
      JsonObject runners = row(answer, "runners");
      assertEquals("counting", runners.getString("state"));
      Instant first = Instant.parse(runners.getString("first"));
      assertTrue(first.isAfter(before.plus(Duration.ofHours(2))), runners::encode);
      assertTrue(first.isBefore(before.plus(Duration.ofMinutes(183))), runners::encode);
    }
  }

  @Test
  void whyADraftIsNotCountedForIsSaid() throws Exception {
    try (Node node = Node.withShop()) {
      save(node, "oldest", DRAFT);
      for (String name : List.of("a", "b", "c")) {
        save(node, name, DRAFT);
      }
      save(node, "broken", "segments: {");
      String age =
          "age: { number: years, edges: [13, 18], from: visitor, purpose: personalization,"
              + " benefit: \"Fits\" }\n    ";
      save(node, "minors", DRAFT.replace("newsletter: {", age + "newsletter: {"));
      JsonObject oldest = reach(node, "oldest", each -> isIn(each, "not-among-newest"));
      assertEquals(List.of(), oldest.getJsonArray("segments").getList());
      reach(node, "broken", each -> isIn(each, "unsound"));
      reach(node, "minors", each -> isIn(each, "needs-approval"));
      assertEquals(404, node.admin("GET", "/admin/v1/drafts/none/reach", "").status());
      assertEquals(404, node.admin("GET", "/admin/v1/drafts/NONE/reach", "").status());
    }
  }

  @Test
  void answersStayTheSameWhileADraftIsCountedFor() throws Exception {
    try (Node node = Node.withShop()) {
      String request =
          "{\"slots\": [\"home.hero\", \"home.device\"], \"signals\": {\"device\": \"mobile\"}}";
      String before = node.decide(request).text();
      save(node, "spring", DRAFT.replace("headline: \"Small\"", "headline: \"Tiny\""));
      reach(node, "spring", each -> isIn(each, "counted"));
      assertEquals(before, node.decide(request).text());
    }
  }

  /** A folder in which an edition and a draft have counted for some hours, and a split of them. */
  private static Path counted() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "drafts-");
    Instant began = Instant.now().minus(Duration.ofHours(HOURS));
    long first = began.toEpochMilli() / CountKey.HOUR_MILLIS;
    try (Database database = Database.open(new Place.File(folder.resolve("store.db")))) {
      assertTrue(database.awaitUp(Duration.ofSeconds(20)));
      Edition edition;
      try (Editions editions =
          Editions.open(database.editions(), Workspaces::compile, () -> began)) {
        Publication came = editions.publish(List.of(new SourceText("shop.yaml", Node.SHOP)));
        edition = ((Publication.Published) came).edition();
      }
      Compilation.Accepted draft =
          (Compilation.Accepted) Workspaces.compile(List.of(new SourceText("shop.yaml", DRAFT)));
      ShadowSegment runners =
          Shadow.of(edition, List.of(new Shadow.Compiled("spring", draft.program())))
              .segments("spring")
              .orElseThrow()
              .getFirst();
      database
          .drafts()
          .save(
              new DraftName("spring"),
              0,
              new Draft.Text(List.of(new SourceText("shop.yaml", DRAFT)), OptionalLong.of(1)),
              new Change(began, new Actor("admin")));
      Set<Subject> numbers = new HashSet<>();
      numbers.add(new Subject.Shadow(runners.knownBy()));
      runners
          .relatives()
          .forEach(other -> numbers.add(new Subject.Either(runners.knownBy(), other.knownBy())));
      Map<ReachKey, Bitmap> met = new HashMap<>();
      for (long hour = first; hour < first + HOURS; hour++) {
        database.releases().plan(hour, numbers, 100);
        met.put(ReachKey.ofShadow(hour, runners.knownBy()), bits(0, 120));
        met.put(new ReachKey(1, hour, "runners"), bits(0, 60));
        met.put(new ReachKey(1, hour, "members"), bits(110, 130));
      }
      database.counts().joinBitmaps(met);
    }
    return folder;
  }

  private static Bitmap bits(int fromByte, int untilByte) {
    byte[] bits = new byte[Bitmap.BYTES];
    Arrays.fill(bits, fromByte, untilByte, (byte) 0xff);
    return Bitmap.of(bits);
  }

  @Test
  void numbersComeWithTheirMarginsAndWhatTheyShareWithSegmentsInForce() throws Exception {
    try (Node node = Node.empty("MIEN_DATA_DIR=" + counted(), "MIEN_CROWD_MIN=50")) {
      Instant now = Instant.now();
      long first = now.minus(Duration.ofHours(HOURS)).toEpochMilli() / CountKey.HOUR_MILLIS;
      long over = Statistic.SHADOW.lastOver(now) - first + 1;
      JsonObject answer =
          reach(
              node,
              "spring",
              each ->
                  isIn(each, "counted")
                      && each.getJsonObject("hours").getInteger("released") >= over);
      JsonObject runners = row(answer, "runners");
      int hours = runners.getInteger("hours");
      assertEquals(answer.getJsonObject("hours").getInteger("released"), hours);
      // 960 tokens of 4,096, and 480.
      assertEquals(1_094 * hours, runners.getInteger("sessions"), 2 * runners.getInteger("margin"));
      JsonObject inForce = runners.getJsonObject("inForce");
      assertEquals(511 * hours, inForce.getInteger("sessions"), 2 * inForce.getInteger("margin"));
      JsonObject same = runners.getJsonArray("overlaps").getJsonObject(0);
      assertEquals("runners", same.getString("segment"));
      assertEquals(511 * hours, same.getInteger("sessions"), 2 * same.getInteger("margin"));
      assertEquals(511.0 / 1_094, same.getDouble("share"), 2 * same.getDouble("shareMargin"));
      JsonObject members =
          runners.getJsonArray("overlaps").stream()
              .map(JsonObject.class::cast)
              .filter(each -> each.getString("segment").equals("members"))
              .findFirst()
              .orElseThrow();
      assertNotNull(members.getString("state"));
      assertEquals("counting", row(answer, "newcomers").getString("state"));
      assertEquals(answer, reach(node, "spring"), "asking again gives the same");
    }
  }
}
