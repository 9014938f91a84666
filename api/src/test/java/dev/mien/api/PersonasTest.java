package dev.mien.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.mien.api.Node.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Visits that are made up, over HTTP: previews of drafts, and what becomes of personas. */
class PersonasTest {
  private static final String PREVIEW = "/admin/v1/preview";
  private static final String TRIAL = "/admin/v1/personas/trial";
  private static final String PERSONAS =
      """
      personas:
        looker:
          title: Looks at the sale
          signals: { device: mobile }
          events:
            - { name: page_view, fields: { category: sale, price: 10 } }
            - { name: page_view, fields: { category: sale, price: 10 }, after: 2 minutes }
          expect: [bargain-hunters]
          expectNot: [runners]
        refuser:
          title: Says everything and allows nothing
          signals: { device: desktop, interest: [running] }
          consent: []
          expect: [runners]
      """;

  private static final int SEGMENTS = 2_000;
  private static final long P95_MILLIS = 100;

  private Node node;

  @BeforeEach
  void start() throws Exception {
    node = Node.withShop();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Reply post(String path, JsonObject body) throws Exception {
    return node.admin("POST", path, body.encode(), "Content-Type", "application/json");
  }

  private static JsonObject files(String... texts) {
    JsonObject files = new JsonObject();
    for (int i = 0; i < texts.length; i++) {
      files.put("file-" + i + ".yaml", texts[i]);
    }
    return new JsonObject().put("files", files);
  }

  private static JsonObject shop() {
    return files(Node.SHOP, PERSONAS);
  }

  private static List<String> strings(JsonObject of, String member) {
    return of.getJsonArray(member).stream().map(String::valueOf).toList();
  }

  private static JsonObject at(JsonObject of, String member, int position) {
    return of.getJsonArray(member).getJsonObject(position);
  }

  @Test
  void aVisitIsPlayedStepByStep() throws Exception {
    Reply reply =
        node.admin(
            "POST",
            PREVIEW,
            """
            {"signals": {"device": "mobile", "basket_value": 60},
             "events": [
               {"type": "page_view", "fields": {"category": "sale"}},
               {"type": "typo", "after": "PT1M"},
               {"type": "page_view", "fields": {"category": "sale"}, "after": "PT2M"},
               {"type": "purchase"}]}
            """,
            "Content-Type",
            "application/json");
    JsonObject shown = reply.json();
    assertEquals(200, reply.status(), reply.text());
    assertEquals(1, shown.getInteger("edition"));
    assertEquals(4, shown.getJsonArray("steps").size());
    JsonObject first = at(shown, "steps", 0);
    assertFalse(first.containsKey("event"));
    assertEquals("session", first.getString("mode"));
    assertEquals(List.of("on-the-move", "members"), strings(first, "entered"));
    assertEquals("members", decided(first, "home.hero").getString("segment"));
    JsonObject third = at(shown, "steps", 2);
    assertEquals("PT3M", third.getString("at"));
    assertEquals(List.of("bargain-hunters"), strings(third, "entered"));
    assertEquals("sale", decided(third, "home.hero").getString("variant"));
    assertEquals(1, third.getJsonObject("decisions").size(), "only what changed");
    JsonObject last = at(shown, "steps", 3);
    assertEquals("purchase", last.getString("event"));
    assertEquals(List.of("bargain-hunters", "members"), sorted(strings(last, "left")));
    assertEquals(
        "small", shown.getJsonObject("decisions").getJsonObject("home.hero").getString("variant"));
    assertEquals("/events/1", at(shown, "notices", 0).getString("pointer"));
  }

  private static JsonObject decided(JsonObject step, String slot) {
    return step.getJsonObject("decisions").getJsonObject(slot);
  }

  private static List<String> sorted(List<String> names) {
    return names.stream().sorted().toList();
  }

  @Test
  void whatADraftWouldDecideIsShownAndTheEditionInForceStays() throws Exception {
    String better = Node.SHOP.replace("sale_views >= 2", "sale_views >= 1");
    JsonObject saved =
        node.admin("PUT", "/admin/v1/drafts/better", better, "Content-Type", "application/yaml")
            .json();
    JsonObject visit =
        new JsonObject(
            """
            {"events": [{"type": "page_view", "fields": {"category": "sale"}}]}
            """);
    JsonObject ofDraft =
        post(
                PREVIEW,
                visit.copy().put("draft", "better").put("revision", saved.getLong("revision")))
            .json();
    assertEquals("better", ofDraft.getString("draft"));
    assertFalse(ofDraft.containsKey("edition"));
    assertEquals("bargain-hunters", hero(ofDraft).getString("segment"));
    JsonObject inForce = post(PREVIEW, visit).json();
    assertEquals("fallback", hero(inForce).getString("variant"));
    assertEquals(
        "bargain-hunters",
        hero(inForce).getJsonObject("why").getJsonObject("nearestMiss").getString("segment"));

    Reply conflict = post(PREVIEW, visit.copy().put("draft", "better").put("revision", 0));
    assertEquals("draft-conflict", conflict.code());
    assertEquals(saved.getLong("revision"), conflict.json().getLong("revision"));
    assertEquals("no-such-draft", post(PREVIEW, visit.copy().put("draft", "worse")).code());
    Reply refused =
        post(PREVIEW, visit.copy().mergeIn(files(Node.SHOP.replace("sale_views >= 2", "x"))));
    assertEquals("workspace-refused", refused.code());
    assertEquals(
        "unknown-segment", at(refused.json(), "diagnostics", 0).getString("code"), refused.text());
  }

  private static JsonObject hero(JsonObject shown) {
    return shown.getJsonObject("decisions").getJsonObject("home.hero");
  }

  @Test
  void aPersonaIsPlayedByItsName() throws Exception {
    JsonObject shown = post(PREVIEW, shop().put("persona", "looker")).json();
    assertEquals("looker", shown.getString("persona"), shown.encodePrettily());
    assertEquals(3, shown.getJsonArray("steps").size());
    assertEquals("sale", hero(shown).getString("variant"));
    assertEquals(List.of(1, 1, 1, 1), rules(shown));
    assertEquals(
        List.of(1, 0, 1, 0), rules(post(PREVIEW, asked("looker").put("why", "held")).json()));
    assertEquals(
        List.of(0, 1, 0, 0),
        rules(post(PREVIEW, asked("looker").put("why", new JsonArray().add("runners"))).json()));
    assertEquals(
        "/why unknown-name", post(PREVIEW, asked("looker").put("why", "none")).firstError());
    assertEquals(
        "/persona unknown-name", post(PREVIEW, shop().put("persona", "lokker")).firstError());
    assertEquals(
        "/persona too-many",
        post(PREVIEW, shop().put("persona", "looker").put("signals", new JsonObject()))
            .firstError());
    assertEquals(
        "/events/0/after not-a-duration",
        post(
                PREVIEW,
                new JsonObject(
                    "{\"events\": [{\"type\": \"page_view\", \"after\": \"2 minutes\"}]}"))
            .firstError());
  }

  private static JsonObject asked(String persona) {
    return shop().put("persona", persona);
  }

  private static List<Integer> rules(JsonObject shown) {
    return shown.getJsonArray("segments").stream()
        .map(one -> ((JsonObject) one).getJsonArray("rules").size())
        .toList();
  }

  @Test
  void allPersonasAreTriedAtOnce() throws Exception {
    Reply reply = post(TRIAL, shop());
    JsonObject tried = reply.json();
    assertEquals(2, tried.getJsonArray("personas").size(), reply.text());
    JsonObject looker = at(tried, "personas", 0);
    assertEquals(List.of("on-the-move", "bargain-hunters"), strings(looker, "in"));
    assertEquals(List.of("runners", "members"), strings(looker, "unknown"));
    assertTrue(at(looker, "expectations", 0).getBoolean("met"));
    assertTrue(at(looker, "expectations", 1).getBoolean("met"));
    JsonObject runner = at(at(tried, "personas", 1), "expectations", 0);
    assertFalse(runner.getBoolean("met"));
    assertEquals("in", runner.getString("expected"));
    assertEquals("unknown", runner.getString("matches"));
    assertEquals(
        "'interest has any of [running]' is unknown: it is not permitted",
        runner.getString("decided"));
    JsonObject warned =
        node.admin(
                "POST", "/admin/v1/check", Node.SHOP + PERSONAS, "Content-Type", "application/yaml")
            .json();
    assertTrue(warned.getBoolean("accepted"));
    assertEquals("persona-not-in", at(warned, "diagnostics", 0).getString("code"));
  }

  @Test
  void aSegmentIsTriedAsItIsOrAsItIsBeingWritten() throws Exception {
    JsonObject named = post(TRIAL, shop().put("segment", "bargain-hunters")).json();
    assertEquals("true", at(named, "personas", 0).getString("matches"));
    assertEquals("in", at(named, "personas", 0).getString("expected"));
    assertFalse(at(named, "personas", 1).containsKey("expected"));

    JsonObject written =
        new JsonObject()
            .put("name", "bargain-hunters")
            .put("when", "sale_views >= 3 and on-the-move");
    JsonObject tried = post(TRIAL, shop().put("segment", written)).json();
    JsonObject looker = at(tried, "personas", 0);
    assertEquals("false", looker.getString("matches"), tried.encodePrettily());
    assertEquals("'sale_views >= 3' does not hold: it is 2", looker.getString("decided"));
    assertFalse(looker.getBoolean("met"));
    assertEquals("2", at(looker, "predicates", 0).getString("actual"));
    assertEquals(new JsonArray(), tried.getJsonArray("diagnostics"));

    JsonObject nameless =
        new JsonObject().put("rules", new JsonObject().put("one", "device is mobile"));
    JsonObject both = post(TRIAL, shop().put("segment", nameless)).json();
    assertEquals("true", at(both, "personas", 0).getString("matches"));
    assertEquals("false", at(both, "personas", 1).getString("matches"));
  }

  /** Points that are not saved anywhere: what is saved of the same name does not matter. */
  @Test
  void aScoreIsTriedAsItIsBeingWritten() throws Exception {
    JsonObject points =
        new JsonObject().put("sale_views >= 2", 2.0).put("interest has any of [running]", 0.5);
    JsonObject score =
        new JsonObject()
            .put("base", "-1")
            .put("points", points)
            .put("enter", "70 %")
            .put("leave", "50 %");
    JsonObject written = new JsonObject().put("name", "bargain-hunters").put("score", score);
    JsonObject tried = post(TRIAL, shop().put("segment", written)).json();
    JsonObject looker = at(tried, "personas", 0);
    assertEquals("true", looker.getString("matches"), tried.encodePrettily());
    assertTrue(looker.getBoolean("met"));
    assertEquals(
        "'its points come to at least 70.0 %' holds: it is 73.1 %", looker.getString("decided"));
    JsonObject refuser = at(tried, "personas", 1);
    assertEquals("unknown", refuser.getString("matches"), tried.encodePrettily());

    JsonArray listed =
        new JsonArray()
            .add(new JsonObject().put("condition", "sale_views >= 2").put("points", "0.5"));
    JsonObject few = new JsonObject().put("score", score.copy().put("points", listed));
    JsonObject none = post(TRIAL, shop().put("segment", few)).json();
    assertEquals("false", at(none, "personas", 0).getString("matches"), none.encodePrettily());

    JsonObject saved =
        new JsonObject()
            .put("segments", new JsonObject().put("lookers", new JsonObject().put("score", score)));
    JsonObject both = files(Node.SHOP, PERSONAS, saved.encode());
    JsonObject same = new JsonObject().put("name", "lookers").put("score", score);
    assertEquals(
        post(TRIAL, both.copy().put("segment", "lookers")).json(),
        post(TRIAL, both.copy().put("segment", same)).json());
  }

  @Test
  void whatIsWrongWithAScoreIsSaidWithItsPlace() throws Exception {
    JsonObject points = new JsonObject().put("sale_veiws >= 2", 1).put("device is", 1);
    JsonObject score = new JsonObject().put("base", "x").put("points", points);
    JsonObject written = new JsonObject().put("name", "lookers").put("score", score);
    Reply reply = post(TRIAL, shop().put("segment", written));
    assertEquals(200, reply.status());
    assertEquals(new JsonArray(), reply.json().getJsonArray("personas"));
    List<String> found =
        reply.json().getJsonArray("diagnostics").stream()
            .map(one -> (JsonObject) one)
            .map(one -> one.getString("file") + " " + one.getString("code"))
            .toList();
    assertEquals(
        List.of(
            "condition 0 unknown-attribute",
            "score base not-a-number",
            "condition 1 rule-syntax",
            "score missing-key"),
        found);
    JsonObject two = written.copy().put("when", "device is mobile");
    assertEquals("/segment/score too-many", post(TRIAL, shop().put("segment", two)).firstError());
  }

  @Test
  void whatCannotBeUnderstoodIsSaidWithItsPlaceInTheRule() throws Exception {
    JsonObject rules =
        new JsonObject()
            .put("sound", "device is mobile")
            .put("typo", "device is mobile and\nsale_veiws >= 2")
            .put("broken", "device is");
    JsonObject written = new JsonObject().put("name", "bargain-hunters").put("rules", rules);
    Reply reply = post(TRIAL, shop().put("segment", written));
    assertEquals(200, reply.status());
    assertEquals(new JsonArray(), reply.json().getJsonArray("personas"));
    JsonObject typo = at(reply.json(), "diagnostics", 0);
    assertEquals("unknown-attribute", typo.getString("code"), reply.text());
    assertEquals("typo", typo.getString("file"));
    assertEquals(2, typo.getInteger("line"));
    assertEquals(1, typo.getInteger("column"));
    assertEquals("did you mean 'sale_views'?", typo.getString("hint"));
    assertEquals("rule-syntax", at(reply.json(), "diagnostics", 1).getString("code"));

    JsonObject circle =
        new JsonObject().put("name", "runners").put("when", "runners or device is mobile");
    assertEquals(
        "segment-cycle",
        at(post(TRIAL, shop().put("segment", circle)).json(), "diagnostics", 0).getString("code"));
    assertEquals(
        "/segment unknown-name", post(TRIAL, shop().put("segment", "runers")).firstError());
    assertEquals(
        "/segment/when missing", post(TRIAL, shop().put("segment", new JsonObject())).firstError());
    assertEquals("/typo unknown-name", post(TRIAL, shop().put("typo", 1)).firstError());
  }

  /**
   * Of a workspace of 2,000 segments every answer comes in a tenth of a second, once it is built.
   */
  @Test
  void aLargeWorkspaceIsAnsweredWhileSomebodyTypes() throws Exception {
    JsonObject large = files(large(), PERSONAS.replace("bargain-hunters", "s7"));
    node.admin("PUT", "/admin/v1/drafts/large", large.encode(), "Content-Type", "application/json");
    JsonObject draft = new JsonObject().put("draft", "large");
    JsonObject typed =
        new JsonObject().put("name", "s1000").put("when", "sale_views >= 3 and not s999");
    quick("preview of a draft", PREVIEW, draft.copy().put("persona", "looker"));
    quick("preview of files", PREVIEW, large.copy().put("persona", "looker"));
    quick(
        "preview of what holds", PREVIEW, draft.copy().put("persona", "looker").put("why", "held"));
    quick("trial of a typed rule", TRIAL, draft.copy().put("segment", typed));
    quick("trial of all", TRIAL, draft);
  }

  private void quick(String what, String path, JsonObject body) throws Exception {
    String text = body.encode();
    long best = Long.MAX_VALUE;
    // Whatever else the machine does meanwhile is not meant: one quiet round is enough.
    for (int round = 0; round < 5 && best > P95_MILLIS; round++) {
      best = Math.min(best, p95Millis(path, text));
    }
    System.out.println(what + ": p95 " + best + " ms");
    assertTrue(best <= P95_MILLIS, what + " takes " + best + " ms");
  }

  private long p95Millis(String path, String body) throws Exception {
    long[] nanos = new long[40];
    for (int i = 0; i < nanos.length; i++) {
      long started = System.nanoTime();
      Reply reply = node.admin("POST", path, body, "Content-Type", "application/json");
      nanos[i] = System.nanoTime() - started;
      assertEquals(200, reply.status(), reply.text());
    }
    Arrays.sort(nanos);
    return nanos[nanos.length * 95 / 100] / 1_000_000;
  }

  private static String large() {
    StringBuilder text = new StringBuilder(Node.SHOP.substring(0, Node.SHOP.indexOf("slots:")));
    for (int i = 0; i < SEGMENTS; i++) {
      String base =
          switch (i % 4) {
            case 0 -> "device is mobile and (sale_views >= %d or spent >= 50)".formatted(i % 7 + 1);
            case 1 -> "interest has any of [running] and sale_views < %d".formatted(i % 7 + 1);
            case 2 -> "basket_value >= 50 or (newsletter is true and not s%d)".formatted(i - 1);
            default -> "s%d and sale_views >= 2 or logged_in is true".formatted(i - 1);
          };
      text.append("  s%d: { title: Segment %d, when: \"%s\" }\n".formatted(i, i, base));
    }
    return text + Node.SHOP.substring(Node.SHOP.indexOf("slots:"));
  }
}
