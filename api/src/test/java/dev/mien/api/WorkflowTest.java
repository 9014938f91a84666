package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import dev.mien.api.config.Surroundings;
import dev.mien.engine.access.Person;
import dev.mien.engine.access.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How colleagues bring a draft into force together, over HTTP. */
class WorkflowTest {
  private static final String DRAFT = "/admin/v1/drafts/spring-sale";
  private static final String EDITIONS = "/admin/v1/editions";
  private static final String APPROVALS = "/admin/v1/approvals";
  private static final Person ANA = new Person("p-ana", "Ana Nuñez");
  private static final Person BEN = new Person("p-ben", "Ben");

  private Node node;
  private Colleague ana;
  private Colleague ben;
  private Colleague chi;

  @BeforeEach
  void start() throws Exception {
    node = Node.withShop("MIEN_REVIEW=always");
    ana = Colleague.of(node, ANA, Role.AUTHOR, Role.PUBLISHER);
    ben = Colleague.of(node, BEN, Role.PUBLISHER, Role.AUDITOR);
    chi = Colleague.of(node, new Person("p-chi", "Chi"), Role.AUTHOR);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static JsonObject files(String headline) {
    String shop = Node.SHOP.replace("\"Outdoor\"", "\"" + headline + "\"");
    return new JsonObject().put("files", new JsonObject().put("shop.yaml", shop));
  }

  private static JsonObject asked(long revision, String say) {
    return new JsonObject().put("revision", revision).put("say", say);
  }

  /** Saves the draft over whatever it is; its revision. */
  private static long save(Colleague who, String headline) throws Exception {
    return save(who, DRAFT, headline);
  }

  private static long save(Colleague who, String draft, String headline) throws Exception {
    Reply now = who.get(draft);
    Reply saved =
        now.status() == 404
            ? who.send("PUT", draft, files(headline))
            : who.send("PUT", draft, files(headline), "If-Match", now.header("ETag"));
    assertTrue(saved.status() == 200 || saved.status() == 201, saved.text());
    return saved.json().getLong("revision");
  }

  private long inForce() throws Exception {
    return node.admin("GET", EDITIONS, "").json().getLong("inForce");
  }

  @Test
  void aDraftIsAskedForApprovedPublishedAndCredited() throws Exception {
    Reply first = ana.send("PUT", DRAFT, files("Spring"));
    JsonObject draft = first.json();
    assertEquals(1, draft.getInteger("base"));
    assertEquals("p-ana", draft.getString("changedBy"));
    assertEquals("Ana Nuñez", draft.getString("changedByName"));
    assertEquals("none", draft.getJsonObject("review").getString("state"));
    long revision = draft.getLong("revision");
    assertEquals(422, ana.send("POST", DRAFT + "/publication", asked(revision, "")).status());

    Reply review = ana.send("POST", DRAFT + "/review", asked(revision, "please, Ben"));
    assertEquals(200, review.status(), review.text());
    assertEquals("asked", review.json().getJsonObject("review").getString("state"));
    Reply own = ana.send("POST", DRAFT + "/approval", asked(revision, "fine by me"));
    assertEquals(403, own.status());
    assertEquals("own-work", own.code());
    Reply objected = ben.send("POST", DRAFT + "/objection", asked(revision, "too loud"));
    assertEquals("changes-asked", objected.json().getJsonObject("review").getString("state"));
    Reply approved = ben.send("POST", DRAFT + "/approval", asked(revision, "better"));
    JsonObject answered = approved.json().getJsonObject("review").getJsonObject("answered");
    assertEquals("Ben", answered.getJsonObject("by").getString("name"));
    assertEquals("better", answered.getString("say"));
    assertEquals(
        "/say missing", ben.send("POST", DRAFT + "/approval", asked(revision, " ")).firstError());

    Reply published = ana.send("POST", DRAFT + "/publication", asked(revision, "for spring"));
    assertEquals(201, published.status(), published.text());
    assertEquals(2, published.json().getInteger("edition"));
    assertEquals("no-such-draft", ana.get(DRAFT).code());
    JsonObject edition = ana.get(EDITIONS).json().getJsonArray("editions").getJsonObject(0);
    assertEquals("p-ana", edition.getJsonObject("by").getString("id"));
    assertEquals("for spring", edition.getString("say"));
    assertEquals("p-ben", edition.getJsonObject("approvedBy").getString("id"));
    assertEquals("better", edition.getString("approvedSay"));
    assertEquals("spring-sale", edition.getString("draft"));
    assertEquals("p-ana", edition.getJsonArray("authors").getJsonObject(0).getString("id"));

    ben.send("POST", EDITIONS + "/1/rollback", new JsonObject());
    JsonObject back = ana.get(EDITIONS).json().getJsonArray("editions").getJsonObject(0);
    assertEquals(1, back.getInteger("rolledBackTo"));
    assertEquals("p-ben", back.getJsonObject("by").getString("id"));
  }

  /** Each line is a way that somebody with every role but the other's may try. */
  @Test
  void noCallLeadsAroundTheSecondPerson() throws Exception {
    long revision = save(ana, "Spring");
    Colleague script = Colleague.of(node, ANA, Role.AUTHOR, Role.PUBLISHER);
    Colleague renamed =
        Colleague.of(node, new Person("p-ana", "Somebody"), Role.AUTHOR, Role.PUBLISHER);
    for (Colleague self : List.of(ana, script, renamed)) {
      assertEquals(
          "own-work", self.send("POST", DRAFT + "/approval", asked(revision, "my own")).code());
      assertWithheld(self.send("POST", DRAFT + "/publication", asked(revision, "")));
      Reply refused = self.send("POST", EDITIONS, files("Spring"));
      assertWithheld(refused);
      JsonObject agreed =
          new JsonObject()
              .put("digest", refused.json().getString("approval"))
              .put("reason", "my own work");
      assertEquals(201, self.send("POST", APPROVALS, agreed).status());
      assertWithheld(ana.send("POST", EDITIONS, files("Spring")));
      assertWithheld(script.send("POST", EDITIONS, files("Spring")));
      assertWithheld(ben.send("POST", EDITIONS, files("Spring")));
    }
    assertEquals(
        403,
        node.admin("POST", DRAFT + "/approval", "{}", "Content-Type", "application/json").status());
    assertEquals(403, chi.send("POST", DRAFT + "/approval", asked(revision, "sure")).status());
    assertEquals(403, chi.send("POST", DRAFT + "/publication", asked(revision, "")).status());

    assertEquals(200, ben.send("POST", DRAFT + "/approval", asked(revision, "fine")).status());
    assertWithheld(ana.send("POST", EDITIONS, files("Spring")));
    String copy = "/admin/v1/drafts/renamed";
    assertWithheld(ana.send("POST", copy + "/publication", asked(save(ana, copy, "Spring"), "")));
    JsonObject saved =
        ana.send("PUT", DRAFT, files("Summer"), "If-Match", "\"" + revision + "\"").json();
    assertEquals(new JsonArray().add("approval"), saved.getJsonArray("lost"));
    long edited = saved.getLong("revision");
    assertWithheld(ana.send("POST", DRAFT + "/publication", asked(edited, "")));
    for (String path : List.of("/publication", "/approval")) {
      Reply old = ben.send("POST", DRAFT + path, asked(revision, "the old one"));
      assertEquals(409, old.status());
      assertEquals("draft-conflict", old.code());
      assertEquals(edited, old.json().getLong("revision"));
    }
    long reverted = save(ana, "Spring");
    assertWithheld(ana.send("POST", DRAFT + "/publication", asked(reverted, "")));
    assertEquals(200, ben.send("POST", DRAFT + "/approval", asked(reverted, "fine")).status());
    JsonObject later =
        asked(reverted, "").put("at", Instant.now().plus(Duration.ofHours(1)).toString());
    assertEquals(202, ana.send("POST", DRAFT + "/publication", later).status());
    long changed = save(ana, "Something else");
    assertFalse(ana.get(DRAFT).json().containsKey("schedule"));
    JsonObject again =
        asked(changed, "").put("at", Instant.now().plus(Duration.ofHours(1)).toString());
    assertWithheld(ana.send("POST", DRAFT + "/publication", again));
    assertEquals(1, inForce());
  }

  private static void assertWithheld(Reply reply) {
    assertEquals("approval-needed", reply.code(), reply.text());
    assertEquals(64, reply.json().getString("approval").length());
  }

  @Test
  void filesOfOnePersonNeedTheAgreementOfAnother() throws Exception {
    String digest = ana.send("POST", EDITIONS, files("Spring")).json().getString("approval");
    JsonObject agreed = new JsonObject().put("digest", digest).put("reason", "seen");
    assertEquals(201, ben.send("POST", APPROVALS, agreed).status());
    assertWithheld(ben.send("POST", EDITIONS, files("Spring")));
    assertEquals(
        "base-superseded", ana.send("POST", EDITIONS, files("Spring").put("seen", 0)).code());
    Reply published = ana.send("POST", EDITIONS, files("Spring").put("seen", 1));
    assertEquals(201, published.status(), published.text());
    assertEquals(2, inForce());
  }

  @Test
  void ofTwoChangesToOneEditionTheSecondIsMergedFirst() throws Exception {
    String other = "/admin/v1/drafts/autumn";
    long spring = save(ana, "Spring");
    long autumn = save(ana, other, "Autumn");
    ben.send("POST", DRAFT + "/approval", asked(spring, "fine"));
    ben.send("POST", other + "/approval", asked(autumn, "fine"));
    assertEquals(201, ana.send("POST", DRAFT + "/publication", asked(spring, "")).status());
    Reply late = ana.send("POST", other + "/publication", asked(autumn, ""));
    assertEquals(409, late.status());
    assertEquals("base-superseded", late.code());
    assertEquals(1, late.json().getInteger("base"));
    assertEquals(2, late.json().getInteger("inForce"));
    Reply beyond =
        ana.send("PUT", other, files("Both").put("base", 3), "If-Match", "\"" + autumn + "\"");
    assertEquals("invalid-body", beyond.code());
    Reply merged =
        ana.send("PUT", other, files("Both").put("base", 2), "If-Match", "\"" + autumn + "\"");
    assertEquals(2, merged.json().getInteger("base"));
  }

  @Test
  void aScheduleIsKeptByTheDatabaseAndDoneByWhicheverNodeRunsThen() throws Exception {
    Path folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "schedule-");
    String[] settings = {"MIEN_DATA_DIR=" + folder};
    long revision;
    Instant at = Instant.now().plus(Duration.ofSeconds(4));
    try (Node first = Node.withShop(settings)) {
      Colleague author = Colleague.of(first, ANA, Role.AUTHOR, Role.PUBLISHER);
      revision = save(author, "Spring");
      JsonObject body = asked(revision, "at last").put("at", at.toString());
      Reply scheduled = author.send("POST", DRAFT + "/publication", body);
      assertEquals(202, scheduled.status(), scheduled.text());
      JsonObject schedule = scheduled.json().getJsonObject("schedule");
      assertTrue(Duration.between(Instant.parse(schedule.getString("due")), at).toMillis() < 1);
      assertEquals("p-ana", schedule.getJsonObject("by").getString("id"));
    }
    try (Node second = Node.empty(settings)) {
      long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
      while (second.server().core().engine().editions().inForce().number() < 2
          && System.nanoTime() < patience) {
        Thread.onSpinWait();
      }
      JsonObject edition =
          second.admin("GET", EDITIONS, "").json().getJsonArray("editions").getJsonObject(0);
      assertEquals(2, edition.getInteger("edition"));
      assertEquals("at last", edition.getString("say"));
      assertFalse(Instant.parse(edition.getString("publishedAt")).isBefore(at.minusMillis(1)));
      assertEquals("Spring", headline(second));
    }
  }

  private static String headline(Node at) throws Exception {
    return at.decide("{\"slots\": [\"home.hero\"]}")
        .json()
        .getJsonObject("decisions")
        .getJsonObject("home.hero")
        .getJsonObject("content")
        .getString("headline");
  }

  @Test
  void whatCannotBeAskedIsRefusedByPointer() throws Exception {
    long revision = save(ana, "Spring");
    Map<JsonObject, String> bodies =
        Map.of(
            new JsonObject(),
            "/revision missing",
            new JsonObject().put("revision", "1"),
            "/revision wrong-type",
            asked(revision, "x").put("more", 1),
            "/more unknown-name",
            asked(revision, "x".repeat(501)),
            "/say too-long",
            asked(revision, "").put("at", "tomorrow"),
            "/at not-a-date-time");
    for (Map.Entry<JsonObject, String> body : bodies.entrySet()) {
      Reply reply = ana.send("POST", DRAFT + "/publication", body.getKey());
      assertEquals(400, reply.status());
      assertEquals(body.getValue(), reply.firstError());
    }
    JsonObject far = asked(revision, "").put("at", "2999-01-01T00:00:00Z");
    assertEquals(400, ana.send("POST", DRAFT + "/publication", far).status());
    assertEquals(
        "/at unknown-name",
        ana.send("POST", DRAFT + "/review", asked(revision, "").put("at", "x")).firstError());
    String nobody = "/admin/v1/drafts/nobody";
    for (String path : List.of("/review", "/publication", "/approval", "/objection")) {
      assertEquals(
          "no-such-draft", ben.send("POST", nobody + path, asked(1, "please")).code(), path);
    }
    assertEquals(
        "no-such-draft", ana.send("DELETE", nobody + "/publication", new JsonObject()).code());
    assertEquals("no-such-draft", ana.send("DELETE", nobody + "/review", new JsonObject()).code());
  }

  @Test
  void theAuditNamesPeopleIsExportedWholeAndCheckedOffline() throws Exception {
    long revision = save(ana, "Spring");
    ben.send("POST", DRAFT + "/approval", asked(revision, "schön so"));
    ana.send("POST", DRAFT + "/publication", asked(revision, ""));
    JsonObject page = ben.get("/admin/v1/audit?before=999999999999999999&limit=2").json();
    JsonArray entries = page.getJsonArray("entries");
    assertEquals(page.getInteger("newest"), entries.getJsonObject(1).getInteger("sequence"));
    assertEquals("p-ben", entries.getJsonObject(0).getString("actor"));
    assertEquals("Ben", entries.getJsonObject(0).getString("name"));
    String subject = entries.getJsonObject(0).getString("subject");
    assertTrue(subject.endsWith(": schön so"), subject);
    assertEquals(
        "edition 2 of draft spring-sale revision " + revision,
        entries.getJsonObject(1).getString("subject"));

    Reply export = ben.get("/admin/v1/audit/export");
    assertEquals("application/jsonl", export.header("Content-Type"));
    Path file = Files.createTempFile(Path.of("target").toAbsolutePath(), "audit-", ".jsonl");
    Files.writeString(file, export.text());
    String head = entries.getJsonObject(1).getString("hash");
    assertEquals("0 WHOLE: 3 entries, the last of hash " + head, check(file));
    assertTrue(check(file, "--head", head).startsWith("0 WHOLE"));
    assertTrue(check(file, "--head", "0".repeat(64)).startsWith("1 BROKEN"));
    List<String> lines = Files.readAllLines(file);
    for (List<String> forged :
        List.of(
            List.of(lines.get(0), lines.get(1), lines.get(3)),
            List.of(lines.get(0), lines.get(2), lines.get(1), lines.get(3)),
            List.of(lines.get(0), lines.get(1), lines.get(2).replace("Ben", "Bea"), lines.get(3)),
            List.of(
                lines.get(0), lines.get(1), lines.get(2).replace("p-ben", "p-ana"), lines.get(3)),
            List.of(lines.get(0), lines.get(1), lines.get(2).replace("schön", "gut"), lines.get(3)),
            List.of(lines.get(0), lines.get(1), lines.get(2), "{}"),
            List.of(lines.get(0), "x", lines.get(2), lines.get(3)))) {
      Files.write(file, forged);
      assertTrue(check(file).startsWith("1 BROKEN: line "), forged.toString());
    }
    Files.write(file, lines.subList(0, 3));
    assertTrue(check(file).startsWith("0 WHOLE: 2"), "nothing shows that the last is missing");
    assertTrue(check(file, "--head", head).startsWith("1 BROKEN"), "but for a kept hash");
    assertEquals("2 ", check(file.resolveSibling("nowhere")));
  }

  /** The exit code, and the first line. */
  private static String check(Path file, String... more) {
    StringWriter out = new StringWriter();
    String[] arguments = new String[more.length + 2];
    arguments[0] = "audit-check";
    arguments[1] = file.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    int code =
        Main.run(
            new Surroundings(
                Map.of(), new PrintWriter(out, true), new PrintWriter(new StringWriter(), true)),
            arguments);
    return code + " " + out.toString().lines().findFirst().orElse("");
  }

  @Test
  void nameAndWordsAreOnlyEverText() throws Exception {
    String words = "<img src=x onerror=alert(1)>\u202e\n\"'";
    long revision = save(ana, "Spring");
    Reply review = ana.send("POST", DRAFT + "/review", asked(revision, words));
    assertEquals(
        words, review.json().getJsonObject("review").getJsonObject("asked").getString("say"));
    assertEquals(
        404,
        ana.get("/admin/v1/drafts/" + URLEncoder.encode(words, StandardCharsets.UTF_8)).status());
    JsonObject entry =
        ben.get("/admin/v1/audit?before=999999999999999999&limit=1")
            .json()
            .getJsonArray("entries")
            .getJsonObject(0);
    assertTrue(entry.getString("subject").endsWith("\u202e \"'"), entry.encode());
  }
}
